"""A report as a page and as files: the same figures, read out of both."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from coverage.measures.taking import take
from coverage.models import Measured
from coverage.services.statements import state
from organisations.address_parts import address_part
from tests.coverage.test_matrix import make_recommended
from tests.factories import make_coordinator, make_county, make_member, make_organisation, make_published, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sala():
    """Of three asked for one is published here and one elsewhere; two others have nothing. A name that is a formula."""
    sala = make_organisation("Sala kommun")
    make_organisation("=Arboga kommun", slug="arboga", short_name="Arboga")
    make_organisation("Heby kommun")
    bad = make_recommended("badplatser", "Badplatser")
    lek = make_recommended("lekplatser", "Lekplatser")
    make_recommended("utegym", "Utegym")
    make_published(sala, "Bad", recommended_dataset=bad)
    state(make_member(sala), organisation=sala, recommended=lek, kind="elsewhere", address="https://example.com/lek")
    take(timezone.localdate())
    return sala


def tables_of(page: str) -> list[list[list[str]]]:
    """The cells of every table of the page, as a person reads them."""
    return [
        [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]
        for table in re.findall(r"<table.*?</table>", page, re.S)
        for rows in [re.findall(r"<tr>(.*?)</tr>", table, re.S)]
    ]


def words(html: str) -> str:
    text = re.sub(r"<span class=\"visually-hidden\">.*?</span>|<[^>]*>", "", html)
    return "" if text == "–" else text


def test_the_workbook_and_the_csv_file_have_what_the_page_has(client: Client, sala):
    sign_in(client, make_coordinator(sala.county))
    area = address_part(sala.county.name)
    page = client.get(reverse("area_report", args=[area])).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("area_report_file", args=[area, "xlsx"])).content))

    shown = tables_of(page)
    assert len(shown) == 3
    for table, sheet in zip(shown, book.worksheets[1:], strict=False):
        opened = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert opened[: len(table)] == table
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert ["Badplatser", "1", "3", "33"] in shown[2] and ["Lekplatser", "1", "3", "33"] in shown[2]
    assert shown[0][1][1:] == ["22", "2", "9"]

    sent = client.get(reverse("area_report_file", args=[area, "csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sent), delimiter=";"))
    assert all(row in rows for row in shown[2])
    assert any(row[0] == "'=Arboga kommun" for row in rows if row)
    assert client.get(reverse("area_report_file", args=[area, "pdf"])).status_code == 404


def test_an_organisation_sees_itself_beside_the_average_and_another_countys_coordinator_nothing(client, sala):
    sign_in(client, make_member(sala))
    page = client.get(reverse("own_report", args=[sala.slug]))
    measures, listed = tables_of(page.content.decode())
    assert measures[1][1:] == ["66", "2", "3", "22", "22"]
    assert ["Lekplatser", "Publicerad på annat håll"] in listed
    book = load_workbook(io.BytesIO(client.get(reverse("own_report_file", args=[sala.slug, "xlsx"])).content))
    assert [str(cell) for cell in next(book.worksheets[2].iter_rows(min_row=2, values_only=True))] == listed[1]

    sign_in(client, make_coordinator(make_county("05")))
    assert client.get(reverse("own_report", args=[sala.slug])).status_code == 404
    assert client.get(reverse("area_report", args=[address_part(sala.county.name)])).status_code == 404


def test_everybody_sees_the_public_figures_with_their_history(client, sala):
    today = timezone.localdate()
    before = date(today.year - 1, 12, 20)
    Measured.objects.create(organisation=sala, measure="covered", on=before, count=0, of=3)

    page = client.get(reverse("situation")).content.decode()

    assert "polyline" in page and "2 av 9" in page and before.isoformat() in page
    assert f"{reverse('how_it_is_counted')}#covered" in page
    assert "Utkast som väntat" not in page and "Flöden som fungerar" not in page


def test_a_report_takes_the_same_queries_for_more_organisations_and_datasets(client: Client, sala):
    sign_in(client, make_coordinator(sala.county))
    address = reverse("area_report", args=[address_part(sala.county.name)])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    client.get(address)
    few = queries()
    for number in range(3):
        own = make_organisation()
        make_published(own)
        make_recommended(f"rad-{number}", f"Rad {number}")
    assert queries() == few
