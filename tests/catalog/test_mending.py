"""The button 'Rätta åt mig': a repair answers its finding, changes nothing else, and is offered only where it works."""

from typing import NamedTuple

import pytest
from django.urls import reverse

from catalog.describe import describe, load_for_describing
from catalog.findings import findings_for
from catalog.mending import MENDS
from catalog.models import Dataset, Distribution, Record
from catalog.services.mend import NothingToMend, mend
from catalog.services.save import StaleEdit, save_distribution, save_record
from dcat.finding import Finding
from dcat.kinds import write_box
from organisations.models import Role
from tests.application.browser import words
from tests.dcat.nodes import HIGH_VALUE
from tests.factories import (
    CC0,
    make_contact,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_series,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OPENAPI = "https://api.example.com/v1/openapi.json"
BY = "http://creativecommons.org/licenses/by/4.0/"
CATEGORY = "http://data.europa.eu/bna/c_ac64a52d"


class Case(NamedTuple):
    """What is wrong: columns of a dataset and of its distribution; the finding's field, and what the columns become."""

    columns: dict
    part: dict
    field: str
    becomes: dict


CASES = {
    "clean_iri": Case(
        {"landing_page": ["www.example.com/å", "ftp://x.se/"]},
        {},
        "landing_page",
        {"landing_page": ["https://www.example.com/%C3%A5", "ftp://x.se/"]},
    ),
    "clean_iri in a document": Case(
        {"page": [{"iri": "www.example.com/d", "title": {"sv": "Om"}}]},
        {},
        "page",
        {"page": [{"iri": "https://www.example.com/d", "title": {"sv": "Om"}}]},
    ),
    "clean_iri of a distribution": Case(
        {},
        {"access_url": "https://example.com/min fil"},
        "access_url",
        {"distribution.access_url": "https://example.com/min%20fil"},
    ),
    "clean_text": Case(
        {"title": {"sv": " Bad\x0b ", "en": "Bathing", "de": "\x01"}},
        {},
        "title",
        {"title": {"sv": "Bad", "en": "Bathing"}},
    ),
    "clean_text in a list": Case({"keyword": {"sv": ["bad ", "\x01"]}}, {}, "keyword", {"keyword": {"sv": ["bad"]}}),
    "clean_text in a document": Case(
        {"page": [{"iri": "https://example.com/", "title": {"sv": " Om"}}]},
        {},
        "page",
        {"page": [{"iri": "https://example.com/", "title": {"sv": "Om"}}]},
    ),
    "split_keywords": Case(
        {"keyword": {"sv": ["bad, vatten", "vatten"], "en": ["water"]}},
        {},
        "keyword",
        {"keyword": {"sv": ["bad", "vatten"], "en": ["water"]}},
    ),
    "lower_case_keywords": Case(
        {"keyword": {"sv": ["Badplats", "GIS"], "de": ["Wasser"]}},
        {},
        "keyword",
        {"keyword": {"sv": ["badplats", "GIS"], "de": ["Wasser"]}},
    ),
    "remove_name": Case(
        {"title": {"sv": "Grums kommuns badplatser", "en": "Bathing sites in Grums"}},
        {},
        "title",
        {"title": {"sv": "Badplatser", "en": "Bathing sites"}},
    ),
    "remove_duplicates": Case(
        {"keyword": {"sv": ["bad", "vatten", "bad"], "en": ["bad"]}},
        {},
        "keyword",
        {"keyword": {"sv": ["bad", "vatten"], "en": ["bad"]}},
    ),
    "exact_licence": Case({}, {"license": f"{BY}deed.sv"}, "license", {"distribution.license": BY}),
    "exact_licence typed as another": Case(
        {},
        {"license": "", "other_license": [{"iri": BY.replace("http", "https")}]},
        "other_license",
        {"distribution.license": BY, "distribution.other_license": []},
    ),
    "mark_record": Case(
        {"hvd_category": [CATEGORY]}, {}, "applicable_legislation", {"applicable_legislation": HIGH_VALUE}
    ),
    "mark_record by its distribution": Case(
        {}, {"applicable_legislation": HIGH_VALUE}, "applicable_legislation", {"applicable_legislation": HIGH_VALUE}
    ),
    "mark_distributions": Case(
        {"applicable_legislation": HIGH_VALUE, "hvd_category": [CATEGORY]},
        {},
        "distribution",
        {"distribution.applicable_legislation": HIGH_VALUE},
    ),
    "swap_box": Case(
        {"geographical_area": [{"bbox": write_box("18.0", "60.1", "17.3", "59.7")}, {"centroid": "POINT(17 59)"}]},
        {},
        "bbox",
        {"geographical_area": [{"bbox": write_box("17.3", "59.7", "18.0", "60.1")}, {"centroid": "POINT(17 59)"}]},
    ),
    "swap_period": Case(
        {"temporal": [{"start_date": "2020"}, {"start_date": "2024", "end_date": "2023-05-01"}]},
        {},
        "end_date",
        {"temporal": [{"start_date": "2020"}, {"start_date": "2023-05-01", "end_date": "2024"}]},
    ),
    "move_interface_description": Case(
        {"conforms_to": [{"iri": OPENAPI}, {"iri": "https://example.com/s"}]},
        {},
        "conforms_to",
        {"conforms_to": [{"iri": "https://example.com/s"}], "distribution.conforms_to": [{"iri": OPENAPI}]},
    ),
}


def name_of(case: str) -> str:
    return case.partition(" ")[0]


def make(case: str) -> Dataset:
    return make_dataset(make_organisation("Grums kommun"), distribution=CASES[case].part, **CASES[case].columns)


def found(dataset: Dataset, field: str) -> list[Finding]:
    """The findings about a field that a machine can mend."""
    (loaded,) = load_for_describing(dataset.class_name, [dataset.pk])
    return [finding for finding in findings_for(loaded) if finding.mend and finding.field == field]


def described(dataset: Dataset) -> dict:
    """All columns that a description consists of, those of the one distribution with its name before them."""
    dataset = Dataset.objects.get(pk=dataset.pk)
    left_out = {"sort_key", "edit_number", "changed_at", "changed_by", "errors", "advice", "contact_point"}
    columns = {
        f"{prefix}{column.name}": column.value_from_object(thing)
        for prefix, thing in (("", dataset), ("distribution.", dataset.distributions.get()))
        for column in thing._meta.concrete_fields
        if column.name not in left_out
    }
    return columns | {"contact_point": sorted(dataset.contact_point.values_list("pk", flat=True))}


def without_keys(value):
    if isinstance(value, list):
        return [without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name != "key"}
    return value


def press(client, dataset: Dataset, finding: Finding, **changed):
    sent = {"mend": finding.mend, "iri": finding.iri, "field": finding.field, "edit_number": dataset.edit_number}
    return client.post(address(dataset), sent | changed, follow=True)


def address(record: Record, name: str = "record_mend") -> str:
    return reverse(name, args=[record.organisation.slug, record.class_name, record.uuid])


def test_every_repair_has_a_case():
    assert {name_of(case) for case in CASES} | {"align_members"} == set(MENDS)


@pytest.mark.parametrize("stated_by_series", [True, False])
def test_all_datasets_of_a_series_are_made_to_say_the_same(stated_by_series: bool):
    organisation = make_organisation()
    person = make_member(organisation)
    common, rare = make_contact(organisation), make_contact(organisation)
    series = make_series(organisation, contact_point=[common] if stated_by_series else [])
    alike = [make_dataset(organisation, in_series=[series], contact_point=[common]) for _ in range(2)]
    other = make_dataset(organisation, in_series=[series], contact_point=[rare])
    before = describe(load_for_describing("Dataset", [other.pk])[0])
    loaded = load_for_describing("DatasetSeries", [series.pk])[0]
    (finding,) = [each for each in findings_for(loaded) if each.mend == "align_members"]

    mend(person, record=series, name="align_members", iri=series.iri, field="contact_point", edit_number=1)

    after = describe(load_for_describing("Dataset", [other.pk])[0])
    assert after == before.replace(contact_point=(common.iri,))
    assert [Dataset.objects.get(pk=each.pk).edit_number for each in alike] == [each.edit_number for each in alike]
    assert finding.code not in {
        each.code for each in findings_for(load_for_describing("DatasetSeries", [series.pk])[0])
    }


def test_every_repair_says_what_it_did_in_two_languages():
    for name, repair in MENDS.items():
        assert repair.done.sv.endswith(".") and repair.done.en.endswith("."), name
        assert repair.done.sv != repair.done.en, name


@pytest.mark.parametrize("case", CASES)
def test_pressing_the_button_answers_the_finding_and_changes_nothing_else(case, client):
    dataset = make(case)
    before, field = described(dataset), CASES[case].field
    (finding,) = [each for each in found(dataset, field) if each.mend == name_of(case)]
    sign_in(client, make_member(dataset.organisation, Role.REDAKTOR))

    answer = press(client, dataset, finding)

    after = described(dataset)
    assert {name: without_keys(new) for name, new in after.items() if new != before[name]} == CASES[case].becomes
    assert MENDS[finding.mend].done.sv in words(answer)
    assert [each for each in found(dataset, field) if each.code == finding.code and each.iri == finding.iri] == []


@pytest.mark.parametrize("case", ["swap_box", "swap_period"])
def test_what_is_described_in_place_keeps_its_key(case):
    dataset = make(case)
    (column,) = CASES[case].becomes
    keys = [entry["key"] for entry in getattr(dataset, column)]
    (finding,) = found(dataset, CASES[case].field)

    do(dataset, finding)

    assert [entry["key"] for entry in getattr(Dataset.objects.get(pk=dataset.pk), column)] == keys


def do(dataset: Dataset, finding: Finding, **changed) -> Finding:
    given = {"name": finding.mend, "iri": finding.iri, "field": finding.field, "edit_number": dataset.edit_number}
    return mend(make_member(dataset.organisation), record=dataset, **given | changed)


def test_an_identifier_that_is_the_records_own_is_removed():
    dataset = make_dataset(make_organisation())
    saved = save_record(
        make_member(dataset.organisation),
        record=dataset,
        values={"identifier": [f"urn:uuid:{dataset.uuid}".upper().replace("URN:UUID", "urn:uuid"), "A-17"]},
        edit_number=dataset.edit_number,
    )
    (finding,) = found(saved, "identifier")

    do(saved, finding)

    assert Dataset.objects.get(pk=dataset.pk).identifier == ["A-17"]


def test_a_repair_is_one_save_of_the_record_and_of_the_distributions_that_it_changes():
    dataset = make("mark_distributions")
    other = make_distribution(dataset)
    dataset.refresh_from_db()
    numbers = {each.pk: each.edit_number for each in dataset.distributions.all()}
    (finding,) = found(dataset, "distribution")

    do(dataset, finding)

    now = Dataset.objects.get(pk=dataset.pk)
    assert now.errors == 0
    assert {each.pk: each.edit_number for each in now.distributions.all()} == {pk: n + 1 for pk, n in numbers.items()}
    assert Distribution.objects.get(pk=other.pk).applicable_legislation == HIGH_VALUE


@pytest.mark.parametrize(
    ("columns", "part"),
    [
        ({}, {"license": CC0, "other_license": [{"iri": BY}]}),  # which of the two is meant?
        ({"geographical_area": [{"bbox": write_box("17.3", "60.1", "17.3", "59.7")}]}, {}),  # no width
        ({"landing_page": ["javascript:alert(1)"]}, {}),
    ],
)
def test_what_only_a_person_can_know_is_not_offered(columns, part):
    dataset = make_dataset(make_organisation(), distribution=part, **columns)
    (loaded,) = load_for_describing(dataset.class_name, [dataset.pk])
    assert dataset.errors
    assert [finding for finding in findings_for(loaded) if finding.mend] == []


def test_an_interface_description_is_not_moved_where_there_are_several_distributions():
    dataset = make("move_interface_description")
    assert found(dataset, "conforms_to")
    make_distribution(dataset)
    assert found(dataset, "conforms_to") == []


def test_an_interface_description_that_is_there_already_is_only_taken_away():
    dataset = make_dataset(
        make_organisation(), conforms_to=[{"iri": OPENAPI}], distribution={"conforms_to": [{"iri": OPENAPI}]}
    )
    (finding,) = found(dataset, "conforms_to")

    do(dataset, finding)

    assert Dataset.objects.get(pk=dataset.pk).conforms_to == []
    assert dataset.distributions.get().conforms_to == [{"iri": OPENAPI}]


def test_a_contact_is_mended_too(client):
    organisation = make_organisation()
    contact = make_contact(organisation, url=["www.example.com"])
    (finding,) = [each for each in findings_for(*load_for_describing("ContactPoint", [contact.pk])) if each.mend]
    sign_in(client, make_member(organisation))

    answer = press(client, contact, finding)

    contact.refresh_from_db()
    assert contact.url == ["https://www.example.com"]
    assert answer.redirect_chain[-1][0] == address(contact, "record_edit") + "#id_url"


def test_what_a_contact_describes_in_place_is_mended_too():
    contact = make_contact(make_organisation(), address=[{"locality": " Uppsala"}, {"locality": "Visby\x0b"}])
    first, second = [each for each in findings_for(*load_for_describing("ContactPoint", [contact.pk])) if each.mend]

    do(contact, second)

    contact.refresh_from_db()
    assert without_keys(contact.address) == [{"locality": " Uppsala"}, {"locality": "Visby"}]
    assert first.iri != second.iri


# --- Two people, two presses ----------------------------------------------------------------------------------------


def test_a_button_beside_other_values_is_refused_and_changes_nothing(client):
    dataset = make("swap_period")
    (finding,) = found(dataset, "end_date")
    save_record(
        make_member(dataset.organisation),
        record=dataset,
        values={"title": {"sv": "Ny"}},
        edit_number=dataset.edit_number,
    )
    before = described(dataset)
    sign_in(client, make_member(dataset.organisation))

    answer = press(client, dataset, finding)

    assert "Någon har sparat en ändring sedan du öppnade sidan" in words(answer)
    assert described(dataset) == before
    with pytest.raises(StaleEdit):
        do(dataset, finding)


def test_a_distribution_that_somebody_saved_makes_the_button_old_too():
    dataset = make("clean_iri of a distribution")
    part = dataset.distributions.get()
    (finding,) = found(dataset, "access_url")
    save_distribution(
        make_member(dataset.organisation),
        dataset=dataset,
        distribution=part,
        values={"title": {"sv": "Ny"}},
        edit_number=part.edit_number,
    )

    with pytest.raises(StaleEdit):
        do(dataset, finding)


def test_the_button_pressed_twice_mends_once(client):
    dataset = make("split_keywords")
    (finding,) = [each for each in found(dataset, "keyword") if each.mend == "split_keywords"]
    sign_in(client, make_member(dataset.organisation))

    press(client, dataset, finding)
    once = Dataset.objects.get(pk=dataset.pk).edit_number
    answer = press(client, dataset, finding)

    assert "inget att rätta" in words(answer)
    assert Dataset.objects.get(pk=dataset.pk).edit_number == once == dataset.edit_number + 1


@pytest.mark.parametrize(
    "changed",
    [{"mend": "clean_text"}, {"mend": "drop_table"}, {"field": "title"}, {"field": "pk"}, {"iri": "https://a.se/"}],
)
def test_what_was_not_found_is_not_mended(changed):
    dataset = make("swap_period")
    (finding,) = found(dataset, "end_date")
    changed = {"name" if name == "mend" else name: value for name, value in changed.items()}

    with pytest.raises(NothingToMend):
        do(dataset, finding, **changed)


@pytest.mark.parametrize("name", ["mend", "iri", "field", "edit_number"])
@pytest.mark.parametrize("value", ["", "\x00", "9" * 400, "🏊", "-1"])
def test_a_forged_press_saves_nothing(name, value, client):
    dataset = make("swap_period")
    (finding,) = found(dataset, "end_date")
    sign_in(client, make_member(dataset.organisation))

    answer = press(client, dataset, finding, **{name: value})

    assert answer.status_code == 200
    assert Dataset.objects.get(pk=dataset.pk).edit_number == dataset.edit_number


# --- The pages ------------------------------------------------------------------------------------------------------


def test_the_button_is_on_every_page_that_lists_the_finding(client):
    dataset = make("clean_iri of a distribution")
    part = dataset.distributions.get()
    sign_in(client, make_member(dataset.organisation))
    pages = [
        address(dataset, "record_edit"),
        address(dataset, "record_publish"),
        reverse("distribution_edit", args=[dataset.organisation.slug, dataset.uuid, part.uuid]),
    ]

    for page in pages:
        shown = client.get(page).content.decode()
        assert f'action="{address(dataset)}"' in shown, page
        assert f'name="iri" value="{part.iri}"' in shown, page
        assert f'name="edit_number" value="{dataset.edit_number}"' in shown, page
        assert "Rätta åt mig" in shown, page


def test_the_hint_beside_the_form_is_there_only_with_a_button(client):
    mendable, good = make("swap_period"), make_dataset(make_organisation())
    for dataset, is_there in ((mendable, True), (good, False)):
        sign_in(client, make_member(dataset.organisation))
        assert ("Spara först" in words(client.get(address(dataset, "record_edit")))) is is_there


def test_after_the_repair_one_is_at_the_field(client):
    dataset = make("clean_iri of a distribution")
    part = dataset.distributions.get()
    (finding,) = found(dataset, "access_url")
    sign_in(client, make_member(dataset.organisation))

    answer = press(client, dataset, finding)

    form = reverse("distribution_edit", args=[dataset.organisation.slug, dataset.uuid, part.uuid])
    assert answer.redirect_chain[-1][0] == f"{form}#id_access_url"
    assert "Det som är publicerat har inte ändrats" in words(answer)


def test_who_is_not_signed_in_comes_to_the_page_after_signing_in(client):
    dataset = make("swap_period")

    answer = client.post(address(dataset), {})

    assert answer.status_code == 302
    assert address(dataset, "record_edit") in answer["Location"]
