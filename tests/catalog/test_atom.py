"""Atom feeds of new and changed datasets: what is public, newest first, each release once."""

import gzip
import re
from xml.etree import ElementTree

import pytest

from catalog.atom import NEWEST
from catalog.models import Release
from catalog.services.publish import publish, withdraw
from catalog.services.save import save_record
from organisations.organisation_changes import change_address_part, rename_organisation
from tests.application.many import multiply
from tests.factories import make_administrator, make_county, make_dataset, make_organisation, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL


def read(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(feed: ElementTree.Element) -> list[dict[str, str]]:
    return [{child.tag.removeprefix(ATOM): child.text or "" for child in each} for each in feed.iter(f"{ATOM}entry")]


def titles(client, address: str) -> list[str]:
    return [each["title"] for each in entries(read(client, address))]


@pytest.fixture
def kil():
    return make_organisation("Kil kommun", county=make_county("17", "Värmlands län"))


def edit(dataset, **values):
    saved = type(dataset).objects.get(pk=dataset.pk)
    save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def test_an_entry_is_known_by_the_iri_and_the_number_of_its_release(client, kil):
    dataset = make_published(kil, "Badplatser")
    release = Release.objects.get(current_for=dataset)
    [entry] = entries(read(client, "/kil/datasets/atom"))
    assert entry["id"] == f"{dataset.iri}#release-1"
    assert entry["title"] == "Badplatser"
    assert entry["updated"] == entry["published"] == release.published_at.isoformat()
    assert "Om provdata." in entry["summary"]

    edit(dataset, title={"sv": "Badplatser och bryggor"})
    publish(make_administrator(), record=dataset, visibility=PUBLIC)

    [entry] = entries(read(client, "/kil/datasets/atom"))
    assert (entry["id"], entry["title"]) == (f"{dataset.iri}#release-2", "Badplatser och bryggor")


def test_the_newest_come_first_from_everybody_a_county_or_an_organisation(client, kil):
    other = make_organisation("Grums kommun", county=kil.county)
    elsewhere = make_organisation("Arboga kommun", county=make_county("19"))
    for organisation, title in ((kil, "Ett"), (other, "Två"), (elsewhere, "Tre"), (kil, "Fyra")):
        make_published(organisation, title)
    assert titles(client, "/datasets/atom") == ["Fyra", "Tre", "Två", "Ett"]
    assert titles(client, "/datasets/atom/17") == ["Fyra", "Två", "Ett"]
    assert titles(client, "/kil/datasets/atom") == ["Fyra", "Ett"]
    assert client.get("/datasets/atom/99").status_code == client.get("/inte/datasets/atom").status_code == 404


def test_only_what_is_public_and_not_withdrawn_is_in_it(client, kil):
    make_dataset(kil, "Utkast")
    make_published(kil, "Intern", visibility=INTERNAL)
    withdrawn = make_published(kil, "Tillbakadragen")
    withdraw(make_administrator(), record=withdrawn)
    changed = make_published(kil, "Publicerad")
    edit(changed, title={"sv": "Bara i arbetskopian"})
    for address in ("/datasets/atom", "/datasets/atom/17", "/kil/datasets/atom"):
        assert titles(client, address) == ["Publicerad"]


def test_the_language_is_swedish_unless_another_is_asked_for(client, kil):
    make_published(kil, {"sv": "Sjöar", "en": "Lakes"})
    make_published(kil, {"sv": "Bara svenska"})
    client.cookies["django_language"] = "en"
    swedish, english = read(client, "/datasets/atom"), read(client, "/datasets/atom?lang=en")
    assert [each["title"] for each in entries(swedish)] == ["Bara svenska", "Sjöar"]
    assert [each["title"] for each in entries(english)] == ["Bara svenska", "Lakes"]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (swedish.get(language), english.get(language)) == ("sv", "en")
    assert swedish.find(f"{ATOM}title").text != english.find(f"{ATOM}title").text
    assert client.get("/datasets/atom?lang=xx").status_code == 404


def test_markup_in_a_text_stays_text(client, kil):
    make_published(kil, "A < B & <i>C</i>", description={"sv": "<script>alert(1)</script>\nrad två"})
    [entry] = entries(read(client, "/datasets/atom"))
    assert entry["title"] == "A < B & <i>C</i>"
    assert "&lt;script&gt;" in entry["summary"]
    assert "<script" not in entry["summary"]


def test_characters_that_xml_can_not_hold_are_left_out(client, kil):
    dataset = make_published(kil, "Badplatser")
    Release.objects.filter(record=dataset).update(title={"sv": "Bad\x0bplatser\uffff"})
    assert titles(client, "/datasets/atom") == ["Badplatser"]


def test_it_says_where_it_is_and_where_people_read_the_same(client, kil, settings):
    settings.PUBLIC_BASE_URL = "https://data.example.org"
    feed = read(client, "/kil/datasets/atom?lang=en")
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "https://data.example.org/kil/",
        "self": "https://data.example.org/kil/datasets/atom?lang=en",
    }


