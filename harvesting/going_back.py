"""Going back to the version before, when the public address answers with other bytes than were put there.

What a build has put in place is taken away again, and tried anew like a build that failed: after a while that grows
each time, or at the next publication. Going back must help and must not harm. So the newest stays, and only the alarm
goes off, where going back did not help the last time, and where the version before holds what was taken back since.
"""

import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from catalog.models import Release
from dcat.bilingual import Bilingual
from harvesting.lease import Lease, LeaseLost, claim
from harvesting.models import Feed, Pin, Snapshot
from harvesting.pins import still_public
from harvesting.store import NewerInPlace
from harvesting.swap import address_part_of, after, claim_in_place, feed_store, pointer_to
from harvesting.waits import wait_after

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_NEW_EACH_TIME = {
    "pk": None,
    "is_current": True,
    "trigger": Snapshot.Trigger.GOING_BACK,
    "confirmed_at": None,
    "fetches": 0,
    "fetched_at": None,
    "next_fetch_at": None,
    "fetch_fault": {},
    "is_answered_wrongly": False,
}

log = logging.getLogger(__name__)


def go_back(snapshot: Snapshot) -> Snapshot | None:
    """Answer with the version before, as a snapshot of its own in the history; None when the newest stays.

    ``snapshot`` is read with its feed. While the feed is being built it stays too: what is built is fetched in turn.
    """
    previous = _version_before(snapshot)
    if previous is None:
        log.error("%s stays in place: there is no version that it would help to go back to", snapshot)
        return None
    feed = Feed.objects.with_wanted_revision().select_related("organisation").get(pk=snapshot.feed_id)
    lease = claim(feed, now=timezone.now(), at_least=claim_in_place(feed))
    if lease is None:
        return None
    with suppress(LeaseLost, NewerInPlace):
        return _put_back(lease, feed, snapshot, previous)
    return None


def _put_back(lease: Lease, feed: Feed, snapshot: Snapshot, previous: Snapshot) -> Snapshot | None:
    now = timezone.now()
    wait = wait_after(feed.times_gone_back, _FIRST_WAIT, _LONGEST_WAIT)
    store = feed_store()
    with store.alone(), transaction.atomic():
        if Snapshot.objects.current().filter(pk=snapshot.pk).update(is_current=False) != 1:
            lease.update(lease_until=None)
            return None  # something newer has come meanwhile
        lease.update(
            built_revision=None,
            lease_until=None,
            failed_at=now,
            next_attempt_at=now + wait,
            last_error={"sv": _WENT_BACK.sv, "en": _WENT_BACK.en, "findings": [], "count": 0},
            left_out=previous.left_out,
            times_gone_back=F("times_gone_back") + 1,
        )
        for name, value in _NEW_EACH_TIME.items():
            setattr(previous, name, value)
        previous._state.adding = True
        previous.claim_number, previous.built_at = lease.number, after(snapshot, now)
        previous.save()
        store.replace(address_part_of(feed), pointer_to(previous))
    log.error("%s went back to %s and tries again in %s", feed, previous, wait)
    return previous


def _version_before(snapshot: Snapshot) -> Snapshot | None:
    """The latest other version that may be answered with again and that it may help to go back to."""
    others = Snapshot.objects.shown().filter(feed=snapshot.feed_id, is_current=False).order_by("-pk")
    if snapshot.trigger == Snapshot.Trigger.GOING_BACK or _did_not_help(others):
        return None
    previous = others.exclude(sha256=snapshot.sha256).filter(is_answered_wrongly=False).first()
    if previous is None or not feed_store().is_complete(pointer_to(previous)) or _was_taken_back(snapshot, previous):
        return None
    return previous


def _did_not_help(others: QuerySet) -> bool:
    """Whether the address answered with other bytes after the feed had gone back too, and never rightly since."""
    back = others.filter(trigger=Snapshot.Trigger.GOING_BACK).first()
    if back is None or not back.is_answered_wrongly:
        return False
    return not others.filter(confirmed_at__gt=back.fetched_at).exists()


def _was_taken_back(snapshot: Snapshot, previous: Snapshot) -> bool:
    """Whether the earlier version may hold something that must not be shown any more."""
    if previous.pin_id != snapshot.pin_id:
        return True
    if not snapshot.feed.is_collected:
        return len(still_public(previous.releases)) < len(previous.releases)
    # What is in a collected feed is not kept: anything at all that was taken back since it was read.
    read_at = previous.built_at - timedelta(milliseconds=previous.duration_ms)
    withdrawn = Q(withdrawn_at__gte=read_at) | Q(visibility=Release.Visibility.INTERNAL, published_at__gte=read_at)
    pinned = Q(pinned_at__gte=read_at) | Q(ended_at__gte=read_at)
    return Release.objects.filter(withdrawn).exists() or Pin.objects.filter(pinned).exists()


_WENT_BACK = Bilingual(
    "Flödets adress svarade med något annat än det som vi hade lagt ut, så vi gick tillbaka till versionen före."
    " Något på vägen, till exempel en proxy eller en cache, ändrar svaret, eller så är en fil på servern skadad."
    " Säg till den som driver tjänsten. Vi försöker igen av oss själva.",
    "The address of the feed answered with something else than what we had put there, so we went back to the version"
    " before. Something on the way, such as a proxy or a cache, changes the answer, or a file on the server is damaged."
    " Tell whoever runs the service. We try again by ourselves.",
)
