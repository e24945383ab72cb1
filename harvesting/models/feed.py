"""A feed: what is published under one address, and how far it has been built.

There are no job rows. What is due follows from comparing what is wanted (facts of ``catalog`` and ``organisations``)
with what is built (columns here), so a lost task, a killed worker or a stopped broker can't make anything forgotten.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from catalog.models import Catalog
from dcat.writer import WRITER_VERSION

# What feeds are built with, beside the data: when it changes, all are built again. The second number is raised when
# a feed comes to consist of other documents or encodings than before.
BUILD_VERSION = f"{WRITER_VERSION}.3"

# How long a build may go without a sign of life, and how long one that failed may wait for its next attempt.
LEASE = timedelta(seconds=60)
LONGEST_LEASE = 2 * LEASE  # as another machine sees it, whose clock may differ
LONGEST_WAIT = timedelta(hours=1)


class FeedQuerySet(models.QuerySet):
    """The ways in which feeds are read."""

    def of(self, organisation) -> "FeedQuerySet":
        """The organisation's own feed."""
        return self.filter(organisation=organisation)

    def collected(self) -> "FeedQuerySet":
        """The feeds that gather what several organisations publish."""
        return self.exclude(kind=Feed.Kind.ORGANISATION)

    def combined(self) -> "FeedQuerySet":
        """The feed of all participating organisations together."""
        return self.filter(kind=Feed.Kind.ALL)

    def with_wanted_revision(self) -> "FeedQuerySet":
        """Adds ``wanted_revision``: the revision that the feed ought to be built from.

        For a collected feed it is the sum over the organisations that it may hold. Each term only ever goes up, so the
        sum does too, and it goes up whenever one of them publishes. Which organisations take part is among the
        ``wanted_facts``: leaving must not lower the sum, and leaving and coming back between two builds changes
        nothing.
        """
        own = Catalog.objects.filter(owner=OuterRef("organisation")).values("published_revision")
        wanted = Case(
            When(kind=Feed.Kind.ORGANISATION, then=Subquery(own)),
            When(kind=Feed.Kind.COUNTY, then=Subquery(_sum(Catalog.objects.filter(owner__county=OuterRef("subject"))))),
            default=Subquery(_sum(Catalog.objects.all())),
            output_field=models.PositiveBigIntegerField(),
        )
        return self.annotate(wanted_revision=Coalesce(wanted, 0))

    def outdated(self) -> "FeedQuerySet":
        """Never built, or built from something else than is wanted now."""
        return self.with_wanted_revision().filter(
            Q(built_revision=None)
            | Q(wanted_revision__gt=F("built_revision"))
            | ~Q(built_facts=F("wanted_facts"))
            | ~Q(built_writer_version=BUILD_VERSION)
        )

    def free(self, now) -> "FeedQuerySet":
        """Not being built by anybody whose lease still holds."""
        # Nobody has one that ends later than that: it was noted by a clock that went wrong.
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_until__gt=now + LONGEST_LEASE))

    def due(self, now) -> "FeedQuerySet":
        """To be built now. One that failed waits, unless something has been published since it was tried."""
        return (
            self.outdated()
            .free(now)
            .filter(
                Q(next_attempt_at=None)
                | Q(next_attempt_at__lte=now)
                | Q(next_attempt_at__gt=now + LONGEST_WAIT)  # noted by a clock that went wrong
                | Q(wanted_revision__gt=F("attempted_revision"))
            )
            .order_by(F("organisation").asc(nulls_last=True), "pk")
        )


def _sum(catalogues: models.QuerySet) -> models.QuerySet:
    return (
        catalogues.order_by()
        .annotate(all=Value(1))
        .values("all")
        .annotate(total=Sum("published_revision"))
        .values("total")
    )


class Feed(models.Model):
    """One organisation's feed, or one that gathers what several publish. Made by the sweep."""

    class Kind(models.TextChoices):
        """What is gathered in a feed."""

        ORGANISATION = "organisation", _("En organisation")
        ALL = "all", _("Alla organisationer")
        COUNTY = "county", _("Ett län")
        THEME = "theme", _("Ett tema")
        RECOMMENDED = "recommended", _("En rekommenderad datamängd")

    kind = models.CharField(max_length=20, choices=Kind)
    # The county's code, the theme's IRI or the recommended dataset's key; empty for the other kinds.
    subject = models.CharField(max_length=200, blank=True)
    organisation = models.OneToOneField(
        "organisations.Organisation", models.CASCADE, null=True, blank=True, related_name="feed"
    )
    # Address part of a collected feed, and IRI of its main catalogue: set when the row is made, and kept.
    address_part = models.CharField(max_length=120, blank=True)
    main_catalogue_iri = models.CharField(max_length=600, blank=True, editable=False)

    # Hash of what the catalogue's head says beside the releases: names, numbers, who takes part. Kept up by the sweep.
    wanted_facts = models.CharField(max_length=64, blank=True)

    built_revision = models.PositiveBigIntegerField(null=True)
    built_facts = models.CharField(max_length=64, blank=True)
    built_writer_version = models.CharField(max_length=40, blank=True)
    built_at = models.DateTimeField(null=True)

    # Who builds now. The number goes up with every claim; a worker holding an older one has lost its lease.
    claim_number = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    # How the attempts since the last good build went.
    attempts = models.PositiveIntegerField(default=0)
    attempted_revision = models.PositiveBigIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    # {"sv", "en", "findings": [{"code", "iri", "field", "sv", "en", "why_sv", "why_en"}, …]}, or empty.
    last_error = models.JSONField(default=dict, blank=True)
    # Findings of records that are published and that the latest good build could not show, in the same form.
    left_out = models.JSONField(default=list, blank=True)
    # How often in a row the feed went back because its address answered with other bytes.
    times_gone_back = models.PositiveIntegerField(default=0)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=~Q(kind="organisation"),
                name="one_collected_feed_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(kind="organisation", organisation__isnull=False)
                | (~Q(kind="organisation") & Q(organisation=None)),
                name="feed_has_its_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"feed {self.pk} of {self.kind} {self.organisation_id or self.subject}"

    @property
    def is_collected(self) -> bool:
        """Whether it gathers what several organisations publish."""
        return self.kind != self.Kind.ORGANISATION

    @property
    def has_failed(self) -> bool:
        """Whether the latest attempt ended with an error."""
        return bool(self.last_error)
