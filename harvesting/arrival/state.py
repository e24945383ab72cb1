"""What is known of arrival, for one organisation or many. Reads only, in a fixed number of queries.

What has been published since the latest check counts as not known: a row says nothing of a dataset that was not public
when it was written.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count

from catalog.models import Record, Release
from dcat.bilingual import Bilingual
from harvesting.models import Arrival, RecordArrival
from organisations.models import Organisation

OLD = timedelta(days=2)
_SHOWN = 200
State = RecordArrival.State


@dataclass(frozen=True, slots=True)
class ArrivalState:
    """An organisation at the portal, as of the latest check and of what is public now."""

    arrival: Arrival | None = None
    counts: Counter = field(default_factory=Counter)  # public datasets by state; "" for what is not known

    @property
    def is_known(self) -> bool:
        """Whether a check has ever got its answers."""
        return self.arrival is not None and self.arrival.checked_at is not None

    @property
    def public(self) -> int:
        """How many datasets are public now."""
        return self.counts.total()

    @property
    def visible(self) -> int:
        """How many of them the portal shows, from our source."""
        return self.counts[State.VISIBLE]

    @property
    def unknown(self) -> int:
        """How many of them no check has seen yet."""
        return self.counts[""]

    @property
    def error(self) -> Bilingual | None:
        """Why the latest check got no answers, if so."""
        error = self.arrival.error if self.arrival else {}
        return Bilingual(error["sv"], error["en"]) if error else None

    def is_old(self, now: datetime) -> bool:
        """Whether too much may have happened since."""
        return self.is_known and self.arrival.checked_at < now - OLD


@dataclass(frozen=True, slots=True)
class Missing:
    """Datasets that the portal does not show for the same reason: as many of them as are listed."""

    state: State
    count: int
    datasets: list[tuple[Release, str]]  # the release in force, and the portal's page where there is one

    @property
    def unlisted(self) -> int:
        """How many are not listed."""
        return self.count - len(self.datasets)


def arrival_of(organisations: Iterable[Organisation]) -> dict[int, ArrivalState]:
    """The state of each organisation, by its key, in two queries however many there are."""
    keys = [each.pk for each in organisations]
    arrivals = {each.organisation_id: each for each in Arrival.objects.filter(organisation__in=keys)}
    counts: dict[int, Counter] = defaultdict(Counter)
    public = Release.objects.public().datasets().filter(organisation__in=keys)
    rows = public.order_by().values_list("organisation", "record__arrival__state").annotate(Count("pk"))
    for organisation, state, count in rows:
        counts[organisation][_known(state)] += count
    return {key: ArrivalState(arrivals.get(key), counts[key]) for key in keys}


def missing_of(organisation: Organisation, counts: Counter) -> list[Missing]:
    """What the portal does not show, by reason, in one query. Of very many, only the first are listed."""
    public = Release.objects.public().datasets().of(organisation).exclude(record__arrival=None)
    others = public.exclude(record__arrival__state__in=[State.VISIBLE, State.WITHDRAWN])
    by_state: dict[str, list] = defaultdict(list)
    for release in others.for_lists().select_related("record__arrival").defer("content")[:_SHOWN]:
        by_state[release.record.arrival.state].append((release, release.record.arrival.url))
    return [Missing(state, counts[state], by_state[state]) for state in State if by_state[state]]


def lingering_of(organisation: Organisation) -> list[tuple[dict[str, str], str]]:
    """Titles of what is no longer public and was still at the portal, each with the portal's page, in one query."""
    rows = RecordArrival.objects.filter(organisation=organisation, state=State.WITHDRAWN).exclude(url="")
    gone = rows.exclude(record__current_release__visibility=Release.Visibility.PUBLIC)
    latest = Release.objects.filter(record__arrival__in=gone, visibility=Release.Visibility.PUBLIC)
    found = {each.record_id: each for each in latest.order_by("number").select_related("record__arrival")[:_SHOWN]}
    return [(each.title, each.record.arrival.url) for each in found.values()]


def arrival_of_record(record: Record) -> RecordArrival | None:
    """What is known of one dataset; None for what is not known, or is about an earlier publication."""
    arrival = RecordArrival.objects.filter(record=record).first()
    if arrival is None:
        return None
    is_public = record.current_release is not None and not record.current_release.is_internal
    return arrival if is_public != (arrival.state == State.WITHDRAWN) else None


def _known(state: str | None) -> str:
    """The state of something that is public now."""
    return "" if state in (None, State.WITHDRAWN) else state
