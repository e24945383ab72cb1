"""schema.org in the pages: what search engines read, whatever a title holds."""

import json
import re

import pytest
from django.test import Client

from catalog.models import Release
from catalog.structured_data import as_script, data_catalog, dataset, included_in
from dcat.node import LanguageText, Node
from tests.dcat.nodes import DATASET, texts
from tests.dcat.nodes import dataset as dataset_node
from tests.dcat.nodes import distribution as distribution_node
from tests.factories import make_administrator, make_organisation, make_published, sign_in

pytestmark = pytest.mark.any_database

PAGE = "https://data.example.se/uppsala/datamangder/1/"
CATALOGUE = included_in(
    "Data från Uppsala kommun", "https://data.example.se/catalog/1", "https://data.example.se/uppsala/"
)
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>&amp;'\"\\",
    "\u2028\u2029\x00\n",
    "{{ title }}{% include %}",
]


def of(node: Node, language: str = "sv") -> dict:
    return dataset(node, language, page=PAGE, catalogue=CATALOGUE, names={})


def test_a_dataset_says_what_the_description_says():
    period = Node(f"{DATASET}#temporal-1", "PeriodOfTime", {"start_date": ("2024",)})
    file = distribution_node(
        f"{DATASET}/distributions/1",
        access_url=("https://data.example.se/a",),
        download_url=("https://data.example.se/a.csv",),
        format=("text/csv",),
        license=("http://creativecommons.org/publicdomain/zero/1.0/",),
        byte_size=("42",),
    )
    node = dataset_node(
        title=texts("Badplatser", "Beaches"),
        keyword=texts("bad", "bathing"),
        publisher=("https://example.se/publisher",),
        issued=("2024-01-02",),
        temporal=(period,),
        spatial=("http://sws.geonames.org/2666199/",),
        distribution=(file,),
    )
    found = dataset(
        node, "en", page=PAGE, catalogue=CATALOGUE, names={"https://example.se/publisher": "Uppsala kommun"}
    )

    assert found["@context"] == "https://schema.org/"
    assert (found["@type"], found["@id"], found["url"]) == ("Dataset", DATASET, PAGE)
    assert (found["name"], found["keywords"], found["datePublished"]) == ("Beaches", ["bathing"], "2024-01-02")
    assert found["publisher"] == [
        {"@type": "Organization", "@id": "https://example.se/publisher", "name": "Uppsala kommun"}
    ]
    assert found["temporalCoverage"] == ["2024/.."]
    assert found["spatialCoverage"] == [{"@type": "Place", "@id": "http://sws.geonames.org/2666199/"}]
    assert found["license"] == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert found["includedInDataCatalog"] == CATALOGUE
    (download,) = found["distribution"]
    assert (download["@type"], download["contentUrl"]) == ("DataDownload", "https://data.example.se/a.csv")
    assert (download["encodingFormat"], download["contentSize"]) == ("text/csv", "42 B")


def test_a_text_in_another_language_is_better_than_none():
    assert of(dataset_node(title=(LanguageText("Badplatser", "sv"),)), "en")["name"] == "Badplatser"


def test_what_is_not_said_is_not_there():
    found = of(Node(DATASET, "Dataset", {}))
    assert set(found) == {"@context", "@type", "@id", "url", "includedInDataCatalog"}


def test_different_licences_are_only_said_of_the_distributions():
    files = [
        distribution_node(f"{DATASET}/distributions/{number}", license=(f"https://example.se/{number}",))
        for number in (1, 2)
    ]
    found = of(dataset_node(distribution=tuple(files)))
    assert "license" not in found
    assert [each["license"] for each in found["distribution"]] == ["https://example.se/1", "https://example.se/2"]


def test_a_catalogue_lists_its_datasets():
    datasets = [(DATASET, "Badplatser", PAGE)]
    found = data_catalog(
        "Data", "Om", iri="https://a.se/c", page="https://a.se/", publisher="Uppsala", datasets=datasets
    )
    assert (found["@type"], found["@id"], found["name"]) == ("DataCatalog", "https://a.se/c", "Data")
    assert found["publisher"] == {"@type": "Organization", "name": "Uppsala"}
    assert found["dataset"] == [{"@type": "Dataset", "@id": DATASET, "name": "Badplatser", "url": PAGE}]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_gets_out_of_its_element(text):
    written = as_script(of(dataset_node(title=texts(text))))
    assert not set("<>&") & set(written)
    assert json.loads(written)["name"] == text


def blocks(client: Client, path: str) -> list[dict]:
    """The blocks of JSON-LD of a page."""
    page = client.get(path).content.decode()
    return [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)]


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE[:3])
def test_the_pages_have_it_whatever_the_title_is(client: Client, text):
    organisation = make_organisation("Uppsala kommun")
    published = make_published(organisation, f"Badplatser {text}")

    (about_dataset,) = blocks(client, f"/uppsala/datamangder/{published.uuid}/")
    (about_catalogue,) = blocks(client, "/uppsala/")

    assert (about_dataset["@type"], about_dataset["name"]) == ("Dataset", f"Badplatser {text}")
    assert about_dataset["@id"] == published.iri
    assert about_dataset["publisher"][0]["name"] == "Uppsala kommun"
    assert about_dataset["includedInDataCatalog"]["@id"] == organisation.catalogue.iri
    assert about_dataset["distribution"][0]["@type"] == "DataDownload"
    assert (about_catalogue["@type"], about_catalogue["@id"]) == ("DataCatalog", organisation.catalogue.iri)
    assert [each["name"] for each in about_catalogue["dataset"]] == [f"Badplatser {text}"]


@pytest.mark.django_db
def test_nothing_internal_is_told_to_search_engines(client: Client):
    organisation = make_organisation("Uppsala kommun")
    make_published(organisation, "Badplatser")
    internal = make_published(organisation, "Hemligt", visibility=Release.Visibility.INTERNAL)
    sign_in(client, make_administrator())

    assert blocks(client, f"/uppsala/datamangder/{internal.uuid}/") == []
    assert [each["name"] for each in blocks(client, "/uppsala/")[0]["dataset"]] == ["Badplatser"]
