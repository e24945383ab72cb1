"""Whatever a document says, reading it ends, and every statement is a value, a further statement or listed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dcat.check import check
from dcat.namespaces import expand
from dcat.node import Node
from dcat.preflight import check_triples
from dcat.profile import DCAT_AP_SE
from dcat.reader.naming import name_blank_nodes
from dcat.reader.reading import Document, read_statements
from dcat.reader.statements import TYPE, Statement, fault_of, to_triples
from dcat.term import Literal, Resource, words

THINGS = ["https://a.se/1", "https://a.se/2#x", "https://a.se/1#temporal-1", "_:a", "_:b", "_:c", "relativ"]
TYPES = [expand(name) for each in DCAT_AP_SE.classes.values() for name in each.types] + [
    expand("dcat:CatalogRecord"),
    "https://a.se/Type",
]
PREDICATES = sorted(
    {expand(row.predicate) for each in DCAT_AP_SE.classes.values() for row in each.properties}
    | {expand("dcat:record"), expand("dcat:mediaType"), expand("skos:notation"), expand("rdfs:label"), "https://a.se/p"}
    - {TYPE}
)
LITERALS = [
    "",
    "x",
    "2024",
    "1.5",
    "a@a.se",
    "+46 18 10",
    "https://a.se/1",
    "POLYGON((1 2, 3 2, 3 4, 1 4, 1 2))",
    "\x0b",
]
DATATYPES = ["", "xsd:date", "xsd:decimal", "geosparql:wktLiteral", "https://a.se/type", "0", "xsd: "]

_literals = st.one_of(
    st.builds(Literal, st.sampled_from(LITERALS), st.sampled_from(["", "sv", "x y"]), st.just("")),
    st.builds(Literal, st.sampled_from(LITERALS), st.just(""), st.sampled_from(DATATYPES)),
)
_statements = st.one_of(
    st.builds(Statement, st.sampled_from(THINGS), st.just(TYPE), st.builds(Resource, st.sampled_from(TYPES))),
    st.builds(
        Statement,
        st.sampled_from(THINGS),
        st.sampled_from(PREDICATES),
        st.one_of(_literals, st.builds(Resource, st.sampled_from([*THINGS, "mailto:a@a.se", "javascript:x"]))),
    ),
)


@given(st.lists(_statements, max_size=25))
@settings(max_examples=300)
def test_reading_ends_and_nothing_vanishes(statements):
    content = name_blank_nodes(statements)
    document = read_statements(content, DCAT_AP_SE)
    listed = {(each.subject, each.predicate, each.value) for each in document.unkept}
    for subject, predicate, stated in (*content.statements, *content.nowhere):
        is_listed = (subject, predicate, words(stated)) in listed
        assert is_listed or predicate == TYPE or _holds(document, words(stated)), (subject, predicate, stated)


@given(st.lists(_statements, max_size=25))
def test_whatever_is_read_can_be_judged(statements):
    content = name_blank_nodes(statements)
    for node in read_statements(content, DCAT_AP_SE).nodes.values():
        check(node, DCAT_AP_SE)
    check_triples(to_triples(each for each in content.statements if fault_of(each) is None), DCAT_AP_SE)


@given(st.lists(_statements, max_size=25), st.randoms(use_true_random=False))
def test_names_do_not_depend_on_order_or_labels(statements, random):
    others = {"_:a": "_:z", "_:b": "_:y", "_:c": "_:x"}
    relabelled = [
        Statement(others.get(s, s), p, Resource(others.get(o.iri, o.iri)) if isinstance(o, Resource) else o)
        for s, p, o in statements
    ]
    random.shuffle(relabelled)
    assert set(name_blank_nodes(relabelled).statements) == set(name_blank_nodes(statements).statements)


def _holds(document: Document, written: str) -> bool:
    """Whether some node says what is written, whatever form it took."""
    return any(_same(written, value) for node in document.nodes.values() for value in _values(node))


def _values(node: Node):
    yield node.iri
    for _, term in node.further:
        yield words(term)
    for values in node.values.values():
        for value in values:
            if isinstance(value, Node):
                yield from _values(value)
            else:
                yield getattr(value, "value", value)


def _same(written: str, value: str) -> bool:
    return value in (written, written.removeprefix("mailto:"), written.strip())
