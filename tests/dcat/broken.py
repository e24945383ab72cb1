"""For every row of a profile what can be wrong with it, each as a small description with one fault.

A description is broken as RDF, as it may come from elsewhere: ours can't say most of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pyoxigraph

from dcat.kinds import DATATYPES
from dcat.namespaces import expand
from dcat.node import Node
from dcat.preflight.references import described_as
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.reader import Triple
from dcat.vocabularies import vocabulary
from dcat.writer import render
from tests.dcat.nodes import BASE, HIGH_VALUE, full_node

ELSEWHERE = "https://elsewhere.example.se/"
_MISSPELT = {Kind.EMAIL: "https://www.example.se/mejl", Kind.TELEPHONE: "tel:ring-oss"}
_ILL_TYPED = {
    Kind.DATE: "2026-02-30",
    Kind.DURATION: "PTS",
    Kind.DECIMAL: "0,5",
    Kind.INTEGER: "1 000",
}


@dataclass(frozen=True)
class Broken:
    """A description with one fault of a row. ``shape`` is the local name of the shape that has to report it."""

    node_class: NodeClass
    row: Property
    fault: str
    shape: str
    triples: tuple[Triple, ...] = ()

    def __str__(self) -> str:
        return f"{self.node_class.name}.{self.row.name}: {self.fault}"

    @property
    def iri(self) -> str:
        return f"{BASE}/broken/{self.node_class.name}/{self.row.name}/{self.fault.replace(' ', '-')}"

    @property
    def code(self) -> str:
        """What the shapes call the fault."""
        return self.fault.partition(" ")[0]


def smallest(profile: Profile, class_name: str, iri: str) -> Node:
    """A description with nothing but what is mandatory."""
    mandatory = {row.name for row in profile[class_name].properties if row.level is Level.MANDATORY}
    values = full_node(class_name, iri, profile).values
    return Node(iri, class_name, {name: values[name] for name in values if name in mandatory})


def triples_of(node: Node, profile: Profile) -> list[Triple]:
    """What the writer states of a record."""
    quads = pyoxigraph.parse(render(node, profile).ntriples.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return [(quad.subject, quad.predicate, quad.object) for quad in quads]


def as_ntriples(triples) -> str:
    return "".join(f"{subject} {predicate} {stated} .\n" for subject, predicate, stated in triples)


def surroundings(profile: Profile) -> list[Triple]:
    """What the small descriptions point at and a document has to describe."""
    pointing = [row for each in profile.classes.values() for row in each.properties if row.kind is Kind.RECORD]
    needed = {(row.node_class, row.name) for row in pointing if row.level is Level.MANDATORY}
    nodes = [smallest(profile, name, f"{BASE}/{name.lower()}/{row_name}") for name, row_name in sorted(needed)]
    return [triple for node in nodes for triple in triples_of(node, profile)]


def all_broken(profile: Profile) -> Iterator[Broken]:
    """Every fault of every row."""
    for node_class in profile.classes.values():
        for row in node_class.properties:
            for fault, terms in _faults(node_class, row):
                broken = Broken(node_class, row, fault, _shape(node_class, row, fault.partition(" ")[0]))
                yield replace(broken, triples=tuple(_with_fault(broken, profile, terms)))


def _with_fault(broken: Broken, profile: Profile, terms: list) -> Iterator[Triple]:
    """The smallest description, with these terms and no others at the row's place."""
    subject, predicate = pyoxigraph.NamedNode(broken.iri), expand(broken.row.predicate)
    for about, stated_by, stated in triples_of(smallest(profile, broken.node_class.name, broken.iri), profile):
        if stated_by.value not in {predicate, *map(expand, broken.row.also_written_as)}:
            yield about, stated_by, stated
    yield from ((subject, pyoxigraph.NamedNode(predicate), term) for term in terms)
    if broken.row.level is Level.MANDATORY_WHEN_HIGH_VALUE and broken.code == "missing":
        yield subject, pyoxigraph.NamedNode(expand("dcatap:applicableLegislation")), pyoxigraph.NamedNode(HIGH_VALUE)


