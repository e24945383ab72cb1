"""From contents to finished documents on disk: every profile in every format, a piece at a time.

Fixed order, no clock, no request: the same contents give the same bytes in every process.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dcat.document import Listing, Part, document
from dcat.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, translate
from dcat.negotiation import Choice
from dcat.profile import PROFILES, Profile
from dcat.writer import Piece, render
from harvesting.contents import Contents
from harvesting.pieces import pieces_of


def write_documents(folder: Path, contents: Contents, *, keep_alive: Callable[[], None]) -> dict[str, Path]:
    """Write the contents as RDF/XML and N-Triples in each profile; the files by the name of their ``Choice``.

    ``keep_alive`` is called again and again meanwhile and may raise to stop it.
    """
    written = {}
    for profile in PROFILES.values():
        rdfxml, ntriples = (folder / Choice(profile, form).name for form in (RDF_XML, N_TRIPLES))
        with rdfxml.open("wb") as as_rdfxml, ntriples.open("wb") as as_ntriples:
            for part in parts(contents, profile):
                as_rdfxml.write(part.rdfxml.encode())
                as_ntriples.write(part.ntriples.encode())
                keep_alive()
        written |= {path.name: path for path in (rdfxml, ntriples)}
    return written


def translate_documents(written: Mapping[str, Path], *, keep_alive: Callable[[], None]) -> dict[str, Path]:
    """The other formats of what was written, beside it. Raises SyntaxError where N-Triples can't be read."""
    translated = {}
    for profile in PROFILES.values():
        source_path = written[Choice(profile, N_TRIPLES).name]
        for form in (TURTLE, JSON_LD):
            path = source_path.with_name(Choice(profile, form).name)
            with source_path.open("rb") as source, path.open("wb") as target:
                translate(source, target, form, beat=keep_alive)
            translated[path.name] = path
    return translated


def parts(contents: Contents, profile: Profile) -> Iterator[Part]:
    """The document in one profile: catalogues, datasets, what these need, and last what several of them mention."""
    listings = [Listing(each.head, each.links) for each in contents.catalogues]
    return document(listings, _pieces(contents, profile), contents.described, profile)


def _pieces(contents: Contents, profile: Profile) -> Iterator[Piece]:
    yield from (render(node, profile) for node in contents.nodes)
    yield from pieces_of(contents.releases, profile)
