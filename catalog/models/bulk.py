"""Changing many records at once: what was chosen, and what became of each. What is due stands here, not in a queue."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.record import Record


class BulkActionQuerySet(models.QuerySet):
    """The ways in which they are read."""

    def unfinished(self, organisation, class_name: str) -> "BulkActionQuerySet":
        """What was begun and interrupted, with the number of records that wait."""
        begun = self.filter(organisation=organisation, class_name=class_name, finished_at=None)
        waiting = models.Count("items", filter=models.Q(items__outcome=BulkItem.Outcome.WAITING))
        return begun.exclude(confirmed_at=None).annotate(waiting=waiting).order_by("confirmed_at")


class BulkAction(models.Model):
    """One change of many records: chosen, then prepared (with what it is to do), then confirmed, then finished."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Byt kontaktuppgift")
        LICENCE = "licence", _("Byt licens")
        PUBLISH = "publish", _("Publicera")
        WITHDRAW = "withdraw", _("Dra tillbaka")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="bulk_actions")
    class_name = models.CharField(max_length=40, choices=Record.ClassName)
    kind = models.CharField(max_length=20, choices=Kind)
    choice = models.JSONField(default=dict, blank=True)  # as the kind's form has it: names and plain values
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    prepared_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "class_name", "confirmed_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class BulkItem(models.Model):
    """One of the records, the version of it that was looked at, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Väntar")
        DONE = "done", _("Klart")
        UNCHANGED = "unchanged", _("Behövde inte ändras")
        FAILED = "failed", _("Gick inte")

    action = models.ForeignKey(BulkAction, models.CASCADE, related_name="items")
    record = models.ForeignKey(Record, models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    edit_number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    reasons = models.JSONField(default=list, blank=True)  # [{"sv": …, "en": …}, …]: why it failed or needed nothing
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["action", "record"], name="one_item_per_record")]
        indexes = [models.Index(fields=["action", "outcome", "position"])]

    def __str__(self) -> str:
        return f"{self.action_id}/{self.position}"
