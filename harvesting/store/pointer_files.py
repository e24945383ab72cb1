"""The pointer files: read at every request, exchanged as a whole."""

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from harvesting.store.disk import put_in_place, written
from harvesting.store.pointers import Pending, Place, Pointer, from_json

_NAME = re.compile(r"_?[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 160
_PATIENCE_SECONDS = 30.0


class State(NamedTuple):
    """What changes whenever a file is exchanged for another one."""

    modified: int  # nanoseconds
    inode: int
    size: int


class PointerFiles:
    """The folder of pointer files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[State, Place]] = {}

    def read(self, slug: str) -> Place | None:
        """What stands at an address; None when it is no address of ours. A damaged file counts as pending.

        Read once, and again when the file has become another one.
        """
        state = self.state(slug)
        if state is None:
            return None
        known = self._known.get(slug)
        if known is None or known[0] != state:
            try:
                text = self.path(slug).read_bytes()
            except FileNotFoundError:
                return None
            known = self._known[slug] = state, _place(text)
        return known[1]

    def path(self, slug: str) -> Path:
        """The file. Raises ValueError for what can't be an address part: no other name reaches a file."""
        if not is_address_part(slug):
            raise ValueError(f"not an address part: {slug!r}")
        return self._folder / f"{slug}.json"

    def state(self, slug: str) -> State | None:
        """Which file it is now; None when there is none."""
        if not is_address_part(slug):
            return None
        try:
            found = os.stat(f"{self._folder}/{slug}.json")
        except FileNotFoundError:
            return None
        return State(found.st_mtime_ns, found.st_ino, found.st_size)

    def slugs(self) -> list[str]:
        """All addresses."""
        return sorted(path.stem for path in self._folder.glob("[!.]*.json"))

    def named(self) -> set[str]:
        """The files that some address answers with."""
        pointers = (place for place in map(self.read, self.slugs()) if isinstance(place, Pointer))
        return {each.file for pointer in pointers for each in pointer.representations}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time compares and exchanges pointers; the lock ends with its holder.

        Raises TimeoutError when the lock is not to be had.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / ".lock").open("w") as handle:
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while not _is_locked_by_us(handle):
                if time.monotonic() > deadline:
                    raise TimeoutError("another process has held the lock of the pointers for too long")
                time.sleep(0.05)
            yield

    @contextmanager
    def exchange(self, slug: str, text: bytes) -> Iterator[Path]:
        """Let an address answer with something else, unless what is done meanwhile fails. Only ``alone``.

        Gives the new file, which takes its name at the end.
        """
        path = self.path(slug)
        fresh = path.with_name(f".{slug}.new")
        try:
            with written(fresh) as target:
                target.write(text)
            yield fresh
            put_in_place(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)


def is_address_part(slug: str) -> bool:
    """Whether an organisation can have it, or it is the name of a collected feed."""
    return len(slug) <= _LONGEST_NAME and _NAME.fullmatch(slug) is not None


def _place(text: bytes) -> Place:
    try:
        return from_json(text)
    except ValueError:
        return Pending()


def _is_locked_by_us(handle) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
