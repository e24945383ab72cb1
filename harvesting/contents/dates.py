"""When an organisation's public content came to be and was last changed. A build reads no clock."""

from collections.abc import Iterable

from django.db.models import Exists, Max, Min, OuterRef, Q

from catalog.models import Release
from harvesting.contents.heads import Dates


def dates_of(organisations: Iterable[int]) -> dict[int, Dates]:
    """By the organisation's key: the first publication, and the last release or withdrawal."""
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
    return {
        row["organisation"]: Dates(row["issued"], max(filter(None, [row["published"], row["withdrawn"]])))
        for row in rows.order_by("organisation")
    }


def span(dates: Iterable[Dates]) -> Dates:
    """From the first to the last of several."""
    dates = list(dates)
    issued, modified = ([getattr(each, name) for each in dates] for name in ("issued", "modified"))
    return Dates(min(filter(None, issued), default=None), max(filter(None, modified), default=None))
