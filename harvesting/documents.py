"""A feed's documents being written: every profile in every format, side by side, plain and compressed in one pass.

What is finished is copied, plain and compressed; only what belongs to this feed alone is compressed here. A gzip file
is put together from runs of deflate that each end at a byte.

Source: RFC 1951 (https://www.rfc-editor.org/rfc/rfc1951) and RFC 1952 (https://www.rfc-editor.org/rfc/rfc1952).
"""

import struct
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dcat.document import Part
from dcat.formats import FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from dcat.frames import FRAMES, Frame, translated_body
from dcat.negotiation import Choice
from dcat.profile import Profile
from harvesting.segments.segment import Segment

# No name and no time: the same bytes give the same bytes.
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_LAST_BLOCK = b"\x03\x00"
_TRANSLATED_AT_ONCE = 1 << 18  # characters of N-Triples


@dataclass(frozen=True, slots=True)
class Finished:
    """One document: its file, the same compressed, and how many statements it ought to hold."""

    plain: Path
    compressed: Path
    statements: int


class Documents:
    """The documents of one profile while they are written. A context; ``finish`` at the end of it."""

    def __init__(self, folder: Path, profile: Profile, *, beat: Callable[[], None]) -> None:
        self._profile = profile
        self._beat = beat
        self._files = ExitStack()
        self._writers = {form.suffix: _Writer(folder / Choice(profile, form).name) for form in FORMATS.values()}
        self._waiting: list[str] = []  # N-Triples that have yet to be written and translated
        self._waiting_size = 0

    def __enter__(self) -> "Documents":
        for suffix, writer in self._writers.items():
            self._files.enter_context(writer)
            writer.open(FRAMES[suffix])
        return self

    def __exit__(self, *failure) -> None:
        self._files.__exit__(*failure)

    def add(self, part: Part) -> None:
        """Write what belongs to this feed alone."""
        self._writers[RDF_XML.suffix].add(part.rdfxml.encode())
        self._waiting.append(part.ntriples)
        self._waiting_size += len(part.ntriples)
        if self._waiting_size > _TRANSLATED_AT_ONCE:
            self._write_waiting()

    def copy(self, segment: Segment) -> None:
        """Write what is finished. Raises DamagedSegment."""
        self._write_waiting()
        for suffix, writer in self._writers.items():
            writer.copy(segment, Choice(self._profile, FORMATS[suffix]).name)
            self._beat()

    def finish(self) -> dict[str, Finished]:
        """The documents by the names of their ``Choice``. Nothing more may come."""
        self._write_waiting()
        return {
            Choice(self._profile, FORMATS[suffix]).name: writer.finish(FRAMES[suffix])
            for suffix, writer in self._writers.items()
        }

    def _write_waiting(self) -> None:
        ntriples = "".join(self._waiting).encode()
        self._waiting, self._waiting_size = [], 0
        self._writers[N_TRIPLES.suffix].add(ntriples)
        for form in (TURTLE, JSON_LD):
            self._writers[form.suffix].add(self._translated(ntriples, form))
        for writer in self._writers.values():
            writer.statements += ntriples.count(b"\n")  # one on each line

    def _translated(self, ntriples: bytes, form: Format) -> bytes:
        return translated_body(ntriples, form, beat=self._beat)


class _Writer:
    """One document, in two files at once."""

    def __init__(self, path: Path) -> None:
        self._path, self._compressed_path = path, path.with_name(f"{path.name}.gz")
        self._between = b""
        self._has_parts = False
        self._crc32 = self._size = 0
        self._packing = None  # the run of deflate that is open
        self.statements = 0

    def __enter__(self) -> "_Writer":
        self._plain, self._compressed = self._path.open("wb"), self._compressed_path.open("wb")
        return self

    def __exit__(self, *failure) -> None:
        self._plain.close()
        self._compressed.close()

    def open(self, frame: Frame) -> None:
        """Begin the document."""
        self._between = frame.between
        self._compressed.write(_GZIP_HEAD)
        self._write(frame.opening)

    def add(self, part: bytes) -> None:
        """Write a part that nobody has compressed yet."""
        if part:
            self._separate()
            self._write(part)

    def copy(self, segment: Segment, name: str) -> None:
        """Write a part that is compressed already."""
        body = segment.bodies[name]
        if body.size:
            self._separate()
            self._end_run()
            for packed, plain in segment.read(name):
                self._plain.write(plain)
                self._compressed.write(packed)
                self._count(plain)
            self.statements += body.statements

    def finish(self, frame: Frame) -> Finished:
        """End the document."""
        self._write(frame.closing)
        self._end_run()
        self._compressed.write(_LAST_BLOCK + struct.pack("<II", self._crc32, self._size & 0xFFFFFFFF))
        return Finished(self._path, self._compressed_path, self.statements)

    def _separate(self) -> None:
        if self._has_parts and self._between:
            self._write(self._between)
        self._has_parts = True

    def _write(self, data: bytes) -> None:
        if not data:
            return
        self._packing = self._packing or zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._plain.write(data)
        self._compressed.write(self._packing.compress(data))
        self._count(data)

    def _end_run(self) -> None:
        if self._packing:
            self._compressed.write(self._packing.flush(zlib.Z_FULL_FLUSH))
            self._packing = None

    def _count(self, data: bytes) -> None:
        self._crc32 = zlib.crc32(data, self._crc32)
        self._size += len(data)
