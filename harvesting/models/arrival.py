"""What the portal's public register says about us, as of the latest check: for each organisation and each dataset.

Written by ``harvesting.arrival.check`` alone. A check that fails changes nothing but what is said of the check.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models import Record


class Arrival(models.Model):
    """An organisation at the portal: which of the portal's sources is ours, and how that was harvested last."""

    class Result(models.TextChoices):
        """How the portal's latest harvest ended, in its own words."""

        SUCCESS = "success", _("Lyckades")
        FAILED = "failed", _("Misslyckades")
        UNKNOWN = "", _("Inte känt")

    organisation = models.OneToOneField("organisations.Organisation", models.CASCADE, related_name="arrival")
    # The portal's name of the source (``contextId``): the one that holds most of our datasets. Kept when none is there.
    source = models.CharField(max_length=64, blank=True)
    harvest_result = models.CharField(max_length=10, choices=Result, blank=True)
    harvested_at = models.DateTimeField(null=True)
    dataset_count = models.PositiveIntegerField(default=0)  # public datasets when it was checked
    visible_count = models.PositiveIntegerField(default=0)  # those of them that the portal shows from our source
    checked_at = models.DateTimeField(null=True)  # the latest check that got its answers
    attempted_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)  # who checks now; runs out by itself
    error = models.JSONField(default=dict, blank=True)  # {"sv", "en"}: why the latest check got no answers

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.visible_count} of {self.dataset_count}"


class RecordArrival(models.Model):
    """A dataset at the portal. Without a row it is not known."""

    class State(models.TextChoices):
        """Whether the portal shows it, and if not, why."""

        VISIBLE = "visible", _("Syns på dataportal.se")
        DUPLICATE = "duplicate", _("Finns redan från en annan källa")
        NOT_IN_FEED = "not_in_feed", _("Inte i flödet än")
        HARVEST_FAILED = "harvest_failed", _("Hämtningen misslyckades")
        NOT_YET = "not_yet", _("Inte hämtad än")
        NEVER_FETCHED = "never_fetched", _("Flödet har aldrig hämtats")
        NOT_SHOWN = "not_shown", _("Hämtad, men visas inte")
        GONE = "gone", _("Försvunnen från dataportal.se")
        WITHDRAWN = "withdrawn", _("Tillbakadragen av er")

    record = models.OneToOneField(Record, models.CASCADE, related_name="arrival")
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="record_arrivals")
    state = models.CharField(max_length=20, choices=State)
    url = models.CharField(max_length=500, blank=True)  # its page at the portal, where there is one
    seen_at = models.DateTimeField(null=True)  # the latest check that found it in our source
    since = models.DateTimeField()  # when the state began: what is visible, when the portal first had it

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.state}"
