"""How the product builds a feed, for the benchmarks: the one place that has to follow when the build changes."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalog.describe import describe, load_for_describing
from catalog.models import Fragment, Release
from dcat.document import Listing, Part, document
from dcat.profile import DCAT_AP_SE
from dcat.writer import Piece, render
from harvesting.candidate import gathered, segment_folder
from harvesting.contents import Contents, contents_of
from harvesting.models import Feed
from harvesting.pieces import pieces_of
from harvesting.segments.making import LISTED_AS

_AT_ONCE = 200


def write_from_pieces(feed: Feed, path: Path) -> None:
    """The feed's RDF/XML, from the database to the finished file, put together from stored pieces."""
    rewrite(contents_of(feed), path)


def rewrite(contents: Contents, path: Path) -> None:
    """The same, where it is known what is in the feed."""
    _write(path, _document(contents, pieces_of(_keys(contents), DCAT_AP_SE)))


def write_from_rows(feed: Feed, path: Path) -> None:
    """The same as it would be without stored pieces: every record read from its rows, described and rendered."""
    contents = contents_of(feed)
    _write(path, _document(contents, _rendered(_keys(contents))))


def build_all_documents(feed: Feed, path: Path) -> None:
    """All that a build does before the swap: segments made and checked where they are missing, eight documents, each
    plain and with gzip, read back. The RDF/XML is moved to ``path``."""
    with tempfile.TemporaryDirectory() as scratch:
        candidate = gathered(feed, contents_of(feed), Path(scratch), is_fresh=False, beat=_no_beat)
        finished = candidate.write(Path(scratch), beat=_no_beat)
        shutil.move(finished["dcat-ap-se.rdf"].plain, path)


def forget_piece(release: Release) -> None:
    """Make the release one that has just been published and is yet to be rendered."""
    Fragment.objects.filter(release=release, profile=DCAT_AP_SE.name).delete()


def forget_segments(feed: Feed) -> None:
    """Make the feed one of which no part has ever been finished."""
    for run in contents_of(feed).runs:
        segment_folder().discard(run)


def _keys(contents: Contents) -> list[int]:
    return [key for run in contents.runs for key in run.releases]


def _document(contents: Contents, pieces: Iterable[Piece]) -> Iterator[Part]:
    rows = list(Release.objects.filter(pk__in=_keys(contents)).values_list("record__iri", "class_name"))
    listed = {name: [iri for iri, kind in rows if LISTED_AS.get(kind) == name] for name in set(LISTED_AS.values())}
    listings = [Listing(each.head, listed) for each in contents.catalogues]
    return document(listings, pieces, dict(rows), DCAT_AP_SE)


def _write(path: Path, written: Iterator[Part]) -> None:
    with path.open("wb") as file:
        for part in written:
            file.write(part.rdfxml.encode())


def _rendered(keys: list[int]) -> Iterator[Piece]:
    for start in range(0, len(keys), _AT_ONCE):
        released = Release.objects.filter(pk__in=keys[start : start + _AT_ONCE]).order_by("class_name")
        records: dict[str, list[int]] = {}
        for class_name, record in released.values_list("class_name", "record"):
            records.setdefault(class_name, []).append(record)
        for class_name, some in records.items():
            for record in load_for_describing(class_name, some):
                yield render(describe(record), DCAT_AP_SE)


def _no_beat() -> None:
    """Nobody waits for a sign of life."""
