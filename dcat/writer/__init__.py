"""From nodes to documents: a small streaming writer with a fixed order, and no graph in between.

A record is rendered once, when it is published, into a :class:`Piece`. A document is ``document_start()``, a catalogue,
pieces, ``document_end()``. What is stated is decided in ``statements``; how, in ``rdfxml`` and ``ntriples``.
"""

from dataclasses import dataclass

from dcat.node import Node
from dcat.profile.model import Profile
from dcat.writer import ntriples, rdfxml
from dcat.writer.links import Link, links
from dcat.writer.mentions import mentioned
from dcat.writer.rdfxml import catalogue_end, catalogue_link, catalogue_start, document_end, document_start
from dcat.writer.statements import contained

__all__ = [
    "WRITER_VERSION",
    "DocumentPiece",
    "Link",
    "Piece",
    "catalogue_documents",
    "catalogue_end",
    "catalogue_link",
    "catalogue_links",
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
    """A record as it stands in a document, with its distributions but without the documents that it mentions.

    Nor are its ``links`` in it: each may only be written where the document describes what it leads to.
    """

    iri: str
    rdfxml: str
    ntriples: str
    documents: tuple[DocumentPiece, ...] = ()
    links: tuple[Link, ...] = ()


def render(node: Node, profile: Profile) -> Piece:
    """The record and what it contains, in both forms. Raises ``UnwritableValue`` for what must not be written."""
    described = [node, *contained(node, profile)]
    return Piece(
        iri=node.iri,
        rdfxml="".join(rdfxml.element(part, profile) for part in described),
        ntriples="".join(ntriples.lines(part, profile) for part in described),
        documents=_documents(described, profile),
        links=tuple(link for part in described for link in links(part, profile)),
    )


def catalogue_documents(node: Node, profile: Profile) -> tuple[DocumentPiece, ...]:
    """What the head of a catalogue mentions, for the documents of the records to be joined with."""
    return _documents([node], profile)


def catalogue_links(node: Node, profile: Profile) -> tuple[Link, ...]:
    """The links of the head of a catalogue, which may stand anywhere after it."""
    return links(node, profile)


def _documents(described: list[Node], profile: Profile) -> tuple[DocumentPiece, ...]:
    # What is said first of a thing counts.
    found = {
        (document.iri, document.class_name): document
        for owner in reversed(described)
        for document in mentioned(owner, profile)
    }
    return tuple(
        DocumentPiece(
            iri=document.iri,
            rdfxml=rdfxml.element(document, profile),
            ntriples=ntriples.lines(document, profile),
            class_name=document.class_name,
        )
        for _, document in sorted(found.items(), key=lambda item: item[0])
    )
