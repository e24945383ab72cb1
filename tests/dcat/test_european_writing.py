"""What the European profile writes for a value, once per document, and only where it leads somewhere."""

import re

import pyoxigraph
import pytest
import rdflib

from dcat.finding import Severity
from dcat.node import Node
from dcat.omissions import left_out, wanted_by_europe
from dcat.preflight.document import Candidate
from dcat.preflight.rows import rows_are_met
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES
from dcat.reader import parse
from dcat.writer import (
    catalogue_documents,
    catalogue_end,
    catalogue_link,
    catalogue_links,
    catalogue_start,
    document_end,
    document_start,
    render,
)
from tests.dcat.documents import Document, document, european, everything, values
from tests.dcat.graphs import canonical, same_in_both_parsers
from tests.dcat.nodes import (
    BASE,
    CATALOG,
    DATASET,
    ENVIRONMENT,
    HIGH_VALUE,
    agent,
    catalog,
    contact,
    dataset,
    distribution,
    full_node,
    least_node,
    texts,
)

EUROPEAN = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
OTHERS = "https://data.elsewhere.se/datasets/1"


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_both_forms_are_the_same_graph_without_blank_nodes(profile):
    written = document(everything(), profile)
    same_in_both_parsers(written.rdfxml)  # refuses blank nodes
    assert canonical(written.rdfxml, pyoxigraph.RdfFormat.RDF_XML) == canonical(
        written.ntriples, pyoxigraph.RdfFormat.N_TRIPLES
    )


@pytest.mark.parametrize(
    ("media_type", "file_types", "iana_types"),
    [
        ("text/csv", {f"{EUROPEAN}/file-type/CSV"}, {f"{IANA}/text/csv"}),
        ("text/csv+zip", {f"{EUROPEAN}/file-type/ZIP"}, set()),
        ("application/vnd.example.thing", set(), {f"{IANA}/application/vnd.example.thing"}),
        ("application/x-thing", set(), set()),
    ],
)
def test_a_format_is_named_as_the_eu_and_iana_name_it(media_type, file_types, iana_types):
    part = distribution(format=(media_type,))
    graph = european(dataset(distribution=(part,)))
    assert values(graph, part.iri, "dcterms:format") == file_types
    assert values(graph, part.iri, "dcat:mediaType") == iana_types
    for iri in file_types:
        assert str(rdflib.DCTERMS.MediaTypeOrExtent) in values(graph, iri, "a")
    for iri in iana_types:
        assert values(graph, iri, "a") == {str(rdflib.DCTERMS.MediaType)}


def test_a_term_has_its_words_and_its_scheme():
    theme = f"{EUROPEAN}/data-theme/ENVI"
    (piece,) = [each for each in render(dataset(), DCAT_AP).documents if each.iri == theme]
    assert piece.rdfxml == (
        f'  <skos:Concept rdf:about="{theme}">\n'
        '    <skos:prefLabel xml:lang="sv">Miljö</skos:prefLabel>\n'
        '    <skos:prefLabel xml:lang="en">Environment</skos:prefLabel>\n'
        f'    <skos:inScheme rdf:resource="{EUROPEAN}/data-theme"/>\n'
        "  </skos:Concept>\n"
    )


def test_a_term_that_no_list_knows_is_called_by_the_last_part_of_its_address():
    unknown = "https://www.dataportal.se/terminology/grunddata/byggnad/"
    graph = european(dataset(subject=(unknown,)))
    assert graph.value(rdflib.URIRef(unknown), rdflib.SKOS.prefLabel) == rdflib.Literal("byggnad", "und")


def test_legislation_is_typed_though_the_head_of_the_document_has_no_prefix_for_it():
    graph = european(dataset(applicable_legislation=(HIGH_VALUE,)))
    assert values(graph, HIGH_VALUE, "a") == {"http://data.europa.eu/eli/ontology#LegalResource"}


def test_another_identifier_is_a_node_whose_iri_hangs_on_the_value_alone():
    first = european(dataset(other_identifier=("SE-1", "SE-2")))
    second = european(dataset(other_identifier=("SE-2",)))
    (iri,) = values(second, DATASET, "adms:identifier")
    assert re.fullmatch(re.escape(DATASET) + r"#other_identifier-[0-9a-f]{16}", iri)
    assert iri in values(first, DATASET, "adms:identifier")
    assert len(values(first, DATASET, "adms:identifier")) == 2
    assert second.value(rdflib.URIRef(iri), rdflib.SKOS.notation) == rdflib.Literal("SE-2")


def test_an_iri_with_a_fragment_gets_no_second_one():
    (iri,) = values(
        european(Node(f"{BASE}#1", "Dataset", {"other_identifier": ("a",)})), f"{BASE}#1", "adms:identifier"
    )
    assert iri.count("#") == 1


def test_a_checksum_that_is_not_one_is_left_out_whole():
    def checksum(value: str) -> Node:
        algorithm = "http://spdx.org/rdf/terms#checksumAlgorithm_sha1"
        return Node(f"{DATASET}#checksum-1", "Checksum", {"checksum_value": (value,), "algorithm": (algorithm,)})

    written = {
        value: render(dataset(distribution=(distribution(checksum=(checksum(value),)),)), DCAT_AP).rdfxml
        for value in ("ab 01", "abc", "sha1: ab")
    }
    assert "#hexBinary" in written["ab 01"] and ">ab01<" in written["ab 01"]
    assert "spdx:" not in written["abc"] + written["sha1: ab"]


def test_of_what_europe_takes_one_of_the_first_is_written():
    node = contact(email=(" ", "a@example.se", "b@example.se"))
    assert render(node, DCAT_AP).rdfxml.count("vcard:hasEmail") == 1
    assert "mailto:a@example.se" in render(node, DCAT_AP).rdfxml
    assert render(node, DCAT_AP_SE).rdfxml.count("vcard:hasEmail") == 2


