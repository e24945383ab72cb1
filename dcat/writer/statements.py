"""What is stated of a node, in which order: the rows of its class, and within a row the values as they are given.

Never stated: empty values, values of deprecated rows, anything without an IRI.
"""

import hashlib
from collections.abc import Iterator

from dcat.further import can_be_kept
from dcat.iri import is_iri
from dcat.kinds import UnwritableValue, to_term
from dcat.namespaces import PREFIXES, expand, shorten
from dcat.node import Node
from dcat.profile.model import Kind, NodeClass, Profile, Property
from dcat.term import Resource, Term

Stated = Term | Node  # a ``Node`` is to be described in place

# Kinds whose values may be nodes with an IRI of their own: the statement only names them.
_NAMED = (Kind.DOCUMENT, Kind.RECORD)
_HASH_DIGITS = 16


def statements(node: Node, profile: Profile) -> Iterator[tuple[str, Stated]]:
    """Predicates (prefixed names) and their objects, the types beside the first one before all else.

    What the profile does not know comes last, where the profile lets it be written; the predicate is the full IRI when
    no prefix is known for it.
    """
    node_class = profile[node.class_name]
    if node_class.also_types:
        written = type_name(node, profile)
        yield from (("rdf:type", Resource(expand(name))) for name in node_class.also_types if name != written)
    for row in node_class.stated:
        for stated in objects(node, row, profile):
            yield row.predicate, stated
            for predicate in row.also_written_as:
                yield predicate, stated
    if profile.keeps_further and node.further:
        yield from _further(node)


def objects(node: Node, row: Property, profile: Profile) -> Iterator[Stated]:
    """What the values of a row are written as, each once."""
    values = values_of(node, row)
    if not values:
        return
    seen = set()
    for stated in _written(values, node, row, profile):
        key = stated.iri if isinstance(stated, Node) else stated
        if key not in seen:
            seen.add(key)
            yield stated
            if row.first_only:
                return


def values_of(node: Node, row: Property) -> tuple:
    """The values that a row writes of a node."""
    return (row.fixed,) if row.fixed else node.get(row.value_of or row.name)


def nested(node: Node, row: Property, profile: Profile) -> Iterator[Node]:
    """What a NODE row describes in place. A plain value becomes a node that says nothing else, named by its hash."""
    for value in values_of(node, row):
        yield value if isinstance(value, Node) else _node_of(value, node, profile[row.node_class], row)


def type_name(node: Node, profile: Profile) -> str:
    """The prefixed name of the one type that the element is written as."""
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
    for row in profile[node.class_name].listing:
        for value in node.get(row.name):
            if isinstance(value, Node):
                yield value
                yield from contained(value, profile)


def is_written(nested_node: Node, profile: Profile) -> bool:
    """Whether a nested node says anything, and all that it must where its class is only written whole."""
    rows = profile[nested_node.class_name].stated
    if profile[nested_node.class_name].only_whole:
        return all(_says(nested_node, row, profile) for row in rows if row.minimum)
    return any(_says(nested_node, row, profile) for row in rows) or bool(profile.keeps_further and nested_node.further)


def term(row: Property, value) -> Term | None:
    """The term of a value that is not a node."""
    return to_term(Kind.IRI if row.kind is Kind.DOCUMENT else row.kind, value)


def _further(node: Node) -> Iterator[tuple[str, Term]]:
    for predicate, kept in sorted(node.further):
        if not can_be_kept(predicate, kept):
            raise UnwritableValue(f"not a statement that can be published: {predicate!r}, {kept!r}")
        yield shorten(predicate), kept


def _says(node: Node, row: Property, profile: Profile) -> bool:
    return any(True for _ in objects(node, row, profile))


def _written(values: tuple, node: Node, row: Property, profile: Profile) -> Iterator[Stated]:
    if row.kind is Kind.NODE:
        yield from (value for value in nested(node, row, profile) if is_written(value, profile))
        return
    for value in values:
        if row.kind in _NAMED and isinstance(value, Node):
            yield Resource(subject(value))
        elif (written := term(row, value)) is not None:
            yield written


def _node_of(value: str, owner: Node, node_class: NodeClass, row: Property) -> Node:
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    separator = "-" if "#" in owner.iri else "#"
    (says,) = node_class.stated
    return Node(f"{owner.iri}{separator}{row.name}-{digest}", node_class.name, {says.name: (value,)})


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    raise UnwritableValue(f"no such class: {iri!r}")
