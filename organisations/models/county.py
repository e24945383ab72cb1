"""The counties that take part."""

from django.db import models


class County(models.Model):
    """A county (län)."""

    code = models.CharField(max_length=2, primary_key=True)  # '03': SCB's code, never a number
    name = models.CharField(max_length=60, unique=True)
    sort_key = models.CharField(max_length=120, editable=False, db_index=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name
