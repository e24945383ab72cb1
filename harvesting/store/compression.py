"""A document compressed once, when it is built; memory does not grow with its size.

Sources: gzip https://www.rfc-editor.org/rfc/rfc1952, brotli https://www.rfc-editor.org/rfc/rfc7932.
"""

import hashlib
import zlib
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import brotli

from harvesting.store.disk import chunks, written

GZIP, BROTLI = "gzip", "brotli"
ENDINGS = {GZIP: ".gz", BROTLI: ".br"}

# Larger documents have gzip only: that can come ready-made out of stored pieces, and then a build would do nothing but
# wait for brotli.
BROTLI_LIMIT = 32_000_000  # bytes
# Measured on a feed of 300 datasets, 764 kB of RDF/XML (gzip at level 9: 58.0 kB in 8 ms):
#   quality   4       5       6       7       9       11
#   kB       49.9    43.4    42.6    42.1    41.4    38.2
#   ms        3       5       5       8       22      706
# 6 takes less time than gzip and a quarter off its size; what comes after costs more than it brings.
_BROTLI_QUALITY = 6
_GZIP_LEVEL = 9
_PACKED_CHUNK = 1 << 16  # bytes; a catalogue is some thirteen times as large when it is unpacked
# zlib writes the header of gzip with this, without name or time: the same bytes give the same bytes.
_AS_GZIP = zlib.MAX_WBITS | 16


class _Gzip:
    """zlib's gzip with the methods that brotli's compressor has."""

    def __init__(self) -> None:
        deflate = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _AS_GZIP)
        self.process, self.finish = deflate.compress, deflate.flush


def _compressor(encoding: str) -> "_Gzip | brotli.Compressor":
    return _Gzip() if encoding == GZIP else brotli.Compressor(mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)


def compress(source: Path, encodings: Iterable[str]) -> tuple[str, dict[str, tuple[Path, str]]]:
    """Read a document once: its SHA-256, and for each encoding the file that was made beside it, with its SHA-256."""
    found, made = hashlib.sha256(), {}
    with source.open("rb") as plain, ExitStack() as files:
        for encoding in encodings:
            path = source.with_name(f"{source.name}{ENDINGS[encoding]}")
            made[encoding] = path, files.enter_context(written(path)), _compressor(encoding)
        for data in chunks(plain):
            found.update(data)
            for _path, target, compressor in made.values():
                target.write(compressor.process(data))
        for _path, target, compressor in made.values():
            target.write(compressor.finish())
    return found.hexdigest(), {encoding: (path, target.sha256) for encoding, (path, target, _) in made.items()}


def unpacked_hash(path: Path) -> str:
    """The SHA-256 of what a gzip file holds. Raises ValueError unless it is whole and one single member.

    A second member is allowed by RFC 1952, and passed over by some clients.
    """
    found, member = hashlib.sha256(), zlib.decompressobj(_AS_GZIP)
    with path.open("rb") as packed:
        try:
            for data in chunks(packed, _PACKED_CHUNK):
                found.update(member.decompress(data))
                if member.eof and (member.unused_data or packed.read(1)):
                    raise ValueError(f"{path.name}: there is more after the end of the gzip file")
        except zlib.error as fault:
            raise ValueError(f"{path.name} is no gzip file: {fault}") from fault
    if not member.eof:
        raise ValueError(f"{path.name}: the gzip file is cut short")
    return found.hexdigest()
