"""Who belongs where, as what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.swedish_order import sort_key


class Role(models.TextChoices):
    """What a member does in an organisation; each role may do what the ones before it may."""

    REDAKTOR = "redaktor", _("Redaktör")
    PUBLICIST = "publicist", _("Publicist")
    ORGANISATIONSANSVARIG = "organisationsansvarig", _("Organisationsansvarig")


class MembershipQuerySet(models.QuerySet):
    """The ways in which memberships are read."""

    def responsible_in(self, organisation_id: int) -> "MembershipQuerySet":
        """The organisation's organisationsansvariga who can sign in."""
        return self.filter(organisation_id=organisation_id, role=Role.ORGANISATIONSANSVARIG, person__is_active=True)

    def in_order_of_names(self) -> "list[Membership]":
        """With the people, in one query, in Swedish order."""
        return sorted(self.select_related("person"), key=lambda membership: sort_key(str(membership.person)))


class Membership(models.Model):
    """A person in an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="memberships")
    role = models.CharField(_("roll"), max_length=30, choices=Role)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_per_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.organisation}"


class CountyAssignmentQuerySet(models.QuerySet):
    """The ways in which assignments are read."""

    def in_order(self) -> "CountyAssignmentQuerySet":
        """By county, with county and person, in one query."""
        return self.select_related("county", "person").order_by("county__sort_key", "person__email")


class CountyAssignment(models.Model):
    """A samordnare's county."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="county_assignments")
    county = models.ForeignKey("organisations.County", models.CASCADE, related_name="assignments")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CountyAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "county"], name="one_assignment_per_county")]

    def __str__(self) -> str:
        return f"{self.person}: {self.county}"
