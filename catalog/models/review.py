"""Two pairs of eyes: who has written what, what was submitted and decided, and what was said about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.fields import LanguageTextField
from catalog.models.record import Record
from catalog.models.release import Release
from dcat.node import Node, node_from_json


class Contribution(models.Model):
    """Somebody has written in a working copy; ``edit_number`` is the latest version that they saved."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edit_number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="one_contribution_per_person")]

    def __str__(self) -> str:
        return f"{self.record_id}/{self.person_id}"


class ReviewQuerySet(models.QuerySet):
    """The ways in which reviews are read."""

    def waiting(self) -> "ReviewQuerySet":
        """Nobody has decided yet."""
        return self.filter(state=Review.State.WAITING)

    def open(self) -> "ReviewQuerySet":
        """Where somebody has something to do: waiting, or returned and neither submitted again nor published since."""
        newer = Review.objects.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
        released = Release.objects.filter(record=OuterRef("record"), published_at__gt=OuterRef("decided_at"))
        returned = Q(state=Review.State.RETURNED) & ~Exists(newer) & ~Exists(released)
        return self.filter(Q(state=Review.State.WAITING) | returned)

    def for_lists(self) -> "ReviewQuerySet":
        """The longest waiting first, with what a list shows."""
        people = self.select_related("submitted_by", "decided_by", "record__organisation")
        return people.order_by("submitted_at", "pk")


class Review(models.Model):
    """One version of a record, submitted so that somebody else looks at it before it is published."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Väntar på granskning")
        APPROVED = "approved", _("Godkänd och publicerad")
        RETURNED = "returned", _("Skickad tillbaka")
        TAKEN_BACK = "taken_back", _("Tagen tillbaka")
        OVERTAKEN = "overtaken", _("Ersatt av något senare")  # submitted again, or published another way

    record = models.ForeignKey(Record, models.CASCADE, related_name="reviews")
    edit_number = models.PositiveIntegerField()
    # {key of a record: edit number, …}: the versions of all that would be published, the record's own among them.
    edit_numbers = models.JSONField()
    visibility = models.CharField(max_length=10, choices=Release.Visibility)
    content = models.JSONField()  # dcat.node.node_to_json, as it was submitted
    title = LanguageTextField()
    message = models.TextField(blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    release = models.ForeignKey(Release, models.SET_NULL, null=True, blank=True, related_name="reviews")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(state="waiting"), name="one_waiting_review"),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="catalog_review_state_idx")]

    def __str__(self) -> str:
        return f"{self.record_id}/{self.edit_number}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be decided."""
        return self.state == self.State.WAITING

    @property
    def node(self) -> Node:
        """The description as it was submitted."""
        return node_from_json(self.content)


class CommentQuerySet(models.QuerySet):
    """The ways in which comments are read."""

    def open(self) -> "CommentQuerySet":
        """What is still to be answered or done."""
        return self.filter(resolved_at=None)

    def in_order(self) -> "CommentQuerySet":
        """As they were written, with who wrote and what they are about."""
        return self.select_related("author", "resolved_by", "distribution").order_by("created_at", "pk")


class Comment(models.Model):
    """What somebody says about a working copy: about the whole, or about one field of it or of a distribution."""

    LONGEST = 2000

    record = models.ForeignKey(Record, models.CASCADE, related_name="comments")
    distribution = models.ForeignKey(
        "catalog.Distribution", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    field = models.CharField(max_length=60, blank=True)  # name of a row of the profile; empty: the whole
    text = models.TextField(max_length=LONGEST)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # Names the form, so that the same form sent twice makes one.
    creation_token = models.UUIDField(default=uuid.uuid4, editable=False)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "author", "creation_token"], name="one_comment_per_creation_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}/{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered or done."""
        return self.resolved_at is None
