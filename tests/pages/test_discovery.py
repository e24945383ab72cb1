"""How machines find what is here: VoID, sitemaps, robots.txt."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import rdflib
from django.urls import reverse

from catalog.models import Release
from catalog.services.publish import withdraw
from dcat.formats import FORMATS
from harvesting.models import Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.domains import add_domain, use_domain
from organisations.models import Organisation
from pages.discovery import sitemaps
from tests.application.many import multiply
from tests.factories import (
    make_administrator,
    make_dataset,
    make_organisation,
    make_published,
    make_series,
    make_service,
)
from tests.harvesting.factories import make_main_publisher

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
BASE = "http://127.0.0.1:8000"
ALL = rdflib.URIRef(f"{BASE}/void#all")


def located(client, address: str) -> dict[str, str]:
    """Addresses in a sitemap or an index, each with its time."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    tree = ElementTree.fromstring(response.content)
    return {each.findtext(f"{SITEMAP}loc"): each.findtext(f"{SITEMAP}lastmod") for each in tree}


def everything_in_sitemaps(client) -> dict[str, str]:
    found = {}
    for address in located(client, "/sitemap.xml"):
        found |= located(client, address.removeprefix(BASE))
    return found


@pytest.fixture
def kil():
    make_main_publisher()
    return make_organisation("Kil kommun")


def test_every_public_page_is_in_a_sitemap_and_answers(client, kil):
    series, service = make_series(kil), make_service(kil)
    dataset = make_published(kil, in_series=[series], distribution={"access_service": [service]})

    found = everything_in_sitemaps(client)

    for name, record in (("dataset", dataset), ("series", series), ("service", service)):
        published = Release.objects.get(current_for=record.pk).published_at
        assert found[BASE + reverse(name, args=["kil", record.uuid])] == published.date().isoformat()
    for name in ("front", "organisations", "about", "about_feed", "specification"):
        assert BASE + reverse(name) in found
    assert {f"{BASE}/kil/", f"{BASE}/region-orebro-lan/", f"{BASE}/specifikation/Dataset/"} <= set(found)
    assert {address: client.get(address.removeprefix(BASE)).status_code for address in found} == dict.fromkeys(
        found, 200
    )


def test_nothing_that_is_not_public_is_in_a_sitemap(client, kil):
    make_dataset(kil)
    make_published(kil, visibility=Release.Visibility.INTERNAL)
    withdraw(make_administrator(), record=make_published(kil))
    public = make_published(kil)

    found = everything_in_sitemaps(client)

    assert [each for each in found if "/datamangder/" in each] == [f"{BASE}/kil/datamangder/{public.uuid}/"]
    assert not [each for each in found if "/arbete/" in each or "/konto/" in each or "/sprak/" in each]


def test_an_organisation_with_many_has_several_files(client, kil, monkeypatch):
    monkeypatch.setattr(sitemaps, "AT_MOST", 4)
    monkeypatch.setattr(sitemaps.OrganisationSitemap, "limit", 4)
    multiply(make_published(kil), 9)

    index = [each for each in located(client, "/sitemap.xml") if "kil" in each]

    assert index == [f"{BASE}/sitemap-kil.xml", *(f"{BASE}/sitemap-kil.xml?p={number}" for number in (2, 3))]
    files = [located(client, each.removeprefix(BASE)) for each in index]
    assert [len(each) for each in files] == [4, 4, 2]
    assert len(set().union(*files)) == 10
    for number in ("0", "4", "x", "-1", ""):
        assert client.get(f"/sitemap-kil.xml?p={number}").status_code == 404
    assert client.get("/sitemap-inte.xml").status_code == 404


def test_a_sitemap_is_known_by_its_state(client, kil):
    make_published(kil)
    for address in ("/sitemap.xml", "/sitemap-kil.xml", "/sitemap-sidor.xml"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"if-none-match": tag}).status_code == 304
        make_published(kil)
        assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_sitemaps_take_as_many_queries_for_many(client, kil, django_assert_max_num_queries):
    multiply(make_published(kil), 500)
    for address in ("/sitemap.xml", "/sitemap-kil.xml", "/sitemap-sidor.xml"):
        with django_assert_max_num_queries(5):
            client.get(address)


def test_the_address_in_a_sitemap_is_the_public_one_whatever_host_was_asked(client, kil, settings):
    settings.PUBLIC_BASE_URL = "https://data.example.org"
    make_published(kil)
    for address in ("/sitemap.xml", "/sitemap-kil.xml", "/sitemap-sidor.xml"):
        assert all(each.startswith("https://data.example.org/") for each in located(client, address))


