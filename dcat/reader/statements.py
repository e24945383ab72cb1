"""Statements as plain values: what a parser found, in the terms of ``dcat.term``.

A blank node is named ``_:…`` until ``naming`` gives it an IRI.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph

from dcat.iri import is_accepted
from dcat.kinds import WKT_LITERAL
from dcat.namespaces import datatype_iri, expand
from dcat.reader.unkept import Why
from dcat.term import Literal, Resource, Term

TYPE = expand("rdf:type")
BLANK = "_:"
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1, as far as every parser looks.
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

_DATATYPES = {
    expand(name): name
    for name in (
        "xsd:gYear",
        "xsd:date",
        "xsd:dateTime",
        "xsd:duration",
        "xsd:decimal",
        "xsd:nonNegativeInteger",
        WKT_LITERAL,
    )
}
_NO_DATATYPE = {expand("xsd:string"), expand("rdf:langString")}


class Statement(NamedTuple):
    """One triple: the IRI (or the name of a blank node) of its subject, its predicate as a full IRI, and its object."""

    subject: str
    predicate: str
    stated: Term


def from_triples(triples: Iterable[tuple], base: str = "") -> Iterator[Statement]:
    """Statements of pyoxigraph's triples, in their order; what was made absolute by ``base`` is relative again."""
    for subject, predicate, stated in triples:
        term = _term(stated)
        if isinstance(term, Resource):
            term = Resource(term.iri.removeprefix(base))
        yield Statement(name_of(subject).removeprefix(base), predicate.value.removeprefix(base), term)


def to_triples(statements: Iterable[Statement]) -> Iterator[tuple]:
    """The way back, for statements without fault."""
    for subject, predicate, stated in statements:
        yield pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate), _to_pyoxigraph(stated)


def fault_of(statement: Statement) -> Why | None:
    """What makes a statement unusable whatever it says; None when nothing does."""
    subject, predicate, stated = statement
    named = [subject, predicate, *([stated.iri] if isinstance(stated, Resource) else [])]
    if not all(map(is_accepted, named)):
        return Why.BAD_ADDRESS
    if isinstance(stated, Resource):
        return None
    if stated.language:
        return None if _TAG.fullmatch(stated.language) else Why.BAD_TAG
    return None if not stated.datatype or is_accepted(datatype_iri(stated.datatype)) else Why.BAD_TAG


def name_of(thing) -> str:
    """What stands for a subject or object: the IRI, the name of a blank node, or a quoted triple as it is written."""
    if isinstance(thing, pyoxigraph.BlankNode):
        return BLANK + thing.value
    return thing.value if isinstance(thing, pyoxigraph.NamedNode) else str(thing)


def is_blank(term: Term) -> bool:
    """Whether a term is a blank node."""
    return isinstance(term, Resource) and term.iri.startswith(BLANK)


def _term(stated) -> Term:
    if isinstance(stated, pyoxigraph.Literal):
        datatype = stated.datatype.value
        return Literal(
            stated.value,
            stated.language or "",
            "" if datatype in _NO_DATATYPE else _DATATYPES.get(datatype, datatype),
        )
    return Resource(name_of(stated))


def _to_pyoxigraph(term: Term):
    if isinstance(term, Resource):
        return pyoxigraph.NamedNode(term.iri)
    if term.language:
        return pyoxigraph.Literal(term.value, language=term.language)
    return pyoxigraph.Literal(
        term.value, datatype=pyoxigraph.NamedNode(datatype_iri(term.datatype)) if term.datatype else None
    )
