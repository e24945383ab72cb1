"""Who builds a feed now: claims that run out by themselves, so that a killed worker stops nobody."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from harvesting.models import LEASE, Feed

_RENEW_AFTER_SECONDS = 15.0


class LeaseLost(Exception):
    """Somebody else has claimed the feed meanwhile; nothing of ours may be put in place."""


@dataclass(slots=True)
class Lease:
    """A claim that was granted. Later claims have higher numbers."""

    feed_id: int
    number: int
    _renewed: float = field(default_factory=time.monotonic)

    def keep_alive(self) -> None:
        """Extend the lease when a good part of it has passed; LeaseLost when it is no longer ours."""
        if time.monotonic() - self._renewed > _RENEW_AFTER_SECONDS:
            self.extend()

    def extend(self) -> None:
        """Extend the lease now; LeaseLost when it is no longer ours."""
        self.update(lease_until=timezone.now() + LEASE)
        self._renewed = time.monotonic()

    def update(self, **columns) -> None:
        """Write to the feed's row, as long as the lease is ours; LeaseLost otherwise."""
        changed = Feed.objects.filter(pk=self.feed_id, claim_number=self.number).update(**columns)
        if changed != 1:
            raise LeaseLost(f"feed {self.feed_id}: claim {self.number} is not the latest")


def claim(feed: Feed, *, now: datetime, at_least: int) -> Lease | None:
    """Claim a feed read with its wanted revision; None when somebody else holds it or was quicker.

    ``at_least`` is the number of the claim whose work stands in the files: after a database has been restored from a
    backup it may be ahead of what the row says.
    """
    number = max(feed.claim_number, at_least) + 1
    changed = (
        Feed.objects.free(now)
        .filter(pk=feed.pk, claim_number=feed.claim_number)
        .update(
            claim_number=number,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            attempted_revision=feed.wanted_revision,
        )
    )
    return Lease(feed.pk, number) if changed == 1 else None
