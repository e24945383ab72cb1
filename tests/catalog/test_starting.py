"""A new dataset from a recommended one and from a copy."""

import pytest
from django.urls import reverse

from catalog.describe import load_for_describing
from catalog.findings import errors_among, findings_for
from catalog.models import Dataset, Distribution, RecommendedDataset, Record
from catalog.services.recommended import recommended_rows, seed_recommended_datasets
from catalog.starting.from_copy import ITS_ORGANISATIONS, ITS_OWN, OF_THE_FILE
from dcat.profile import DCAT_AP_SE
from dcat.rules.high_value import HIGH_VALUE
from dcat.rules.wording import lower_keyword
from dcat.vocabularies import vocabulary
from organisations.models import Organisation
from tests.application.browser import fields
from tests.application.people import client_of
from tests.factories import make_dataset, make_member, make_organisation, make_published

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
GEONAMES = "http://sws.geonames.org/2666218/"


# --- The list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", recommended_rows(), ids=lambda row: row["key"])
def test_every_suggestion_of_the_list_is_in_the_vocabularies(row):
    assert row["frequency"] in vocabulary("frequency")
    assert row["licence"] in vocabulary("licence")
    assert row["theme"] in vocabulary("data-theme")
    assert not row["hvd_category"] or row["hvd_category"] in vocabulary("hvd-category")
    assert row["name_en"] and row["description_en"].endswith(".")
    assert set(row["keyword"]) == {"sv", "en"}
    for language, words in row["keyword"].items():
        assert len(words) >= 2
        assert [lower_keyword(word, language) for word in words] == words
        assert not any("," in word for word in words)
    assert row["match_words"] and [word.casefold() for word in row["match_words"]] == row["match_words"]
    suggested = {"name_en", "description_en", "keyword", "match_words", "frequency", "licence"}
    assert set(row["our_suggestion"]) == suggested


@pytest.mark.django_db
def test_a_row_from_before_there_were_suggestions_gets_them_and_what_somebody_changed_stays():
    RecommendedDataset.objects.create(key="lekplatser", name="Vår lekplats", sort_key="v", description="Egen.")
    RecommendedDataset.objects.create(key="utegym", name="Utegym", sort_key="u", description="Egen.", name_en="Gyms")

    seed_recommended_datasets()

    completed = RecommendedDataset.objects.get(key="lekplatser")
    assert (completed.name, completed.name_en, completed.keyword["sv"][0]) == (
        "Vår lekplats",
        "Playgrounds",
        "lekplats",
    )
    assert RecommendedDataset.objects.get(key="utegym").keyword == {}


# --- From a recommended one ------------------------------------------------------------------------------------------


@pytest.fixture
def organisation(db) -> Organisation:
    seed_recommended_datasets()
    return make_organisation(geonames_iri=GEONAMES)


@pytest.fixture
def browser(organisation):
    return client_of(make_member(organisation))


def filled(browser, address: str, **typed) -> dict:
    """What a browser posts of the page's form when nothing but ``typed`` was touched."""
    return fields(browser.get(address)) | typed


def test_a_recommended_dataset_needs_a_link_and_an_address_to_ask_to_be_ready_to_publish(organisation, browser):
    address = reverse("start_recommended", args=[organisation.slug, "badvattenkvalitet"])
    typed = {
        "distribution_access_url": "https://data.example.com/badvatten.csv",
        "contact_email": "data@example.com",
        "to_publication": "",
    }
    sent = filled(browser, address) | typed

    response = browser.post(address, sent)

    dataset = Dataset.objects.get()
    assert response["Location"] == reverse("record_publish", args=[organisation.slug, "Dataset", dataset.uuid])
    loaded = load_for_describing("Dataset", [dataset.pk])[0]
    assert errors_among(findings_for(loaded)) == []
    assert loaded.title == {"sv": "Badvattenkvalitet", "en": "Bathing water quality"}
    assert loaded.keyword["en"] == ["bathing water", "water quality", "water sample"]
    assert loaded.recommended_dataset.key == "badvattenkvalitet"
    assert (loaded.applicable_legislation, loaded.spatial) == (HIGH_VALUE, [GEONAMES])
    distribution = loaded.distributions.get()
    assert (distribution.format, distribution.license) == ("text/csv", CC0)
    assert distribution.applicable_legislation == HIGH_VALUE
    assert distribution.download_url == [typed["distribution_access_url"]]
    assert loaded.contact_point.get().email == ["data@example.com"]

    # The same form twice is one dataset, with one contact and one distribution.
    assert browser.post(address, sent).status_code == 302
    assert Dataset.objects.count() == Distribution.objects.count() == 1
    assert Record.objects.filter(class_name=Record.ClassName.CONTACT_POINT).count() == 1

    # The list says that it is there, and the next dataset has the contact.
    assert "Ni har den redan:" in browser.get(reverse("dataset_start", args=[organisation.slug])).content.decode()
    again = filled(browser, reverse("start_recommended", args=[organisation.slug, "badplatser"]))
    assert again["contact_point"] == [str(loaded.contact_point.get().pk)]


