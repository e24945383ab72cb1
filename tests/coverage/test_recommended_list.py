"""The recommended list by hand and from files: each change is a version, the same file twice changes nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from catalog.models import ListVersion, RecommendedDataset
from catalog.services.recommended import seed_recommended_datasets
from catalog.services.recommended_list import change_recommended, withdraw_recommended
from catalog.spreadsheets import csv_of, rows_of, workbook_of
from coverage.list_file import list_rows
from tests.coverage.test_matrix import make_recommended
from tests.factories import make_coordinator, make_member, sign_in


def file_of(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_looks_like_a_formula_is_text_on_the_way_out_and_in(name):
    rows = [
        ["key", "name"],
        ["a", "=1+1"],
        ["b", '@SUM(A1)";x'],
        ["c", "-2"],
        ["d", "'citat"],
        ["d", "'=x"],
        ["e", "två\nrader"],
    ]
    written = csv_of(rows) if name.endswith("csv") else workbook_of([("Blad", rows)])

    assert rows_of(file_of(written, name), name) == rows
    if name.endswith("csv"):
        assert ";'=1+1" in written.decode("utf-8-sig")
    else:
        assert load_workbook(io.BytesIO(written)).active["B2"].data_type == "s"


def test_a_formula_in_a_workbook_is_read_as_it_stands_and_never_worked_out():
    book = Workbook()
    book.active.append(["=1+1", 7.0, None])
    out = io.BytesIO()
    book.save(out)

    assert rows_of(file_of(out.getvalue(), "a.xlsx"), "a.xlsx") == [["=1+1", "7"]]


@pytest.fixture
def coordinator(client: Client):
    person = make_coordinator()
    sign_in(client, person)
    return person


def send(client: Client, content: bytes, name: str = "lista.csv"):
    return client.post(reverse("recommended_import"), {"file": file_of(content, name)})


@pytest.mark.django_db
def test_a_file_is_checked_shown_and_done_and_the_second_time_changes_nothing(client, coordinator):
    seed_recommended_datasets()
    rows = [list(row) for row in list_rows()]
    name, rank = rows[0].index("name"), rows[0].index("rank")
    rows[1][name] = "Nytt namn"
    rows[2][rank] = "sjätte"
    refused = send(client, workbook_of([("Listan", rows)]), "lista.xlsx")
    assert refused.status_code == 422
    assert "Rad 3, kolumn rank:" in refused.content.decode()

    rows[2][rank] = list_rows()[2][rank]
    missing = rows.pop()
    rows.append(["ny-rad", "Ny rad", "Om den.", "both", *[""] * (len(rows[0]) - 4)])
    content = workbook_of([("Listan", rows)])
    seen = client.get(send(client, content, "lista.xlsx").url)
    found = seen.context["found"]
    assert ([each["key"] for each in found.added], len(found.changed)) == (["ny-rad"], 1)
    assert [each.key for each in found.missing] == [missing[0]]
    assert not ListVersion.objects.exists()

    for _twice in range(2):
        client.post(seen.wsgi_request.path)
    changed = RecommendedDataset.objects.get(key=rows[1][0])
    assert changed.name == "Nytt namn"
    assert [each.kind for each in changed.versions.all()] == ["changed", "beginning"]
    assert RecommendedDataset.objects.filter(key=missing[0], withdrawn_at=None).exists()

    again = client.get(send(client, content, "lista.xlsx").url)
    assert not again.context["found"].changes_anything
    assert ListVersion.objects.count() == 3
    told = client.get(reverse("recommended_versions")).content.decode()
    assert "Nytt namn" in told and coordinator.name in told and "lista.xlsx" in told
    assert seed_recommended_datasets() == 0


@pytest.mark.django_db
def test_the_list_as_it_is_taken_out_can_be_read_in_again(client, coordinator):
    seed_recommended_datasets()
    for suffix in ("csv", "xlsx"):
        out = client.get(reverse("recommended_list_file", args=[suffix]))
        seen = client.get(send(client, out.content, f"lista.{suffix}").url)
        assert not seen.context["found"].changes_anything
        assert len(seen.context["found"].unchanged) == RecommendedDataset.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", ""),
        (b"key;nonsens\na;b\n", "a.csv", "nonsens"),
        (b"name\nA\n", "a.csv", "Kolumnen key saknas"),
        (b"PK\x03\x04trasig", "a.xlsx", "inte att l"),
        (b"key;name\n" + b"a;b\n" * 1001, "a.csv", "för många rader"),
        (b"x" * 1_000_001, "a.csv", "för stor"),
        (b"key;name;description;applies_to\na;A;B;alla\n", "a.csv", "Rad 2, kolumn applies_to"),
        (b"key;name;description;applies_to\na;A;B;both\na;A;B;both\n", "a.csv", "står redan på rad 2"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_with_the_reason(client, coordinator, content, name, sentence):
    answer = send(client, content, name)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RecommendedDataset.objects.exists()


@pytest.mark.django_db
def test_a_row_is_written_by_hand_kept_from_a_stale_form_withdrawn_and_taken_back(client, coordinator):
    typed = {"name": "Utegym", "description": "Var de är.", "applies_to": "kommun", "match_words": "utegym; gym"}
    assert client.post(reverse("recommended_create"), typed).url == reverse("recommended_edit", args=["utegym"])
    assert client.post(reverse("recommended_create"), typed).status_code == 422
    row = RecommendedDataset.objects.get(key="utegym")
    assert row.match_words == ["utegym", "gym"]

    address = reverse("recommended_edit", args=["utegym"])
    assert client.post(address, typed | {"rank": "3", "version": "1"}).status_code == 302
    stale = client.post(address, typed | {"rank": "4", "version": "1"})
    assert stale.status_code == 422
    assert 'value="4"' in stale.content.decode()
    row.refresh_from_db()
    assert row.rank == 3

    client.post(reverse("recommended_withdraw", args=["utegym"]), {"note": "Ersatt"})
    assert not RecommendedDataset.objects.for_kind("kommun").exists()
    assert RecommendedDataset.objects.for_kind("kommun", keeping=row.pk).get() == row
    assert "Ersatt" in client.get(reverse("recommended_row_versions", args=["utegym"])).content.decode()
    client.post(reverse("recommended_withdraw", args=["utegym"]), {"resume": "1"})
    assert [each.kind for each in row.versions.all()] == ["resumed", "withdrawn", "changed", "added"]


@pytest.mark.django_db
def test_the_seeding_leaves_alone_what_somebody_has_changed_or_withdrawn():
    seed_recommended_datasets()
    person = make_coordinator()
    row, other = RecommendedDataset.objects.in_force()[:2]
    emptied = ["name_en", "description_en", "keywords_sv", "keywords_en", "match_words", "frequency", "licence"]
    change_recommended(person, recommended=row, cells=dict.fromkeys([*emptied, "our_suggestion"], ""))
    withdraw_recommended(person, recommended=other, is_withdrawn=True)

    assert seed_recommended_datasets() == 0

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.name_en, row.match_words) == ("", [])
    assert other.withdrawn_at


@pytest.mark.django_db
def test_the_list_is_not_there_for_an_editor(client):
    make_recommended("badplatser", "Badplatser")
    sign_in(client, make_member())
    for name, parts in (("recommended_list", []), ("recommended_edit", ["badplatser"]), ("recommended_import", [])):
        assert client.get(reverse(name, args=parts)).status_code == 404
