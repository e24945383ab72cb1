"""What a published dataset may be of the recommended list, told from its words, until somebody has decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposedMatchQuerySet(models.QuerySet):
    """The ways in which proposals are read."""

    def open(self) -> "ProposedMatchQuerySet":
        """Those of published datasets that nobody has decided about."""
        return self.filter(state=ProposedMatch.State.OPEN, record__current_release__isnull=False)

    def confirmed(self) -> "ProposedMatchQuerySet":
        """Those of published datasets that somebody has said are right."""
        return self.filter(state=ProposedMatch.State.CONFIRMED, record__current_release__isnull=False)


class ProposedMatch(models.Model):
    """One dataset and one recommended dataset. Refused ones are kept, so that nothing is proposed twice."""

    class State(models.TextChoices):
        OPEN = "open", _("Förslag")
        CONFIRMED = "confirmed", _("Bekräftad")
        REFUSED = "refused", _("Inte samma")

    record = models.ForeignKey("catalog.Record", models.CASCADE, related_name="proposed_matches")
    recommended = models.ForeignKey("catalog.RecommendedDataset", models.CASCADE, related_name="proposed_matches")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    share = models.FloatField()  # as catalog.matching.Proposal
    because = models.CharField(max_length=300)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProposedMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "recommended"], name="one_proposal_per_dataset_and_recommended")
        ]
        indexes = [models.Index(fields=["state", "recommended"])]

    def __str__(self) -> str:
        return f"{self.record_id} may be {self.recommended_id}: {self.state}"
