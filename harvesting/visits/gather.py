"""From the file of visits to the database. May be killed anywhere and run any number of times, also at once.

The file is set aside under a name that no other ever has. A batch that has not been written to for a while is counted,
and its name is kept in the same transaction: whoever finds the file afterwards only removes it.
"""

import logging
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from harvesting.models import PortalVisit, VisitBatch, VisitCount, Visitor
from harvesting.visits.lines import LONGEST_LINE, Visit, visit_from
from harvesting.visits.note import CURRENT

# A process that had the file open when it was set aside has written its line by then.
QUIET_SECONDS = 5.0
# Of one feed and day; the portal comes once or twice. Whoever only claims to be the portal can't fill the table.
MOST_PORTAL_VISITS = 50
KEEP_PORTAL_VISITS = timedelta(days=90)
KEEP_COUNTS = timedelta(days=400)
_KEEP_BATCHES = timedelta(days=30)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Gathered:
    """What a round of gathering found."""

    batches: int = 0
    visits: int = 0
    damaged: int = 0


@dataclass(slots=True)
class _Sum:
    count: int = 0
    size: int = 0
    last_at: int = 0

    def add(self, visit: Visit) -> None:
        self.count += 1
        self.size += visit.size
        self.last_at = max(self.last_at, visit.at)


@dataclass(slots=True)
class _Batch:
    """A file, summed up: as large as there are feeds and kinds of visit, however many visits there are."""

    lines: int = 0
    damaged: int = 0
    sums: dict[tuple, _Sum] = field(default_factory=dict)  # by day, feed, document, status and visitor
    portal: list[Visit] = field(default_factory=list)
    _by_portal: Counter = field(default_factory=Counter)

    def add(self, visit: Visit) -> None:
        day = timezone.localdate(_moment(visit.at))
        key = (day, visit.feed, visit.document, visit.status, visit.visitor)
        self.sums.setdefault(key, _Sum()).add(visit)
        if visit.visitor is Visitor.PORTAL:
            self._by_portal[visit.feed, day] += 1
            if self._by_portal[visit.feed, day] <= MOST_PORTAL_VISITS:
                self.portal.append(visit)


def gather(*, quiet_seconds: float = QUIET_SECONDS) -> Gathered:
    """Count what has been noted, up to a moment ago. Without visits the database is not asked for anything."""
    folder, gathered = Path(settings.VISITS_DIR), Gathered()
    _set_aside(folder)
    for path in sorted(folder.glob("*.batch")):
        if _is_quiet(path, quiet_seconds):
            _gather(path, gathered)
    if gathered.batches:
        forget_old()
    return gathered


def forget_old() -> None:
    """Remove what is older than it is kept."""
    now = timezone.now()
    PortalVisit.objects.filter(at__lt=now - KEEP_PORTAL_VISITS).delete()
    VisitCount.objects.filter(day__lt=(now - KEEP_COUNTS).date()).delete()
    # A name is needed as long as its file may be there.
    left = [path.name for path in Path(settings.VISITS_DIR).glob("*.batch")]
    VisitBatch.objects.filter(gathered_at__lt=now - _KEEP_BATCHES).exclude(name__in=left).delete()


def _set_aside(folder: Path) -> None:
    """Give the file that is written to a name of its own. The next visit begins a new one."""
    current = folder / CURRENT
    try:
        if current.stat().st_size:
            current.rename(folder / f"{time.time():.0f}-{uuid.uuid4().hex}.batch")
    except FileNotFoundError:
        return  # no visits, or another one was quicker


def _is_quiet(path: Path, seconds: float) -> bool:
    """Whether nothing has been written or renamed for so long. A clock that was set back makes nobody wait for it."""
    try:
        return abs(time.time() - path.stat().st_ctime) >= seconds
    except FileNotFoundError:
        return False


def _gather(path: Path, gathered: Gathered) -> None:
    try:
        batch = _read(path)
    except FileNotFoundError:
        return
    if _keep(path.name, batch):
        gathered.batches += 1
        gathered.visits += batch.lines - batch.damaged
        gathered.damaged += batch.damaged
    if batch.damaged:
        log.warning("%s of %s lines of %s can't be read and are left out", batch.damaged, batch.lines, path.name)
    path.unlink(missing_ok=True)


def _read(path: Path) -> _Batch:
    batch = _Batch()
    with path.open("rb") as handle:
        for line in _lines(handle):
            batch.lines += 1
            try:
                batch.add(visit_from(line))
            except ValueError:
                batch.damaged += 1
    return batch


def _lines(handle) -> Iterator[bytes]:
    """The lines that are not empty, a bounded piece at a time, whatever the file holds."""
    while line := handle.readline(LONGEST_LINE + 2):
        if stripped := line.strip(b"\r\n"):
            yield stripped


def _keep(name: str, batch: _Batch) -> bool:
    """Add a batch to what is known; false when that has been done already."""
    try:
        with transaction.atomic():
            VisitBatch.objects.create(name=name, gathered_at=timezone.now(), lines=batch.lines, damaged=batch.damaged)
            for key in sorted(batch.sums):  # in one order, so that two at once don't wait for each other
                _count(key, batch.sums[key])
            _keep_portal_visits(batch)
    except IntegrityError:
        if VisitBatch.objects.filter(name=name).exists():
            return False
        raise
    return True


def _count(key: tuple, total: _Sum) -> None:
    day, feed, document, status, visitor = key
    last_at = _moment(total.last_at)
    row, _is_new = VisitCount.objects.get_or_create(
        day=day, feed=feed, document=document, status=status, visitor=visitor, defaults={"last_at": last_at}
    )
    VisitCount.objects.filter(pk=row.pk).update(
        count=F("count") + total.count,
        size=F("size") + total.size,
        last_at=Greatest(F("last_at"), Value(last_at)),
    )


def _keep_portal_visits(batch: _Batch) -> None:
    """One by one, those of each feed and day up to a limit."""
    days = {(visit.feed, timezone.localdate(_moment(visit.at))) for visit in batch.portal}
    room = {(feed, day): MOST_PORTAL_VISITS - _kept_on(feed, day) for feed, day in days}
    rows = []
    for visit in batch.portal:
        place = visit.feed, timezone.localdate(_moment(visit.at))
        room[place] -= 1
        if room[place] >= 0:
            rows.append(
                PortalVisit(
                    feed=visit.feed,
                    at=_moment(visit.at),
                    document=visit.document,
                    status=visit.status,
                    size=visit.size,
                    version=visit.version,
                )
            )
    PortalVisit.objects.bulk_create(rows, batch_size=500)


def _kept_on(feed: str, day: date) -> int:
    return PortalVisit.objects.filter(feed=feed, at__date=day).count()


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
