"""What is stated of a node, in which order: the rows of its class, and within a row the values as they are given.

Never stated: empty values, values of deprecated rows, anything without an IRI.
"""

import hashlib
from collections.abc import Iterable, Iterator

from dcat.further import can_be_kept
from dcat.iri import is_iri
from dcat.kinds import UnwritableValue, to_term
from dcat.namespaces import PREFIXES, shorten
from dcat.node import Node
from dcat.profile.model import Kind, NodeClass, Profile, Property
from dcat.term import Resource, Term

Stated = Term | Node  # a ``Node`` is to be described in place

# Kinds whose values may be nodes with an IRI of their own: the statement only names them.
_NAMED = (Kind.DOCUMENT, Kind.RECORD)
_HASH_DIGITS = 16


def objects(node: Node, row: Property, profile: Profile) -> list[Stated]:
    """What the values of a row are written as, each once."""
    written: list[Stated] = []
    for value in nested(node, row, profile) if row.kind is Kind.NODE else values_of(node, row):
        stated = _object(value, row, profile)
        if stated is not None:
            written.append(stated)
            if row.first_only:
                break
    return written if len(written) < 2 else _each_once(written)


def values_of(node: Node, row: Property) -> tuple:
    """The values that a row writes of a node."""
    return (row.fixed,) if row.fixed else node.values.get(row.value_of or row.name, ())


def nested(node: Node, row: Property, profile: Profile) -> list[Node]:
    """What a NODE row describes in place. A plain value becomes a node that says nothing else, named by its hash."""
    return [
        value if isinstance(value, Node) else _node_of(value, node, profile[row.node_class], row)
        for value in values_of(node, row)
    ]


def type_name(node: Node, profile: Profile) -> str:
    """The prefixed name of the one type that the element is written as."""
    node_class = profile.classes[node.class_name]
    for row in node_class.choosing:
        chosen = node.first(row.name)
        if chosen:
            return _prefixed(chosen)
    return node_class.types[0]


def subject(node: Node) -> str:
    """The IRI of a node that is described; nothing is ever described without one."""
    if not is_iri(node.iri):
        raise UnwritableValue(f"{node.class_name} without an absolute IRI: {node.iri!r}")
    return node.iri


def contained(node: Node, profile: Profile) -> list[Node]:
    """The records that are part of this one, such as the distributions of a dataset, with theirs."""
    parts: list[Node] = []
    for row in profile.classes[node.class_name].listing:
        for value in node.values.get(row.name, ()):
            if isinstance(value, Node):
                parts += (value, *contained(value, profile))
    return parts


def is_written(nested_node: Node, profile: Profile) -> bool:
    """Whether a nested node says anything, and all that it must where its class is only written whole."""
    rows = profile[nested_node.class_name].stated
    if profile[nested_node.class_name].only_whole:
        return all(_says(nested_node, row, profile) for row in rows if row.minimum)
    return any(_says(nested_node, row, profile) for row in rows) or bool(profile.keeps_further and nested_node.further)


def term(row: Property, value) -> Term | None:
    """The term of a value that is not a node."""
    return to_term(Kind.IRI if row.kind is Kind.DOCUMENT else row.kind, value)


def further(node: Node) -> Iterator[tuple[str, Term]]:
    """What the profile does not know of a node; the predicate is the full IRI when no prefix is known for it."""
    for predicate, kept in sorted(node.further):
        if not can_be_kept(predicate, kept):
            raise UnwritableValue(f"not a statement that can be published: {predicate!r}, {kept!r}")
        yield shorten(predicate), kept


def _says(node: Node, row: Property, profile: Profile) -> bool:
    return bool(values_of(node, row)) and bool(objects(node, row, profile))


def _object(value, row: Property, profile: Profile) -> Stated | None:
    """What one value is written as; None for what says nothing."""
    if row.kind is Kind.NODE:
        return value if is_written(value, profile) else None
    if row.kind in _NAMED and isinstance(value, Node):
        return Resource(subject(value))
    return term(row, value)


def _each_once(written: Iterable[Stated]) -> list[Stated]:
    """In the order in which they come first; of nodes with the same IRI only the first."""
    kept: dict[Stated | str, Stated] = {}
    for stated in written:
        kept.setdefault(stated.iri if isinstance(stated, Node) else stated, stated)
    return list(kept.values())


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
