"""The measures of organisations and counties: what each is, and how all of them are counted."""

from collections.abc import Sequence
from datetime import date

from coverage.cells import Share
from coverage.measures.counted import (
    ARRIVED,
    BROKEN,
    COVERED,
    DRAFTS,
    FEED,
    HIGH_VALUE,
    QUALITY,
    arrived,
    broken,
    covered,
    drafts,
    feeds,
    quality,
)
from coverage.measures.described import ENGLISH, FRESH, OPEN, described
from coverage.measures.measure import Measure, Unit
from organisations.models import Organisation

# In the order in which they are shown.
MEASURES = (COVERED, HIGH_VALUE, QUALITY, FRESH, BROKEN, ENGLISH, OPEN, ARRIVED, FEED, DRAFTS)
BY_KEY = {measure.key: measure for measure in MEASURES}

__all__ = ["BY_KEY", "MEASURES", "Measure", "Unit", "measured_now"]


def measured_now(organisations: Sequence[Organisation], today: date) -> dict[Measure, dict[int, Share]]:
    """Every measure of these organisations, by their keys. An organisation without a figure has nothing to count."""
    found: dict[Measure, dict[int, Share]] = {}
    for count in (covered, quality, broken, drafts, feeds, arrived):
        found |= count(organisations)
    found |= described([each.pk for each in organisations], today)
    return {measure: dict(found[measure]) for measure in MEASURES}
