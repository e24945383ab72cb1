"""Pointers that other machines have written, brought into the folder with the bytes they name.

Looked for when a feed is asked for, every few seconds at most, beside the request. What is in the folder answers as
long as the storage does not, and a pointer is only put in place when all its bytes are here.
"""

import logging
import math
import threading
import time
from pathlib import Path

from harvesting.store.elsewhere import CURRENT, OBJECTS, Backoff, Elsewhere, Listed
from harvesting.store.objects import DamagedObject, Objects
from harvesting.store.pointer_files import PointerFiles, is_address_part
from harvesting.store.pointers import Pointer, from_json, is_older

_FRESH_SECONDS = 5.0
# How long after its beginning a look is waited for. What takes longer goes on beside.
_PATIENCE_SECONDS = 1.0
# Between two looks at what can be forgotten here.
_CLEANED_EVERY_SECONDS = 3600.0
_LOOK = "look"

log = logging.getLogger(__name__)


class Mirror:
    """Looks elsewhere, and remembers what it has seen there."""

    def __init__(self, elsewhere: Elsewhere, pointers: PointerFiles, objects: Objects) -> None:
        self._elsewhere, self._pointers, self._objects = elsewhere, pointers, objects
        self._seen: dict[str, str] = {}  # version of each pointer that has been dealt with, by slug
        self._backoff = Backoff()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._began = -math.inf
        self._next_cleaning = time.monotonic() + _CLEANED_EVERY_SECONDS
        self.has_looked = False  # once, to the end

    def look(self, slug: str) -> None:
        """See that what is here is not much older than what is elsewhere; this address first."""
        with self._guard:
            now = time.monotonic()
            if self._thread is None or not self._thread.is_alive():
                if now < self._began + _FRESH_SECONDS or not self._backoff.may_try(_LOOK):
                    return
                self._began = now
                self._thread = threading.Thread(target=self._look, args=(slug,), daemon=True)
                self._thread.start()
            elif self.has_looked:
                return  # who began it waits
            thread, patience = self._thread, self._began + _PATIENCE_SECONDS - now
        thread.join(max(patience, 0.0))

    def _look(self, slug: str) -> None:
        try:
            self.bring(slug)
            if time.monotonic() >= self._next_cleaning:
                self._next_cleaning = time.monotonic() + _CLEANED_EVERY_SECONDS
                self._follow()
        except OSError as error:
            log.warning("the storage of snapshots could not be read; what is here is served: %s", error)

    def _follow(self) -> None:
        """Forget the bytes that are gone elsewhere: there is not a database on every machine to say what is kept."""
        there = {each.name for each in self._elsewhere.files(OBJECTS)}
        self._objects.clean(there | self._pointers.named(), older_than=time.time() - _CLEANED_EVERY_SECONDS)

    def bring(self, first: str = "") -> bool:
        """Bring everything that is new elsewhere; whether nothing had to be left there. Raises OSError."""
        with self._backoff.of(_LOOK):
            listed = [each for each in self._elsewhere.files(CURRENT) if is_address_part(_slug(each))]
            listed.sort(key=lambda each: _slug(each) != first)
            results = [self._bring(each) for each in listed]
            self.has_looked = True
            return all(results)

    def _bring(self, listed: Listed) -> bool:
        slug, before = _slug(listed), self._pointers.state(_slug(listed))
        if before is not None and self._seen.get(slug) == listed.version:
            return True
        text = b"".join(self._elsewhere.download(f"{CURRENT}/{listed.name}"))
        try:
            arrived = from_json(text)
            if isinstance(arrived, Pointer):
                for representation in arrived.representations:
                    self._objects.fetched(representation)
        except (ValueError, FileNotFoundError, DamagedObject) as fault:
            log.error("the pointer of %s is not taken from the storage of snapshots: %s", slug, fault)
            return False
        with self._pointers.alone():
            # What has been written here meanwhile is newer than what was read there.
            is_unchanged = self._pointers.state(slug) == before
            present = self._pointers.read(slug)
            if is_unchanged and arrived != present and not is_older(arrived, present):
                with self._pointers.exchange(slug, text):
                    log.info("the pointer of %s came from the storage of snapshots", slug)
        self._seen[slug] = listed.version
        return True


def _slug(listed: Listed) -> str:
    return Path(listed.name).stem
