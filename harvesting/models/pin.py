"""A feed that somebody has gone back with: since when, by whom, why, and what is shown meanwhile."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from harvesting.models.feed import Feed
from harvesting.models.snapshot import Snapshot


class PinQuerySet(models.QuerySet):
    """The ways in which pins are read."""

    def in_force(self) -> "PinQuerySet":
        """Those that nobody has ended."""
        return self.filter(ended_at=None)


class Pin(models.Model):
    """An organisation's feed held at a kept snapshot. Ended pins are kept: they tell who did what, and why."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="pins")
    # Which can't be deleted while the pin is in force: the constraint below refuses it.
    snapshot = models.ForeignKey(Snapshot, models.SET_NULL, null=True, related_name="pins")
    # The organisation's own of the snapshot's releases, while the pin is in force. Which of them are shown is decided
    # when the feed is built: see harvesting.pins.
    releases = models.ManyToManyField("catalog.Release", related_name="pins")
    reason = models.TextField()
    pinned_at = models.DateTimeField(default=timezone.now)
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed"], condition=Q(ended_at=None), name="one_pin_in_force"),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=False) | Q(ended_at__isnull=False), name="pin_in_force_has_its_snapshot"
            ),
        ]

    def __str__(self) -> str:
        return f"pin {self.pk} of feed {self.feed_id}"
