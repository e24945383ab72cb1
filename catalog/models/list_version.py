"""The history of the recommended list, and a file that is to change it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ListVersion(models.Model):
    """One row of the list as somebody left it. ``cells`` are its columns as text (catalog.recommended_columns).

    The first version of a row that came with the application is what it said before anybody changed it.
    """

    class Kind(models.TextChoices):
        BEGINNING = "beginning", _("Så stod den från början")
        ADDED = "added", _("Tillagd")
        CHANGED = "changed", _("Ändrad")
        WITHDRAWN = "withdrawn", _("Återkallad")
        RESUMED = "resumed", _("Tillbaka i listan")

    recommended = models.ForeignKey("catalog.RecommendedDataset", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    cells = models.JSONField()
    note = models.CharField(max_length=300, blank=True)  # why, or the name of the file
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["recommended", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.recommended_id}/{self.number}"


class ListImport(models.Model):
    """A file that has been read and found good, and waits until somebody has seen what it changes."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()  # [{column: text, …}, …]
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
