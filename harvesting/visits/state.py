"""What an organisation is told about visits to its feed. Reads only, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, Sum

from harvesting.models import PortalVisit, VisitCount, Visitor
from harvesting.store import COMBINED
from organisations.models import Organisation, OrganisationAddress

WEEKS = 4
_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Fetch:
    """One visit of the portal, with what can be said of it."""

    at: datetime
    status: int
    size: int  # bytes handed out
    document: str
    is_unchanged: bool  # the same bytes as the time before

    @property
    def has_fetched(self) -> bool:
        """Whether the portal got what it came for."""
        return self.status in (200, 206, 304)

    @property
    def is_redirect(self) -> bool:
        """Whether it was led on to another address."""
        return 300 <= self.status < 400 and self.status != 304


class Row(NamedTuple):
    """How often one kind of visitor came."""

    visitor: Visitor
    by_week: Sequence[tuple[date, int]]  # the week's first day and how often; the present one first
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Visits:
    """Everything about visits to one organisation's feed."""

    latest: Sequence[Fetch]  # of the portal, the latest first
    combined: Fetch | None  # the portal's latest visit to the feed of all, where the organisation takes part in it
    weeks: Sequence[date]  # their first days, the present one first
    rows: Sequence[Row]

    @property
    def fetched(self) -> Fetch | None:
        """The latest time that the portal got the feed."""
        return next((each for each in self.latest if each.has_fetched), None)

    @property
    def has_rows(self) -> bool:
        """Whether anybody has been here in these weeks."""
        return any(row.last_at for row in self.rows)


def visits_of(organisation: Organisation, today: date) -> Visits:
    """The visits to the organisation's feed under all its addresses, in three or four queries."""
    feeds = feeds_of(organisation)
    weeks = [today - timedelta(days=today.weekday(), weeks=number) for number in range(WEEKS)]
    combined = _fetches([COMBINED], 1) if organisation.in_combined_feed else []
    return Visits(_fetches(feeds, _SHOWN), next(iter(combined), None), weeks, _rows(feeds, weeks))


def feeds_of(organisation: Organisation) -> list[str]:
    """The names that the organisation's feed has and had."""
    former = OrganisationAddress.objects.filter(organisation=organisation).values_list("slug", flat=True)
    return [organisation.slug, *former]


def _fetches(feeds: list[str], count: int) -> list[Fetch]:
    """The latest visits, each held against the one before that got the same document."""
    visits = list(PortalVisit.objects.filter(feed__in=feeds).order_by("-at", "-pk")[: 3 * count])
    versions: dict[str, str] = {}
    fetches = []
    for visit in reversed(visits):
        is_same = bool(visit.version) and versions.get(visit.document) == visit.version
        is_unchanged = visit.status == 304 or is_same
        fetches.append(Fetch(visit.at, visit.status, visit.size, visit.document, is_unchanged))
        if visit.version:
            versions[visit.document] = visit.version
    return fetches[: -count - 1 : -1]


def _rows(feeds: list[str], weeks: list[date]) -> list[Row]:
    counts = VisitCount.objects.filter(feed__in=feeds, day__gte=weeks[-1])
    by_day = counts.values("visitor", "day").annotate(all=Sum("count"), last=Max("last_at")).order_by("visitor", "day")
    sums: dict[str, list[int]] = {visitor: [0] * len(weeks) for visitor in Visitor}
    last: dict[str, datetime] = {}
    for each in by_day:
        week = next((place for place, first in enumerate(weeks) if each["day"] >= first), None)
        if week is not None:
            sums[each["visitor"]][week] += each["all"]
            last[each["visitor"]] = max(each["last"], last.get(each["visitor"], each["last"]))
    return [Row(visitor, list(zip(weeks, sums[visitor], strict=True)), last.get(visitor)) for visitor in Visitor]
