"""Whose turn it is to ask a host about its addresses, so that nobody asks it twice at once, in whatever process."""

from django.db import models


class LinkHost(models.Model):
    """A host, with its port where that is said. Written by ``harvesting.links.turns`` alone."""

    name = models.CharField(max_length=255, unique=True)
    claimed_until = models.DateTimeField(null=True)  # who asks now; runs out by itself
    not_before = models.DateTimeField(null=True)  # the pause between requests, or what the host has asked for

    def __str__(self) -> str:
        return self.name