def _faults(node_class: NodeClass, row: Property) -> Iterator[tuple[str, list]]:
    """What can be wrong, as the code of the finding and perhaps further words, and the terms that make it so."""
    if row.level is Level.DEPRECATED:
        yield "deprecated", _some(row, 1)
        return
    if row.kind is Kind.CLASS:
        kind = [pyoxigraph.NamedNode(expand(node_class.types[-1]))]
        yield "missing", kind
        yield "too_many", _some(row, 2)
        return
    if row.level in (Level.MANDATORY, Level.MANDATORY_WHEN_HIGH_VALUE):
        yield "missing", []
    if row.level is Level.RECOMMENDED and _level_of_group(node_class, row) is not Level.OPTIONAL:
        yield "recommended", []
    if row.maximum is not None:
        yield "too_many", _some(row, row.maximum + 1)
    yield from (("wrong_kind " + how, [term]) for how, term in _wrong_kinds(row))
    yield from _wrong_values(node_class, row)


def _wrong_kinds(row: Property) -> Iterator[tuple[str, object]]:
    if row.kind not in DATATYPES:
        yield "text", pyoxigraph.Literal("https://www.example.se/")
        return
    yield "address", pyoxigraph.NamedNode("https://www.example.se/")
    if row.kind is Kind.TEXT:
        yield "no language", pyoxigraph.Literal("text")
    else:
        yield "language", pyoxigraph.Literal("text", language="sv")
    if row.kind in _ILL_TYPED:
        datatype = pyoxigraph.NamedNode(expand(DATATYPES[row.kind][-1 if row.kind is not Kind.DATE else 1]))
        yield "ill-typed", pyoxigraph.Literal(_ILL_TYPED[row.kind], datatype=datatype)


def _wrong_values(node_class: NodeClass, row: Property) -> Iterator[tuple[str, list]]:
    elsewhere = pyoxigraph.NamedNode(ELSEWHERE + row.name)
    takes_anything = any(
        other.kind in (Kind.NODE, Kind.DOCUMENT) for other in node_class.properties if other.predicate == row.predicate
    )
    if row.fixed:
        yield "fixed", [elsewhere]
    elif row.kind is Kind.MEDIA_TYPE:
        yield "not_in_vocabulary", [pyoxigraph.Literal("CSV")]
    elif row.vocabulary and not takes_anything:
        yield "not_in_vocabulary", [elsewhere]
    elif row.kind in _MISSPELT:
        yield "wrong_form", [pyoxigraph.NamedNode(_MISSPELT[row.kind])]
    elif row.pattern and row.kind is not Kind.DURATION:
        yield "wrong_form", [pyoxigraph.NamedNode("urn:isbn:9789100000000")]
    is_alone = [other.predicate for other in node_class.properties].count(row.predicate) == 1
    if (row.kind is Kind.NODE and is_alone) or described_as(node_class.name, row):
        yield "not_described", [elsewhere]


def _some(row: Property, count: int) -> list:
    """So many different values of the right kind."""
    if row.kind is Kind.TEXT:
        return [pyoxigraph.Literal(f"text {number}", language="sv") for number in range(count)]
    if row.kind is Kind.DATE:
        datatype = pyoxigraph.NamedNode(expand("xsd:date"))
        return [pyoxigraph.Literal(f"2026-11-{10 + number}", datatype=datatype) for number in range(count)]
    if row.kind in DATATYPES:
        datatype = pyoxigraph.NamedNode(expand(DATATYPES[row.kind][0]))
        return [pyoxigraph.Literal(_written(row.kind, number), datatype=datatype) for number in range(count)]
    known = [concept.iri for concept in islice(vocabulary(row.vocabulary), count)] if row.vocabulary else []
    made_up = [f"{ELSEWHERE}{number}" for number in range(count - len(known))]
    return [pyoxigraph.NamedNode(iri) for iri in known + made_up]


def _written(kind: Kind, number: int) -> str:
    patterns = {Kind.DURATION: "P{}D", Kind.BOX: "POLYGON((1{0} 59, 18 59, 18 60, 1{0} 60, 1{0} 59))"}
    return patterns.get(kind, "POINT(1{} 59)" if kind in (Kind.POINT, Kind.WKT) else "{}").format(number + 1)


def _level_of_group(node_class: NodeClass, row: Property) -> Level | None:
    return next((group.level for group in node_class.groups if group.name == row.group), None)


def _shape(node_class: NodeClass, row: Property, code: str) -> str:
    """The first row in force at the same place gives the shape its name; what is replaced has one of its own."""
    sharing = (each for each in node_class.properties if each.predicate == row.predicate)
    first = row if code == "deprecated" else next(each for each in sharing if each.level is not Level.DEPRECATED)
    return f"{node_class.name}-{first.name}" + ("" if code == "wrong_kind" else f"-{code}")
