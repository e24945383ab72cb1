"""What the profile does not know: kept with its thing, written last and in one order, never harmful, never lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcat.further import can_be_kept, further_to_json, with_further
from dcat.kinds import UnwritableValue
from dcat.namespaces import expand, split_name
from dcat.node import Node, node_from_json, node_to_json
from dcat.preflight import check_triples
from dcat.profile import DCAT_AP_SE
from dcat.reader import parse, read
from dcat.reader.naming import Named
from dcat.reader.reading import read_statements
from dcat.reader.statements import TYPE, Statement
from dcat.reader.unkept import Why
from dcat.term import Literal, Resource
from tests.dcat.accounting import written_again
from tests.dcat.graphs import same_in_both_parsers
from tests.dcat.nodes import DATASET, agent, catalog, contact, dataset

PURPOSE = "https://w3id.org/dpv#hasPurpose"
FURTHER = (
    (PURPOSE, Resource("https://w3id.org/dpv#AcademicResearch")),
    (expand("dcterms:alternative"), Literal("Ett & <annat> namn", "sv")),
    ("https://a.se/räkning/antal", Literal("12", "", "xsd:decimal")),
    ("https://a.se/flag", Literal("true", "", "http://www.w3.org/2001/XMLSchema#boolean")),
    (TYPE, Resource("http://www.w3.org/ns/dcat#Resource")),
)


def with_everything_further() -> Node:
    """A dataset with further statements about itself, a nested node, a document and a distribution."""
    node = dataset()
    values = {
        name: tuple(
            Node(each.iri, each.class_name, each.values, FURTHER[:1]) if isinstance(each, Node) else each
            for each in each_values
        )
        for name, each_values in node.values.items()
    }
    return Node(node.iri, node.class_name, values, FURTHER)


def test_further_statements_are_part_of_what_a_node_is():
    node = Node(DATASET, "Dataset", {}, FURTHER)
    assert node != Node(DATASET, "Dataset", {})
    assert node.replace(version=("2",)).further == FURTHER


def test_a_node_is_the_same_after_json():
    node = with_everything_further()
    assert node_from_json(json.loads(json.dumps(node_to_json(node)))) == node


def test_a_node_without_them_is_stored_as_before():
    assert node_to_json(Node(DATASET, "Dataset", {})) == {"iri": DATASET, "class": "Dataset", "values": {}}


def test_they_come_back_from_a_document_as_they_were():
    node = with_everything_further()
    document = read(same_in_both_parsers(written_again([node])), DCAT_AP_SE)
    (back,) = document.nodes.values()
    assert document.unkept == ()
    assert set(back.further) == set(FURTHER)
    assert written_again([back]) == written_again([node])


def test_they_are_written_last_in_one_order_with_a_declaration_where_no_prefix_is_known():
    written = written_again([Node(DATASET, "Dataset", dataset().replace(distribution=()).values, FURTHER)]).decode()
    element = written.split("</dcat:Dataset>")[0]
    names = [line.split()[0].strip("<").split(">")[0] for line in element.splitlines() if line.startswith("    <")]
    assert names[-5:] == ["dcterms:alternative", "rdf:type", "further:flag", "further:antal", "further:hasPurpose"]
    assert '<further:hasPurpose xmlns:further="https://w3id.org/dpv#" rdf:resource=' in element
    assert written_again([Node(DATASET, "Dataset", {}, FURTHER)]) == written_again(
        [Node(DATASET, "Dataset", {}, FURTHER[::-1])]
    )


def test_the_portal_takes_a_catalogue_with_them():
    node = with_everything_further()
    nodes = [catalog(dataset=(DATASET,)), agent(), contact(), node]
    findings = check_triples(parse(written_again(nodes)), DCAT_AP_SE)
    assert {finding.severity.value for finding in findings} == {"advice"}
    assert {finding.code for finding in findings} == {"unknown_property"}


def test_they_go_into_one_column_and_out_again():
    node = with_everything_further()
    stored = json.loads(json.dumps(further_to_json(node)))
    bare = Node(node.iri, node.class_name, {n: tuple(_bare(v) for v in vs) for n, vs in node.values.items()})
    assert with_further(bare, stored) == node
    assert with_further(bare, []) == bare


def _bare(value):
    if isinstance(value, Node) and value.class_name != "Distribution":
        return Node(value.iri, value.class_name, value.values)
    return value


HARMFUL = [
    (expand("dcat:record"), Resource("https://a.se/1")),
    (TYPE, Resource(expand("dcat:CatalogRecord"))),
    (expand("rdf:li"), Literal("x")),
    ("https://a.se/2024", Literal("x")),
    ("urn:x:y", Literal("x")),
    ("http://www.w3.org/2000/xmlns/x", Literal("x")),
    (PURPOSE, Resource("javascript:alert(1)")),
    (PURPOSE, Resource("relativ")),
    (PURPOSE, Resource("https://a.se/min sida")),
    (PURPOSE, Resource("_:b0")),
    (PURPOSE, Literal("x", 'sv" x="')),
    (PURPOSE, Literal("x", "", "https://a.se/ ")),
    (PURPOSE, Literal("x", "", "0")),
    (PURPOSE, Literal("x", "", "xsd: ")),
    (PURPOSE, Literal("a\x0bb")),
]


@pytest.mark.parametrize(("predicate", "term"), HARMFUL)
def test_what_would_do_harm_is_neither_kept_nor_written(predicate, term):
    assert not can_be_kept(predicate, term)
    with pytest.raises(UnwritableValue):
        written_again([Node(DATASET, "Dataset", {}, ((predicate, term),))])


@pytest.mark.parametrize(("predicate", "term"), [each for each in HARMFUL if each[1] != Resource("_:b0")])
def test_what_would_do_harm_is_listed_when_it_is_read(predicate, term):
    statements = [Statement(DATASET, TYPE, Resource(expand("dcat:Dataset"))), Statement(DATASET, predicate, term)]
    document = read_statements(Named(statements, [], frozenset()), DCAT_AP_SE)
    assert document.nodes[DATASET].further == ()
    (unkept,) = document.unkept
    assert (unkept.record, unkept.subject, unkept.predicate) == (DATASET, DATASET, predicate)
    assert unkept.why in (Why.BAD_ADDRESS, Why.BAD_TAG, Why.UNWRITABLE, Why.CATALOG_RECORD)


def test_a_value_that_a_known_property_cannot_have_is_listed_and_never_published():
    statements = [
        Statement(DATASET, TYPE, Resource(expand("dcat:Dataset"))),
        Statement(DATASET, expand("dcterms:publisher"), Literal("Uppsala kommun")),
    ]
    document = read_statements(Named(statements, [], frozenset()), DCAT_AP_SE)
    assert document.nodes[DATASET] == Node(DATASET, "Dataset", {})
    assert [each.why for each in document.unkept] == [Why.WRONG_VALUE]


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
_terms = st.one_of(
    st.builds(Literal, _texts, st.sampled_from(["", "sv", "en-gb"]), st.just("")),
    st.builds(Literal, _texts, st.just(""), st.sampled_from(["geosparql:wktLiteral", "https://a.se/type"])),
    st.sampled_from([Resource("https://a.se/1?a=1&b=2"), Resource("mailto:a@a.se")]),
)
_predicates = st.from_regex(r"https?://[a-z]{1,3}\.se/[a-zåäö0-9_.#&;'/%-]{0,12}", fullmatch=True)


@given(st.lists(st.tuples(_predicates, _terms), max_size=4))
def test_whatever_can_be_kept_comes_back(further):
    kept = tuple(dict.fromkeys((p, t) for p, t in further if can_be_kept(p, t)))
    node = Node(DATASET, "Dataset", {}, kept)
    (back,) = read(same_in_both_parsers(written_again([node])), DCAT_AP_SE).nodes.values()
    assert set(back.further) == set(kept)


@given(st.from_regex(r"https?://a\.se/[A-Za-z0-9_.#/-]{0,20}", fullmatch=True))
def test_a_name_and_its_namespace_make_the_predicate(iri):
    parts = split_name(iri)
    assert parts is None or "".join(parts) == iri
