"""Part of a file, as a client that was interrupted asks for it. Pure, but for reading the file.

Source: RFC 9110, section 14 (https://www.rfc-editor.org/rfc/rfc9110#section-14). One part at a time: who asks for
several gets the whole, as section 14.2 allows, and so does who asks in a way that can't be read.
"""

import re
from typing import BinaryIO, NamedTuple

_ONE_RANGE = re.compile(r"bytes\s*=[\s,]*(?:(\d{1,100})-(\d{0,100})|-(\d{1,100}))[\s,]*", re.IGNORECASE | re.ASCII)


class NotSatisfiable(Exception):
    """No byte of the file is in what is asked for."""


class Part(NamedTuple):
    """Bytes of a file, counted from 0, the last one included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


def requested_part(header: str, size: int) -> Part | None:
    """What a ``Range`` header asks for of so many bytes; None for the whole. Raises NotSatisfiable.

    >>> requested_part("bytes=2-", 10), requested_part("bytes=-3", 10), requested_part("bytes=0-1,4-5", 10)
    (Part(first=2, last=9), Part(first=7, last=9), None)
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None:
        return None
    first, last, at_the_end = found.groups()
    if at_the_end is not None:
        part = Part(max(size - int(at_the_end), 0), size - 1)
    else:
        part = Part(int(first), min(int(last), size - 1) if last else size - 1)
        if last and int(last) < int(first):
            return None
    if part.size <= 0:
        raise NotSatisfiable
    return part


def is_same(if_range: str | None, etag: str, last_modified: str | None) -> bool:
    """Whether what the client has a part of is what would be sent now: the strong tag, or exactly the date.

    Other bytes always come with another date, of feeds (``harvesting.swap``) and of files, so the date is strong too.
    """
    return if_range is None or if_range.strip() in (etag, last_modified)


class PartOfFile:
    """Reads a part of an open file and then ends."""

    def __init__(self, handle: BinaryIO, part: Part) -> None:
        self._handle = handle
        self._left = part.size
        handle.seek(part.first)

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        data = self._handle.read(min(size, self._left))
        self._left -= len(data)
        return data

    def close(self) -> None:
        """The file with it."""
        self._handle.close()
