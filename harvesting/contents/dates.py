"""When an organisation's public content came to be and was last changed. A build reads no clock."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from catalog.models import Record, Release
from harvesting.contents.heads import Dates
from harvesting.pins import last_changes


def dates_of(
    organisations: Collection[int],
    pinned: Mapping[int, int],
    gathered: Callable[[QuerySet], QuerySet] = lambda releases: releases,
) -> dict[int, Dates]:
    """By the organisation's key: the first publication, and when what is shown was last changed.

    That is a release, a withdrawal, or that the feed was pinned or unpinned. Of a pinned organisation (``pinned`` as in
    ``harvesting.pins.Shown``) releases change nothing. ``gathered`` takes out of some releases those that the feed is
    about: what an organisation publishes besides, other than its catalogue, changes nothing there.
    """
    is_public = Q(visibility=Release.Visibility.PUBLIC)
    public = gathered(Release.objects.filter(is_public, organisation__in=organisations))
    before = Release.objects.filter(
        is_public, record=OuterRef("record"), number=OuterRef("number") - 1, withdrawn_at=None
    )
    is_head = is_public & Q(class_name=Record.ClassName.CATALOG)
    # A release that took the place of one of these, and is none itself, has changed what is seen too.
    changes = Release.objects.filter(
        Q(pk__in=public.values("pk")) | is_head | Exists(gathered(before)), organisation__in=organisations
    )
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
