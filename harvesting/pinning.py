"""Going back to a kept version of a feed, and forward again: every write to pins.

Callers have asked organisations.permissions already. What follows is done by the next build: pinning and unpinning
raise the organisation's revision, as a publication does, so that every feed that may hold its things is due.
"""

from django.db import transaction
from django.utils import timezone

from catalog.models import Release
from catalog.services.publish import raise_revision
from harvesting.models import Pin, Snapshot
from harvesting.pins import in_portions
from organisations import audit
from organisations.models import Organisation


class PinnedMeanwhile(Exception):
    """Somebody else has pinned or unpinned the feed since it was looked at."""


class NotKept(Exception):
    """The snapshot has been cleaned away since it was looked at."""


@transaction.atomic
def pin_feed(actor, *, snapshot: Snapshot, reason: str, seen: int | None) -> Pin:
    """Hold the feed at one of its kept snapshots until somebody unpins it.

    ``seen`` is the key of the pin that the person saw in force, None where there was none: it is ended, and
    PinnedMeanwhile is raised when it is another one. The same form sent twice is one pin. Raises NotKept.
    """
    organisation = _locked(snapshot)
    if not Snapshot.objects.shown().filter(pk=snapshot.pk).exists():
        raise NotKept
    present = Pin.objects.in_force().filter(feed=snapshot.feed_id).first()
    if present is not None and (present.snapshot_id, present.reason) == (snapshot.pk, reason):
        return present
    if (present.pk if present else None) != seen:
        raise PinnedMeanwhile
    if present is not None:
        _end(actor, present)
    pin = Pin.objects.create(feed_id=snapshot.feed_id, snapshot=snapshot, reason=reason, pinned_by=actor)
    for some in in_portions(snapshot.releases):
        own = Release.objects.filter(pk__in=some, organisation=organisation)
        pin.releases.add(*own.values_list("pk", flat=True))
    raise_revision(organisation.pk)
    audit.record("feed_pinned", actor, organisation=organisation.pk, snapshot=snapshot.pk)
    return pin


@transaction.atomic
def unpin_feed(actor, *, pin: Pin) -> None:
    """Show what is newest again. A pin that has been ended already is left as it is; PinnedMeanwhile when the feed has
    been pinned anew."""
    organisation = _locked(pin)
    present = Pin.objects.in_force().filter(feed=pin.feed_id).first()
    if present is None:
        return
    if present.pk != pin.pk:
        raise PinnedMeanwhile
    _end(actor, present)
    raise_revision(organisation.pk)
    audit.record("feed_unpinned", actor, organisation=organisation.pk, pin=pin.pk)


def _locked(thing: Pin | Snapshot) -> Organisation:
    """The organisation of the feed: one person at a time, and nobody publishes meanwhile."""
    return Organisation.objects.select_for_update(of=("self",)).get(feed=thing.feed_id)


def _end(actor, pin: Pin) -> None:
    Pin.objects.filter(pk=pin.pk).update(ended_at=timezone.now(), ended_by=actor)
    pin.releases.clear()
