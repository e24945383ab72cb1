"""A feed: what is published under one address, and how far it has been built.

There are no job rows. What is due follows from comparing what is wanted (facts of ``catalog`` and ``organisations``)
with what is built (columns here), so a lost task, a killed worker or a stopped broker can't make anything forgotten.
"""

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from catalog.models import Catalog
from dcat.writer import WRITER_VERSION

# What feeds are built with, beside the data: when it changes, all are built again. The second number is raised when
# a feed comes to consist of other documents or encodings than before.
BUILD_VERSION = f"{WRITER_VERSION}.2"


class FeedQuerySet(models.QuerySet):
    """The ways in which feeds are read."""

    def of(self, organisation) -> "FeedQuerySet":
        """The organisation's own feed."""
        return self.filter(organisation=organisation)

    def combined(self) -> "FeedQuerySet":
        """The feed of all participating organisations together."""
        return self.filter(organisation=None)

    def with_wanted_revision(self) -> "FeedQuerySet":
        """Adds ``wanted_revision``: the revision that the feed ought to be built from.

        For the combined feed it is the sum over all organisations. Each term only ever goes up, so the sum does too,
        and it goes up whenever anybody publishes. Which organisations take part is among the ``wanted_facts``: leaving
        must not lower the sum, and leaving and coming back between two builds changes nothing.
        """
        own = Catalog.objects.filter(owner=OuterRef("organisation")).values("published_revision")
        everyone = (
            Catalog.objects.order_by().annotate(all=Value(1)).values("all").annotate(total=Sum("published_revision"))
        )
        wanted = Case(
            When(organisation=None, then=Subquery(everyone.values("total"))),
            default=Subquery(own),
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
        return self.filter(Q(lease_until=None) | Q(lease_until__lte=now))

    def due(self, now) -> "FeedQuerySet":
        """To be built now. One that failed waits, unless something has been published since it was tried."""
        return (
            self.outdated()
            .free(now)
            .filter(
                Q(next_attempt_at=None) | Q(next_attempt_at__lte=now) | Q(wanted_revision__gt=F("attempted_revision"))
            )
            .order_by(F("organisation").asc(nulls_last=True))
        )


class Feed(models.Model):
    """One organisation's feed, or (without organisation) the combined one. Made by the sweep."""

    organisation = models.OneToOneField(
        "organisations.Organisation", models.CASCADE, null=True, blank=True, related_name="feed"
    )
    # IRI of the combined feed's main catalogue: set when the row is made, and kept, as a record's is.
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

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce("organisation", 0), name="one_feed_per_organisation_and_one_of_all")
        ]

    def __str__(self) -> str:
        return f"feed {self.pk} of organisation {self.organisation_id or 'all'}"

    @property
    def is_combined(self) -> bool:
        """Whether this is the feed of all participating organisations together."""
        return self.organisation_id is None

    @property
    def has_failed(self) -> bool:
        """Whether the latest attempt ended with an error."""
        return bool(self.last_error)