def test_an_empty_feed_is_a_feed_and_the_same_at_any_time(client, kil):
    first, second = client.get("/kil/datasets/atom"), client.get("/kil/datasets/atom")
    assert first.content == second.content
    assert ElementTree.fromstring(first.content).find(f"{ATOM}updated").text.startswith("1970-01-01")


@pytest.mark.parametrize("encoding", ["", "gzip"])
@pytest.mark.parametrize("address", ["/datasets/atom", "/datasets/atom/17", "/kil/datasets/atom", "/sitemap.xml"])
def test_who_has_it_already_is_told_so_until_something_changes(client, kil, address, encoding):
    dataset = make_published(kil)

    def ask(tag: str = ""):
        return client.get(address, headers={"accept-encoding": encoding, "if-none-match": tag})

    first = ask()
    assert (first["Cache-Control"], first["Access-Control-Allow-Origin"]) == ("public, no-cache", "*")
    assert "Accept-Encoding" in first["Vary"]
    again = ask(first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    steps = (
        lambda: make_published(kil),
        lambda: withdraw(make_administrator(), record=dataset),
        lambda: rename_organisation(make_administrator(), organisation=kil, name="Kils kommun"),
    )
    for step in steps:
        step()
        latest = ask(first["ETag"])
        assert latest.status_code == 200
        assert latest["ETag"] != first["ETag"]
        assert ask(latest["ETag"]).status_code == 304
        first = latest
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == client.get(address).content
    assert packed["ETag"] != client.get(address)["ETag"]


def test_what_happens_elsewhere_changes_no_tag(client, kil):
    before = client.get("/kil/datasets/atom")["ETag"]
    make_published(make_organisation("Arboga kommun"))
    assert client.get("/kil/datasets/atom")["ETag"] == before


def test_a_former_address_part_leads_to_the_present_one(client, kil):
    change_address_part(make_administrator(), organisation=kil, part="kil-nya")
    for query in ("", "?lang=en"):
        answer = client.get(f"/kil/datasets/atom{query}")
        assert (answer.status_code, answer["Location"]) == (301, f"/kil-nya/datasets/atom{query}")


def test_a_hundred_of_many_are_read_in_few_queries(client, kil, django_assert_num_queries):
    dataset = make_published(kil)
    multiply(dataset, NEWEST + 20)
    for address, queries in (("/datasets/atom", 2), ("/datasets/atom/17", 3), ("/kil/datasets/atom", 3)):
        with django_assert_num_queries(queries):
            found = entries(read(client, address))
        assert len({each["id"] for each in found}) == NEWEST
    tag = client.get("/datasets/atom")["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/datasets/atom", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("address", ["/", "/organisationer/", "/kil/"])
@pytest.mark.parametrize(("language", "query"), [("sv", ""), ("en", "?lang=en")])
def test_pages_lead_to_the_feed_in_their_language(client, kil, address, language, query):
    client.cookies["django_language"] = language
    page = client.get(address).content.decode()
    feed = "/kil/datasets/atom" if address == "/kil/" else "/datasets/atom"
    assert re.search(rf'<link rel="alternate" type="application/atom\+xml" href="{re.escape(feed + query)}" ', page)
    assert f'<a href="{feed}{query}"' in page
    for suffix in ("rdf", "ttl", "nt", "jsonld"):
        catalogue = "/kil/datasets/dcat" if address == "/kil/" else "/datasets/dcat"
        assert f'href="{catalogue}.{suffix}"' in page
