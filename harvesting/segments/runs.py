"""Which releases stand together in a segment: cut where the content says, so that one change moves no other border.

Cutting after every n-th release would move all borders when one is added or withdrawn. Here a release is the last of
its run when the hash of its record's IRI says so, whatever stands before it.
"""

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MEAN = 256
MOST = 1024


class Row(NamedTuple):
    """One release that is to be shown."""

    release: int
    class_name: str
    record: int
    iri: str
    organisation: int
    content_hash: str


@dataclass(frozen=True, slots=True)
class Run:
    """Releases that stand one after the other, by their keys. ``key`` changes when anything about them does."""

    key: str
    releases: array  # of unsigned 64-bit numbers


def runs(rows: Iterable[Row], version: str) -> Iterator[Run]:
    """The rows in runs, in their order. ``version`` is that of what renders them."""
    gathered: list[Row] = []
    for row in rows:
        gathered.append(row)
        if zlib.crc32(row.iri.encode()) % MEAN == 0 or len(gathered) == MOST:
            yield _run(gathered, version)
            gathered = []
    if gathered:
        yield _run(gathered, version)


def _run(rows: list[Row], version: str) -> Run:
    digest = hashlib.sha256(version.encode())
    for row in rows:
        digest.update(f"\n{row.class_name} {row.organisation} {row.content_hash} {row.iri}".encode())
    return Run(digest.hexdigest(), array("Q", (row.release for row in rows)))