def test_what_is_wrong_with_a_beginning_is_said_and_nothing_that_was_typed_is_lost(organisation, browser):
    address = reverse("start_recommended", args=[organisation.slug, "lekplatser"])
    sent = filled(browser, address) | {"distribution_access_url": "javascript:alert(1)", "title-sv": "Parker & lek"}

    response = browser.post(address, sent)

    assert response.status_code == 422
    assert "javascript:alert(1)" in response.content.decode() and "Parker &amp; lek" in response.content.decode()
    assert not Dataset.objects.exists()
    # One row more is no attempt to save.
    assert browser.post(address, sent | {"more_rows": "spatial"}).status_code == 200


def test_the_list_is_searched_by_names_keywords_and_what_such_data_says(organisation, browser):
    address = reverse("dataset_start", args=[organisation.slug])
    assert "1 datamängd" in browser.get(address, {"sok": "LEKPARK"}).content.decode()
    assert "Inget i listan passar" in browser.get(address, {"sok": "rymdskepp"}).content.decode()


# --- From a copy -----------------------------------------------------------------------------------------------------


def test_what_no_copy_has_are_properties_of_the_profile():
    left = set().union(*ITS_OWN.values(), *ITS_ORGANISATIONS.values())
    assert left <= {row.name for row in DCAT_AP_SE["Dataset"].properties}
    assert {row.name for row in DCAT_AP_SE["Distribution"].properties} >= OF_THE_FILE


def test_a_copy_of_anothers_dataset_has_its_kind_and_nothing_of_its_own(organisation, browser):
    other = make_organisation("Grannby kommun")
    source = make_published(
        other,
        {"sv": "Lekplatser i Grannby", "en": "Playgrounds"},
        issued="2020-01-01",
        other_identifier=["https://grannby.example.com/1"],
        spatial=["http://sws.geonames.org/1/"],
        landing_page=["https://grannby.example.com/lek"],
        conforms_to=[{"iri": "https://example.com/spec", "title": {"sv": "Specifikation"}}],
    )
    internal = make_published(other, "Hemligt", visibility="internal")
    draft = make_dataset(other, "Utkast")
    copies = browser.get(reverse("start_copies", args=[organisation.slug]), {"sok": "lekplatser I"}).content.decode()
    assert "Lekplatser i Grannby" in copies and "Hemligt" not in copies
    for hidden in (internal, draft):
        assert browser.get(reverse("start_copy", args=[organisation.slug, hidden.uuid])).status_code == 404
    address = reverse("start_copy", args=[organisation.slug, source.uuid])
    assert "Texterna nämner Grannby" in browser.get(address).content.decode()

    browser.post(address, filled(browser, address))

    copy = Dataset.objects.of(organisation).get()
    assert copy.title == source.title and copy.keyword == source.keyword and copy.theme == source.theme
    assert copy.conforms_to == source.conforms_to
    assert (copy.issued, copy.other_identifier, copy.landing_page, copy.spatial) == ("", [], [], [GEONAMES])
    assert not copy.contact_point.exists()
    distribution = copy.distributions.get()
    assert (distribution.license, distribution.format, distribution.access_url) == (CC0, "text/csv", "")


def test_a_copy_of_an_own_draft_takes_its_distributions_along_without_addresses_when_asked(organisation, browser):
    offers = [{"key": "1", "description": {"sv": "Gratis"}}]
    source = make_dataset(
        organisation,
        {"sv": "Lekplatser", "en": "Playgrounds", "de": "Spielplätze"},
        offers=offers,
        distribution={"title": {"sv": "Som CSV"}, "byte_size": 12, "download_url": ["https://data.example.com/1.csv"]},
    )
    address = reverse("start_copy", args=[organisation.slug, source.uuid])
    sent = filled(browser, address, with_distributions="on")

    browser.post(address, sent)

    copy = Dataset.objects.of(organisation).exclude(pk=source.pk).get()
    assert copy.title == source.title
    assert copy.iri != source.iri and copy.uuid != source.uuid
    assert copy.offers[0]["description"] == {"sv": "Gratis"} and copy.offers[0]["key"] != "1"
    assert list(copy.contact_point.all()) == list(source.contact_point.all())
    distribution = copy.distributions.get()
    assert (distribution.title, distribution.license) == ({"sv": "Som CSV"}, CC0)
    assert (distribution.access_url, distribution.download_url, distribution.byte_size) == ("", [], None)


@pytest.mark.parametrize("value", ["\x00", "-1", "9" * 30, "x" * 5000, "[]", "²"], ids=ascii)
def test_no_beginning_falls_over_garbage(value, organisation, browser):
    source = make_dataset(organisation)
    for address in (
        reverse("start_recommended", args=[organisation.slug, "badvattenkvalitet"]),
        reverse("start_copy", args=[organisation.slug, source.uuid]),
        reverse("start_link", args=[organisation.slug]),
    ):
        sent = {name: [value] for name in filled(browser, address)} | {"found": [f"title:x {value} use_:{value}"]}
        sent |= {
            name: [value] for name in ("recommended_dataset", "contact_point", "hvd_category", "distribution_format")
        }
        assert browser.post(address, sent).status_code in (302, 422)
        assert browser.get(reverse("start_copies", args=[organisation.slug]), {"sok": value}).status_code == 200
        assert browser.get(reverse("dataset_start", args=[organisation.slug]), {"sok": value}).status_code == 200
