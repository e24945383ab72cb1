"""Finished bytes as files, found without the database.

::

    building/<feed>-<claim>/          candidates that are being written
    objects/<sha256>.<suffix>, .gz    finished bytes under the name of their own hash; never changed
    current/<slug>.json               the pointer: which objects an address answers with now

A pointer is one of three: a *snapshot*; ``{"redirect": "<slug>"}`` at a former address; ``{"pending": true}`` at an
address that has nothing to answer with yet. It is only ever exchanged as a whole, a snapshot never for an older one.
Nothing here knows of the database, of RDF or of requests.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

COMBINED = "_all"  # no organisation's address part can be this
_ADDRESS_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ADDRESS_PART = 100
_CHUNK = 1 << 20
_PATIENCE_SECONDS = 30.0


class NewerInPlace(Exception):
    """The pointer names the work of a later claim; what we have is older and must not replace it."""


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of the bytes: the file, its size, and the hash of exactly these bytes."""

    file: str
    size: int
    sha256: str

    @property
    def etag(self) -> str:
        """The strong entity tag."""
        return f'"{self.sha256}"'


@dataclass(frozen=True, slots=True)
class Document:
    """The same document in each encoding."""

    plain: Representation
    gzip: Representation


@dataclass(frozen=True, slots=True)
class Pointer:
    """What an address answers with: the main document, and by their names the ``others`` that say the same."""

    plain: Representation
    gzip: Representation
    last_modified: int  # seconds since 1970: when these bytes came into the feed
    revision: int
    claim_number: int
    dataset_count: int
    others: Mapping[str, Document] = field(default_factory=dict)  # empty where an earlier version built it

    @property
    def main(self) -> Document:
        """The main document."""
        return Document(self.plain, self.gzip)

    @property
    def representations(self) -> Iterator[Representation]:
        """All bytes that it names."""
        for document in (self.main, *self.others.values()):
            yield from (document.plain, document.gzip)


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address: what it asked for is at another one now."""

    slug: str


@dataclass(frozen=True, slots=True)
class Pending:
    """An address that is going to have a snapshot, and has none yet."""


class Store:
    """The folder with the files. Several processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._building = folder / "building"
        self._objects = folder / "objects"
        self._current = folder / "current"

    # --- Reading ----------------------------------------------------------------------------------------------------

    def read(self, slug: str) -> Pointer | Redirect | Pending | None:
        """What stands at an address; None when it is no address of ours. A damaged pointer counts as pending."""
        path = self._pointer_path(slug)
        if path is None:
            return None
        try:
            return _pointer_from(json.loads(path.read_text()))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, AttributeError):
            return Pending()

    def path(self, representation: Representation) -> Path:
        """Where the bytes lie."""
        return self._objects / representation.file

    def is_complete(self, pointer: Pointer) -> bool:
        """Whether the bytes that the pointer names are all there."""
        return all(
            self.path(each).is_file() and self.path(each).stat().st_size == each.size
            for each in pointer.representations
        )

    # --- Finished bytes ---------------------------------------------------------------------------------------------

    def candidate_folder(self, feed_id: int, claim_number: int) -> Path:
        """An empty folder for candidates; what earlier claims of this feed left behind is removed."""
        for left_behind in self._building.glob(f"{feed_id}-*"):
            if left_behind.is_dir():
                shutil.rmtree(left_behind, ignore_errors=True)
            else:  # as an earlier version wrote them
                left_behind.unlink(missing_ok=True)
        folder = self._building / f"{feed_id}-{claim_number}"
        folder.mkdir(parents=True)
        return folder

    def keep(self, candidate: Path) -> Document:
        """Put a finished candidate, plain and compressed, under its hash; on disk for good when this returns."""
        self._objects.mkdir(parents=True, exist_ok=True)
        sha256 = _hash_of(candidate)
        plain = self._objects / f"{sha256}{candidate.suffix}"
        packed = plain.with_name(f"{plain.name}.gz")
        compressed = candidate.with_name(f"{candidate.name}.gz")
        with candidate.open("rb") as source, compressed.open("wb") as raw:
            os.fsync(source.fileno())
            # No name and no time in it: the same bytes give the same bytes.
            with gzip.GzipFile("", "wb", 9, raw, mtime=0) as target:
                shutil.copyfileobj(source, target, _CHUNK)
            _to_disk(raw)
        # Also when they are there already: what a bad disk or a hand has damaged is whole again.
        os.replace(compressed, packed)
        os.replace(candidate, plain)
        _folder_to_disk(self._objects)
        return Document(
            Representation(plain.name, plain.stat().st_size, sha256),
            Representation(packed.name, packed.stat().st_size, _hash_of(packed)),
        )

    def clean(self, keep: set[str], *, older_than: float) -> list[str]:
        """Remove objects whose name is not in ``keep``, that no address answers with, and that are old enough."""
        pointers = (pointer for pointer in self._pointers() if isinstance(pointer, Pointer))
        keep = keep | {each.file for pointer in pointers for each in pointer.representations}
        removed = []
        for path in sorted(self._objects.glob("*.*")):
            if path.name not in keep and path.stat().st_mtime < older_than:
                path.unlink(missing_ok=True)
                removed.append(path.name)
        return removed

    # --- Pointers ---------------------------------------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One process at a time compares and exchanges pointers; the lock ends with its holder.

        Whoever also needs the database takes this first: nobody may hold rows while waiting for files. Raises
        TimeoutError when the lock is not to be had.
        """
        self._current.mkdir(parents=True, exist_ok=True)
        with (self._current / ".lock").open("w") as handle:
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while not _is_locked_by_us(handle):
                if time.monotonic() > deadline:
                    raise TimeoutError("another process has held the lock of the pointers for too long")
                time.sleep(0.05)
            yield

    def replace(self, slug: str, pointer: Pointer) -> None:
        """Answer with this snapshot from now on; NewerInPlace when a later claim's stands there. Only ``alone``."""
        present = self.read(slug)
        if isinstance(present, Pointer) and present.claim_number > pointer.claim_number:
            raise NewerInPlace(f"{slug}: {present.claim_number} > {pointer.claim_number}")
        self._write(slug, {"snapshot": asdict(pointer)})

    def swap(self, slug: str, pointer: Pointer) -> None:
        """As ``replace``, alone."""
        with self.alone():
            self.replace(slug, pointer)

    def redirect(self, slug: str, target: str) -> None:
        """Lead from a former address to the present one."""
        with self.alone():
            if self.read(slug) != Redirect(target):
                self._write(slug, {"redirect": target})

    def announce(self, slug: str) -> None:
        """Say that the address is known, unless it answers with a snapshot already."""
        with self.alone():
            if not isinstance(self.read(slug), (Pointer, Pending)):
                self._write(slug, {"pending": True})

    def forget(self, slug: str) -> None:
        """Answer at this address no more: its organisation is gone."""
        with self.alone():
            path = self._pointer_path(slug)
            if path is not None:
                path.unlink(missing_ok=True)

    def _pointer_path(self, slug: str) -> Path | None:
        well_formed = len(slug) <= _LONGEST_ADDRESS_PART and _ADDRESS_PART.fullmatch(slug)
        return self._current / f"{slug}.json" if well_formed or slug == COMBINED else None

    def _pointers(self) -> Iterator[Pointer | Redirect | Pending | None]:
        return (self.read(path.stem) for path in sorted(self._current.glob("*.json")))

    def _write(self, slug: str, content: dict) -> None:
        path = self._pointer_path(slug)
        if path is None:
            raise ValueError(f"not an address part: {slug!r}")
        fresh = path.with_name(f".{path.stem}.{os.getpid()}.new")
        with fresh.open("w") as handle:
            json.dump(content, handle, indent=1)
            _to_disk(handle)
        os.replace(fresh, path)
        _folder_to_disk(self._current)


def _pointer_from(content: dict) -> Pointer | Redirect | Pending:
    if "redirect" in content:
        return Redirect(str(content["redirect"]))
    if content.get("pending"):
        return Pending()
    facts = dict(content["snapshot"])
    facts.pop("content_type", None)  # said by an earlier version
    main, others = _document_from(facts), documents_from_json(facts.pop("others", {}))
    del facts["plain"], facts["gzip"]
    return Pointer(plain=main.plain, gzip=main.gzip, others=others, **facts)


def documents_from_json(stored: dict[str, dict]) -> dict[str, Document]:
    """Documents by their names, from what ``asdict`` made of them."""
    return {name: _document_from(each) for name, each in stored.items()}


def _document_from(stored: dict[str, dict]) -> Document:
    return Document(Representation(**stored["plain"]), Representation(**stored["gzip"]))


def _hash_of(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _is_locked_by_us(handle) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _to_disk(handle) -> None:
    handle.flush()
    os.fsync(handle.fileno())


def _folder_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
