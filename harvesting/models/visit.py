"""Who has fetched the feeds: sums that stay small, and each visit of the portal for a while. Nothing about any person.

Written by ``harvesting.visits.gather`` alone, from files; requests never touch these tables.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visitor(models.TextChoices):
    """What kind of visitor a request came from, as far as it says so itself."""

    PORTAL = "portal", _("dataportal.se")
    HARVESTER = "harvester", _("Andra hämtare och sökmotorer")
    BROWSER = "browser", _("Webbläsare")
    SCRIPT = "script", _("Program och skript")
    OURSELVES = "ourselves", _("Vår egen kontroll")
    UNKNOWN = "unknown", _("Okända")


class VisitCount(models.Model):
    """How often a document was asked for on one day (local time), by one kind of visitor, with one status.

    ``feed`` is the name that the feed had then: an address part, or that of a feed of several organisations.
    """

    day = models.DateField(db_index=True)
    feed = models.CharField(max_length=160)
    document = models.CharField(max_length=40)  # name of the dcat.negotiation.Choice; empty where none was answered
    status = models.PositiveSmallIntegerField()
    visitor = models.CharField(max_length=10, choices=Visitor)
    count = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes handed out, all together
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "day", "document", "status", "visitor"], name="one_count_per_feed_day_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.feed} {self.day} {self.visitor}: {self.count}"


class PortalVisit(models.Model):
    """One request of the portal's harvester."""

    feed = models.CharField(max_length=160)
    at = models.DateTimeField(db_index=True)
    document = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField()
    size = models.PositiveBigIntegerField()  # bytes handed out
    version = models.CharField(max_length=12)  # the beginning of the entity tag; empty where there was none

    class Meta:
        indexes = [models.Index(fields=["feed", "-at"])]

    def __str__(self) -> str:
        return f"{self.feed} {self.at:%Y-%m-%d %H:%M:%S} {self.status}"


class VisitBatch(models.Model):
    """A file that has been counted: it stands here before it is removed, so that nothing counts twice."""

    name = models.CharField(max_length=100, unique=True)
    gathered_at = models.DateTimeField()
    lines = models.PositiveBigIntegerField()
    damaged = models.PositiveBigIntegerField()  # lines that could not be read

    def __str__(self) -> str:
        return self.name
