"""Checking one organisation: ask the register, judge, write all at once. Without its answers nothing is changed.

Any number may run at once: whoever has claimed the organisation's row writes, and a claim runs out by itself.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from catalog.models import Record, Release
from dcat.bilingual import Bilingual
from harvesting.arrival.answers import Entry
from harvesting.arrival.client import PortalAway
from harvesting.arrival.registry import Registry
from harvesting.arrival.verdict import Published, Source, verdict
from harvesting.models import Arrival, Feed, PortalVisit, RecordArrival, Snapshot
from harvesting.store import COMBINED
from harvesting.visits.state import feeds_of
from organisations.models import Organisation

LEASE = timedelta(minutes=10)
_ROWS_AT_ONCE = 500
_FETCHED = (200, 304)

_UNEXPECTED = Bilingual("Ett tekniskt fel stoppade kontrollen.", "A technical error stopped the check.")

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How a check ended."""

    CHECKED = "checked"
    BUSY = "busy"  # somebody else is checking it
    AWAY = "away"  # the register gave no answer that can be used
    FAILED = "failed"  # something of ours went wrong


class _Overtaken(Exception):
    """The claim ran out, and somebody else has made one."""


@dataclass(slots=True)
class _Claim:
    organisation_id: int
    until: datetime

    def extend(self) -> None:
        """Hold it longer; _Overtaken when it is no longer ours."""
        fresh = timezone.now() + LEASE
        self.write(claimed_until=fresh)
        self.until = fresh

    def write(self, **columns) -> None:
        """Write to the organisation's row; _Overtaken when it is no longer ours."""
        row = Arrival.objects.filter(organisation=self.organisation_id, claimed_until=self.until)
        if row.update(**columns) != 1:
            raise _Overtaken


def check(organisation: Organisation, registry: Registry) -> Outcome:
    """Ask whether the organisation's datasets have arrived, and keep the answer."""
    claim = _claim(organisation)
    if claim is None:
        return Outcome.BUSY
    try:
        _check(organisation, registry, claim)
    except _Overtaken:
        return Outcome.BUSY
    except PortalAway as away:
        log.warning("arrival of organisation %s not checked: %s", organisation.pk, away)
        return _failed(claim, away.message, Outcome.AWAY)
    except Exception:
        log.exception("arrival of organisation %s not checked", organisation.pk)
        return _failed(claim, _UNEXPECTED, Outcome.FAILED)
    return Outcome.CHECKED


def _claim(organisation: Organisation) -> _Claim | None:
    now = timezone.now()
    Arrival.objects.get_or_create(organisation=organisation)
    free = Arrival.objects.filter(Q(claimed_until=None) | Q(claimed_until__lte=now), organisation=organisation)
    claimed = free.update(claimed_until=now + LEASE, attempted_at=now)
    return _Claim(organisation.pk, now + LEASE) if claimed == 1 else None


def _failed(claim: _Claim, message: Bilingual, outcome: Outcome) -> Outcome:
    error = {"sv": message.sv, "en": message.en, "is_away": outcome is Outcome.AWAY}
    with suppress(_Overtaken):
        claim.write(claimed_until=None, error=error)
    return outcome


# --- Asking ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Ours:
    """What we have: the public datasets by their IRIs, and what was known of them and of withdrawn ones."""

    public: dict[str, "_Dataset"]
    known: dict[int, RecordArrival]  # by the record's key
    lingering: dict[str, RecordArrival]  # withdrawn ones that the portal had, by their IRIs


@dataclass(slots=True)
class _Dataset:
    record_id: int
    identifier: str  # the first one that is published: the record's UUID
    since: datetime
    is_in_feed: bool


@dataclass(slots=True)
class _Found:
    """What the register has of ours."""

    by_iri: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    by_identifier: dict[str, Entry] = field(default_factory=dict)  # under another IRI

    def sources(self, iris: Iterable[str]) -> Counter:
        """How many of these each source holds."""
        return Counter(source for iri in iris for source in {entry.source for entry in self.by_iri.get(iri, ())})


def _check(organisation: Organisation, registry: Registry, claim: _Claim) -> None:
    harvests = registry.harvests()
    ours = _ours(organisation)
    found = _find(registry, ours, claim)
    known = Arrival.objects.get(organisation=organisation).source
    key = _source(organisation, registry, found.sources(ours.public), known)
    _find_identifiers(registry, ours, found, claim)
    source = Source(key, harvests.get(key), _fetched_at(organisation, key, harvests.get(key), found))
    now = timezone.now()
    rows = [*_judged(ours, found, source, organisation, now), *_withdrawn(ours, found, organisation, now)]
    visible = sum(row.state == RecordArrival.State.VISIBLE for row in rows)
    harvest = source.harvest
    with transaction.atomic():
        claim.write(
            source=key,
            harvest_result=harvest.status if harvest and harvest.status in Arrival.Result.values else "",
            harvested_at=harvest.at if harvest else None,
            dataset_count=len(ours.public),
            visible_count=visible,
            checked_at=now,
            claimed_until=None,
            error={},
        )
        RecordArrival.objects.bulk_create(
            rows,
            batch_size=_ROWS_AT_ONCE,
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["organisation", "state", "url", "seen_at", "since"],
        )
    log.info("arrival of organisation %s: %s of %s datasets visible", organisation.pk, visible, len(ours.public))


def _ours(organisation: Organisation) -> _Ours:
    in_feed = _records_in_feed(organisation)
    public = {}
    datasets = Release.objects.public().datasets().of(organisation)
    since = dict(_public_since(organisation))
    for record, iri, identifier in datasets.values_list("record", "record__iri", "record__uuid"):
        if record in since:  # else it was published a moment ago
            public[iri] = _Dataset(record, str(identifier), since[record], record in in_feed)
    arrivals = RecordArrival.objects.filter(organisation=organisation).select_related("record")
    known = {each.record_id: each for each in arrivals}
    lingering = {each.record.iri: each for each in known.values() if each.url and each.record.iri not in public}
    return _Ours(public, known, lingering)


