"""An organisation that describes its data here."""

from datetime import datetime

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from organisations.models.invitation import Invitation
from organisations.models.membership import Membership


class OrganisationQuerySet(models.QuerySet):
    """The ways in which organisations are read."""

    def by_county(self) -> "OrganisationQuerySet":
        """In the order of counties, the region first, then its kommuner by name."""
        return self.select_related("county").order_by("county__sort_key", "-kind", "sort_key")

    def at_address(self, slug: str) -> "Organisation | None":
        """The organisation that has this address part, or had it before (then its ``slug`` is another one)."""
        return self.filter(
            models.Q(slug=slug) | models.Q(pk__in=OrganisationAddress.objects.filter(slug=slug).values("organisation"))
        ).first()

    def for_administration(self, now: datetime | None = None) -> "OrganisationQuerySet":
        """In order, each with ``member_count`` and ``open_invitation_count``, in one query."""
        invitations = Invitation.objects.open(now).filter(organisation=models.OuterRef("pk")).order_by()
        members = Membership.objects.filter(organisation=models.OuterRef("pk")).order_by()
        return self.by_county().annotate(
            member_count=_count(members, "organisation"), open_invitation_count=_count(invitations, "organisation")
        )


def _count(rows: models.QuerySet, group: str) -> Coalesce:
    # Counted apart: two joins counted together would multiply each other.
    counted = rows.values(group).annotate(number=models.Count("pk")).values("number")
    return Coalesce(models.Subquery(counted), 0)


class Organisation(models.Model):
    """A kommun or a region. Its address part never changes by itself; a former one goes on leading here."""

    class Kind(models.TextChoices):
        KOMMUN = "kommun", _("Kommun")
        REGION = "region", _("Region")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    county = models.ForeignKey("organisations.County", models.PROTECT, related_name="organisations")
    municipality_code = models.CharField(max_length=4, blank=True)
    organisation_number = models.CharField(
        max_length=10, unique=True, validators=[RegexValidator(r"^\d{10}$", _("Ange tio siffror, utan bindestreck."))]
    )
    # The publisher's permanent IRI is made from the number, so nothing is published before somebody vouches for it.
    number_confirmed_at = models.DateTimeField(null=True, blank=True)
    number_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    website_domain = models.CharField(max_length=200, blank=True)
    geonames_iri = models.URLField(max_length=200, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    # The box around the area, degrees in WGS84.
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)
    requires_approval = models.BooleanField(default=False)
    in_combined_feed = models.BooleanField(default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> list[str]:
        """What people call it and its place, the longest first."""
        return sorted({self.name, self.short_name} - {""}, key=len, reverse=True)

    @property
    def is_number_confirmed(self) -> bool:
        """Whether somebody has vouched for the organisation number."""
        return self.number_confirmed_at is not None

    @property
    def area(self) -> dict[str, float] | None:
        """The sides of the box around the area, in degrees; None where they are not known."""
        sides = {"west": self.west, "south": self.south, "east": self.east, "north": self.north}
        return None if None in sides.values() else sides

    @property
    def agent_iri(self) -> str:
        """The publisher's IRI as the portal wants it (DOMAIN: harvesting rule 6)."""
        return f"http://dataportal.se/organisation/SE{self.organisation_number}"

    @property
    def formatted_number(self) -> str:
        """The number as people write it, NNNNNN-NNNN."""
        return f"{self.organisation_number[:6]}-{self.organisation_number[6:]}"


class OrganisationAddress(models.Model):
    """An address part that an organisation had before. It is never given to another one."""

    slug = models.SlugField(max_length=100, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.slug
