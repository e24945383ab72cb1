"""A visit as a line of a file, and back. Pure.

Fields with a tab between them: seconds since 1970, feed, document, status, bytes, version, kind of visitor. A line
begins and ends with a line break, so that one that was cut off (a full disk) damages none but itself; the kind of
visitor comes last since no kind is the beginning of another one, so that what is cut off never looks whole.
"""

import re
from typing import NamedTuple

from harvesting.models import Visitor

LONGEST_LINE = 300  # bytes
_LATEST = 2**32  # seconds since 1970
_LARGEST = 2**50  # bytes
_FEED = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,159}", re.ASCII)
_DOCUMENT = re.compile(r"[a-z0-9.-]{0,40}", re.ASCII)
_VERSION = re.compile(r"[0-9a-f]{0,12}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,16}", re.ASCII)


class Visit(NamedTuple):
    """One request for a feed, and how it was answered."""

    at: int  # seconds since 1970
    feed: str
    document: str  # name of the Choice, or nothing
    status: int
    size: int  # bytes handed out
    version: str  # the beginning of the entity tag, or nothing
    visitor: Visitor

    def line(self) -> bytes:
        """The line with its line breaks."""
        return ("\n" + "\t".join(map(str, self)) + "\n").encode()


def visit_from(line: bytes) -> Visit:
    """The visit that a line without its line breaks holds. Raises ValueError for a damaged one."""
    if len(line) > LONGEST_LINE:
        raise ValueError("too long")
    at, feed, document, status, size, version, visitor = line.decode().split("\t")
    if not _FEED.fullmatch(feed):
        raise ValueError("not a feed")
    if not (_DOCUMENT.fullmatch(document) and _VERSION.fullmatch(version)):
        raise ValueError("not a document")
    numbers = _number(at, _LATEST), _number(status, 600), _number(size, _LARGEST)
    return Visit(numbers[0], feed, document, numbers[1], numbers[2], version, Visitor(visitor))


def _number(text: str, end: int) -> int:
    if not _NUMBER.fullmatch(text) or int(text) >= end:
        raise ValueError("not a number that can be")
    return int(text)
