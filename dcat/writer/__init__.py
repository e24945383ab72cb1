"""From nodes to documents: a small streaming writer with a fixed order, and no graph in between.

A record is rendered once, when it is published, into a :class:`Piece`. A document is ``document_start()``, a catalogue,
pieces, ``document_end()``. What is stated is decided in ``statements``; how, in ``rdfxml`` and ``ntriples``.
"""

from dataclasses import dataclass

from dcat.node import Node
from dcat.profile.model import Profile
from dcat.writer import ntriples, rdfxml
from dcat.writer.rdfxml import catalogue_end, catalogue_link, catalogue_start, document_end, document_start
from dcat.writer.statements import contained, documents

__all__ = [
    "WRITER_VERSION",
    "DocumentPiece",
    "Piece",
    "catalogue_end",
    "catalogue_link",
    "catalogue_start",
    "document_end",
    "document_start",
    "render",
]

# Raised whenever the same node would give other bytes: stored pieces with an older one have to be rendered again.
WRITER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class DocumentPiece:
    """What a record says of something elsewhere that other records may mention too: written once per document.

    The same IRI may come with several classes; ``(iri, class_name)`` tells pieces apart.
    """

    iri: str
    rdfxml: str
    ntriples: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A record as it stands in a document, with its distributions but without the documents that it mentions."""

    iri: str
    rdfxml: str
    ntriples: str
    documents: tuple[DocumentPiece, ...] = ()


def render(node: Node, profile: Profile) -> Piece:
    """The record and what it contains, in both forms. Raises ``UnwritableValue`` for what must not be written."""
    described = [node, *contained(node, profile)]
    mentioned = {
        (found.iri, found.class_name): found for owner in reversed(described) for found in documents(owner, profile)
    }
    return Piece(
        iri=node.iri,
        rdfxml="".join(rdfxml.element(part, profile) for part in described),
        ntriples="".join(ntriples.lines(part, profile) for part in described),
        documents=tuple(
            DocumentPiece(
                iri=document.iri,
                rdfxml=rdfxml.element(document, profile),
                ntriples=ntriples.lines(document, profile),
                class_name=document.class_name,
            )
            for _, document in sorted(mentioned.items(), key=lambda item: item[0])
        ),
    )
