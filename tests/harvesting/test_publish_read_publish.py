"""Publish, read, publish: what comes out of a feed goes back into columns, and out of them into the same feed."""

from io import StringIO

import pytest
from django.core.management import call_command

from catalog.columns import MODELS
from catalog.describe import describe_values
from catalog.reading_back import columns_of
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import Document, parse, read_document
from harvesting.models import Feed
from tests.dcat.accounting import facts, written_again
from tests.factories import make_distribution, make_organisation
from tests.harvesting.factories import feed_of, make_dataset, make_feeds, make_main_publisher, publish_record
from tests.harvesting.reading import feed_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def feed() -> Feed:
    """The feed of an organisation that describes much, in many ways."""
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    full = make_dataset(
        organisation,
        "Badplatser",
        keyword={"sv": ["bad", "vatten"], "en": ["bathing"], "fi": ["uinti"]},
        conforms_to=[{"iri": "https://standards.example.se/bad", "title": {"sv": "Bad", "en": "Bathing"}}],
        page=[{"iri": "https://www.example.se/om"}],
        temporal=[{"key": "1a", "start_date": "2024", "end_date": "2025-12-31"}, {"key": "2b", "start_date": "2026"}],
        geographical_area=[{"key": "3c", "bbox": "POLYGON((17.3 59.7, 18.0 59.7, 18.0 60.1, 17.3 60.1, 17.3 59.7))"}],
        spatial=["http://sws.geonames.org/2666199/"],
        landing_page=["https://www.example.se/bad"],
        source=["https://data.example.org/dataset/1"],
        issued="2024-01-01",
        modified="2024-05-01T10:00:00+02:00",
        accrual_periodicity="http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        version="2",
        version_notes={"sv": "Fler bad"},
        distribution={"byte_size": 2000, "title": {"sv": "Tabell"}, "download_url": ["https://data.example.com/a.csv"]},
    )
    other_licence = [{"iri": "https://www.example.se/villkor", "title": {"sv": "Villkor"}}]
    make_distribution(full, license="", other_license=other_licence, format="application/json")
    publish_record(full)
    publish_record(make_dataset(organisation, "Ett & <annat>", contact=full.contact_point.get()))
    make_feeds()
    call_command("build_feeds", "uppsala", stdout=StringIO())
    return feed_of(organisation)


def through_columns(node: Node) -> Node:
    """The node as working copies describe it that were filled from it."""
    columns = columns_of(node)
    assert columns.unheld == ()
    again = describe_values(node.class_name, node.iri, MODELS[node.class_name](iri=node.iri, **columns.values))
    parts = {
        name: tuple(map(through_columns, values)) for name, values in node.values.items() if values[0] in columns.parts
    }
    # What points at other rows, or follows from the rest, is not in a column.
    derived = {name: values for name, values in node.values.items() if name not in again.values and name not in parts}
    return again.replace(**derived, **parts)


def test_the_graph_is_the_same(feed):
    published = feed_bytes(feed)
    document: Document = read_document(published, DCAT_AP_SE)
    assert document.unkept == ()
    again = written_again(map(through_columns, document.nodes.values()))
    assert facts(parse(again)) == facts(parse(published))


def test_only_what_has_no_column_is_not_in_one(feed):
    """So that the test above says something: all else went through columns."""
    without = set()
    for node in read_document(feed_bytes(feed), DCAT_AP_SE).nodes.values():
        columns = columns_of(node)
        without |= {f"{node.class_name}.{name}" for name in node.values.keys() - columns.values.keys()}
    assert without == {
        "Catalog.publisher", "Catalog.issued", "Catalog.modified", "Catalog.dataset", "Catalog.license",
        "Catalog.theme_taxonomy", "Dataset.publisher", "Dataset.contact_point", "Dataset.distribution",
    }  # fmt: skip
