"""From contents to finished documents: a head of this feed's own, finished segments, and what is described once.

Fixed order, no clock, no request: the same contents give the same bytes in every process. Nothing is held but a part at
a time.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from catalog.models import Record
from dcat.described_once import longest, sort_key
from dcat.document import Part, catalogue
from dcat.profile import PROFILES, Profile
from dcat.writer import DocumentPiece, Link, Piece, catalogue_documents, catalogue_links, render
from harvesting.contents import Contents, ListedCatalogue
from harvesting.documents import Documents, Finished
from harvesting.segments.merging import merged
from harvesting.segments.segment import Listed, Segment, documents_file
from harvesting.segments.texts import documents_of

_AT_ONCE = 500


def write_documents(
    folder: Path, contents: Contents, segments: Sequence[Segment], *, beat: Callable[[], None]
) -> dict[str, Finished]:
    """Write every profile in every format; the documents by the names of their ``Choice``.

    ``beat`` is called again and again meanwhile and may raise to stop it. Raises DamagedSegment.
    """
    finished: dict[str, Finished] = {}
    for profile in PROFILES.values():
        with Documents(folder, profile, beat=beat) as documents:
            for part in head(contents, segments, profile):
                documents.add(part)
            for segment in segments:
                documents.copy(segment)
            for part in tail(contents, segments, profile, folder):
                documents.add(part)
                beat()
            finished |= documents.finish()
    return finished


def head(contents: Contents, segments: Sequence[Segment], profile: Profile) -> Iterator[Part]:
    """The catalogues with all that they list."""
    for each in contents.catalogues:
        yield from catalogue(each.head, _links(each, segments), profile)


def tail(contents: Contents, segments: Sequence[Segment], profile: Profile, scratch: Path) -> Iterator[Part]:
    """What no release describes, the links that lead somewhere in this document, and what is described once."""
    own = [_own_piece(each, profile) for each in contents.catalogues]
    nodes = [render(node, profile) for node in contents.nodes]
    yield from (Part(piece.rdfxml, piece.ntriples) for piece in nodes)
    links = [link for piece in own for link in piece.links]
    yield from _fitting(links, contents)
    for segment in segments:
        yield from _fitting(segment.links(profile.key), contents)
    yield from _described_once([*own, *nodes], segments, profile, scratch)


def _links(each: ListedCatalogue, segments: Iterable[Segment]) -> Iterator[tuple[str, str]]:
    """What a catalogue lists, and by which of its properties."""
    yield from (("has_part", part) for part in each.parts)
    yield from ((listed.property_name, listed.iri) for listed in _listed(each, segments))


def _listed(catalogue: ListedCatalogue, segments: Iterable[Segment]) -> Iterator[Listed]:
    if catalogue.organisation is None:
        return (each for segment in segments for each in segment.listed())
    own = (segment for segment in segments if catalogue.organisation in segment.organisations)
    return (each for segment in own for each in segment.listed() if each.organisation == catalogue.organisation)


def _own_piece(catalogue: ListedCatalogue, profile: Profile) -> Piece:
    """What the head of a catalogue mentions and leads to; what it says is written with what it lists."""
    documents, links = catalogue_documents(catalogue.head, profile), catalogue_links(catalogue.head, profile)
    return Piece(catalogue.head.iri, "", "", documents, links)


def _fitting(links: Iterable[Link], contents: Contents) -> Iterator[Part]:
    """Those links whose target is described in the document."""
    links = iter(links)
    while some := list(islice(links, _AT_ONCE)):
        described = _described(contents, {link.target for link in some})
        yield from (Part(link.rdfxml, link.ntriples) for link in some if link.fits(described))


def _described(contents: Contents, iris: set[str]) -> dict[str, str]:
    """The classes of those of the things that the document describes."""
    heads = [*(each.head for each in contents.catalogues), *contents.nodes]
    described = {node.iri: node.class_name for node in heads if node.iri in iris}
    records = Record.objects.filter(iri__in=iris).values_list("pk", "iri", "class_name")
    return described | {iri: class_name for key, iri, class_name in records if _is_among(contents.records, key)}


def _is_among(keys: Sequence[int], key: int) -> bool:
    place = bisect_left(keys, key)
    return place < len(keys) and keys[place] == key


def _described_once(
    own: Sequence[Piece], segments: Iterable[Segment], profile: Profile, scratch: Path
) -> Iterator[Part]:
    """What several records mention, by address; as `dcat.described_once`, of more than memory may hold."""
    of_this_feed = [json.dumps(_as_stored(each)) + "\n" for each in documents_of(own)]
    name = documents_file(profile.key)
    sources = [lambda: of_this_feed, *(lambda segment=each: segment.lines(name) for each in segments)]
    stored = map(_from_line, merged(sources, lambda line: sort_key(_from_line(line)), scratch))
    for _, same in groupby(stored, sort_key):
        written = longest(same)
        yield Part(written.rdfxml, written.ntriples)


def _from_line(line: str) -> DocumentPiece:
    return DocumentPiece(**json.loads(line))


def _as_stored(document: DocumentPiece) -> dict[str, str]:
    return {name: getattr(document, name) for name in DocumentPiece.__dataclass_fields__}
