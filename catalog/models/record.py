"""What every record has: identity, an organisation, and the state of its description."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RecordQuerySet(models.QuerySet):
    """The ways in which working copies are read. Never for anything public: see ReleaseQuerySet."""

    def of(self, organisation) -> "RecordQuerySet":
        """The organisation's own."""
        return self.filter(organisation=organisation)

    def in_state(self, state: "Record.State") -> "RecordQuerySet":
        """Those whose ``state`` this is."""
        in_force, is_unchanged = Q(current_release__isnull=False), Q(current_release__edit_number=F("edit_number"))
        is_internal, was_published = Q(current_release__visibility="internal"), Q(was_published=True)
        states = {
            Record.State.DRAFT: ~in_force & ~was_published & Q(errors__gt=0),
            Record.State.READY: ~in_force & ~was_published & Q(errors=0),
            Record.State.PUBLISHED: in_force & is_unchanged & ~is_internal,
            Record.State.INTERNAL: in_force & is_unchanged & is_internal,
            Record.State.CHANGED: in_force & ~is_unchanged,
            Record.State.WITHDRAWN: ~in_force & was_published,
        }
        return self.filter(states[state])


class Record(models.Model):
    """Something with an IRI of ours. The description itself stands in the child's columns.

    The IRI is stored and never computed again: not from a title, an address part or a base address.
    """

    class ClassName(models.TextChoices):
        """The records' classes by their names in the profile."""

        CATALOG = "Catalog", _("Katalog")
        AGENT = "Agent", _("Aktör")
        CONTACT_POINT = "ContactPoint", _("Kontaktuppgift")
        DATASET = "Dataset", _("Datamängd")
        DATASET_SERIES = "DatasetSeries", _("Datamängdsserie")
        DATA_SERVICE = "DataService", _("Datatjänst")

    # What a catalogue lists, and is published for its own sake. The rest follows what needs it.
    LISTED = (ClassName.DATASET, ClassName.DATASET_SERIES, ClassName.DATA_SERVICE)

    class State(models.TextChoices):
        DRAFT = "draft", _("Utkast")
        READY = "ready", _("Klar att publicera")
        PUBLISHED = "published", _("Publicerad")
        INTERNAL = "published_internal", _("Publicerad internt")
        CHANGED = "changed", _("Ändrad sedan publiceringen")
        WITHDRAWN = "withdrawn", _("Tillbakadragen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    iri = models.CharField(max_length=500, unique=True, editable=False)
    class_name = models.CharField(max_length=40, choices=ClassName, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="records")
    # Goes up with every save; a form that carries an older number is stale.
    edit_number = models.PositiveIntegerField(default=1)
    # Names the form that made the record, so that the same form sent twice makes one.
    creation_token = models.UUIDField(null=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False)
    # What a document that was read said of it beside the profile: kept, and published again.
    further = models.JSONField(default=list, blank=True, editable=False)
    errors = models.PositiveIntegerField(default=0)  # findings that stop publishing, as of the last save
    advice = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    current_release = models.OneToOneField(
        "catalog.Release", models.PROTECT, null=True, blank=True, related_name="current_for"
    )
    was_published = models.BooleanField(default=False)  # has had a release, in force or not

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "class_name", "sort_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "created_by", "creation_token"], name="one_record_per_creation_token"
            ),
            models.CheckConstraint(
                condition=Q(current_release=None) | Q(was_published=True), name="in_force_means_was_published"
            ),
        ]

    def __str__(self) -> str:
        return self.iri

    @property
    def described(self) -> "Record":
        """The row with the description's columns; itself where it is that row already."""
        return getattr(self, self.class_name.lower()) if type(self) is Record else self

    @property
    def is_listed(self) -> bool:
        """Whether a catalogue lists it."""
        return self.class_name in self.LISTED

    @property
    def is_permanent(self) -> bool:
        """Whether every organisation always has it: its catalogue, and itself as publisher."""
        return self.class_name == self.ClassName.CATALOG or bool(getattr(self, "publisher_of_id", None))

    @property
    def has_changes(self) -> bool:
        """Whether the working copy has been edited since the release in force. Needs current_release loaded."""
        return self.current_release is not None and self.current_release.edit_number != self.edit_number

    @property
    def state(self) -> "Record.State":
        """The one state that is shown. Needs current_release loaded."""
        if self.current_release is not None:
            if self.has_changes:
                return self.State.CHANGED
            return self.State.INTERNAL if self.current_release.is_internal else self.State.PUBLISHED
        if self.was_published:
            return self.State.WITHDRAWN
        return self.State.DRAFT if self.errors else self.State.READY
