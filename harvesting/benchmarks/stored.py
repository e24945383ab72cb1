"""Measurements with a database: from stored pieces or from rows to a finished file, and one edit against a rebuild.

SQLite works in this process, and is timed by the processor like the contenders; PostgreSQL by the clock on the wall.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from django.core.management import call_command
from django.db import connection

from catalog.generation.making import generate
from catalog.models import Release
from harvesting.benchmarks.contenders import CONTENDERS
from harvesting.benchmarks.measuring import Measurement, peak_mb, repeated
from harvesting.benchmarks.ours import (
    build_all_documents,
    forget_piece,
    forget_segments,
    rewrite,
    write_from_pieces,
    write_from_rows,
)
from harvesting.contents import contents_of
from harvesting.models import Feed
from harvesting.sweep import make_missing_feeds

_SEED = 1


def _clock() -> float:
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def fill(datasets: int) -> Measurement:
    """Make the tables, and one organisation with so many datasets."""
    call_command("migrate", verbosity=0)
    began = time.monotonic()
    generate(1, datasets, _SEED, lambda made: None)
    make_missing_feeds()
    return Measurement("fill", datasets, time.monotonic() - began, 1, peak_mb(), 0)


def from_pieces(datasets: int) -> Measurement:
    """Database to finished file through stored pieces."""
    return _measure("pieces", datasets, write_from_pieces)


def from_rows(datasets: int) -> Measurement:
    """Database to finished file through rows."""
    return _measure("rows", datasets, write_from_rows)


def contents_alone(datasets: int) -> Measurement:
    """Which releases belong in the feed, and the heads of its catalogues."""
    return _measure("contents", datasets, lambda feed, path: path.write_text(contents_of(feed).key))


def after_an_edit(datasets: int) -> Measurement:
    """One release is new: it is rendered, and the file is written again."""
    edited, contents = Release.objects.public().datasets().first(), contents_of(_feed())
    return _measure("edit", datasets, lambda feed, path: rewrite(contents, path), before=lambda: forget_piece(edited))


def all_documents(datasets: int) -> Measurement:
    """Everything up to the swap when nothing has been finished before."""
    return _measure("build", datasets, build_all_documents, before=lambda: forget_segments(_feed()))


def all_documents_after_an_edit(datasets: int) -> Measurement:
    """Everything up to the swap when one release is new."""
    edited = Release.objects.public().datasets().first()

    def edit() -> None:
        forget_piece(edited)
        Release.objects.filter(pk=edited.pk).update(content_hash=token_hex(32))

    with tempfile.TemporaryDirectory() as folder:
        build_all_documents(_feed(), Path(folder) / "before")
    return _measure("build-edit", datasets, build_all_documents, before=edit)


def rebuilt_by_rdflib(datasets: int) -> Measurement:
    """The same releases in rdflib: a new graph, serialised."""
    nodes = [release.node for release in Release.objects.public().datasets()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue"
        triples = CONTENDERS["rdflib-rdfxml"](path).prepare(nodes)

        def once() -> float:
            began = _clock()
            graph = CONTENDERS["rdflib-rdfxml"](path)
            graph.add(triples)
            graph.finish()
            return _clock() - began

        seconds, rounds = repeated(once)
        return Measurement("rdflib-rebuild", datasets, seconds, rounds, peak_mb(), path.stat().st_size)


MEASURES: dict[str, Callable[[int], Measurement]] = {
    "fill": fill,
    "pieces": from_pieces,
    "rows": from_rows,
    "contents": contents_alone,
    "edit": after_an_edit,
    "build": all_documents,
    "build-edit": all_documents_after_an_edit,
    "rdflib-rebuild": rebuilt_by_rdflib,
}


def _feed() -> Feed:
    return Feed.objects.with_wanted_revision().exclude(organisation=None).select_related("organisation").get()


def _measure(
    name: str, datasets: int, write: Callable[[Feed, Path], None], *, before: Callable[[], None] = lambda: None
) -> Measurement:
    """``before`` is done before each round, and not timed."""
    feed = _feed()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "feed.rdf"

        def once() -> float:
            before()
            began = _clock()
            write(feed, path)
            return _clock() - began

        seconds, rounds = repeated(once)
        return Measurement(name, datasets, seconds, rounds, peak_mb(), path.stat().st_size)
