"""Whose turn it is at a host: one at a time, with a pause, in whatever process and on whatever machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from harvesting.models import LinkHost

LEASE = timedelta(minutes=15)  # longer than one address can take


class Overtaken(Exception):
    """The claim ran out, and somebody else has made one."""


@dataclass(slots=True)
class Turn:
    """A claim that was granted."""

    host: str
    until: datetime

    def extend(self) -> None:
        """Hold it longer; Overtaken when it is no longer ours."""
        fresh = timezone.now() + LEASE
        self._write(claimed_until=fresh)
        self.until = fresh

    def give_back(self, rest: timedelta) -> None:
        """Let others ask, after so long."""
        self._write(claimed_until=None, not_before=timezone.now() + rest)

    def _write(self, **columns) -> None:
        if LinkHost.objects.filter(name=self.host, claimed_until=self.until).update(**columns) != 1:
            raise Overtaken


def take_turn(host: str) -> Turn | None:
    """The host to ourselves; None when somebody else has it, or it wants to be left alone."""
    now = timezone.now()
    LinkHost.objects.get_or_create(name=host)
    free = LinkHost.objects.filter(
        Q(claimed_until=None) | Q(claimed_until__lte=now), Q(not_before=None) | Q(not_before__lte=now), name=host
    )
    return Turn(host, now + LEASE) if free.update(claimed_until=now + LEASE) == 1 else None


def taken() -> QuerySet:
    """The names of the hosts that are not to be asked now."""
    now = timezone.now()
    return LinkHost.objects.filter(Q(claimed_until__gt=now) | Q(not_before__gt=now)).values("name")


def forget_hosts(now: datetime) -> None:
    """Remove those that nobody has asked for long."""
    LinkHost.objects.filter(
        Q(not_before=None) | Q(not_before__lt=now - timedelta(days=30)), claimed_until=None
    ).delete()
