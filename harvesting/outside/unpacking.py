"""The bytes of an answer, unpacked a portion at a time, however large they claim to be."""

import zlib
from collections.abc import Iterator

from urllib3 import BaseHTTPResponse

_CHUNK = 1 << 16
_WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class UnknownEncoding(Exception):
    """Compressed in a way that nobody asked for."""


class EndsTooEarly(Exception):
    """The compressed bytes lack their end."""


def portions(answer: BaseHTTPResponse) -> Iterator[bytes]:
    """The plain bytes as they come in. Raises UnknownEncoding, EndsTooEarly, zlib.error, or what urllib3 raises.

    Whoever waits for a whole piece never sees the time pass, so what has come is given at once.
    """
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        while chunk := answer.read1(_CHUNK, decode_content=False):
            yield chunk
        return
    if encoding not in _WINDOWS:
        raise UnknownEncoding(encoding)
    unpacking, is_empty = zlib.decompressobj(_WINDOWS[encoding]), True
    while chunk := answer.read1(_CHUNK, decode_content=False):
        is_empty = False
        while chunk:
            yield unpacking.decompress(chunk, _CHUNK)
            chunk = unpacking.unconsumed_tail
    if not (is_empty or unpacking.eof):
        raise EndsTooEarly
