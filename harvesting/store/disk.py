"""Files that are either there as a whole or not at all, also after the power failed or the disk was full."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20  # bytes at once, so that memory does not grow with the files
_WAITING_AT_ONCE = 8


class Target:
    """A file that is being written, with the hash of what has gone into it."""

    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Add to the end."""
        self._handle.write(data)
        self._hash.update(data)

    @property
    def sha256(self) -> str:
        """The hash of everything so far."""
        return self._hash.hexdigest()


@contextmanager
def written(path: Path) -> Iterator[Target]:
    """A new file, removed again when it could not be finished."""
    try:
        with path.open("wb") as handle:
            yield Target(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def put_in_place(fresh: Path, path: Path) -> None:
    """Let a finished file take a name, whatever had it; on the disk for good when this returns."""
    put_all_in_place([(fresh, path)])


def put_all_in_place(files: Sequence[tuple[Path, Path]]) -> None:
    """The same for several files, each with its name: one wait for the disk instead of one for each of them."""
    with ThreadPoolExecutor(_WAITING_AT_ONCE) as waiting:
        list(waiting.map(_to_disk, (fresh for fresh, _ in files)))
    for fresh, path in files:
        os.replace(fresh, path)
    for folder in dict.fromkeys(path.parent for _, path in files):
        _to_disk(folder)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def chunks(handle: BinaryIO, size: int = CHUNK) -> Iterator[bytes]:
    """What is left in a file, so many bytes at a time."""
    return iter(lambda: handle.read(size), b"")
