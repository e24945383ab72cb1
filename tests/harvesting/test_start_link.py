"""A new dataset from a link: what is found is proposed, and only what is confirmed is used."""

import json

import pytest
from django.urls import reverse

from catalog.models import DataService, Dataset, RecommendedDataset
from catalog.services.recommended import recommended_rows, seed_recommended_datasets
from catalog.starting.matching import best_match
from harvesting.inspecting.findings import Findings, Kind
from harvesting.proposals import match_for, proposed_start
from harvesting.views import start_link
from organisations.models import Organisation
from tests.application.browser import fields
from tests.application.people import client_of
from tests.factories import make_member, make_organisation
from tests.harvesting.outside_world import answers, outside_server

LISTED = [RecommendedDataset(**row) for row in recommended_rows()]
ROWS = "namn;lekutrustning;lat;long\nA;gunga;59,27;15,21\nB;rutschkana;59,31;15,40\n"


# --- Matching and proposals, without a database ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "told, key, is_certain",
    [
        ({"title": "Lekplatser"}, "lekplatser", True),
        ({"title": "Playgrounds"}, "lekplatser", True),
        ({"address": "https://a.se/api?typename=lekplatser"}, "lekplatser", False),
        ({"title": "Lekplatsytor 2024", "address": "https://a.se/lekplatser.csv"}, "lekplatser", True),
        ({"title": "Återvinningsstationer"}, "atervinningscentraler", False),
        (
            {"address": "https://a.se/atervinningsstationer.csv", "columns": ("fraktion",)},
            "atervinningscentraler",
            False,
        ),
        ({"columns": ("stop_id", "stop_name", "trip_id", "route_id")}, None, False),
        ({"title": "Data"}, None, False),
        ({}, None, False),
    ],
)
def test_the_recommended_dataset_is_found_by_what_is_told(told, key, is_certain):
    match = best_match(LISTED, **told)
    assert (match and match.recommended.key, bool(match and match.is_certain)) == (key, is_certain)


@pytest.mark.parametrize("recommended", LISTED, ids=lambda each: each.key)
def test_every_recommended_dataset_is_found_by_its_own_name(recommended):
    assert best_match(LISTED, title=recommended.name).recommended is recommended


def test_only_what_is_certain_is_ticked_and_an_unsure_match_is_not():
    found = Findings(Kind.TABLE, media_type="text/csv", title="Fil", columns=("lekutrustning",), certain={"media_type"})
    sure = match_for(Findings(Kind.TABLE, title="Lekplatser"), "https://a.se/", LISTED)
    unsure = match_for(found, "https://a.se/lekplatser", LISTED)

    start = proposed_start(found, "https://a.se/1", unsure)
    assert "distribution_format" not in start.uncertain
    assert {"recommended_dataset", "title", "distribution_license", "distribution_description"} <= start.uncertain
    assert "title" not in proposed_start(found, "https://a.se/1", sure).uncertain


# --- The pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def organisation(db) -> Organisation:
    seed_recommended_datasets()
    return make_organisation()


@pytest.fixture
def browser(organisation):
    return client_of(make_member(organisation))


@pytest.fixture(scope="module")
def outside():
    plays = {
        "/lekplatser.csv": answers(200, ROWS.encode("cp1252"), Content_Type="text/csv"),
        "/api.json": answers(
            200,
            json.dumps({"openapi": "3.0.0", "info": {"title": "Parker"}, "servers": [{"url": "/v1"}]}).encode(),
            Content_Type="application/json",
        ),
        "/sida": answers(
            200, b"<html><h1>Filer</h1><a href='/lekplatser.csv'>CSV</a></html>", Content_Type="text/html"
        ),
        "/hemlig": answers(403),
    }
    with outside_server(plays) as server:
        yield server


@pytest.fixture
def look(browser, organisation, outside, settings):
    """Types an address and presses the button; what comes back."""
    settings.OUTSIDE_ALLOWED_HOSTS = [outside.host]
    address = reverse("start_link", args=[organisation.slug])
    return lambda path, **more: browser.post(address, {"address": outside.at(path), "look": "", **more})


def test_a_draft_is_made_of_what_is_confirmed_and_of_what_was_changed(organisation, browser, outside, look):
    page = look("/lekplatser.csv")
    assert "Kolumner" in page.content.decode() and "Lekplatser" in page.content.decode()
    sent = fields(page)
    assert sent["title-en"] == ["Playgrounds"] and "use_title" in sent
    address = reverse("start_link", args=[organisation.slug])
    # One suggestion is turned down, another turned down but written over, a third emptied.
    for name in ("use_accrual_periodicity", "use_title"):
        del sent[name]
    sent |= {"title-sv": "Parkens lekplatser", "title-en": "Playgrounds of the park", "contact_email": "a@example.com"}

    assert browser.post(address, sent | {"distribution_access_url": "nej"}).status_code == 422
    response = browser.post(address, sent)

    dataset = Dataset.objects.get()
    assert response.status_code == 302
    assert dataset.title == {"sv": "Parkens lekplatser", "en": "Playgrounds of the park"}
    assert (dataset.accrual_periodicity, dataset.recommended_dataset.key) == ("", "lekplatser")
    assert "POLYGON((15.21 59.27" in dataset.geographical_area[0]["bbox"]
    distribution = dataset.distributions.get()
    assert (distribution.format, distribution.byte_size) == ("text/csv", len(ROWS))
    assert distribution.download_url == [outside.at("/lekplatser.csv")]
    assert distribution.description["sv"] == "Kolumner: namn, lekutrustning, lat, long"
    assert not DataService.objects.exists()


def test_an_api_becomes_a_service_that_the_distribution_points_at(organisation, browser, outside, look):
    sent = fields(look("/api.json"))

    browser.post(reverse("start_link", args=[organisation.slug]), sent)

    service = DataService.objects.get()
    assert service.title == {"sv": "Parker"}
    assert (service.endpoint_url, service.endpoint_description) == ([outside.at("/v1")], [outside.at("/api.json")])
    distribution = Dataset.objects.get().distributions.get()
    assert list(distribution.access_service.all()) == [service]
    assert (distribution.access_url, distribution.download_url) == (outside.at("/v1"), [])
    assert distribution.conforms_to == [{"iri": outside.at("/api.json")}]
    assert service.serves_dataset.get().pk == Dataset.objects.get().pk


def test_a_page_leads_to_its_files_and_what_can_not_be_fetched_is_said_without_losing_the_address(
    organisation, browser, outside, look
):
    assert "?address=http%3A//127.0.0.1" in look("/sida").content.decode().replace("%2F", "/")
    for path, words in (("/borta", "Det finns inget på adressen"), ("/hemlig", "kräver inloggning")):
        page = look(path)
        assert page.status_code == 422 and words in page.content.decode() and outside.at(path) in page.content.decode()
    refused = browser.post(reverse("start_link", args=[organisation.slug]), {"address": "http://10.0.0.1/a.csv"})
    assert refused.status_code == 422 and "internt nät" in refused.content.decode()
    without = look("/hemlig", without="")
    assert fields(without)["distribution_access_url"] == [outside.at("/hemlig")]
    assert not Dataset.objects.exists()


def test_one_person_fetches_a_number_of_addresses_within_an_hour(outside, look, monkeypatch):
    monkeypatch.setattr(start_link, "MOST_AN_HOUR", 1)
    before = len(outside.seen)
    assert [look("/sida").status_code for _ in range(2)] == [200, 429]
    assert len(outside.seen) == before + 1
