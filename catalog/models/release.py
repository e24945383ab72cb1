"""What was published: frozen descriptions and their rendered pieces."""

import hashlib
import json
import zlib
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.fields import LanguageTextField
from catalog.models.record import Record
from dcat.node import Node, node_from_json
from organisations.permissions import takes_part


class ReleaseQuerySet(models.QuerySet):
    """The ways in which releases are read."""

    def in_force(self) -> "ReleaseQuerySet":
        """The latest release of each record that is not withdrawn, public or internal."""
        return self.filter(current_for__isnull=False)

    def public(self) -> "ReleaseQuerySet":
        """What everybody may see. Feeds, pages, sitemaps and counts read this and nothing else."""
        return self.in_force().filter(visibility=Release.Visibility.PUBLIC)

    def visible_to(self, person) -> "ReleaseQuerySet":
        """What this person may see: the public ones, and the internal ones for those who take part."""
        return self.in_force() if takes_part(person) else self.public()

    def datasets(self) -> "ReleaseQuerySet":
        """Releases of datasets."""
        return self.filter(class_name=Record.ClassName.DATASET)

    def of(self, organisation) -> "ReleaseQuerySet":
        """The organisation's own."""
        return self.filter(organisation=organisation)

    def about(self, property_name: str, *values: str) -> "ReleaseQuerySet":
        """Those that have one of the values in a property that there are topics for."""
        topics = Topic.objects.filter(release=models.OuterRef("pk"), property=property_name, value__in=values)
        return self.filter(models.Exists(topics))

    def for_lists(self) -> "ReleaseQuerySet":
        """In Swedish order, with what a list shows."""
        return self.select_related("organisation", "record").order_by("sort_key", "pk")


class Release(models.Model):
    """A description as it was published: who, when, why, public or internal. Never changed afterwards."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Öppen för alla")
        INTERNAL = "internal", _("Intern")

    record = models.ForeignKey(Record, models.PROTECT, related_name="releases")
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="releases")
    class_name = models.CharField(max_length=40, choices=Record.ClassName)
    number = models.PositiveIntegerField()
    visibility = models.CharField(max_length=10, choices=Visibility)
    edit_number = models.PositiveIntegerField()  # of the working copy that was frozen
    content = models.JSONField()  # dcat.node.node_to_json
    content_hash = models.CharField(max_length=64, default="", editable=False)  # see hash_of
    title = LanguageTextField()
    sort_key = models.CharField(max_length=400)
    is_high_value = models.BooleanField(default=False)
    recommended_dataset = models.ForeignKey(
        "catalog.RecommendedDataset", models.SET_NULL, null=True, blank=True, related_name="releases"
    )
    needs = models.ManyToManyField(Record, related_name="needed_by")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawal_note = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_release_per_number")]
        indexes = [
            models.Index(fields=["organisation", "class_name", "visibility", "sort_key"]),
            models.Index(fields=["class_name", "visibility", "-published_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}/{self.number}"

    @property
    def is_internal(self) -> bool:
        """Whether only those who take part see it."""
        return self.visibility == self.Visibility.INTERNAL

    @property
    def node(self) -> Node:
        """The description."""
        return node_from_json(self.content)


def hash_of(content: dict) -> str:
    """What tells one frozen description from every other: the hash of its JSON, its IRI included."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Topic(models.Model):
    """What a release is about, so that all that is about the same can be found: one value of one of its properties."""

    PROPERTIES = ("theme", "conforms_to")
    LONGEST = 600  # an index can't hold any length

    release = models.ForeignKey(Release, models.CASCADE, related_name="topics")
    property = models.CharField(max_length=40)
    value = models.CharField(max_length=LONGEST)

    class Meta:
        indexes = [models.Index(fields=["property", "value", "release"], name="catalog_top_propert_idx")]
        constraints = [models.UniqueConstraint(fields=["release", "property", "value"], name="one_topic_per_value")]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.property}/{self.value}"


def topics_of(release: Release, node: Node) -> Iterator[Topic]:
    """The topics of a release's node, not saved."""
    for name in Topic.PROPERTIES:
        values = {value.iri if isinstance(value, Node) else value for value in node.get(name)}
        yield from (Topic(release=release, property=name, value=each) for each in sorted(values) if _fits(each))


def _fits(value: str) -> bool:
    return 0 < len(value) <= Topic.LONGEST


class Fragment(models.Model):
    """A release's rendered pieces in one profile: what a feed is put together from."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="fragments")
    profile = models.CharField(max_length=40)
    writer_version = models.CharField(max_length=40)
    rdfxml = models.TextField()
    ntriples = models.TextField()
    # [{"iri", "class_name", "rdfxml", "ntriples"}, …]: described once per document, whoever mentions them.
    documents = models.JSONField(default=list)
    # [{"target", "rdfxml", "ntriples", "classes"}, …], as dcat.writer.Link: only stated where the target is described.
    links = models.JSONField(default=list)
    checksum = models.CharField(max_length=64, default="", editable=False)  # of all four

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "profile"], name="one_fragment_per_profile")]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.profile}"

    @property
    def is_whole(self) -> bool:
        """Whether it is what was written: a piece that was damaged in the database may look well and say less."""
        return self.checksum == checksum_of(self.rdfxml, self.ntriples, self.documents, self.links)


def checksum_of(rdfxml: str, ntriples: str, documents: list, links: list) -> str:
    """The checksum of a fragment with these columns: against damage, not against malice, so a quick one."""
    found = zlib.crc32(ntriples.encode(), zlib.crc32(rdfxml.encode()))
    others = json.dumps([documents, links], sort_keys=True) if documents or links else ""
    return f"{zlib.crc32(others.encode(), found):08x}"
