"""Catalogues as other systems write them: every statement is written again, rewritten as shown here, or listed."""

from pathlib import Path

import pyoxigraph
import pytest

from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import parse, read, read_document
from dcat.reader.unkept import Why
from tests.dcat.accounting import rewritten, written_again

FOREIGN = Path(__file__).parent / "foreign"
FORMATS = {
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
EU = "http://publications.europa.eu/resource/authority/"
CC = "http://creativecommons.org/"
BERTHS = "https://ckan.example.org/dataset/1"
BIRDS = "https://data.example.eu/id/birds-2024"

# What was written otherwise, by the last part of the predicate, and what stands there now. Types that follow from the
# rest, and what every catalogue gets, are not repeated.
REWRITTEN = {
    "national-minimum.rdf": (set(), set()),
    "national-recommended.ttl": (set(), set()),
    "ckan.jsonld": (
        {
            ("format", ".csv"),
            ("hasTelephone", "tel:+494012345679"),
            ("license", "http://www.opendefinition.org/licenses/cc-zero"),
        },
        {
            ("format", "text/csv"),
            (
                "hasTelephone",
                "https://ckan.example.org/dataset/2#dataset-contactPoint-2937adb47b1d-hasTelephone-686b0a1728db",
            ),
            ("hasValue", "tel:+494012345679"),
        },
    ),
    "ckan.rdf": (
        {
            ("accessRights", "public"),
            ("byteSize", "1.2E4"),
            ("endDate", "2013-01-05Z"),
            ("format", "HTML"),
            ("format", f"{BERTHS}#distribution-eb13d1857ad8-format-f7ae30daed98"),
            ("hasEmail", "harbour@example.org"),
            ("hasTelephone", "+49 40 123 45678"),
            ("language", "en"),
            ("license", "http://www.opendefinition.org/licenses/cc-by"),
            ("mbox", "harbour@example.org"),
            ("mediaType", "text/html"),
            ("modified", "2012-05-10T21:04"),
            ("provenance", "Measured by hand"),
            ("startDate", "2001-03-01T00:00:00"),  # of schema.org
            ("status", "http://purl.org/adms/status/Completed"),
            ("value", "application/pdf"),
            ("versionInfo", "2.3"),
        },
        {
            ("accessRights", f"{EU}access-right/PUBLIC"),
            ("byteSize", "12000"),
            ("description", "Measured by hand"),
            ("endDate", "2013-01-05"),
            ("format", "application/pdf"),
            ("format", "text/html"),
            ("hasEmail", "mailto:harbour@example.org"),
            ("hasTelephone", f"{BERTHS}#contactPoint-1c4729964f7b-hasTelephone-3090ae2affa8"),
            ("hasValue", "tel:+494012345678"),
            ("language", f"{EU}language/ENG"),
            ("license", f"{CC}licenses/by/4.0/"),
            ("mbox", "mailto:harbour@example.org"),
            ("modified", "2012-05-10T21:04:00"),
            ("provenance", f"{BERTHS}#provenance-a7b621bb5977"),
            ("startDate", "2001-03-01T00:00:00"),
            ("status", f"{EU}distribution-status/COMPLETED"),
            ("version", "2.3"),
        },
    ),
    "european.ttl": (
        {
            ("accessRights", f"{EU}access-right/PUBLIC".replace("http:", "https:")),
            ("accrualPeriodicity", "http://purl.org/cld/freq/annual"),
            ("availability", "http://data.europa.eu/r5r/availability/stable"),
            ("bbox", "POLYGON((3 52, 7 52, 7 50, 3 50, 3 52))"),
            ("bbox", '{"type":"Polygon","coordinates":[[[3,50],[7,50],[7,52],[3,52],[3,50]]]}'),
            ("byteSize", "2048.0"),
            ("format", f"{EU}file-type/CSV"),
            ("hasTelephone", "tel:+3212345"),
            ("hasVersion", "https://data.example.eu/id/birds-2023"),  # of dcterms
            ("identifier", f"{BIRDS}#identifier-8d414d88028f"),
            ("label", "Counted by volunteers."),
            ("license", f"{EU}licence/CC_BYSA_4_0"),
            ("mediaType", "http://www.iana.org/assignments/media-types/text/csv"),
            ("notation", "BIRD-24"),
        },
        {
            ("accessRights", f"{EU}access-right/PUBLIC"),
            ("accrualPeriodicity", f"{EU}frequency/ANNUAL"),
            ("availability", f"{EU}planned-availability/STABLE"),
            ("bbox", "POLYGON((3 50, 7 50, 7 52, 3 52, 3 50))"),
            ("byteSize", "2048"),
            ("description", "Counted by volunteers."),
            ("format", "text/csv"),
            ("hasTelephone", f"{BIRDS}#contactPoint-f418c42ba696-hasTelephone-0e906c11306a"),
            ("hasValue", "tel:+3212345"),
            ("hasVersion", "https://data.example.eu/id/birds-2023"),
            ("identifier", "BIRD-24"),
            ("license", f"{CC}licenses/by-sa/4.0/"),
        },
    ),
}
GIVEN_TO_ALL = {("license", f"{CC}publicdomain/zero/1.0/"), ("themeTaxonomy", f"{EU}data-theme")}
# Types that stand for something that was rewritten, or that say no more than another one.
IMPLIED = {
    "european.ttl": {"http://www.w3.org/2006/vcard/ns#Kind", "http://www.w3.org/ns/adms#Identifier", "http://www.w3.org/ns/dcat#Dataset"},
    "ckan.rdf": {"http://purl.org/dc/terms/IMT"},
}  # fmt: skip


def data(name: str) -> bytes:
    return (FOREIGN / name).read_bytes()


def without_types(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {fact for fact in found if fact[0] != "type"}


def test_every_file_is_accounted_for():
    assert {path.name for path in FOREIGN.iterdir() if path.suffix in FORMATS} == REWRITTEN.keys()


@pytest.mark.parametrize("name", sorted(REWRITTEN))
def test_nothing_vanishes(name):
    before, after = rewritten(data(name), FORMATS[Path(name).suffix])
    was, now = REWRITTEN[name]
    assert without_types(before) == was
    assert without_types(after) - GIVEN_TO_ALL == now
    assert {value for predicate, value in before if predicate == "type"} == IMPLIED.get(name, set())


@pytest.mark.parametrize("name", sorted(REWRITTEN))
def test_what_was_read_is_read_again_as_it_was_written(name):
    nodes = read_document(data(name), DCAT_AP_SE).nodes
    again = read(parse(written_again(nodes.values())), DCAT_AP_SE)
    assert again.unkept == ()
    assert again.nodes.keys() == nodes.keys()
    assert written_again(again.nodes[iri] for iri in nodes) == written_again(nodes.values())


@pytest.mark.parametrize("name", sorted(REWRITTEN))
def test_reading_twice_and_in_another_format_gives_the_same(name):
    once = read_document(data(name), DCAT_AP_SE)
    assert read_document(data(name), DCAT_AP_SE).nodes == once.nodes
    triples = sorted(
        {q.triple for q in pyoxigraph.parse(data(name), format=FORMATS[Path(name).suffix], lenient=True)}, key=str
    )
    lines = pyoxigraph.serialize(reversed(triples), format=pyoxigraph.RdfFormat.N_TRIPLES)
    again = read_document(lines, DCAT_AP_SE)
    assert {iri: in_order(node) for iri, node in again.nodes.items()} == {
        iri: in_order(node) for iri, node in once.nodes.items()
    }


def in_order(node: Node) -> tuple:
    """A node whatever the order in which its values stood."""
    values = {
        name: frozenset(in_order(value) if isinstance(value, Node) else value for value in values)
        for name, values in node.values.items()
    }
    return node.iri, node.class_name, frozenset(values.items()), frozenset(node.further)


def test_what_cannot_be_kept_is_listed_by_record_with_the_reason():
    unkept = read_document(data("european.ttl"), DCAT_AP_SE).unkept
    reasons = {(each.record.rpartition("/")[2], each.why) for each in unkept}
    assert reasons == {
        ("catalogue", Why.CATALOG_RECORD),
        ("birds-2024", Why.UNKNOWN_THING),
        ("", Why.NO_ADDRESS),
    }
    assert all(each.reason.sv and each.reason.en for each in unkept)


def test_a_series_that_is_called_a_dataset_too_is_a_series():
    nodes = read_document(data("european.ttl"), DCAT_AP_SE).nodes
    assert nodes["https://data.example.eu/id/birds"].class_name == "DatasetSeries"


def test_relative_and_dangerous_addresses_are_noticed():
    unkept = read_document(data("ckan.jsonld"), DCAT_AP_SE).unkept
    assert {(each.value, each.why) for each in unkept} == {
        ("relative/address", Why.BAD_ADDRESS),
        ("javascript:alert(1)", Why.BAD_ADDRESS),
    }
