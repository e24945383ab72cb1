"""An organisation's own domain: another door to its catalogue, and the start of the IRIs that are made meanwhile."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.hosts import in_words


class OrganisationDomainQuerySet(models.QuerySet):
    """The ways in which domains are read."""

    def in_use(self) -> "OrganisationDomainQuerySet":
        """Those under which new IRIs are made; an organisation has one at the most."""
        return self.filter(in_use_since__isnull=False, in_use_until=None)

    def for_administration(self) -> "OrganisationDomainQuerySet":
        """All, with their organisations, in order."""
        return self.select_related("organisation").order_by("organisation__sort_key", "pk")


class OrganisationDomain(models.Model):
    """A host of the organisation's, such as data.kommun.se. Once IRIs have been made under it, it answers for ever.

    Three states: *waiting* (answers, and can be tried), *in use* (new IRIs are made under it, and it is the address to
    give to the portal), *ended* (goes on answering). It is never given to another organisation.
    """

    host = models.CharField(max_length=253, unique=True)  # as DNS has it: lower case, xn-- for å, ä and ö, no port
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="domains")
    added_at = models.DateTimeField(default=timezone.now)
    in_use_since = models.DateTimeField(null=True, blank=True)
    in_use_until = models.DateTimeField(null=True, blank=True)

    objects = OrganisationDomainQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(in_use_since__isnull=False, in_use_until=None),
                name="one_domain_in_use_per_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def name(self) -> str:
        """The host as people write it, with å, ä and ö."""
        return in_words(self.host)

    @property
    def is_in_use(self) -> bool:
        """Whether new IRIs are made under it."""
        return self.in_use_since is not None and self.in_use_until is None

    @property
    def was_used(self) -> bool:
        """Whether IRIs may have been made under it."""
        return self.in_use_since is not None

    @property
    def base(self) -> str:
        """The start of addresses under it; as secure as the installation's own."""
        return f"{urlsplit(settings.PUBLIC_BASE_URL).scheme}://{self.host}"

    @property
    def feed_address(self) -> str:
        """Where the organisation's catalogue is under it."""
        return f"{self.base}/datasets/dcat"
