"""What has been built: facts about finished bytes. The bytes lie in files, see ``harvesting.store``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from harvesting.models.feed import Feed


class SnapshotQuerySet(models.QuerySet):
    """The ways in which snapshots are read."""

    def current(self) -> "SnapshotQuerySet":
        """What the feeds answer with."""
        return self.filter(is_current=True)

    def latest_of(self, feed: Feed, count: int) -> "SnapshotQuerySet":
        """The feed's latest ones, without the long list of what is in them."""
        return self.filter(feed=feed).defer("releases").order_by("-pk")[:count]


class Snapshot(models.Model):
    """One version of a feed's bytes. Building the same bytes again makes no new one."""

    class Trigger(models.TextChoices):
        """What made the build happen."""

        PUBLICATION = "publication", _("Publicering")
        SWEEP = "sweep", _("Schemaläggaren")
        PERSON = "person", _("En person")
        COMMAND = "command", _("Kommando")

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
    # Keys of the releases in it; not kept for the combined feed.
    releases = models.JSONField(default=list)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feed"], condition=models.Q(is_current=True), name="one_current_snapshot")
        ]

    def __str__(self) -> str:
        return f"{self.feed_id}/{self.sha256[:12]}"
