"""What was measured on a day: so many of so many, for one organisation. Counties are the sums of theirs."""

from django.db import models


class MeasuredQuerySet(models.QuerySet):
    """The ways in which measured figures are read."""

    def of_days(self, since) -> "MeasuredQuerySet":
        """From this day on, oldest first."""
        return self.filter(on__gte=since).order_by("on")


class Measured(models.Model):
    """One measure of one organisation on one day. Measured again the same day it is replaced."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="measured")
    measure = models.CharField(max_length=30)  # key of coverage.measures.MEASURES
    on = models.DateField()
    count = models.BigIntegerField()
    of = models.BigIntegerField()

    objects = MeasuredQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "measure", "on"], name="one_figure_per_measure_and_day")
        ]
        indexes = [models.Index(fields=["on", "measure"])]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.measure}/{self.on}: {self.count} of {self.of}"
