"""Which organisations are to be checked now, and checking them. What is due follows from the database alone."""

import logging
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from catalog.models import Release
from harvesting.arrival.check import Outcome, check
from harvesting.arrival.client import Client
from harvesting.arrival.registry import Registry
from harvesting.models import Arrival
from organisations.models import Organisation

# The portal harvests around four in the morning; then its index takes its time.
CHECK_FROM_HOUR = 6
AT_MOST_EVERY = timedelta(hours=1)
# After the register has not answered, nobody asks it for so long.
REST = timedelta(minutes=15)

log = logging.getLogger(__name__)


def due(now: datetime) -> QuerySet[Organisation]:
    """Those not checked since this morning, or not since they published something; nobody twice in an hour."""
    published = Release.objects.filter(
        Q(published_at__gt=OuterRef("arrival__checked_at")) | Q(withdrawn_at__gt=OuterRef("arrival__checked_at")),
        organisation=OuterRef("pk"),
    )
    return (
        Organisation.objects.filter(
            Q(arrival__attempted_at=None) | Q(arrival__attempted_at__lte=now - AT_MOST_EVERY),
            Q(arrival__claimed_until=None) | Q(arrival__claimed_until__lte=now),
            Q(arrival__checked_at=None) | Q(arrival__checked_at__lt=latest_morning(now)) | Exists(published),
        )
        .exclude(feed=None)
        .order_by(F("arrival__checked_at").asc(nulls_first=True), "pk")
    )


def latest_morning(now: datetime) -> datetime:
    """The latest time that it was the hour from which checks begin."""
    morning = timezone.localtime(now).replace(hour=CHECK_FROM_HOUR, minute=0, second=0, microsecond=0)
    return morning if morning <= now else morning - timedelta(days=1)


def is_resting(now: datetime) -> bool:
    """Whether the register has been found away a short while ago."""
    return Arrival.objects.filter(attempted_at__gt=now - REST, error__is_away=True).exists()


def check_due() -> Counter:
    """Check all that is due, one after the other; how many ended in which way. Ends when the register is away."""
    now, done = timezone.now(), Counter()
    if not settings.PORTAL_API_URL or is_resting(now):
        return done
    organisations = list(due(now))
    if not organisations:
        return done
    with closing(Client(settings.PORTAL_API_URL)) as client:
        registry = Registry(client)
        for organisation in organisations:
            outcome = check(organisation, registry)
            done[outcome] += 1
            if outcome is Outcome.AWAY:
                break
    log.info("arrival checked: %s", dict(done))
    return done
