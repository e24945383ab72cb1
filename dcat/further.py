"""Statements that the profile does not know: whether they can be kept, and how they are stored with their record.

They are kept with the thing that they are about (``Node.further``) and published again after all else. Only what can do
no harm in a catalogue is kept: a predicate that RDF/XML has a name for, an IRI that leads somewhere.
"""

from collections.abc import Iterable
from dataclasses import replace

from dcat.cleaning import remove_illegal
from dcat.iri import is_accepted
from dcat.kinds import LANGUAGE_TAG
from dcat.namespaces import datatype_iri, expand, split_name
from dcat.node import Node
from dcat.term import Resource, Term, term_from_json, term_to_json

Statement = tuple[str, Term]

# What the portal refuses a whole catalogue for, whoever states it.
_REFUSED = {expand("dcat:record"), expand("dcat:CatalogRecord")}


def can_be_named(predicate: str) -> bool:
    """Whether a predicate can be written in RDF/XML."""
    return is_accepted(predicate) and split_name(predicate) is not None


def can_be_kept(predicate: str, term: Term) -> bool:
    """Whether a further statement can be published without harm to the catalogue that it stands in."""
    if not can_be_named(predicate) or predicate in _REFUSED:
        return False
    if isinstance(term, Resource):
        return is_accepted(term.iri) and term.iri not in _REFUSED
    if term.value != remove_illegal(term.value):
        return False
    if term.language:
        return LANGUAGE_TAG.fullmatch(term.language) is not None
    return not term.datatype or is_accepted(datatype_iri(term.datatype))


def further_to_json(node: Node) -> list[dict]:
    """The further statements of a node and of the nodes in it: ``[{"about", "predicate", "term"}, …]``.

    ``about`` is the IRI of the part or document that a statement is about; it is left out for the node itself. What
    distributions say is theirs to keep.
    """
    kept = [_entry(statement) for statement in node.further]
    for part in _parts(node):
        kept += [{"about": part.iri, **_entry(statement)} for statement in part.further]
    return kept


def with_further(node: Node, stored: Iterable[dict]) -> Node:
    """The node with the further statements that were stored for it and for the nodes in it."""
    by_subject: dict[str, list[Statement]] = {}
    for each in stored:
        statement = each["predicate"], term_from_json(each["term"])
        by_subject.setdefault(each.get("about", node.iri), []).append(statement)
    return _given(node, by_subject) if by_subject else node


def _given(node: Node, by_subject: dict[str, list[Statement]]) -> Node:
    values = {
        name: tuple(_given(value, by_subject) if _is_part(value) else value for value in values)
        for name, values in node.values.items()
    }
    return replace(node, values=values, further=tuple(by_subject.get(node.iri, node.further)))


def _parts(node: Node) -> Iterable[Node]:
    for values in node.values.values():
        for value in values:
            if _is_part(value):
                yield value
                yield from _parts(value)


def _is_part(value) -> bool:
    return isinstance(value, Node) and value.class_name != "Distribution"


def _entry(statement: Statement) -> dict:
    predicate, term = statement
    return {"predicate": predicate, "term": term_to_json(term)}
