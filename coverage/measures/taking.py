"""Taking the figures of a day, and reading them again as a history."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coverage.cells import Share
from coverage.measures import measured_now
from coverage.models import Measured
from coverage.proposing import propose_for_published
from organisations.models import Organisation

log = logging.getLogger(__name__)

HISTORY = timedelta(days=400)  # so that a year can be held against the one before


def is_due(today: date) -> bool:
    """Whether nobody has measured today."""
    return not Measured.objects.filter(on=today).exists()


def take_if_due() -> bool:
    """Take today's figures when nobody has; the scheduler's work beside its rounds."""
    today = timezone.localdate()
    if not is_due(today):
        return False
    propose_for_published()
    take(today)
    return True


@transaction.atomic
def take(today: date) -> int:
    """Write today's figures in the place of those taken earlier today; how many they are."""
    organisations = list(Organisation.objects.all())
    rows = [
        Measured(organisation_id=key, measure=measure.key, on=today, count=share.count, of=share.of)
        for measure, shares in measured_now(organisations, today).items()
        for key, share in shares.items()
    ]
    Measured.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["organisation", "measure", "on"],
        update_fields=["count", "of"],
    )
    Measured.objects.filter(on__lt=today - HISTORY).delete()
    log.info("%s figures taken for %s", len(rows), today)
    return len(rows)


def history(organisations: Sequence[int], since: date) -> dict[str, dict[date, Share]]:
    """By measure and day, the sums over these organisations: one query."""
    found: dict[str, dict[date, Share]] = defaultdict(dict)
    rows = Measured.objects.of_days(since).filter(organisation__in=organisations)
    for measure, day, count, of in rows.values_list("measure", "on", "count", "of"):
        before = found[measure].get(day, Share(0, 0))
        found[measure][day] = Share(before.count + count, before.of + of)
    return dict(found)
