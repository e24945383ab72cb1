"""The same statements in every format, in each profile."""

from io import BytesIO

import pyoxigraph
import pytest

from dcat.document import Listing, document, written
from dcat.formats import FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, count_statements, translate
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES
from dcat.writer import render
from tests.dcat.documents import everything
from tests.dcat.graphs import canonical
from tests.dcat.nodes import CATALOG, DATASET, catalog, dataset, texts


def everything_written(profile, form) -> bytes:
    """A catalogue with every property of every class."""
    head, *nodes = everything()
    listings = [Listing(head.replace(dataset=(), service=()), {"dataset": [DATASET]})]
    described = {node.iri: node.class_name for node in [head, *nodes]}
    return written(document(listings, (render(node, profile) for node in nodes), described, profile), form)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_format_of_everything_is_the_same_graph(profile):
    graphs = {each.name: canonical(everything_written(profile, each), each.rdf_format) for each in FORMATS.values()}

    assert len(set(graphs.values())) == 1
    assert len(graphs["Turtle"].splitlines()) > 300


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_format_of_everything_has_as_many_statements(profile):
    counts = {count_statements(BytesIO(everything_written(profile, each)), each) for each in FORMATS.values()}

    assert len(counts) == 1


def test_the_profiles_are_different_graphs():
    swedish, european = (everything_written(profile, N_TRIPLES) for profile in (DCAT_AP_SE, DCAT_AP))
    assert canonical(swedish, N_TRIPLES.rdf_format) != canonical(european, N_TRIPLES.rdf_format)


def test_what_the_head_of_a_catalogue_names_is_described_too():
    taxonomy = "http://publications.europa.eu/resource/authority/data-theme"
    head = catalog(theme_taxonomy=(taxonomy,))
    found = written(document([Listing(head, {})], [], {CATALOG: "Catalog"}, DCAT_AP), N_TRIPLES).decode()

    assert f"<{taxonomy}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in found
    assert f"<{taxonomy}> <http://purl.org/dc/terms/title>" in found


def test_a_link_is_only_written_where_its_target_is_described():
    node, other = dataset(source=(f"{DATASET}/other",)), dataset(f"{DATASET}/other")
    link = f"<{DATASET}> <http://purl.org/dc/terms/source> <{other.iri}>"

    def of(*nodes) -> str:
        described = {each.iri: each.class_name for each in nodes}
        return written(document([], (render(each, DCAT_AP) for each in nodes), described, DCAT_AP), N_TRIPLES).decode()

    assert link in of(node, other)
    assert link not in of(node)


def test_what_several_records_mention_is_described_once_in_every_format():
    standard = "https://example.se/standard"

    def mentioning(iri, **values):
        return dataset(iri, conforms_to=(type(dataset())(standard, "Standard", values),))

    nodes = [
        mentioning(f"{DATASET}/1", title=texts("Kort", "Short")),
        mentioning(f"{DATASET}/2", title=texts("En längre titel", "A longer title")),
    ]
    parts = list(document([], (render(each, DCAT_AP_SE) for each in nodes), {}, DCAT_AP_SE))

    for form in (RDF_XML, N_TRIPLES, TURTLE, JSON_LD):
        found = written(parts, form).decode()
        assert ("En längre titel" in found, "Kort" in found) == (True, False)


def test_datatypes_stay_as_they_are_written():
    nonnegative = b'<https://a.se/1> <https://a.se/p> "7"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> .\n'
    for form in (TURTLE, JSON_LD):
        target = BytesIO()
        translate(BytesIO(nonnegative), target, form)
        assert b"nonNegativeInteger" in target.getvalue()


def test_turtle_has_the_prefixes_of_the_specification():
    assert b"@prefix dcat: <http://www.w3.org/ns/dcat#> ." in everything_written(DCAT_AP_SE, TURTLE)


def test_whoever_waits_is_told_again_and_again_and_may_stop():
    beats = []
    data = b"".join(b'<https://a.se/%d> <https://a.se/p> "1" .\n' % number for number in range(2500))

    translate(BytesIO(data), BytesIO(), TURTLE, beat=lambda: beats.append(1))

    assert len(beats) == 3

    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        translate(BytesIO(data), BytesIO(), TURTLE, beat=stop)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_what_can_not_be_read_is_no_document(form):
    with pytest.raises((SyntaxError, ValueError)):
        count_statements(BytesIO(b"<<<[{"), form)


def test_the_suffixes_are_those_that_pyoxigraph_knows():
    known = [FORMATS["rdf"], FORMATS["ttl"], FORMATS["nt"], FORMATS["jsonld"]]
    assert [pyoxigraph.RdfFormat.from_media_type(each.media_type) for each in known] == [
        each.rdf_format for each in known
    ]
