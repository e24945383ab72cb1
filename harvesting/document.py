"""From contents to the bytes of one RDF/XML document, a piece at a time.

Fixed order, no clock, no request: the same contents give the same bytes in every process.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dcat.profile import DCAT_AP_SE
from dcat.writer import Link, catalogue_end, catalogue_link, catalogue_start, document_end, document_start, render
from harvesting.contents import Contents, ListedCatalogue
from harvesting.pieces import pieces_of


@dataclass(frozen=True, slots=True)
class Written:
    """A document on disk."""

    path: Path
    sha256: str
    size: int


def write_document(path: Path, contents: Contents, *, keep_alive: Callable[[], None]) -> Written:
    """Write the contents to a file. ``keep_alive`` is called again and again meanwhile and may raise to stop it."""
    digest = hashlib.sha256()
    with path.open("wb") as target:
        for text in document(contents):
            data = text.encode()
            target.write(data)
            digest.update(data)
            keep_alive()
        target.flush()
        os.fsync(target.fileno())
        return Written(path, digest.hexdigest(), target.tell())


def document(contents: Contents) -> Iterator[str]:
    """The document's text: catalogues, datasets, what these need, and last what several of them mention."""
    shared = _Shared()
    yield document_start()
    for catalogue in contents.catalogues:
        yield from _catalogue(catalogue)
    for node in contents.nodes:
        piece = render(node, DCAT_AP_SE)
        shared.add((each.iri, each.rdfxml) for each in piece.documents)
        yield piece.rdfxml
    for piece in pieces_of(contents.releases):
        shared.add((each["iri"], each["rdfxml"]) for each in piece.documents)
        yield piece.rdfxml
        yield from (link.rdfxml for link in (Link(**each) for each in piece.links) if link.fits(contents.described))
    yield from shared.once_each()
    yield document_end()


def _catalogue(catalogue: ListedCatalogue) -> Iterator[str]:
    yield catalogue_start(catalogue.head, DCAT_AP_SE)
    for property_name, iris in catalogue.links.items():
        for iri in iris:
            yield catalogue_link(property_name, iri, DCAT_AP_SE)
    yield catalogue_end()


class _Shared:
    """Standards, licences and pages that several records may mention, each described once.

    The same address may be of two classes, as a page that is also a standard: it is then described once as each.
    """

    def __init__(self) -> None:
        self._descriptions: dict[tuple[str, str], str] = {}

    def add(self, documents: Iterable[tuple[str, str]]) -> None:
        """Remember descriptions. Of several of one thing the longest is kept, and of equally long ones the first."""
        for iri, rdfxml in documents:
            key = (iri, rdfxml.split(maxsplit=1)[0])  # the element's name is the class
            if len(rdfxml) > len(self._descriptions.get(key, "")):
                self._descriptions[key] = rdfxml

    def once_each(self) -> Iterator[str]:
        """The descriptions, in the order of their addresses."""
        return (self._descriptions[key] for key in sorted(self._descriptions))
