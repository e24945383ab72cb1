"""What could be published, before anybody describes it: candidates, and what was decided about each."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CandidateQuerySet(models.QuerySet):
    """The ways in which candidates are read."""

    def of(self, organisation) -> "CandidateQuerySet":
        """The organisation's own."""
        return self.filter(organisation=organisation)

    def in_state(self, state: str) -> "CandidateQuerySet":
        """Those that are shown in this state."""
        if state == Candidate.State.DESCRIBED:
            return self.filter(dataset__isnull=False)
        return self.filter(dataset=None, progress=state)

    def counts(self) -> dict[str, int]:
        """How many there are in each state, in one query."""
        described = Q(dataset__isnull=False)
        counted = {
            state.value: described if state == Candidate.State.DESCRIBED else ~described & Q(progress=state)
            for state in Candidate.State
        }
        return self.aggregate(**{name: models.Count("pk", filter=condition) for name, condition in counted.items()})

    def with_text(self, text: str) -> "CandidateQuerySet":
        """Those that have the text in their name, system or owner."""
        return self.filter(Q(name__icontains=text) | Q(system__icontains=text) | Q(owner__icontains=text))


class Candidate(models.Model):
    """Data that an organisation has and might describe."""

    class State(models.TextChoices):
        """How far a candidate has come. DESCRIBED is never stored: it follows from the dataset."""

        IDEA = "idea", _("Idé")
        PREPARING = "preparing", _("Förbereds")
        READY = "ready", _("Klar att beskriva")
        DESCRIBED = "described", _("Beskriven")
        DECLINED = "declined", _("Avstått")

    class Sensitivity(models.TextChoices):
        NONE = "none", _("Inget känsligt")
        PARTLY = "partly", _("Delvis känsligt")
        SENSITIVE = "sensitive", _("Känsligt")
        UNCLEAR = "unclear", _("Behöver utredas")

    class Sharing(models.TextChoices):
        OPEN = "open", _("Öppna data")
        SHARED = "shared", _("Delade data")
        INTERNAL = "internal", _("Bara internt")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="candidates")
    name = models.CharField(max_length=200)
    # Where lists show it, and what two candidates can't have in common.
    sort_key = models.CharField(max_length=500, editable=False)
    system = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    recommended_dataset = models.ForeignKey(
        "catalog.RecommendedDataset", models.SET_NULL, null=True, blank=True, related_name="candidates"
    )
    # What follows from the decisions in force, kept up by catalog.services.preparation so that lists can ask for it.
    progress = models.CharField(max_length=12, choices=State, default=State.IDEA)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity, blank=True)
    sharing = models.CharField(max_length=12, choices=Sharing, blank=True)
    declined_reason = models.TextField(blank=True)
    # The draft that it grew into. Thrown away, the candidate is what it was before.
    dataset = models.OneToOneField("catalog.Dataset", models.SET_NULL, null=True, blank=True, related_name="candidate")
    edit_number = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sort_key"], name="one_candidate_per_name"),
            models.CheckConstraint(condition=~Q(progress="described"), name="described_follows_from_the_dataset"),
        ]
        indexes = [models.Index(fields=["organisation", "-changed_at"], name="candidates_by_change")]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> "Candidate.State":
        """The one state that is shown."""
        return self.State.DESCRIBED if self.dataset_id else self.State(self.progress)


class Decision(models.Model):
    """An answer to one of the preparation questions, or that the candidate was declined or taken up again.

    Never changed: a new answer is a new row, and the latest one is in force.
    """

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="decisions")
    question = models.CharField(max_length=20)  # a key of catalog.preparation, or one of the two below
    text = models.TextField(blank=True)
    choice = models.CharField(max_length=20, blank=True)  # a value of the question's choices
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    DECLINED = "declined"
    RESUMED = "resumed"

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["candidate", "question", "-decided_at"], name="decisions_by_question")]

    def __str__(self) -> str:
        return f"{self.candidate_id}/{self.question}"
