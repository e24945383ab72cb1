"""In which characters a text is written, and what stands between its columns."""

import codecs
import csv
from collections import Counter
from typing import BinaryIO

UTF_8, UTF_16, WINDOWS = "utf-8", "utf-16", "windows-1252"
DELIMITERS = (";", ",", "\t", "|")
_CHUNK = 1 << 18
_HEAD = 1 << 16  # bytes that a delimiter is looked for in
# What windows-1252 leaves free, and what no text has but a text in other characters than we think.
_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b") | {0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D}


class NoText(ValueError):
    """It is written in none of the ways that are known."""


def encoding_of(handle: BinaryIO) -> str:
    """``utf-8``, ``utf-16`` (with its mark) or ``windows-1252``; the whole file is looked at. Raises NoText."""
    handle.seek(0)
    head = handle.read(4)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise NoText
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if not _decodes(handle, UTF_16):
            raise NoText
        return UTF_16
    if _decodes(handle, UTF_8):
        return UTF_8
    if _has_only(handle):
        return WINDOWS
    raise NoText


def _decodes(handle: BinaryIO, encoding: str) -> bool:
    handle.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while data := handle.read(_CHUNK):
            if "\0" in decoder.decode(data):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _has_only(handle: BinaryIO) -> bool:
    """Whether all bytes are letters or signs in windows-1252."""
    handle.seek(0)
    while data := handle.read(_CHUNK):
        if _NO_TEXT & set(data):
            return False
    return True


def python_name(encoding: str) -> str:
    """How Python calls it; without the mark that may stand first."""
    return "utf-8-sig" if encoding == UTF_8 else encoding


def head_of(handle: BinaryIO, encoding: str) -> str:
    """The beginning of a text; a letter that is cut through at its end is left out."""
    handle.seek(0)
    return codecs.getincrementaldecoder(python_name(encoding))("replace").decode(handle.read(_HEAD))


def delimiter_of(head: str) -> str:
    """What the first lines have in common: the sign that parts most of them into equally many columns.

    >>> delimiter_of("namn;längd\\nA;1,5\\nB;2,5\\n")
    ';'
    """
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    if len(head) == _HEAD and len(lines) > 1:
        lines.pop()

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        width, number = counts.most_common(1)[0] if counts else (0, 0)
        return number, width

    return max(DELIMITERS, key=agreement)
