"""Counting the quality of released datasets and keeping it.

A release is counted when it is published, in the same transaction. Whoever learns that a link answers otherwise calls
:func:`count_again`. The scheduler counts what is due: that, what is a day old, what was never counted (rows that were
written in bulk), and everything once when ``VERSION`` goes up.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from catalog.links import answers_for
from catalog.models import Record, Release, ReleaseQuality
from catalog.quality import quality_of
from dcat.node import Node
from dcat.quality import links_of

VERSION = 1  # of the way of counting
_KEPT = timedelta(days=1)
_COLUMNS = (
    "european",
    "european_best",
    "portal",
    "portal_best",
    "stars",
    "missing",
    "version",
    "computed_at",
    "due_at",
)

log = logging.getLogger(__name__)


def count_release(release: Release, node: Node) -> None:
    """Keep the quality of a release that is being published; of anything but a dataset there is none."""
    if release.class_name == Record.ClassName.DATASET:
        _keep([(release.pk, node)], timezone.now())


def count_again(release_ids: Iterable[int], now: datetime) -> int:
    """Say that these releases are to be counted again, since their links answer otherwise; how many there are."""
    return ReleaseQuality.objects.filter(release__in=list(release_ids)).update(due_at=now)


def count_due(now: datetime, *, most: int = 200) -> int:
    """Count what is due, the longest overdue first; how many were counted.

    Two that do it at once do the same work twice, and nothing else.
    """
    never, late = Q(quality=None), Q(quality__due_at__lte=now) | Q(quality__version__lt=VERSION)
    releases = Release.objects.in_force().datasets().filter(never | late).only("content")
    first = releases.order_by(F("quality__due_at").asc(nulls_first=True), "pk")[:most]
    due = [(release.pk, release.node) for release in first]
    if due:
        _keep(due, now)
        log.info("quality of %s releases counted", len(due))
    return len(due)


@transaction.atomic
def _keep(described: list[tuple[int, Node]], now: datetime) -> None:
    answers = answers_for({link for _key, node in described for link in links_of(node)})
    rows = [_row(key, node, answers, now) for key, node in described]
    ReleaseQuality.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["release"], update_fields=list(_COLUMNS)
    )


def _row(key: int, node: Node, answers: dict[str, bool | None], now: datetime) -> ReleaseQuality:
    quality = quality_of(node, answers)
    return ReleaseQuality(
        release_id=key,
        european=quality.european.points,
        european_best=quality.european.best,
        portal=quality.portal.points,
        portal_best=quality.portal.best,
        stars=quality.stars,
        missing={each.indicator.name: round(float(each.points), 2) for each in quality.european.missing},
        version=VERSION,
        computed_at=now,
        due_at=now + _KEPT,
    )
