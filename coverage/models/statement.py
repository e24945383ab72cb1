"""What an organisation says of a recommended dataset, besides publishing it here."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StatementQuerySet(models.QuerySet):
    """The ways in which statements are read."""

    def in_force(self) -> "StatementQuerySet":
        """The latest of each organisation about each recommended dataset."""
        return self.filter(replaced_at=None)


class Statement(models.Model):
    """One organisation about one recommended dataset. Never changed: a later one takes its place, and it is kept."""

    class Kind(models.TextChoices):
        NOT_OURS = "not_ours", _("Inte vår uppgift")
        PLANNED = "planned", _("Planerad")
        PREPARED = "prepared", _("Förbereds")
        ELSEWHERE = "elsewhere", _("Publicerad på annat håll")
        NOTHING = "nothing", _("Inget sagt")  # what was said before no longer holds

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="statements")
    recommended = models.ForeignKey("catalog.RecommendedDataset", models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=Kind)
    planned_for = models.CharField(max_length=10, blank=True)  # '2027' or '2027-03', where it is planned
    address = models.CharField(max_length=2000, blank=True)  # where it is published
    note = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "recommended"],
                condition=Q(replaced_at=None),
                name="one_statement_in_force",
            ),
            models.CheckConstraint(condition=~Q(kind="elsewhere") | ~Q(address=""), name="elsewhere_says_where"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.recommended_id}: {self.kind}"
