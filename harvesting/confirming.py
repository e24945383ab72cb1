"""Whether the public address answers with what was put there: fetched from outside after every swap.

What is due stands in the database: what the feeds answer with and nobody has confirmed. So it is found again after
whatever stops a worker, by the worker itself right after a build, else by the scheduler.
"""

import logging
import time
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from dcat.bilingual import Bilingual
from harvesting.addresses import address_of, pointer_name
from harvesting.fetch_back import Answer, Expected, Outcome, Way, fetched
from harvesting.going_back import go_back
from harvesting.models import Feed, Snapshot
from harvesting.store import Pointer
from harvesting.swap import feed_store
from harvesting.waits import wait_after

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_PAUSE_SECONDS = 2.0  # before an address that answered with other bytes is asked once more

log = logging.getLogger(__name__)


def confirm_due(feed_ids: Collection[int] | None = None, *, seconds: float, pause: float = _PAUSE_SECONDS) -> int:
    """Fetch what is due, of some feeds or of all, and begin nothing more after some seconds; how many were fetched."""
    if not settings.FETCH_BACK:
        return 0
    due = Snapshot.objects.unconfirmed(timezone.now())
    if feed_ids is not None:
        due = due.filter(feed__in=feed_ids)
    deadline, count = time.monotonic() + seconds, 0
    for snapshot in due.select_related("feed__organisation").defer("releases"):
        if time.monotonic() > deadline:
            break
        count += confirm(snapshot, pause=pause) is not None
    return count


def confirm(snapshot: Snapshot, *, pause: float = _PAUSE_SECONDS) -> Outcome | None:
    """Fetch one, read with its feed, and note how it went; None when it is not due, or no longer what the feed answers
    with."""
    if not _claimed(snapshot, timezone.now()):
        return None
    answer = _asked(snapshot)
    if answer.outcome is Outcome.OTHER_BYTES:
        time.sleep(pause)
        if _is_named(snapshot):
            answer = _asked(snapshot)
    if not _is_named(snapshot):
        return None
    _note(snapshot, answer, timezone.now())
    if answer.outcome is Outcome.OTHER_BYTES:
        log.error("%s: %s answers with other bytes than %s", snapshot.feed, address_of(snapshot.feed), snapshot)
        go_back(snapshot)
    elif answer.fault is not None:
        log.warning("%s not confirmed at %s: %s", snapshot, address_of(snapshot.feed), answer.fault.en)
    return answer.outcome


def way() -> Way:
    """How the public address is reached from here."""
    return Way(settings.PUBLIC_BASE_URL, settings.FETCH_BACK_BASE_URL)


def _claimed(snapshot: Snapshot, now: datetime) -> bool:
    """Whether it is ours to fetch. Who is killed meanwhile keeps nobody from doing it later."""
    wait = wait_after(snapshot.fetches, _FIRST_WAIT, _LONGEST_WAIT)
    due = Snapshot.objects.unconfirmed(now).order_by().filter(pk=snapshot.pk, fetches=snapshot.fetches)
    return due.update(fetches=F("fetches") + 1, next_fetch_at=now + wait) == 1


def _asked(snapshot: Snapshot) -> Answer:
    """What the address answers with. An earlier version is no damage: something on the way keeps it too long."""
    earlier = Snapshot.objects.shown().filter(feed=snapshot.feed_id).exclude(sha256=snapshot.sha256)
    sizes = dict(earlier.values_list("sha256", "size"))
    expected = Expected(snapshot.sha256, max([snapshot.size, *sizes.values()]))
    answer = fetched(address_of(snapshot.feed), expected, way())
    return Answer(Outcome.NOT_CONFIRMED, _STALE) if answer.sha256 in sizes else answer


def _is_named(snapshot: Snapshot) -> bool:
    """Whether the address is still to answer with these bytes."""
    pointer = feed_store().read(pointer_name(snapshot.feed))
    is_current = Snapshot.objects.current().filter(pk=snapshot.pk).exists()
    return is_current and isinstance(pointer, Pointer) and pointer.plain.sha256 == snapshot.sha256


def _note(snapshot: Snapshot, answer: Answer, now: datetime) -> None:
    row = Snapshot.objects.filter(pk=snapshot.pk)
    if answer.outcome is not Outcome.CONFIRMED:
        fault = {"sv": answer.fault.sv, "en": answer.fault.en}
        is_wrong = answer.outcome is Outcome.OTHER_BYTES
        row.update(fetched_at=now, fetch_fault=fault, is_answered_wrongly=is_wrong)
        return
    row.update(fetched_at=now, confirmed_at=now, next_fetch_at=None, fetch_fault={}, is_answered_wrongly=False)
    if snapshot.trigger != Snapshot.Trigger.GOING_BACK:
        Feed.objects.filter(pk=snapshot.feed_id).update(times_gone_back=0)


_STALE = Bilingual(
    "Adressen svarar fortfarande med en äldre version. En cache på vägen behåller den för länge.",
    "The address still answers with an older version. A cache on the way keeps it too long.",
)
