"""What the demonstration's feeds have met outside: made-up visits, and made-up answers of the portal's register.

Nobody is asked, and the pages at the portal that are linked to are under .example.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from catalog.models import Release
from harvesting.models import Arrival, PortalVisit, RecordArrival, VisitCount, Visitor
from organisations.models import Organisation
from pages.demonstration.descriptions import chance_for
from pages.demonstration.plan import PLANS

_PAGE = "https://www.dataportal.example/datasets/{source}_{entry}"
_NIGHTS = 14
_MAIN = "dcat-ap-se.rdf"
# Whose data has a story to tell; all is well with the others.
_NEVER_FETCHED = ("sala", "koping")
_FAILED = ("norrkoping",)
_TROUBLED = ("uppsala", "orebro")
_TROUBLES = (RecordArrival.State.NOT_YET, RecordArrival.State.DUPLICATE, RecordArrival.State.GONE)
_OTHERS = ((Visitor.BROWSER, 3), (Visitor.SCRIPT, 5), (Visitor.HARVESTER, 8), (Visitor.UNKNOWN, 1))


def make_visits_and_arrivals() -> None:
    """For every organisation of the plan that has published datasets."""
    for number, organisation in enumerate(Organisation.objects.filter(slug__in=PLANS).order_by("pk"), 50):
        releases = list(Release.objects.public().datasets().of(organisation).order_by("pk").select_related("record"))
        if releases:
            chance = chance_for(organisation.slug, "outside")
            source = "" if organisation.slug in _NEVER_FETCHED else str(number)
            fetched_at = _visits(organisation, chance, size=len(releases) * 5400, is_fetched=bool(source))
            _arrival(organisation, releases, source, fetched_at, chance)


def _night(chance: Random, days_ago: int = 0) -> datetime:
    """The latest four in the morning that has passed, or an earlier one, with the minutes that it took."""
    now = timezone.localtime()
    moment = now.replace(hour=4, minute=chance.randrange(2, 30), second=chance.randrange(60), microsecond=0)
    if moment > now:
        moment -= timedelta(days=1)
    return moment - timedelta(days=days_ago)


def _visits(organisation: Organisation, chance: Random, *, size: int, is_fetched: bool) -> datetime:
    """Two weeks of visits; when the latest of the portal's was, or would have been."""
    counts = []
    versions = [f"{chance.getrandbits(48):012x}" for _ in range(3)]
    nights = [_night(chance, days_ago) for days_ago in range(_NIGHTS)]
    for days_ago, moment in enumerate(nights):
        if is_fetched:
            _portal_visit(organisation, moment, size - days_ago // 5 * 700, versions[days_ago // 5])
            counts.append(_count(organisation, moment, Visitor.PORTAL, 1, size))
        for visitor, often in _OTHERS:
            if times := chance.randrange(often):
                counts.append(_count(organisation, moment, visitor, times, size))
    VisitCount.objects.bulk_create(counts)
    return nights[0]


def _portal_visit(organisation: Organisation, moment: datetime, size: int, version: str) -> None:
    visit = {"feed": organisation.slug, "document": _MAIN, "status": 200, "size": size, "version": version}
    PortalVisit.objects.create(at=moment, **visit)


def _count(organisation: Organisation, moment: datetime, visitor: Visitor, times: int, size: int) -> VisitCount:
    return VisitCount(
        day=timezone.localdate(moment),
        feed=organisation.slug,
        document=_MAIN,
        status=200,
        visitor=visitor,
        count=times,
        size=times * size,
        last_at=moment,
    )


def _arrival(
    organisation: Organisation, releases: Sequence[Release], source: str, fetched_at: datetime, chance: Random
) -> None:
    checked_at = min(fetched_at + timedelta(hours=2), timezone.now())
    states = _states(organisation, len(releases))
    Arrival.objects.create(
        organisation=organisation,
        source=source,
        harvest_result=_result(organisation, source),
        harvested_at=fetched_at if source else None,
        dataset_count=len(releases),
        visible_count=states.count(RecordArrival.State.VISIBLE),
        checked_at=checked_at,
        attempted_at=checked_at,
    )
    RecordArrival.objects.bulk_create(
        RecordArrival(
            record=release.record,
            organisation=organisation,
            state=state,
            url=_page(state, source, release),
            seen_at=checked_at if state == RecordArrival.State.VISIBLE else None,
            since=_night(chance, chance.randrange(1, 400)),
        )
        for release, state in zip(releases, states, strict=True)
    )


def _result(organisation: Organisation, source: str) -> Arrival.Result:
    if not source:
        return Arrival.Result.UNKNOWN
    return Arrival.Result.FAILED if organisation.slug in _FAILED else Arrival.Result.SUCCESS


def _states(organisation: Organisation, count: int) -> list[RecordArrival.State]:
    """The state of each dataset: the last ones have the troubles."""
    if organisation.slug in _NEVER_FETCHED:
        return [RecordArrival.State.NEVER_FETCHED] * count
    troubles = list(_TROUBLES) if organisation.slug in _TROUBLED else []
    if organisation.slug in _FAILED:
        troubles = [RecordArrival.State.HARVEST_FAILED] * 2
    return [RecordArrival.State.VISIBLE] * (count - len(troubles)) + troubles


def _page(state: RecordArrival.State, source: str, release: Release) -> str:
    shown = {RecordArrival.State.VISIBLE: source, RecordArrival.State.DUPLICATE: "9"}
    return _PAGE.format(source=shown[state], entry=release.record_id) if state in shown else ""