def test_what_is_two_things_says_both():
    series = render(least_node("DatasetSeries", f"{BASE}/series/1"), DCAT_AP).rdfxml
    kind = "http://www.w3.org/2006/vcard/ns#Kind"
    assert (
        series.startswith("  <dcat:DatasetSeries ")
        and '<rdf:type rdf:resource="http://www.w3.org/ns/dcat#Dataset"/>' in series
    )
    assert render(contact(), DCAT_AP).rdfxml.count(kind) == 1
    assert kind not in render(contact(kind=(kind,)), DCAT_AP).rdfxml, "the element says it already"


def test_an_empty_nested_node_is_not_written_because_of_its_types():
    empty = Node(f"{DATASET}#rights-1", "RightsStatement", {})
    assert "dcterms:rights" not in render(dataset(distribution=(distribution(rights=(empty,)),)), DCAT_AP).rdfxml


def test_the_head_of_a_catalogue_is_written_in_parts():
    node = full_node("Catalog", CATALOG).replace(dataset=(), service=())
    links = [link for link in catalogue_links(node, DCAT_AP) if link.fits({f"{BASE}/catalog/has_part": "Catalog"})]
    parts = [
        document_start(),
        catalogue_start(node, DCAT_AP),
        catalogue_link("dataset", DATASET, DCAT_AP),
        catalogue_end(),
        *(each.rdfxml for each in (*catalogue_documents(node, DCAT_AP), *links)),
        document_end(),
    ]
    graph = Document("".join(parts).encode(), b"").graph()
    assert values(graph, CATALOG, "dcat:dataset") == {DATASET}
    assert values(graph, CATALOG, "dcterms:hasPart") == {f"{BASE}/catalog/has_part"}
    assert values(graph, CATALOG, "dcterms:isPartOf") == set()
    assert {str(rdflib.SKOS.ConceptScheme)} == values(graph, f"{EUROPEAN}/data-theme", "a")
    assert values(graph, "http://creativecommons.org/publicdomain/zero/1.0/", "a") == {
        str(rdflib.DCTERMS.LicenseDocument)
    }


def test_the_last_look_before_a_swap_finds_all_rows_met():
    candidate = Candidate(parse(document(everything(), DCAT_AP).rdfxml), DCAT_AP)
    assert list(rows_are_met(candidate)) == []
    assert candidate.class_of[f"{BASE}/datasetseries/in_series"] == "DatasetSeries"


# --- links -------------------------------------------------------------------------------------------------------


def relationship(target: str) -> Node:
    return Node(
        f"{DATASET}#qualified_relation-1",
        "Relationship",
        {"had_role": ("https://www.dataportal.se/terminology/resource-role/a",), "relation": (target,)},
    )


def test_a_link_is_only_written_where_the_document_describes_what_it_leads_to():
    own = dataset(f"{DATASET}-2")
    node = dataset(source=(OTHERS, own.iri), qualified_relation=(relationship(OTHERS), relationship(own.iri)))
    alone, together = european(node), european(node, own)
    assert values(alone, DATASET, "dcterms:source") == values(alone, DATASET, "dcat:qualifiedRelation") == set()
    assert values(together, DATASET, "dcterms:source") == {own.iri}
    assert values(together, f"{DATASET}#qualified_relation-1", "dcterms:relation") == {own.iri}


def test_a_link_to_something_of_another_kind_is_not_written():
    node = dataset(source=(contact().iri, agent().iri), in_series=(CATALOG,))
    graph = european(node, contact(), agent(), catalog())
    assert values(graph, DATASET, "dcterms:source") == values(graph, DATASET, "dcat:inSeries") == set()


def test_the_swedish_profile_has_no_links_and_writes_all_in_place():
    piece = render(dataset(source=(OTHERS,), qualified_relation=(relationship(OTHERS),)), DCAT_AP_SE)
    assert piece.links == ()
    assert piece.rdfxml.count(OTHERS) == 2


def test_the_owner_is_told_what_is_left_out():
    part = distribution(access_service=("https://api.elsewhere.se/",))
    node = dataset(source=(OTHERS, DATASET), qualified_relation=(relationship(OTHERS),), distribution=(part,))
    findings = left_out(node, {DATASET: "Dataset"})
    assert [(each.iri, each.class_name, each.field, str(each.severity)) for each in findings] == [
        (DATASET, "Dataset", "source", "advice"),
        (DATASET, "Dataset", "qualified_relation", "advice"),
        (part.iri, "Distribution", "access_service", "advice"),
    ]
    assert all(OTHERS in text for text in (findings[0].message.sv, findings[0].message.en))
    assert "som datamängd eller datamängdsserie." in findings[0].message.sv
    assert "as dataset or dataset series." in findings[0].message.en


def test_what_is_told_is_what_is_not_written():
    nodes = everything()
    described = {node.iri: node.class_name for node in nodes}
    for node in nodes:
        links = render(node, DCAT_AP).links
        assert len(left_out(node, described)) == sum(not link.fits(described) for link in links)
        assert left_out(node, {link.target: link.classes[0] for link in links}) == []


def test_the_owner_is_told_what_only_europe_recommends():
    service = Node(f"{BASE}/services/1", "DataService", {"title": texts(), "theme": (ENVIRONMENT,)})
    wanted = wanted_by_europe(service)
    assert [each.field for each in wanted] == ["publisher", "conforms_to", "serves_dataset"]
    assert {each.severity for each in wanted} == {Severity.ADVICE}
    assert wanted_by_europe(full_node("DataService", f"{BASE}/services/1")) == []
    assert [each.field for each in wanted_by_europe(dataset(distribution=()))] == ["distribution"]
