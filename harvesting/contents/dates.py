"""When an organisation's public content came to be and was last changed. A build reads no clock."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Exists, Max, Min, OuterRef, Q

from catalog.models import Release
from harvesting.contents.heads import Dates
from harvesting.pins import last_changes


def dates_of(organisations: Collection[int], pinned: Mapping[int, int]) -> dict[int, Dates]:
    """By the organisation's key: the first publication, and when what is shown was last changed.

    That is a release, a withdrawal, or that the feed was pinned or unpinned. Of a pinned organisation (``pinned`` as in
    ``harvesting.pins.Shown``) releases change nothing.
    """
    is_public = Q(visibility=Release.Visibility.PUBLIC)
    before = Release.objects.filter(
        is_public, record=OuterRef("record"), number=OuterRef("number") - 1, withdrawn_at=None
    )
    # An internal release that took a public one's place has changed what the public sees.
    changes = Release.objects.filter(is_public | Exists(before), organisation__in=organisations)
    rows = changes.values("organisation").annotate(
        issued=Min("published_at", filter=is_public),
        published=Max("published_at"),
        withdrawn=Max("withdrawn_at", filter=is_public),
    )
    by_pins = last_changes(organisations, pinned)
    return {row["organisation"]: _dates(row, by_pins.get(row["organisation"]), pinned) for row in rows.order_by()}


def _dates(row: dict, by_pin: datetime | None, pinned: Mapping[int, int]) -> Dates:
    if row["organisation"] in pinned:
        return Dates(row["issued"], by_pin)
    return Dates(row["issued"], max(filter(None, [row["published"], row["withdrawn"], by_pin])))


def span(dates: Iterable[Dates]) -> Dates:
    """From the first to the last of several."""
    dates = list(dates)
    issued, modified = ([getattr(each, name) for each in dates] for name in ("issued", "modified"))
    return Dates(min(filter(None, issued), default=None), max(filter(None, modified), default=None))
