"""What is on the list: how many of each kind at each organisation, without what somebody has marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from catalog.models import Record, Release
from coverage.cells import Share
from coverage.measures import measured_now
from coverage.measures.counted import BROKEN, DRAFTS, FEED, HIGH_VALUE
from coverage.measures.described import FRESH
from coverage.models import ConcernMark
from coverage.monday.kinds import KINDS, Kind
from harvesting.arrival.state import ArrivalState, arrival_of
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of thing at one organisation, how many of it, and what was said of it last."""

    kind: Kind
    organisation: Organisation
    count: int
    mark: ConcernMark | None = None

    def is_hidden(self, today: date) -> bool:
        """Whether somebody has said that it is done and it has not become worse, or that it may wait."""
        if self.mark is None or today >= self.mark.until:
            return False
        return self.mark.kind == ConcernMark.Kind.SNOOZED or self.count <= self.mark.count


def ranked(organisations: Sequence[Organisation], today: date) -> list[Concern]:
    """All concerns: the heaviest first, of one kind where there are most. A fixed number of queries."""
    marks, counts = _marks(organisations), dict(_counts(organisations, today))
    place = {each.pk: number for number, each in enumerate(organisations)}
    found = [
        Concern(kind, each, counts[kind.key][each.pk], marks.get((each.pk, kind.key)))
        for kind in KINDS
        for each in organisations
        if counts[kind.key].get(each.pk)
    ]
    return sorted(found, key=lambda each: (-each.kind.weight, -each.count, place[each.organisation.pk]))


def _counts(organisations: Sequence[Organisation], today: date) -> Iterator[tuple[str, Mapping[int, int]]]:
    """How many of each kind, by the key of the organisation."""
    measured = measured_now(organisations, today)
    for key, measure in (("broken", BROKEN), ("drafts", DRAFTS)):
        yield key, {organisation: share.count for organisation, share in measured[measure].items()}
    for key, measure in (("feed", FEED), ("late", FRESH), ("high_value", HIGH_VALUE)):
        yield key, _lacking(measured[measure])
    arrivals = arrival_of(organisations)
    yield "empty", {key: state.public for key, state in arrivals.items() if _is_empty(state)}
    yield "missing", {key: _unseen(state) for key, state in arrivals.items() if not _is_empty(state)}
    yield "wrong", _wrong(organisations)
    yield "contact", _without_contact(organisations)


def _lacking(shares: Mapping[int, Share]) -> dict[int, int]:
    return {key: share.of - share.count for key, share in shares.items()}


def _is_empty(state: ArrivalState) -> bool:
    """Whether a check has seen that nothing of what it knows is shown."""
    return state.is_known and state.visible == 0 and _unseen(state) > 0


def _unseen(state: ArrivalState) -> int:
    """What the portal does not show, of what a check has seen."""
    return state.public - state.visible - state.unknown if state.is_known else 0


def _wrong(organisations: Sequence[Organisation]) -> dict[int, int]:
    """What is in force and has errors, as of the last save."""
    records = Record.objects.filter(
        organisation__in=organisations, class_name__in=Record.LISTED, current_release__isnull=False, errors__gt=0
    )
    return dict(records.order_by().values_list("organisation_id").annotate(Count("pk")))


def _without_contact(organisations: Sequence[Organisation]) -> dict[int, int]:
    """Public datasets that name nobody to ask."""
    contact = Record.ClassName.CONTACT_POINT
    public = Release.objects.public().datasets().filter(organisation__in=organisations)
    without = public.exclude(pk__in=public.filter(needs__class_name=contact).values("pk"))
    return dict(without.order_by().values_list("organisation_id").annotate(Count("pk")))


def _marks(organisations: Sequence[Organisation]) -> dict[tuple[int, str], ConcernMark]:
    """The latest mark of each concern."""
    marks = (
        ConcernMark.objects.filter(organisation__in=organisations).select_related("made_by").order_by("made_at", "pk")
    )
    return {(mark.organisation_id, mark.concern): mark for mark in marks}
