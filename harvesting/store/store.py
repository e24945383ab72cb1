"""The folder with the files, and its like elsewhere if there is one."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from harvesting.store.elsewhere import CURRENT, OBJECTS, Elsewhere
from harvesting.store.mirror import Mirror
from harvesting.store.objects import Objects
from harvesting.store.pointer_files import PointerFiles
from harvesting.store.pointers import (
    Document,
    NewerInPlace,
    Pending,
    Place,
    Pointer,
    Redirect,
    Representation,
    from_json,
    is_older,
    to_json,
)


class Store:
    """Several processes may use it at once, and with a storage elsewhere several machines."""

    def __init__(self, folder: Path, elsewhere: Elsewhere | None = None) -> None:
        self.folder = folder
        self._building = folder / "building"
        self._elsewhere = elsewhere
        self._pointers = PointerFiles(folder / CURRENT)
        self._objects = Objects(folder / OBJECTS, elsewhere)
        self._mirror = None if elsewhere is None else Mirror(elsewhere, self._pointers, self._objects)

    # --- Reading ----------------------------------------------------------------------------------------------------

    def read(self, slug: str) -> Place | None:
        """What stands at an address; None when it is no address of ours. A damaged pointer counts as pending."""
        if self._mirror is None:
            return self._pointers.read(slug)
        self._mirror.look(slug)
        place = self._pointers.read(slug)
        # As long as nobody could look, nobody knows which addresses there are.
        return Pending() if place is None and not self._mirror.has_looked else place

    def path(self, representation: Representation) -> Path:
        """Where the bytes lie, if they are here."""
        return self._objects.path(representation)

    def fetched(self, representation: Representation) -> Path:
        """Where the bytes lie, after they were fetched if need be. Raises OSError when they are not to be had."""
        return self._objects.fetched(representation)

    def is_complete(self, pointer: Pointer) -> bool:
        """Whether the bytes that the pointer names are all here, after fetching what is only elsewhere."""
        try:
            for each in pointer.representations:
                self.fetched(each)
        except OSError:
            return False
        return True

    def drop_damaged(self, pointer: Pointer) -> None:
        """Remove those of the pointer's bytes that are not what their names say. Reads all of them."""
        for each in pointer.representations:
            self._objects.drop_damaged(each)

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

    def keep(self, candidate: Path, *, compressed: Path | None = None) -> Document:
        """Put a finished candidate, plain and compressed, under its hash; on disk for good when this returns.

        ``compressed`` is a gzip file of one member that the caller has already. Raises ValueError when that does not
        hold the same bytes. Both files are gone afterwards.
        """
        (document,) = self.keep_all({"": (candidate, compressed)}).values()
        return document

    def keep_all(
        self, candidates: Mapping[str, tuple[Path, Path | None]], *, beat: Callable[[], None] = lambda: None
    ) -> dict[str, Document]:
        """The same for several at once, by any names. ``beat`` is called between them, and may raise to stop it."""
        return self._objects.keep(candidates, beat)

    def clean(self, keep: set[str], *, older_than: float) -> list[str]:
        """Remove objects whose name is not in ``keep``, that no address answers with, and that are old enough.

        Here and elsewhere; what was removed here. Raises OSError when the storage elsewhere does not answer.
        """
        removed = self._objects.clean(keep | self._pointers.named(), older_than=older_than)
        # Pointers of other machines first: what they name is needed.
        if self._mirror is not None and self._mirror.bring():
            self._objects.clean_elsewhere(keep | self._pointers.named(), older_than=older_than)
        return removed

    def fill(self) -> None:
        """Put elsewhere what is only here, when a pointer is not there: a storage that is new, or has lost something.

        Raises OSError when it does not answer.
        """
        if self._elsewhere is None:
            return
        there = {each.name for each in self._elsewhere.files(CURRENT)}
        missing = [slug for slug in self._pointers.slugs() if f"{slug}.json" not in there]
        if missing:
            self._objects.fill()
        for slug in missing:
            self._elsewhere.upload(f"{CURRENT}/{slug}.json", self._pointers.path(slug))

    # --- Pointers ---------------------------------------------------------------------------------------------------

    def alone(self) -> AbstractContextManager[None]:
        """One process at a time compares and exchanges pointers; the lock ends with its holder.

        Whoever also needs the database takes this first: nobody may hold rows while waiting for files. Raises
        TimeoutError when the lock is not to be had. Of several machines each has a lock of its own; there the row's
        lock keeps them from each other.
        """
        return self._pointers.alone()

    def replace(self, slug: str, pointer: Pointer) -> None:
        """Answer with this snapshot from now on; NewerInPlace when a later claim's stands there. Only ``alone``."""
        for present in self._present(slug):
            if is_older(pointer, present):
                raise NewerInPlace(f"{slug}: {present.claim_number} > {pointer.claim_number}")
        self._write(slug, pointer)

    def swap(self, slug: str, pointer: Pointer) -> None:
        """As ``replace``, alone."""
        with self.alone():
            self.replace(slug, pointer)

    def redirect(self, slug: str, target: str) -> None:
        """Lead from a former address to the present one."""
        with self.alone():
            if self._pointers.read(slug) != Redirect(target):
                self._write(slug, Redirect(target))

    def announce(self, slug: str) -> None:
        """Say that the address is known, unless it answers with a snapshot already."""
        with self.alone():
            if not any(isinstance(each, (Pointer, Pending)) for each in self._present(slug)):
                self._write(slug, Pending())

    def forget(self, slug: str) -> None:
        """Answer at this address no more: its organisation is gone."""
        with self.alone():
            if self._elsewhere is not None:
                self._elsewhere.remove(f"{CURRENT}/{slug}.json")
            self._pointers.path(slug).unlink(missing_ok=True)

    def _present(self, slug: str) -> Iterator[Place]:
        """What stands at an address here, and elsewhere."""
        place = self._pointers.read(slug)
        if place is not None:
            yield place
        if self._elsewhere is not None:
            with suppress(FileNotFoundError, ValueError):
                yield from_json(b"".join(self._elsewhere.download(f"{CURRENT}/{slug}.json")))

    def _write(self, slug: str, place: Place) -> None:
        # Elsewhere first: what is here is never newer than what the other machines can see.
        with self._pointers.exchange(slug, to_json(place).encode()) as fresh:
            if self._elsewhere is not None:
                self._elsewhere.upload(f"{CURRENT}/{slug}.json", fresh)
