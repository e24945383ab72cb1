"""Whole documents: catalogues, the pieces of records, and once each what several of them mention.

Both forms at once, a part at a time: nothing is held but what is to be written once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from dcat.described_once import described_once
from dcat.formats import N_TRIPLES, RDF_XML, Format, translate
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.writer import DocumentPiece, Link, Piece, catalogue_documents, catalogue_links, ntriples, rdfxml


class Part(NamedTuple):
    """A part of a document, in both forms; either may be empty."""

    rdfxml: str
    ntriples: str


class Listing(NamedTuple):
    """A catalogue's head, and the IRIs that it lists, by the property: ``dataset``, ``service`` or ``has_part``."""

    head: Node
    listed: Mapping[str, Sequence[str]]


def document(
    listings: Iterable[Listing], pieces: Iterable[Piece], described: Mapping[str, str], profile: Profile
) -> Iterator[Part]:
    """The parts in their order.

    ``described`` has the name of the class of everything that the document describes, by IRI: it tells which links
    may be written.
    """
    mentioned: list[DocumentPiece] = []
    yield Part(rdfxml.document_start(), "")
    for listing in listings:
        mentioned += catalogue_documents(listing.head, profile)
        listed = ((name, iri) for name, iris in listing.listed.items() for iri in iris)
        yield from catalogue(listing.head, listed, profile)
        yield from _fitting(catalogue_links(listing.head, profile), described)
    for piece in pieces:
        mentioned += piece.documents
        yield Part(piece.rdfxml, piece.ntriples)
        yield from _fitting(piece.links, described)
    yield from (Part(each.rdfxml, each.ntriples) for each in described_once(mentioned))
    yield Part(rdfxml.document_end(), "")


def catalogue(head: Node, listed: Iterable[tuple[str, str]], profile: Profile) -> Iterator[Part]:
    """A catalogue with all that it lists: each the property (``dataset``, ``service``, ``has_part``) and the IRI."""
    yield Part(rdfxml.catalogue_start(head, profile), ntriples.lines(head, profile))
    for name, iri in listed:
        link = ntriples.catalogue_link(head.iri, name, iri, profile)
        yield Part(rdfxml.catalogue_link(name, iri, profile), link)
    yield Part(rdfxml.catalogue_end(), "")


def _fitting(links: Iterable[Link], described: Mapping[str, str]) -> Iterator[Part]:
    return (Part(link.rdfxml, link.ntriples) for link in links if link.fits(described))


def written(parts: Iterable[Part], form: Format) -> bytes:
    """A document that is small enough for memory, in any format."""
    parts = list(parts)
    if form is RDF_XML:
        return "".join(part.rdfxml for part in parts).encode()
    as_ntriples = "".join(part.ntriples for part in parts).encode()
    if form is N_TRIPLES:
        return as_ntriples
    target = BytesIO()
    translate(BytesIO(as_ntriples), target, form)
    return target.getvalue()