def _records_in_feed(organisation: Organisation) -> set[int]:
    """The keys of the records of which some release is in the feed now."""
    snapshot = Snapshot.objects.current().filter(feed__in=Feed.objects.of(organisation)).first()
    releases = snapshot.releases if snapshot else []
    records: set[int] = set()
    for start in range(0, len(releases), _ROWS_AT_ONCE):
        some = Release.objects.filter(pk__in=releases[start : start + _ROWS_AT_ONCE])
        records.update(some.values_list("record_id", flat=True))
    return records


def _public_since(organisation: Organisation) -> Iterator[tuple[int, datetime]]:
    """Since when each dataset has been public without a break, by the record's key."""
    releases = Release.objects.of(organisation).datasets().order_by("record", "number")
    since: dict[int, datetime | None] = {}
    columns = ("record", "visibility", "published_at", "withdrawn_at")
    for record, visibility, published_at, withdrawn_at in releases.values_list(*columns).iterator():
        is_out = visibility == Release.Visibility.PUBLIC
        since[record] = (since.get(record) or published_at) if is_out and withdrawn_at is None else None
    return ((record, moment) for record, moment in since.items() if moment is not None)


def _find(registry: Registry, ours: _Ours, claim: _Claim) -> _Found:
    found, wanted = _Found(), [*ours.public, *ours.lingering]
    asked_for = set(wanted)
    for entry in registry.datasets(wanted, beat=claim.extend):
        for iri in entry.datasets & asked_for:
            found.by_iri[iri].append(entry)
    return found


def _find_identifiers(registry: Registry, ours: _Ours, found: _Found, claim: _Claim) -> None:
    """What is not there under its IRI may be there under another one, with the same identifier."""
    missing = {each.identifier for iri, each in ours.public.items() if iri not in found.by_iri}
    for entry in registry.identified(sorted(missing), beat=claim.extend):
        for identifier in entry.identifiers & missing:
            found.by_identifier[identifier] = entry


def _source(organisation: Organisation, registry: Registry, sources: Counter, known: str) -> str:
    """The source that holds most of ours, the one known before in doubt; else the one that holds our catalogue."""
    if sources:
        return max(sources, key=lambda key: (sources[key], key == known, key))
    if known:
        return known
    iris = list(Record.objects.filter(catalog__owner=organisation).values_list("iri", flat=True))
    if organisation.in_combined_feed:
        iris += Feed.objects.combined().values_list("main_catalogue_iri", flat=True)
    catalogues = Counter(entry.source for entry in registry.things(iris) if entry.subjects & set(iris))
    return max(catalogues, key=lambda key: (catalogues[key], key), default="")


def _fetched_at(organisation: Organisation, key: str, harvest, found: _Found) -> datetime | None:
    """The latest sign that the portal has fetched what we publish."""
    feeds = feeds_of(organisation)
    if organisation.in_combined_feed:
        feeds.append(COMBINED)
    visits = PortalVisit.objects.filter(feed__in=feeds, status__in=_FETCHED)
    signs = [visits.aggregate(latest=Max("at"))["latest"]]
    if harvest is not None and harvest.status == Arrival.Result.SUCCESS:
        signs.append(harvest.at)
    signs += [entry.created for entries in found.by_iri.values() for entry in entries if entry.source == key]
    return max((sign for sign in signs if sign is not None), default=None)


# --- Judging --------------------------------------------------------------------------------------------------------


def _judged(
    ours: _Ours, found: _Found, source: Source, organisation: Organisation, now: datetime
) -> Iterator[RecordArrival]:
    for iri, dataset in ours.public.items():
        entries = found.by_iri.get(iri, [])
        own = next((entry for entry in entries if entry.source == source.key), None)
        other = next(iter(entries), None) or found.by_identifier.get(dataset.identifier)
        before = ours.known.get(dataset.record_id)
        facts = Published(
            since=dataset.since,
            is_in_feed=dataset.is_in_feed,
            is_found=own is not None,
            is_elsewhere=own is None and other is not None,
            was_seen=before is not None and before.seen_at is not None,
        )
        state = verdict(facts, source)
        yield RecordArrival(
            record_id=dataset.record_id,
            organisation=organisation,
            state=state,
            url=_page(own or other),
            seen_at=now if own else before and before.seen_at,
            since=_since(state, own, before, now),
        )


def _withdrawn(ours: _Ours, found: _Found, organisation: Organisation, now: datetime) -> Iterator[RecordArrival]:
    """What is no longer public, and is perhaps still there."""
    public = {dataset.record_id for dataset in ours.public.values()}
    for before in ours.known.values():
        if before.record_id not in public:
            left = next(iter(found.by_iri.get(before.record.iri, [])), None)
            state = RecordArrival.State.WITHDRAWN
            yield RecordArrival(
                record_id=before.record_id,
                organisation=organisation,
                state=state,
                url=_page(left),
                seen_at=None,  # published again, it begins anew
                since=_since(state, None, before, now),
            )


def _since(state: RecordArrival.State, own: Entry | None, before: RecordArrival | None, now: datetime) -> datetime:
    if own is not None and own.created is not None and own.created <= now:
        return own.created
    return before.since if before is not None and before.state == state else now


def _page(entry: Entry | None) -> str:
    """The address of the portal's page, of keys that have been looked at."""
    if entry is None:
        return ""
    return settings.PORTAL_DATASET_URL.replace("{context}", entry.source).replace("{entry}", entry.key)
