"""What becomes of every statement of a document: written again, listed as one that can't be kept, or rewritten."""

import re
from collections.abc import Iterable

import pyoxigraph

from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import parse, read_document
from dcat.reader.naming import name_blank_nodes
from dcat.reader.statements import from_triples
from dcat.term import words
from dcat.writer import document_end, document_start, render

Fact = tuple[str, str, str]  # subject, predicate, IRI or text of the object


def facts(triples: Iterable[tuple]) -> set[Fact]:
    """The facts of a document, with the names that its blank nodes get."""
    named = name_blank_nodes(from_triples(triples))
    return {(s, p, words(o)) for s, p, o in (*named.statements, *named.nowhere)}


def written_again(nodes: Iterable[Node]) -> bytes:
    """The document that the nodes make, in the Swedish profile."""
    pieces = [render(node, DCAT_AP_SE) for node in nodes]
    documents = {(each.iri, each.class_name): each.rdfxml for piece in pieces for each in piece.documents}
    return "".join(
        [
            document_start(),
            *(piece.rdfxml for piece in pieces),
            *(link.rdfxml for piece in pieces for link in piece.links),
            *documents.values(),
            document_end(),
        ]
    ).encode()


def rewritten(data: bytes, form: pyoxigraph.RdfFormat) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What is neither written again as it was nor listed, and what stands there instead.

    Each as (last part of the predicate, value).
    """
    document = read_document(data, DCAT_AP_SE)
    before = facts((q.subject, q.predicate, q.object) for q in pyoxigraph.parse(data, format=form, lenient=True))
    after = facts(parse(written_again(document.nodes.values())))
    listed = {(each.subject, each.predicate, each.value) for each in document.unkept}
    return _short(_without_labels(before) - _without_labels(after) - _without_labels(listed)), _short(after - before)


def _without_labels(found: set[Fact]) -> set[Fact]:
    """What hangs nowhere keeps the name of its blank node, which is another one at each reading."""
    return {tuple("_:" if part.startswith("_:") else part for part in fact) for fact in found}


def _short(found: set[Fact]) -> set[tuple[str, str]]:
    return {(re.split("[#/]", predicate)[-1], value) for _, predicate, value in found}
