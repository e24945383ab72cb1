"""What has been built: facts about finished bytes. The bytes lie in files, see ``harvesting.store``."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from harvesting.models.feed import Feed


class SnapshotQuerySet(models.QuerySet):
    """The ways in which snapshots are read."""

    def current(self) -> "SnapshotQuerySet":
        """What the feeds answer with."""
        return self.filter(is_current=True)

    def latest_of(self, feed: Feed, count: int) -> "SnapshotQuerySet":
        """The feed's latest ones, without the long list of what is in them."""
        return self.filter(feed=feed, is_waiting=False).defer("releases").order_by("-pk")[:count]

    def shown(self) -> "SnapshotQuerySet":
        """Those that the feeds answer with, or have answered with."""
        return self.filter(is_waiting=False)

    def unconfirmed(self, now) -> "SnapshotQuerySet":
        """What the feeds answer with and nobody has fetched from outside yet, as far as it is time to try."""
        return (
            self.current()
            .filter(confirmed_at=None)
            .filter(Q(next_fetch_at=None) | Q(next_fetch_at__lte=now))
            .order_by("pk")
        )


class Snapshot(models.Model):
    """One version of a feed's bytes. Building the same bytes again makes no new one."""

    class Trigger(models.TextChoices):
        """What made the build happen."""

        PUBLICATION = "publication", _("Publicering")
        SWEEP = "sweep", _("Schemaläggaren")
        PERSON = "person", _("En person")
        COMMAND = "command", _("Kommando")
        GOING_BACK = "going_back", _("Återgång efter fel på adressen")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="snapshots")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    gzip_sha256 = models.CharField(max_length=64)
    gzip_size = models.PositiveBigIntegerField()
    # Each encoding of the main document: {"plain": {"file", "size", "sha256"}, "gzip": {…}, "brotli": {…} or null}.
    # Empty where an earlier version built it.
    main = models.JSONField(default=dict)
    # The same in other formats and profiles, by name: {"dcat-ap.ttl": {"plain": {…}, "gzip": {…}, "brotli": {…}}, …}.
    others = models.JSONField(default=dict)
    contents_key = models.CharField(max_length=64, default="")  # hash of what the bytes were made from
    dataset_count = models.PositiveIntegerField()
    revision = models.PositiveBigIntegerField()
    claim_number = models.PositiveBigIntegerField()  # of the build that put it in place
    built_at = models.DateTimeField()  # when these bytes came into the feed
    duration_ms = models.PositiveIntegerField()
    trigger = models.CharField(max_length=20, choices=Trigger)
    is_current = models.BooleanField(default=True)
    # Built and checked while the feed is pinned, and never answered with: what is new comes when it is unpinned.
    is_waiting = models.BooleanField(default=False)
    # The pin that it was built under.
    pin = models.ForeignKey("harvesting.Pin", models.SET_NULL, null=True, related_name="built")
    # Keys of the releases in it; not kept for collected feeds.
    releases = models.JSONField(default=list)
    # Findings of records that are published and could not be shown in it, in the form of Feed.left_out.
    left_out = models.JSONField(default=list)

    # Whether the public address has answered with these bytes: when, and else why not ({"sv", "en"}) and when next.
    confirmed_at = models.DateTimeField(null=True)
    fetches = models.PositiveIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    next_fetch_at = models.DateTimeField(null=True)
    fetch_fault = models.JSONField(default=dict)
    is_answered_wrongly = models.BooleanField(default=False)  # the address answered with other bytes

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed"], condition=Q(is_current=True), name="one_current_snapshot"),
            models.UniqueConstraint(fields=["feed"], condition=Q(is_waiting=True), name="one_waiting_snapshot"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(is_waiting=False), name="waiting_snapshot_is_not_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feed_id}/{self.sha256[:12]}"
