"""What coordinators have said of a concern on the Monday list: done, or not now."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConcernMark(models.Model):
    """One kind of concern at one organisation. The latest mark counts; earlier ones are kept."""

    class Kind(models.TextChoices):
        DONE = "done", _("Klart")
        SNOOZED = "snoozed", _("Inte nu")

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="concern_marks")
    concern = models.CharField(max_length=30)  # key of coverage.monday.kinds.KINDS
    kind = models.CharField(max_length=10, choices=Kind)
    until = models.DateField()  # shown again from this day on, at the latest
    count = models.PositiveIntegerField()  # how bad it was: what is done comes back when it is worse
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "concern", "-made_at"], name="coverage_mark_latest_idx")]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.concern}: {self.kind}"
