"""Putting a finished build in place: the row, the snapshot and the pointer together, never older over newer.

Also which files belong to a feed, and which of them are kept.
"""

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from dcat.negotiation import Choice
from harvesting.addresses import pointer_name
from harvesting.candidate import Candidate
from harvesting.documents import Finished
from harvesting.lease import Lease
from harvesting.models import BUILD_VERSION, Feed, Pin, Snapshot
from harvesting.store import (
    Document,
    Pointer,
    Representation,
    Store,
    document_from_json,
    documents_from_json,
)
from organisations.models import Organisation

MAIN = Choice().name  # what dataportal.se fetches; the other documents say the same
KEPT_SNAPSHOTS = 10
KEPT_OF_COLLECTED = 2  # they are large, and what they hold is kept with each organisation

log = logging.getLogger(__name__)


def feed_store() -> Store:
    """The files of this installation."""
    return _store(str(settings.SNAPSHOT_DIR), storages["snapshots"])


@lru_cache(maxsize=4)
def _store(folder: str, storage: Storage) -> Store:
    """Kept, since a store remembers the pointers it has read. A storage on disk is the folder itself."""
    return Store(Path(folder), None if isinstance(storage, FileSystemStorage) else storage)


@contextmanager
def candidates(feed_id: int, claim_number: int) -> Iterator[Path]:
    """A folder for a build's candidates, which is gone afterwards."""
    folder = feed_store().candidate_folder(feed_id, claim_number)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kept(finished: Mapping[str, Finished], *, keep_alive: Callable[[], None]) -> dict[str, Document]:
    """The finished documents, put under their hashes."""
    files = {name: (each.plain, each.compressed) for name, each in finished.items()}
    return feed_store().keep_all(files, beat=keep_alive)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a build started from, read before anything else: what is published later is built once more."""

    feed: Feed
    revision: int
    facts: str
    trigger: str
    started_at: datetime
    clock: float


def swap(lease: Lease, basis: Basis, candidate: Candidate, documents: Mapping[str, Document]) -> None:
    """Put a build in place: documents by the names of their ``Choice``. Raises LeaseLost or NewerInPlace, and then
    nothing has changed.

    The row's lock keeps others from claiming the feed until the pointer is in place; and should the lock be lost with
    the connection, the pointer itself refuses to be exchanged for an older one.
    """
    store = feed_store()
    with store.alone(), transaction.atomic():
        if candidate.contents.pin is None:
            mark_as_built(lease, basis, left_out=candidate.left_out)
            Snapshot.objects.filter(feed=basis.feed, is_waiting=True).delete()
        else:  # not all: what is newest has to be looked at too, see keep_waiting
            lease.update(left_out=candidate.left_out)
        snapshot = _snapshot(lease, basis, candidate, documents)
        store.replace(address_part_of(basis.feed), pointer_to(snapshot))
    log.info("%s built: %s datasets, %s bytes, %s", basis.feed, snapshot.dataset_count, snapshot.size, snapshot)


def keep_waiting(lease: Lease, basis: Basis, candidate: Candidate, documents: Mapping[str, Document]) -> None:
    """Keep a build of what is newest without answering with it: the feed is pinned. Raises LeaseLost."""
    with transaction.atomic():
        mark_as_built(lease, basis)
        Snapshot.objects.filter(feed=basis.feed, is_waiting=True).delete()
        snapshot = Snapshot(feed=basis.feed, is_current=False, is_waiting=True)
        snapshot.built_at, snapshot.trigger = timezone.now(), basis.trigger
        snapshot.main, snapshot.others = _stored(documents)
        _describe(snapshot, lease, basis, candidate, documents)
        snapshot.save()
    log.info("%s is pinned; built and waiting: %s datasets, %s", basis.feed, snapshot.dataset_count, snapshot)


def is_waiting(feed: Feed, contents_key: str) -> bool:
    """Whether what waits was made from the same contents, and is all there."""
    snapshot = Snapshot.objects.filter(feed=feed, is_waiting=True, contents_key=contents_key).defer("releases").first()
    return snapshot is not None and feed_store().is_complete(pointer_to(snapshot))


def mark_as_built(lease: Lease, basis: Basis, **columns) -> None:
    """Note that the feed is built from what it was to be built from, and give the lease back. Raises LeaseLost."""
    lease.update(
        built_revision=basis.revision,
        built_facts=basis.facts,
        wanted_facts=basis.facts,
        built_writer_version=BUILD_VERSION,
        built_at=basis.started_at,
        lease_until=None,
        attempts=0,
        failed_at=None,
        next_attempt_at=None,
        last_error={},
        **columns,
    )


def is_in_place(feed: Feed, contents_key: str) -> bool:
    """Whether what the feed answers with was made from the same contents, and is all there."""
    snapshot = Snapshot.objects.current().filter(feed=feed).defer("releases").first()
    if snapshot is None or snapshot.contents_key != contents_key:
        return False
    pointer = feed_store().read(pointer_name(feed))
    return isinstance(pointer, Pointer) and pointer == pointer_to(snapshot) and feed_store().is_complete(pointer)


def _snapshot(lease: Lease, basis: Basis, candidate: Candidate, documents: Mapping[str, Document]) -> Snapshot:
    """The row of the bytes: the present one when they are the same, with the time at which they came."""
    main, others = _stored(documents)
    present = Snapshot.objects.current().filter(feed=basis.feed).first()
    if present is not None and (present.main, present.others) == (main, others):
        snapshot = present
    else:
        Snapshot.objects.current().filter(feed=basis.feed).update(is_current=False)
        snapshot = Snapshot(feed=basis.feed, built_at=after(present, timezone.now()), trigger=basis.trigger)
        snapshot.main, snapshot.others = main, others
    _describe(snapshot, lease, basis, candidate, documents)
    snapshot.save()
    return snapshot


def _stored(documents: Mapping[str, Document]) -> tuple[dict, dict]:
    """The main document and the others, as their row holds them."""
    others = {name: asdict(document) for name, document in documents.items()}
    return others.pop(MAIN), others


def _describe(
    snapshot: Snapshot, lease: Lease, basis: Basis, candidate: Candidate, documents: Mapping[str, Document]
) -> None:
    """What this build says about the bytes; the same bytes may come of another one again."""
    plain, packed = documents[MAIN].plain, documents[MAIN].gzip
    snapshot.sha256, snapshot.size = plain.sha256, plain.size
    snapshot.gzip_sha256, snapshot.gzip_size = packed.sha256, packed.size
    snapshot.dataset_count, snapshot.contents_key = candidate.dataset_count, candidate.key
    snapshot.revision, snapshot.claim_number = basis.revision, lease.number
    snapshot.duration_ms = round((time.monotonic() - basis.clock) * 1000)
    snapshot.releases = [] if basis.feed.is_collected else candidate.releases
    snapshot.left_out, snapshot.pin_id = candidate.left_out, candidate.contents.pin


def after(present: Snapshot | None, moment: datetime) -> datetime:
    """When bytes came in that take the place of the present ones.

    Other bytes have another second: a client that asks by time must not be told that nothing has changed."""
    return max(moment, present.built_at + timedelta(seconds=1)) if present else moment


def pointer_to(snapshot: Snapshot) -> Pointer:
    """The pointer that answers with a snapshot."""
    return Pointer(
        main=_main_document(snapshot),
        last_modified=int(snapshot.built_at.timestamp()),
        revision=snapshot.revision,
        claim_number=snapshot.claim_number,
        dataset_count=snapshot.dataset_count,
        others=documents_from_json(snapshot.others),
    )


def _main_document(snapshot: Snapshot) -> Document:
    if snapshot.main:
        return document_from_json(snapshot.main)
    # As an earlier version kept it: without brotli, and compressed bytes under the name of the plain ones.
    return Document(
        Representation(f"{snapshot.sha256}.rdf", snapshot.size, snapshot.sha256),
        Representation(f"{snapshot.sha256}.rdf.gz", snapshot.gzip_size, snapshot.gzip_sha256),
    )


def address_part_of(feed: Feed) -> str:
    """Under which name the feed's pointer stands, as of now."""
    if feed.is_collected:
        return pointer_name(feed)
    return Organisation.objects.values_list("slug", flat=True).get(pk=feed.organisation_id)


def claim_in_place(feed: Feed) -> int:
    """The number of the claim whose work the feed's address answers with; 0 when it has none."""
    pointer = feed_store().read(pointer_name(feed))
    return pointer.claim_number if isinstance(pointer, Pointer) else 0


def forget_old(feed: Feed) -> None:
    """Keep the rows of the feed's latest snapshots, and what a pin names. Their files go when the scheduler cleans."""
    count = KEPT_OF_COLLECTED if feed.is_collected else KEPT_SNAPSHOTS
    shown = Snapshot.objects.shown().filter(feed=feed)
    kept = list(shown.order_by("-pk").values_list("pk", flat=True)[:count])
    pinned = Pin.objects.in_force().values("snapshot")
    try:
        with transaction.atomic():
            shown.filter(is_current=False).exclude(pk__in=kept).exclude(pk__in=pinned).delete()
    except IntegrityError:
        log.info("an old snapshot of %s is kept: it has just been pinned", feed)
