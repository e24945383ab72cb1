"""A finished segment in its folder: the bodies, compressed, and what has to be known of them to put a feed together."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, NamedTuple

from dcat.writer import Link

_CHUNK = 1 << 18
FACTS = "facts.jsonl"
LISTED = "listed.jsonl"
SUMMARY = "summary.json"


class DamagedSegment(Exception):
    """The files are not what they were when they were written."""


@dataclass(frozen=True, slots=True)
class Body:
    """One body: bytes of raw deflate in a file, and what comes out of it."""

    size: int
    packed_size: int
    crc32: int
    statements: int


class Listed(NamedTuple):
    """Something that the organisation's catalogue lists, and by which of the catalogue's properties."""

    organisation: int
    property_name: str
    iri: str
    is_dataset: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """The files of one segment. ``bodies`` by the names of their ``Choice``.

    ``left_out`` are findings, as JSON, of releases that are not in it because of them; ``missing`` are these releases.
    """

    folder: Path
    bodies: Mapping[str, Body]
    left_out: tuple[dict, ...]
    missing: frozenset[int]
    datasets: int
    organisations: frozenset[int]  # whose things are listed

    @classmethod
    def load(cls, folder: Path) -> "Segment | None":
        """The segment in a folder; None when there is none, or one that is not as it was written."""
        try:
            summary = json.loads((folder / SUMMARY).read_bytes())
            files = summary["files"]
            is_whole = summary.pop("crc32") == _crc32_of(summary)
            is_whole = is_whole and all(_crc32_in(folder / name) == crc32 for name, crc32 in files.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        if not is_whole:
            return None
        bodies = {name: Body(**each) for name, each in summary["bodies"].items()}
        return cls(
            folder,
            bodies,
            left_out=tuple(summary["left_out"]),
            missing=frozenset(summary["missing"]),
            datasets=summary["datasets"],
            organisations=frozenset(summary["organisations"]),
        )

    def save_summary(self) -> None:
        """Written last, with checksums of all files: a folder without a summary that fits holds no segment."""
        summary = {
            "files": {path.name: _crc32_in(path) for path in sorted(self.folder.iterdir())},
            "bodies": {name: asdict(body) for name, body in self.bodies.items()},
            "left_out": self.left_out,
            "missing": sorted(self.missing),
            "datasets": self.datasets,
            "organisations": sorted(self.organisations),
        }
        (self.folder / SUMMARY).write_text(json.dumps(summary | {"crc32": _crc32_of(summary)}))

    def read(self, name: str) -> Iterator[tuple[bytes, bytes]]:
        """A body in chunks, each as it is packed and unpacked. Raises DamagedSegment, at the latest at the end."""
        body, unpacking, crc32 = self.bodies[name], zlib.decompressobj(-zlib.MAX_WBITS), 0
        try:
            with (self.folder / name).open("rb") as handle:
                while packed := handle.read(_CHUNK):
                    plain = unpacking.decompress(packed)
                    crc32 = zlib.crc32(plain, crc32)
                    yield packed, plain
        except (OSError, zlib.error) as error:
            raise DamagedSegment(f"{self.folder.name}/{name}: {error}") from error
        if crc32 != body.crc32:
            raise DamagedSegment(f"{self.folder.name}/{name}: other bytes than were written")

    def listed(self) -> Iterator[Listed]:
        """What catalogues list of it, in its order."""
        return (Listed(*json.loads(line)) for line in self.lines(LISTED))

    def links(self, profile_key: str) -> Iterator[Link]:
        """Statements that may be written where their target is described."""
        for line in self.lines(links_file(profile_key)):
            stored = json.loads(line)
            yield Link(**stored | {"classes": tuple(stored["classes"])})

    def lines(self, name: str) -> Iterator[str]:
        """The lines of one of its files: ``FACTS``, sorted by key, or ``documents_file``, by address and class."""
        try:
            with (self.folder / name).open(encoding="utf-8", newline="\n") as handle:
                yield from handle
        except OSError as error:
            raise DamagedSegment(f"{self.folder.name}/{name}: {error}") from error


def documents_file(profile_key: str) -> str:
    """The name of the file with the documents of a profile."""
    return f"{profile_key}.documents.jsonl"


def links_file(profile_key: str) -> str:
    """The name of the file with the links of a profile."""
    return f"{profile_key}.links.jsonl"


def pack(body: bytes, target: IO[bytes], statements: int) -> Body:
    """Write a body as raw deflate that others may follow: it ends at a byte, and is not marked as the last."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packing.compress(body) + packing.flush(zlib.Z_FULL_FLUSH)
    target.write(packed)
    return Body(len(body), len(packed), zlib.crc32(body), statements)


def _crc32_of(summary: dict) -> int:
    return zlib.crc32(json.dumps(summary).encode())


def _crc32_in(path: Path) -> int:
    found = 0
    with path.open("rb") as handle:
        while data := handle.read(_CHUNK):
            found = zlib.crc32(data, found)
    return found
