"""Addresses that descriptions lead to, and what was found there. Written by ``harvesting.links`` alone."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models.release import Release


class LinkQuerySet(models.QuerySet):
    """The ways in which addresses are read."""

    def at(self, urls) -> "LinkQuerySet":
        """Those of these addresses that have a row."""
        return self.filter(url_hash__in={hash_of_url(url) for url in urls})

    def in_use(self) -> "LinkQuerySet":
        """Those that a release in force leads to."""
        return self.filter(models.Exists(LinkUse.objects.filter(link=models.OuterRef("pk"))))

    def wanted(self) -> "LinkQuerySet":
        """Those that somebody has asked for and nobody has checked since."""
        return self.filter(wanted_at__isnull=False)

    def due(self, now) -> "LinkQuerySet":
        """Those whose time has come."""
        return self.filter(next_check_at__lte=now)


class Link(models.Model):
    """One address, whoever uses it. What stands after ``#`` is no part of it."""

    class State(models.TextChoices):
        NOT_CHECKED = "", _("Inte kontrollerad")
        WORKS = "works", _("Fungerar")
        SUSPECT = "suspect", _("Kanske trasig")  # a sign that it is dead, on one day only
        DEAD = "dead", _("Trasig")
        UNKNOWN = "unknown", _("Gick inte att kontrollera")

    class Remark(models.TextChoices):
        """What was noticed of an address that does answer."""

        NONE = "", ""
        SIGN_IN = "sign_in", _("Leder till en inloggning")
        PAGE_FOR_DATA = "page_for_data", _("Ger en webbsida i stället för data")

    url = models.TextField()
    url_hash = models.CharField(max_length=64, unique=True, editable=False)  # hash_of_url
    host = models.CharField(max_length=255, db_index=True)  # with its port where that is said
    state = models.CharField(max_length=10, choices=State, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # harvesting.links.reasons
    remark = models.CharField(max_length=20, choices=Remark, blank=True)
    status = models.PositiveSmallIntegerField(null=True)  # of the answer, where there was one
    final_url = models.TextField(blank=True)  # where redirects ended, when that is elsewhere
    checked_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)  # when the state began
    # Signs that it is dead, on so many different days without an answer between them.
    failures = models.PositiveIntegerField(default=0)
    failed_since = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # the latest that counted
    unanswered = models.PositiveIntegerField(default=0)  # checks in a row that told nothing
    wanted_at = models.DateTimeField(null=True)  # asked for by a person, and not checked since
    asked_at = models.DateTimeField(null=True)  # when a person last asked
    next_check_at = models.DateTimeField(null=True, db_index=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["since"]),
            models.Index(fields=["wanted_at"], name="link_wanted", condition=Q(wanted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def answer(self) -> bool | None:
        """Whether it works; None where that is not known."""
        return {self.State.WORKS: True, self.State.DEAD: False}.get(self.state)


class LinkUse(models.Model):
    """That a release in force leads to an address: of which thing, in which property."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="uses")
    release = models.ForeignKey(Release, models.CASCADE, related_name="link_uses")
    iri = models.CharField(max_length=700)  # the record's, or that of a part of it
    class_name = models.CharField(max_length=40)
    field = models.CharField(max_length=40)
    is_data = models.BooleanField(default=False)  # whether data is promised there

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "link", "iri", "field"], name="one_link_use_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.field}"


class NotedRelease(models.Model):
    """That the addresses of a release have been written down, however many they are."""

    release = models.OneToOneField(Release, models.CASCADE, primary_key=True, related_name="links_noted")

    def __str__(self) -> str:
        return str(self.release_id)


class LinkExemption(models.Model):
    """That an organisation doesn't want to be told of an address, and why. It is checked all the same."""

    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="link_exemptions")
    link = models.ForeignKey(Link, models.CASCADE, related_name="exemptions")
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "link"], name="one_exemption_per_link")]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.link_id}"


def address_of(url: str) -> str:
    """The address that is asked: without what only browsers look at."""
    return url.strip().partition("#")[0]


def hash_of_url(url: str) -> str:
    """By what an address is found, however long it is."""
    return hashlib.sha256(address_of(url).encode(errors="replace")).hexdigest()
