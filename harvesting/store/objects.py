"""The finished bytes: kept under the names of their hashes, fetched when they are only elsewhere, cleaned away."""

import logging
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from harvesting.store.compression import BROTLI, BROTLI_LIMIT, ENDINGS, GZIP, compress, unpacked_hash
from harvesting.store.disk import hash_of, put_all_in_place, put_in_place, written
from harvesting.store.elsewhere import OBJECTS, Backoff, Elsewhere
from harvesting.store.pointers import Document, Representation

_FETCHING = ".fetching-"

log = logging.getLogger(__name__)


class DamagedObject(OSError):
    """What came from elsewhere is not what its name says."""


class Objects:
    """The folder of finished bytes. What has a name in it is whole, and never changes."""

    def __init__(self, folder: Path, elsewhere: Elsewhere | None) -> None:
        self._folder = folder
        self._elsewhere = elsewhere
        self._backoff = Backoff()

    def path(self, representation: Representation) -> Path:
        """Where the bytes lie, if they are here."""
        return self._folder / representation.file

    def names(self) -> list[str]:
        """All that is here."""
        return sorted(path.name for path in self._folder.glob("[!.]*.*"))

    # --- Keeping ----------------------------------------------------------------------------------------------------

    def keep(self, candidates: Mapping[str, tuple[Path, Path | None]], beat: Callable[[], None]) -> dict[str, Document]:
        """As ``Store.keep_all``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        files: list[tuple[Path, Path]] = []
        documents = {}
        for name, (candidate, ready_gzip) in candidates.items():
            documents[name] = self._prepared(candidate, ready_gzip, files)
            beat()
        put_all_in_place(files)
        return documents

    def _prepared(self, candidate: Path, ready_gzip: Path | None, files: list[tuple[Path, Path]]) -> Document:
        """One document in all encodings; ``files`` gets the finished files with the names that they are to take."""
        encodings = [GZIP] if ready_gzip is None else []
        if candidate.stat().st_size <= BROTLI_LIMIT:
            encodings.append(BROTLI)
        sha256, made = compress(candidate, encodings)
        if ready_gzip is not None:
            if unpacked_hash(ready_gzip) != sha256:
                raise ValueError(f"{ready_gzip.name} does not hold the bytes of {candidate.name}")
            made[GZIP] = ready_gzip, hash_of(ready_gzip)
        kept = {
            encoding: self._named(path, found, f"{candidate.suffix}{ENDINGS[encoding]}", files)
            for encoding, (path, found) in made.items()
        }
        return Document(self._named(candidate, sha256, candidate.suffix, files), **kept)

    def _named(self, fresh: Path, sha256: str, suffix: str, files: list[tuple[Path, Path]]) -> Representation:
        """A finished file with the name that it is to take. Elsewhere first: what has a name here is there too."""
        representation = Representation(f"{sha256}{suffix}", fresh.stat().st_size, sha256)
        # Also when it is there already: what a bad disk or a hand has damaged is whole again, and its age begins anew,
        # so that it is not cleaned away before a pointer names it.
        if self._elsewhere is not None:
            self._elsewhere.upload(f"{OBJECTS}/{representation.file}", fresh)
        os.utime(fresh)
        files.append((fresh, self.path(representation)))
        return representation

    # --- Fetching ---------------------------------------------------------------------------------------------------

    def fetched(self, representation: Representation) -> Path:
        """The file with the bytes, from elsewhere where it is not here or cut short. Raises OSError without them."""
        path = self.path(representation)
        if _size(path) == representation.size:
            return path
        if self._elsewhere is None or not self._backoff.may_try(representation.file):
            raise FileNotFoundError(f"{representation.file} is not here")
        with self._backoff.of(representation.file):
            self._fetch(self._elsewhere, representation)
        return path

    def _fetch(self, elsewhere: Elsewhere, wanted: Representation) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        # A folder of its own, since several may fetch the same at once.
        with tempfile.TemporaryDirectory(prefix=_FETCHING, dir=self._folder) as own:
            fresh = Path(own) / wanted.file
            with written(fresh) as target:
                for data in elsewhere.download(f"{OBJECTS}/{wanted.file}"):
                    target.write(data)
            if target.sha256 != wanted.sha256:
                raise DamagedObject(f"{wanted.file}: what came from elsewhere has other bytes")
            put_in_place(fresh, self.path(wanted))

    def drop_damaged(self, representation: Representation) -> None:
        """Remove the file when a bad disk or a hand has changed it: better no answer than a wrong one."""
        path = self.path(representation)
        try:
            is_right = hash_of(path) == representation.sha256
        except FileNotFoundError:
            return
        if not is_right:
            log.error("%s was damaged, and has been removed", representation.file)
            path.unlink(missing_ok=True)

    # --- Cleaning ---------------------------------------------------------------------------------------------------

    def clean(self, keep: set[str], *, older_than: float) -> list[str]:
        """Remove what is here, not in ``keep`` and old enough."""
        for unfinished in self._folder.glob(f"{_FETCHING}*"):
            if _modified(unfinished) < older_than:
                shutil.rmtree(unfinished, ignore_errors=True)
        removed = []
        for name in self.names():
            path = self._folder / name
            if name not in keep and _modified(path) < older_than:
                path.unlink(missing_ok=True)
                removed.append(name)
        return removed

    def clean_elsewhere(self, keep: set[str], *, older_than: float) -> None:
        """The same elsewhere."""
        for each in list(self._elsewhere.files(OBJECTS)):
            if each.name not in keep and each.modified < older_than:
                self._elsewhere.remove(f"{OBJECTS}/{each.name}")

    def fill(self) -> None:
        """Put elsewhere what is only here."""
        there = {each.name for each in self._elsewhere.files(OBJECTS)}
        for name in self.names():
            if name not in there:
                self._elsewhere.upload(f"{OBJECTS}/{name}", self._folder / name)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _modified(path: Path) -> float:
    """When it was written; at the end of time when somebody else has removed it already."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf
