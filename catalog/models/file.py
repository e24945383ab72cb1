"""A data file that an organisation keeps here, and its versions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.describing import Dataset, Distribution
from dcat.node import Node

ADDRESS_PROPERTIES = ("access_url", "download_url")


class DataFileQuerySet(models.QuerySet):
    """The ways in which files are read."""

    def kept(self) -> "DataFileQuerySet":
        """Those that have not been removed."""
        return self.filter(removed_at=None)


class DataFile(models.Model):
    """The file of a distribution. Its address never changes; what it answers with does, when a release says so.

    ``latest`` belongs to the working copy, ``served`` to the release in force. Both are moved by services alone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="files")
    # None when the distribution was taken out of the working copy: it may still be published.
    distribution = models.OneToOneField(Distribution, models.SET_NULL, null=True, related_name="file")
    distribution_uuid = models.UUIDField()
    name = models.CharField(max_length=100)  # in the address
    latest = models.ForeignKey("catalog.FileVersion", models.SET_NULL, null=True, related_name="+")
    served = models.ForeignKey("catalog.FileVersion", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DataFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["dataset", "distribution_uuid"], name="catalog_file_of_distribution")]

    def __str__(self) -> str:
        return f"{self.uuid}/{self.name}"

    @property
    def path(self) -> str:
        """Where everybody gets it, below the base address. Needs the dataset's organisation loaded."""
        return reverse("data_file", args=[self.dataset.organisation.slug, self.uuid, self.name])

    @property
    def is_waiting(self) -> bool:
        """Whether there is a version that no release shows yet."""
        return self.latest_id != self.served_id

    def is_address(self, address: str) -> bool:
        """Whether an address is this file's, under whatever base or address part."""
        return f"/filer/{self.uuid}/" in address

    def is_named_by(self, node: Node) -> bool:
        """Whether a dataset's description leads to the file."""
        return any(
            self.is_address(str(address))
            for distribution in node.get("distribution")
            for name in ADDRESS_PROPERTIES
            for address in distribution.get(name)
        )


class FileVersionQuerySet(models.QuerySet):
    """The ways in which versions are read."""

    def size_of(self, organisation) -> int:
        """Bytes that count towards an organisation's quota: all that is kept, old versions included."""
        return self.filter(file__dataset__organisation=organisation).aggregate(sum=Sum("size"))["sum"] or 0


class FileVersion(models.Model):
    """The bytes of a file at one time, and what is known of them. Never changed, but for the verdict of the scanner."""

    class Scan(models.TextChoices):
        """As ``catalog.files.scanner.Verdict``."""

        OFF = "off", _("inte viruskontrollerad")
        WAITING = "waiting", _("väntar på viruskontroll")
        CLEAN = "clean", _("viruskontrollerad")
        INFECTED = "infected", _("stoppad: virus")

    file = models.ForeignKey(DataFile, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    storage_name = models.CharField(max_length=200)
    original_name = models.CharField(max_length=200)
    ending = models.CharField(max_length=10)  # as in catalog.files.kinds
    media_type = models.CharField(max_length=100)
    charset = models.CharField(max_length=20, blank=True)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    sha1 = models.CharField(max_length=40)
    preview = models.JSONField(default=dict, blank=True)  # as in catalog.files.tables
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.OFF)
    note = models.CharField(max_length=200, blank=True)
    restored_number = models.PositiveIntegerField(null=True, blank=True)  # of the version that it is again
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_file_version_per_number")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"

    @property
    def may_be_served(self) -> bool:
        """Whether anybody may get it: not while it waits for the scanner, and never when that stopped it."""
        return self.scan in (self.Scan.OFF, self.Scan.CLEAN)

    @property
    def etag(self) -> str:
        """A strong tag: the hash of the bytes, and of what is said of them."""
        return f'"{self.sha256[:40]}-{self.ending}"'

    @property
    def content_type(self) -> str:
        """The media type, with the encoding of a text."""
        return f"{self.media_type}; charset={self.charset}" if self.charset else self.media_type
