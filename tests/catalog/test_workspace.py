"""The way of a redaktör through the pages, from an empty form to something published and back."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import ContactPoint, Dataset, Release
from organisations.models import Role
from tests.catalog.forms import empty_rows
from tests.factories import make_coordinator, make_dataset, make_member, make_organisation, make_published, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def organisation():
    return make_organisation("Badköpings kommun")


@pytest.fixture
def redaktor(client, organisation):
    sign_in(client, make_member(organisation, Role.REDAKTOR))
    return client


def address(name: str, record) -> str:
    return reverse(name, args=[record.organisation.slug, record.class_name, record.uuid])


DATASET_ROWS = empty_rows("Dataset")
DISTRIBUTION_ROWS = empty_rows("Distribution")


def test_the_whole_way(redaktor, organisation):
    new = reverse("record_create", args=[organisation.slug, "Dataset"])
    typed = {"title-sv": "Badplatser", "description-sv": "Alla badplatser.", **DATASET_ROWS}
    answer = redaktor.post(new, typed, follow=True)
    assert "Utkastet är sparat" in answer.content.decode()
    dataset = Dataset.objects.get()

    distribution = reverse("distribution_create", args=[organisation.slug, dataset.uuid])
    redaktor.post(distribution, {"access_url": "www.example.com/bad", "format": "text/csv", **DISTRIBUTION_ROWS})
    assert dataset.distributions.get().access_url == "https://www.example.com/bad"
    assert not Release.objects.exists()

    dataset.refresh_from_db()
    answer = redaktor.post(
        address("record_publish", dataset), {"edit_number": dataset.edit_number, "visibility": "public"}, follow=True
    )
    assert "Publicerad." in answer.content.decode()
    assert Release.objects.public().get(record=dataset).title["sv"] == "Badplatser"

    page = reverse("dataset", args=[organisation.slug, dataset.uuid])
    assert "Badplatser" in redaktor.get(page).content.decode()

    redaktor.post(address("record_withdraw", dataset), {"note": "Slut"})
    redaktor.logout()
    gone = redaktor.get(page)
    assert gone.status_code == 410
    assert "Badplatser" in gone.content.decode()


def test_the_publish_page_says_what_stops_and_where(redaktor, organisation):
    dataset = make_dataset(organisation, {})

    page = redaktor.get(address("record_publish", dataset)).content.decode()

    assert "Det här stoppar publiceringen" in page
    assert address("record_edit", dataset) + "#id_title" in page


def test_the_publish_page_names_what_is_taken_along(redaktor, organisation):
    dataset = make_dataset(organisation)

    page = redaktor.get(address("record_publish", dataset)).content.decode()

    assert ContactPoint.objects.get().name in page


def test_a_stale_save_shows_both_versions_and_can_be_sent_again(redaktor, organisation):
    dataset = make_dataset(organisation, "Från början")
    old = dataset.edit_number
    typed = {"description-sv": "Text", **DATASET_ROWS}
    redaktor.post(address("record_edit", dataset), {"title-sv": "Kollegans", "edit_number": old, **typed})

    answer = redaktor.post(address("record_edit", dataset), {"title-sv": "Min", "edit_number": old, **typed})

    assert answer.status_code == 409
    assert "Kollegans" in answer.content.decode()
    assert "Min" in answer.content.decode()
    now = Dataset.objects.get().edit_number
    redaktor.post(address("record_edit", dataset), {"title-sv": "Min", "edit_number": now, **typed})
    assert Dataset.objects.get().title["sv"] == "Min"


def test_what_was_typed_comes_back_after_signing_in_again(client, organisation):
    person = make_member(organisation)
    new = reverse("record_create", args=[organisation.slug, "Dataset"])

    answer = client.post(new, {"title-sv": "Halvskriven", **DATASET_ROWS})
    assert answer.status_code == 302
    sign_in(client, person)

    assert "Halvskriven" in client.get(new).content.decode()
    assert not Dataset.objects.exists()
    assert "Halvskriven" not in client.get(new).content.decode()


def test_one_more_row_saves_nothing_and_keeps_what_was_typed(redaktor, organisation):
    new = reverse("record_create", args=[organisation.slug, "Dataset"])

    answer = redaktor.post(new, {"title-sv": "Badplatser", "more_rows": "temporal", **DATASET_ROWS})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="temporal-0-start_date"' in page
    assert "Badplatser" in page
    assert not Dataset.objects.exists()


def test_an_iri_leads_to_its_page_by_303(client, organisation):
    dataset = make_published(organisation)
    distribution = dataset.distributions.get()
    page = reverse("dataset", args=[organisation.slug, dataset.uuid])

    browsers = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get(dataset.iri.removeprefix("http://127.0.0.1:8000"), headers=browsers)
    below = client.get(distribution.iri.removeprefix("http://127.0.0.1:8000"), headers=browsers)

    assert (answer.status_code, answer["Location"]) == (303, page)
    assert (below.status_code, below["Location"]) == (303, f"{page}#distribution-{distribution.uuid}")


def test_a_coordinator_sees_that_there_is_a_draft_but_not_what_it_says(client, organisation):
    make_dataset(organisation, "Hemligt utkast")
    sign_in(client, make_coordinator(organisation.county))

    page = client.get(reverse("workspace_organisation", args=[organisation.slug])).content.decode()

    assert "Utkast" in page
    assert "Hemligt utkast" not in page


def test_a_form_that_got_too_old_comes_up_again_with_what_was_typed(organisation):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    sign_in(browser, make_member(organisation))
    new = reverse("record_create", args=[organisation.slug, "Dataset"])

    answer = browser.post(new, {"title-sv": "Halvskriven", "csrfmiddlewaretoken": "old", **DATASET_ROWS})

    assert answer.status_code == 302
    assert "Halvskriven" in browser.get(answer["Location"]).content.decode()


def test_what_another_site_posts_never_comes_up_in_a_form(organisation):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    sign_in(browser, make_member(organisation))
    new = reverse("record_create", args=[organisation.slug, "Dataset"])

    assert browser.post(new, {"title-sv": "Planterad", **DATASET_ROWS}).status_code == 403
    assert "Planterad" not in browser.get(new).content.decode()


def test_words_in_another_language_than_the_page_say_so(client, organisation):
    make_published(organisation, {"sv": "Bara på svenska"})

    page = client.get(reverse("organisation", args=[organisation.slug]), headers={"accept-language": "en"})

    assert '<span lang="sv">Bara på svenska</span>' in page.content.decode()
