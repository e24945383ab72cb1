"""The pages about the service: whole, in Swedish, without anything from elsewhere, and with nothing internal."""

import pytest
from django.conf import settings
from django.urls import reverse

from catalog.models import Release
from tests.factories import make_administrator, make_organisation, make_published, sign_in
from tests.pages.reading import read

pytestmark = pytest.mark.django_db
NAMES = ("front", "about", "about_feed", "accessibility", "personal_data", "cookies", "specification")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_swedish(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    page = read(response)
    assert page.all("html", lang="sv")
    footer = {each["href"] for each in page.all("a")}
    assert {reverse("accessibility"), reverse("personal_data"), reverse("cookies")} <= footer


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_no_other_host_and_has_nothing_inline(client, name):
    page = read(client.get(reverse(name)))
    mentioned = [each for each in page.all("link") if each["rel"] in ("alternate", "describedby")]  # loads nothing
    links = [each for each in page.all("link") if each not in mentioned]
    loaded = [each.get("src") or each.get("href") for each in (*page.all("script"), *page.all("img"), *links)]
    assert loaded and all(address.startswith("/static/") for address in loaded)
    assert all(each["href"].startswith("/") for each in mentioned)
    assert all("src" in each for each in page.all("script"))
    assert page.all("style") == []
    assert [
        each for _tag, each in page.elements if "style" in each or any(name.startswith("on") for name in each)
    ] == []


def test_reading_sets_no_cookie(client):
    for name in NAMES:
        client.get(reverse(name))
    assert client.cookies == {}


def test_other_language_by_its_own_name_leads_back_to_the_same_page(client):
    link = read(client.get(reverse("about") + "?a=b")).all("a", hreflang="en")[0]
    assert link["lang"] == "en"
    response = client.get(link["href"])
    assert response["Location"] == reverse("about") + "?a=b"
    page = read(client.get(response["Location"]))
    assert page.all("html", lang="en")
    assert page.all("a", hreflang="sv", lang="sv")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_the_language_switch_never_leads_elsewhere(client, elsewhere):
    response = client.get(reverse("language", args=["en"]), {"till": elsewhere})
    assert response["Location"] == reverse("front")


def test_a_language_that_is_not_offered_is_not_found(client):
    assert client.get(reverse("language", args=["de"])).status_code == 404


def test_the_front_page_counts_and_shows_public_datasets_only(client):
    organisation = make_organisation("Provköpings kommun")
    make_published(organisation, "Badplatser")
    make_published(organisation, "Hemlig plan", visibility=Release.Visibility.INTERNAL)
    response = client.get(reverse("front"))
    assert "Badplatser" in read(response).text and "Hemlig plan" not in read(response).text
    assert (response.context["dataset_count"], response.context["publishing_count"]) == (1, 1)
    sign_in(client, make_administrator())
    assert client.get(reverse("front")).context["dataset_count"] == 1


def test_the_front_page_takes_the_same_queries_for_few_and_many(client, django_assert_max_num_queries):
    for number in range(2):
        make_published(make_organisation(f"Prov{number} kommun"))
    with django_assert_max_num_queries(6):
        client.get(reverse("front"))
    for number in range(2, 8):
        make_published(make_organisation(f"Prov{number} kommun"))
    with django_assert_max_num_queries(6):
        client.get(reverse("front"))


def test_the_page_about_feeds_says_which_codes_may_be_used(client):
    text = read(client.get(reverse("about_feed"))).text
    assert "301, 303, 307 eller 308" in text and "Använd inte 302" in text
    assert f"{settings.PUBLIC_BASE_URL}/uppsala/datasets/dcat" in text


def test_the_cookie_page_names_the_cookies_of_this_installation(client, settings):
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    text = read(client.get(reverse("cookies"))).text
    for name in ("__Host-sessionid", settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        assert name in text


def test_a_demonstration_says_so_on_every_page(client, settings):
    assert "Det här är en demonstration" not in read(client.get(reverse("about"))).text
    settings.DEMONSTRATION = True
    assert "Det här är en demonstration" in read(client.get(reverse("about"))).text
