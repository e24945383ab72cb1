"""What people are told, and how they want it by mail."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=5)  # how long whoever sends a mail may take


class ByMail(models.TextChoices):
    """When a kind of notice comes by mail."""

    NOW = "now", _("Genast")
    DAILY = "daily", _("En gång om dagen")
    NEVER = "never", _("Aldrig")


class NoticeQuerySet(models.QuerySet):
    """The ways in which notices are read."""

    def unread(self) -> "NoticeQuerySet":
        """Not opened yet."""
        return self.filter(read_at=None)

    def to_mail(self) -> "NoticeQuerySet":
        """Those of which a mail is still to go out. What was read in the meantime needs none."""
        return self.unread().filter(mailed_at=None, mail_due_at__isnull=False)

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Those of which a mail is to go out now, and that nobody is sending."""
        is_free = Q(claimed_until=None) | Q(claimed_until__lte=now) | Q(claimed_until__gt=now + 2 * LEASE)
        return self.to_mail().filter(is_free, mail_due_at__lte=now)

    def for_lists(self) -> "NoticeQuerySet":
        """The newest first, with what a list shows."""
        return self.select_related("actor", "organisation").order_by("-created_at", "-pk")


class Notice(models.Model):
    """Something that one person is told once: shown in the application, and sent by mail if they want it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)  # a key of organisations.notices.kinds.KINDS
    # Where it happened: who has nothing to do there any more neither sees it nor gets it by mail.
    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, blank=True, related_name="+"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    what = models.JSONField(default=dict, blank=True)  # {"sv": …, "en": …}: what it is about
    note = models.TextField(blank=True)  # what the actor wrote
    reason = models.JSONField(default=dict, blank=True)  # {"sv": …, "en": …}: what the service itself says about it
    path = models.CharField(max_length=600)  # of the one page that it leads to
    # Names what happened, where the same thing may be found again and again; empty otherwise.
    key = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    by_mail = models.CharField(max_length=10, choices=ByMail)
    mail_due_at = models.DateTimeField(null=True, blank=True)  # None: no mail is to go out
    mailed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # Who is sending it, and until when nobody else may.
    claim = models.UUIDField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], condition=~Q(key=""), name="one_notice_per_key"),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="organisations_notice_list_idx"),
            models.Index(fields=["mail_due_at"], condition=Q(mailed_at=None), name="organisations_notice_mail_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class NoticeChoice(models.Model):
    """How somebody wants one kind of notice, where that is not as usual."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    by_mail = models.CharField(max_length=10, choices=ByMail)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_per_kind")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.by_mail}"
