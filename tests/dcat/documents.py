"""Whole documents out of nodes, put together as a builder does it: pieces, fitting links, and each thing once."""

from collections.abc import Iterable
from typing import NamedTuple

import rdflib

from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile import DCAT_AP, DCAT_AP_SE, Kind, Profile
from dcat.rules import is_high_value
from dcat.writer import document_end, document_start, render
from tests.dcat.nodes import BASE, CATALOG, DATASET, full_node, texts

_MARKED = ("Dataset", "DatasetSeries", "DataService")  # classes of which the high-value ones are marked


class Document(NamedTuple):
    rdfxml: bytes
    ntriples: bytes

    def graph(self) -> rdflib.Graph:
        return rdflib.Graph().parse(data=self.rdfxml, format="xml")


def document(nodes: Iterable[Node], profile: Profile) -> Document:
    nodes = list(nodes)
    described = {node.iri: node.class_name for node in nodes}
    pieces = [render(node, profile) for node in nodes]
    once = {(each.iri, each.class_name): each for piece in pieces for each in piece.documents}
    links = [link for piece in pieces for link in piece.links if link.fits(described)]
    parts = [*pieces, *once.values(), *links]
    rdfxml = document_start() + "".join(part.rdfxml for part in parts) + document_end()
    return Document(rdfxml.encode(), "".join(part.ntriples for part in parts).encode())


def european(*nodes: Node) -> rdflib.Graph:
    """The graph of a document in the European profile."""
    return document(nodes, DCAT_AP).graph()


def values(graph: rdflib.Graph, subject: str, name: str) -> set[str]:
    """What is stated of a subject by a predicate (prefixed name)."""
    predicate = rdflib.URIRef(expand("rdf:type" if name == "a" else name))
    return {str(value) for value in graph.objects(rdflib.URIRef(subject), predicate)}


def everything() -> list[Node]:
    """A catalogue in which every property of every class has a value, and all that is named is described."""
    terms = Node("https://www.example.se/villkor", "LicenseDocument", {"title": texts("Villkor", "Terms")})
    other_licence = {"license": (), "other_license": (terms,)}
    service = full_node("DataService", f"{BASE}/dataservice/other").replace(**other_licence)
    part = full_node("Distribution", f"{BASE}/distributions/other").replace(**other_licence)
    described = f"{BASE}/dataset/described"
    related = Node(
        f"{described}#qualified_relation-2",
        "Relationship",
        {"had_role": ("https://www.dataportal.se/terminology/resource-role/a",), "relation": (DATASET,)},
    )
    one_more = full_node("Dataset", described).replace(distribution=(part,), qualified_relation=(related,))
    nodes = with_all_that_is_named(full_node("Catalog", CATALOG), DCAT_AP_SE)
    return [*nodes, service, one_more, full_node("Dataset", DATASET)]


def with_all_that_is_named(node: Node, profile: Profile) -> list[Node]:
    """The node and, for each record that something in it names, a full one of the class that it ought to be."""
    found = {node.iri: node}
    waiting = [node]
    while waiting:
        for iri, class_name in _named(waiting.pop(), profile):
            if iri not in found:
                found[iri] = full_node(class_name, iri)
                waiting.append(found[iri])
    return list(found.values())


def _named(node: Node, profile: Profile) -> Iterable[tuple[str, str]]:
    for part in (node, *node.nested()):
        for row in profile[part.class_name].properties:
            if row.kind is Kind.RECORD:
                yield from ((iri, row.node_class) for iri in part.get(row.name) if isinstance(iri, str))


def high_value_part(nodes: Iterable[Node]) -> list[Node]:
    """A catalogue without the datasets, series, services and distributions that are not marked as high-value."""
    kept = [_marked_part(node) for node in nodes if node.class_name not in _MARKED or is_high_value(node)]
    listed = {node.iri for node in kept}
    return [_listing_only(node, listed) if node.class_name == "Catalog" else node for node in kept]


def _marked_part(node: Node) -> Node:
    return node.replace(distribution=tuple(each for each in node.get("distribution") if is_high_value(each)))


def _listing_only(catalogue: Node, listed: set[str]) -> Node:
    lists = {name: tuple(iri for iri in catalogue.get(name) if iri in listed) for name in ("dataset", "service")}
    return catalogue.replace(**lists)
