"""An invitation that one person can use once."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models.membership import Role


class InvitationQuerySet(models.QuerySet):
    """The ways in which invitations are read."""

    def open(self, now: datetime | None = None) -> "InvitationQuerySet":
        """Neither used, taken back nor too old."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=now or timezone.now())

    def waiting(self) -> "InvitationQuerySet":
        """Neither used nor taken back; they may be too old, so that they can be sent again."""
        return self.filter(used_at=None, revoked_at=None).order_by("-created_at", "-pk")

    def with_purpose(self) -> "InvitationQuerySet":
        """With organisation, county and sender, in one query."""
        return self.select_related("organisation", "county", "invited_by")


class Invitation(models.Model):
    """What the receiver becomes: a member with a role, a samordnare of a county, or an administrator."""

    email = models.EmailField()
    organisation = models.ForeignKey(
        "organisations.Organisation", models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(max_length=30, choices=Role, blank=True)
    county = models.ForeignKey("organisations.County", models.CASCADE, null=True, blank=True, related_name="+")
    makes_administrator = models.BooleanField(default=False)
    language = models.CharField(gettext_lazy("språk"), max_length=5, default="sv")  # of the mail, and of a new person
    # Only a hash is kept: who reads the database can't use the link.
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_has_one_purpose",
                condition=models.Q(organisation__isnull=False, county=None, makes_administrator=False)
                & ~models.Q(role="")
                | models.Q(organisation=None, county__isnull=False, makes_administrator=False, role="")
                | models.Q(organisation=None, county=None, makes_administrator=True, role=""),
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> str:
        """``open``, ``used``, ``revoked`` or ``expired``."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at <= timezone.now() else "open"

    @property
    def purpose(self) -> str:
        """What the receiver becomes, for people: 'Redaktör i Uppsala kommun'."""
        if self.organisation is not None:
            return _("%(role)s för %(organisation)s") % {
                "role": self.get_role_display(),
                "organisation": self.organisation.name,
            }
        if self.county is not None:
            return _("Samordnare i %(county)s") % {"county": self.county.name}
        return _("Administratör")
