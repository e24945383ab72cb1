"""What a storage elsewhere has to be able to do, and how long it is left alone when it does not answer."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

OBJECTS, CURRENT = "objects", "current"  # as the folders here

_FIRST_WAIT = 5.0  # seconds
_LONGEST_WAIT = 60.0


class Listed(NamedTuple):
    """A file elsewhere."""

    name: str  # without its folder
    version: str  # another one when it has other bytes
    modified: float  # seconds since 1970


class Elsewhere(Protocol):
    """A storage that several machines share. Files are there as a whole or not at all.

    Names are ``<folder>/<name>``. Every method raises OSError when the storage does not answer as it should.
    """

    def files(self, folder: str) -> Iterator[Listed]:
        """What is in a folder."""

    def upload(self, name: str, source: Path) -> None:
        """Put a file there, whatever had the name."""

    def download(self, name: str) -> Iterator[bytes]:
        """A file's bytes, some at a time. Raises FileNotFoundError when there is none of the name."""

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""


class Backoff:
    """Leaves alone what did not work, longer each time, so that nobody who asks for a feed waits for it."""

    def __init__(self) -> None:
        self._failed: dict[str, tuple[float, float]] = {}  # since when and how long, by what was tried

    def may_try(self, what: str) -> bool:
        """Whether it is time to try."""
        since, wait = self._failed.get(what, (0.0, 0.0))
        return wait == 0.0 or time.monotonic() >= since + wait

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """One try: remembers how it went."""
        try:
            yield
        except Exception:
            _since, wait = self._failed.get(what, (0.0, 0.0))
            self._failed[what] = time.monotonic(), min(max(2 * wait, _FIRST_WAIT), _LONGEST_WAIT)
            raise
        self._failed.pop(what, None)
