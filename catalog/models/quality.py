"""How good each released dataset is, kept so that nobody has to count twenty thousand of them for a page."""

from django.db import models
from django.utils import timezone

from catalog.models.release import Release


class ReleaseQualityQuerySet(models.QuerySet):
    """The ways in which scores are read."""

    def public(self) -> "ReleaseQualityQuerySet":
        """Of the datasets that everybody may see."""
        return self.filter(release__in=Release.objects.public().datasets().values("pk"))

    def of(self, organisation) -> "ReleaseQualityQuerySet":
        """Of the organisation's own."""
        return self.filter(release__organisation=organisation)

    def lacking(self, indicator: str) -> "ReleaseQualityQuerySet":
        """Those that lose points by an indicator."""
        return self.filter(missing__has_key=indicator)


class ReleaseQuality(models.Model):
    """The scores of one release of a dataset, as they were counted last.

    A release never changes, but what its links answer does, and so may the way of counting.
    """

    release = models.OneToOneField(Release, models.CASCADE, primary_key=True, related_name="quality")
    european = models.PositiveSmallIntegerField()
    european_best = models.PositiveSmallIntegerField()  # when all that is not known turns out well
    portal = models.PositiveSmallIntegerField()
    portal_best = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField()
    missing = models.JSONField(default=dict)  # the European points that are lost, by the name of the indicator
    version = models.PositiveSmallIntegerField()  # of the way of counting
    computed_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)  # when it is to be counted again

    objects = ReleaseQualityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.release_id}: {self.european}"