def test_robots_are_told_what_is_closed_and_where_the_sitemap_is(client):
    response = client.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    assert robots.site_maps() == [f"{BASE}/sitemap.xml"]
    assert "max-age=3600" in response["Cache-Control"]
    for path in ("/", "/kil/", "/datasets/dcat", "/kil/datasets/dcat.ttl", "/void", "/kil/datasets/atom"):
        assert robots.can_fetch("*", path), path
    for path in ("/arbete/", "/arbete/kil/", "/konto/login/", "/sprak/en/?till=/", "/inbjudan/abc/"):
        assert not robots.can_fetch("*", path), path


# VoID


def built() -> None:
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)


def void(client, suffix: str = "ttl") -> rdflib.Graph:
    response = client.get(f"/void.{suffix}")
    assert (response.status_code, response["Content-Type"]) == (200, FORMATS[suffix].content_type)
    name = {"rdf": "xml", "ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}[suffix]
    return rdflib.Graph().parse(data=response.content, format=name)


def subset_of(graph: rdflib.Graph, organisation: Organisation) -> rdflib.URIRef:
    return rdflib.URIRef(f"{BASE}/void#catalogue-{organisation.catalogue.uuid}")


def test_the_known_address_leads_to_the_description(client, kil):
    answer = client.get("/.well-known/void")
    assert (answer.status_code, answer["Location"]) == (303, "/void")
    assert client.get("/void")["Content-Type"] == "application/rdf+xml; charset=utf-8"


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_the_same(client, kil, suffix):
    make_published(kil)
    built()
    by_header = client.get("/void", headers={"accept": FORMATS[suffix].media_type})
    assert by_header.content == client.get(f"/void.{suffix}").content
    assert by_header["Vary"] == "Accept, Accept-Encoding"
    assert set(void(client, suffix)) == set(void(client, "nt"))


def test_the_whole_has_a_part_for_each_catalogue_with_its_dumps(client, kil):
    dataset = make_published(kil)
    built()
    graph = void(client)
    part = subset_of(graph, kil)
    assert (ALL, VOID.subset, part) in graph
    assert (ALL, VOID.rootResource, rdflib.URIRef(f"{BASE}/datasets/catalog")) in graph
    assert (part, VOID.rootResource, rdflib.URIRef(kil.catalogue.iri)) in graph
    assert set(graph.objects(part, VOID.dataDump)) == {
        rdflib.URIRef(f"{BASE}/kil/datasets/dcat.{suffix}") for suffix in FORMATS
    }
    counted = graph.value(graph.value(part, VOID.classPartition), VOID.entities)
    assert counted == rdflib.Literal(1)
    licences = set(graph.objects(None, rdflib.DCTERMS.license))
    assert licences == {rdflib.URIRef("http://creativecommons.org/publicdomain/zero/1.0/")}
    for dump in graph.objects(None, VOID.dataDump):
        assert client.get(str(dump).removeprefix(BASE)).status_code == 200, dump
    assert str(dataset.uuid) not in graph.serialize()


def test_who_is_not_in_the_catalogue_of_all_is_no_part_of_the_whole(client, kil):
    Organisation.objects.filter(pk=kil.pk).update(in_combined_feed=False)
    built()
    graph = void(client)
    part = subset_of(graph, kil)
    assert (part, rdflib.RDF.type, VOID.Dataset) in graph
    assert (ALL, VOID.subset, part) not in graph


def test_the_address_under_an_own_domain_is_the_one_that_is_given(client, kil):
    built()
    domain = add_domain(make_administrator(), organisation=kil, host="data.kil.se")
    assert f"{BASE}/kil/datasets/dcat.ttl" in client.get("/void.nt").content.decode()
    use_domain(make_administrator(), domain=domain)
    assert "http://data.kil.se/datasets/dcat.ttl" in client.get("/void.nt").content.decode()


def test_the_description_is_known_by_its_content(client, kil, django_assert_max_num_queries):
    built()
    tag = client.get("/void")["ETag"]
    assert client.get("/void", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/void.ttl")["ETag"] != tag
    make_published(kil)
    built()
    assert client.get("/void", headers={"if-none-match": tag}).status_code == 200
    for _number in range(5):
        make_organisation()
    built()
    with django_assert_max_num_queries(2):
        client.get("/void")
