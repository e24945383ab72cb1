"""What is stated of a node, in which order: the rows of its class, and within a row the values as they are given.

Never stated: empty values, values of deprecated rows, anything without an IRI.
"""

from collections.abc import Iterator

from dcat.further import can_be_kept
from dcat.iri import is_iri
from dcat.kinds import UnwritableValue, to_term
from dcat.namespaces import PREFIXES, shorten
from dcat.node import Node
from dcat.profile.model import Kind, Level, Profile, Property
from dcat.term import Resource, Term

# Kinds whose values may be nodes with an IRI of their own: the statement only names them.
_NAMED = (Kind.DOCUMENT, Kind.RECORD)


def statements(node: Node, profile: Profile) -> Iterator[tuple[str, Term | Node]]:
    """Predicates (prefixed names) and their objects; a ``Node`` is to be described in place.

    What the profile does not know comes last, where the profile lets it be written; the predicate is the full IRI when
    no prefix is known for it.
    """
    for row in profile[node.class_name].properties:
        if row.kind is Kind.CLASS:
            continue  # it is the type of the node itself
        seen = set()
        for stated in _objects(node, row, profile):
            key = stated.iri if isinstance(stated, Node) else stated
            if key not in seen:
                seen.add(key)
                yield from ((predicate, stated) for predicate in (row.predicate, *row.also_written_as))
    if profile.writes_further:
        for predicate, term in sorted(node.further):
            if not can_be_kept(predicate, term):
                raise UnwritableValue(f"not a statement that can be published: {predicate!r}, {term!r}")
            yield shorten(predicate), term


def type_name(node: Node, profile: Profile) -> str:
    """The prefixed name of the one type that is written."""
    node_class = profile[node.class_name]
    for row in node_class.properties:
        chosen = node.first(row.name) if row.kind is Kind.CLASS else None
        if chosen:
            return _prefixed(chosen)
    return node_class.types[0]


def subject(node: Node) -> str:
    """The IRI of a node that is described; nothing is ever described without one."""
    if not is_iri(node.iri):
        raise UnwritableValue(f"{node.class_name} without an absolute IRI: {node.iri!r}")
    return node.iri


def contained(node: Node, profile: Profile) -> Iterator[Node]:
    """The records that are part of this one, such as the distributions of a dataset, with theirs."""
    for value in _nodes(node, profile, Kind.RECORD):
        yield value
        yield from contained(value, profile)


def documents(node: Node, profile: Profile) -> Iterator[Node]:
    """The documents that this node and the nodes described in it mention and say something of."""
    yield from _nodes(node, profile, Kind.DOCUMENT)
    for nested in _nodes(node, profile, Kind.NODE):
        yield from documents(nested, profile)


def _objects(node: Node, row: Property, profile: Profile) -> Iterator[Term | Node]:
    if row.level is Level.DEPRECATED:
        return
    for value in (row.fixed,) if row.fixed else node.get(row.name):
        if row.kind is Kind.NODE:
            if any(True for _ in statements(value, profile)):
                yield value
        elif row.kind in _NAMED and isinstance(value, Node):
            yield Resource(subject(value))
        elif (term := to_term(Kind.IRI if row.kind is Kind.DOCUMENT else row.kind, value)) is not None:
            yield term


def _nodes(node: Node, profile: Profile, kind: Kind) -> Iterator[Node]:
    for row in profile[node.class_name].properties:
        if row.kind is kind and row.level is not Level.DEPRECATED:
            yield from (value for value in node.get(row.name) if isinstance(value, Node))


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    raise UnwritableValue(f"no such class: {iri!r}")
