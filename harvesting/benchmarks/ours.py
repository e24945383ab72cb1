"""How the product builds a feed, for the benchmarks: the one place that has to follow when the build changes."""

from collections.abc import Iterator
from pathlib import Path

from catalog.describe import describe, load_for_describing
from catalog.models import Fragment, Release
from dcat.document import Listing, Part, document
from dcat.profile import DCAT_AP_SE
from dcat.writer import Piece, render
from harvesting.contents import Contents, contents_of
from harvesting.document import parts
from harvesting.models import Feed

_AT_ONCE = 200


def write_from_pieces(feed: Feed, path: Path) -> None:
    """The feed's RDF/XML, from the database to the finished file, put together from stored pieces."""
    _write(path, parts(contents_of(feed), DCAT_AP_SE))


def write_from_rows(feed: Feed, path: Path) -> None:
    """The same as it would be without stored pieces: every record read from its rows, described and rendered."""
    contents = contents_of(feed)
    listings = [Listing(each.head, each.links) for each in contents.catalogues]
    _write(path, document(listings, _rendered(contents), contents.described, DCAT_AP_SE))


def forget_piece(release: Release) -> None:
    """Make the release one that has just been published and is yet to be rendered."""
    Fragment.objects.filter(release=release, profile=DCAT_AP_SE.name).delete()


def _write(path: Path, written: Iterator[Part]) -> None:
    with path.open("wb") as file:
        for part in written:
            file.write(part.rdfxml.encode())


def _rendered(contents: Contents) -> Iterator[Piece]:
    for start in range(0, len(contents.releases), _AT_ONCE):
        keys = contents.releases[start : start + _AT_ONCE]
        for class_name in dict.fromkeys(contents.described.values()):
            released = Release.objects.filter(pk__in=keys, class_name=class_name).values_list("record", flat=True)
            for record in load_for_describing(class_name, released):
                yield render(describe(record), DCAT_AP_SE)
