"""All that is found out about a file before it is kept: what it is, how large, its hashes, its first rows."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from catalog.files.kinds import FileKind
from catalog.files.names import shown_name
from catalog.files.recognise import recognise
from catalog.files.tables import preview_of_text
from catalog.files.workbook import preview_of_workbook

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept. ``preview`` is empty where there is no table to show (``catalog.files.tables``)."""

    handle: BinaryIO
    name: str
    kind: FileKind
    charset: str
    size: int
    sha256: str
    sha1: str
    preview: dict


def examine(handle: BinaryIO, given_name: str) -> Examined:
    """Look through a file from first to last byte. Raises Refused."""
    kind, charset = recognise(handle, given_name)
    size, sha256, sha1 = _measured(handle)
    return Examined(handle, shown_name(given_name), kind, charset, size, sha256, sha1, _preview(handle, kind, charset))


def _measured(handle: BinaryIO) -> tuple[int, str, str]:
    """SHA-256 is what we go by; SHA-1 is the only one that the specification lets a description state."""
    handle.seek(0)
    size, sha256, sha1 = 0, hashlib.sha256(), hashlib.sha1(usedforsecurity=False)
    while data := handle.read(_CHUNK):
        size += len(data)
        sha256.update(data)
        sha1.update(data)
    return size, sha256.hexdigest(), sha1.hexdigest()


def _preview(handle: BinaryIO, kind: FileKind, charset: str) -> dict:
    if kind.ending == "csv":
        return preview_of_text(handle, charset)
    if kind.ending == "tsv":
        return preview_of_text(handle, charset, delimiter="\t")
    if kind.ending == "xlsx":
        return preview_of_workbook(handle)
    return {}
