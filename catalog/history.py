"""What has happened to a record: releases, decisions and whatever else is told, in one list, the latest first.

To add a kind of event: a :class:`Source`, and its name in ``SOURCES``. A source answers for one record, with a
number of queries that does not grow with the events; nothing here is written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.models import Record, Release, Review


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, who (None: nobody knows), what in a few words, and perhaps why.

    ``number`` is the release that came of it, so that it can be compared and brought back.
    """

    when: datetime
    who: object
    what: str
    note: str = ""
    number: int | None = None


class Source(NamedTuple):
    """One kind of event: how many there are of a record, and its latest ones, the latest first."""

    count: Callable[[Record], int]
    latest: Callable[[Record, int], Iterable[Event]]


class Timeline(Sequence):
    """All events of a record, the latest first; for a paginator, which asks for a number and for slices."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def __len__(self) -> int:
        return sum(source.count(self.record) for source in SOURCES)

    def __getitem__(self, place: slice) -> list[Event]:
        events = [event for source in SOURCES for event in source.latest(self.record, place.stop)]
        return sorted(events, key=lambda event: event.when, reverse=True)[place]


def _published(record: Record, most: int) -> Iterable[Event]:
    releases = record.releases.select_related("published_by").defer("content").order_by("-number")
    for release in releases[:most]:
        yield Event(release.published_at, release.published_by, _published_words(release), release.note, release.number)


def _published_words(release: Release) -> str:
    if release.is_internal:
        return _("Version %(number)s publicerades internt") % {"number": release.number}
    return _("Version %(number)s publicerades för alla") % {"number": release.number}


def _withdrawn(record: Record, most: int) -> Iterable[Event]:
    releases = record.releases.exclude(withdrawn_at=None).select_related("withdrawn_by").defer("content")
    for release in releases.order_by("-withdrawn_at")[:most]:
        what = _("Version %(number)s drogs tillbaka") % {"number": release.number}
        yield Event(release.withdrawn_at, release.withdrawn_by, what, release.withdrawal_note)


def _created(record: Record, most: int) -> Iterable[Event]:
    yield Event(record.created_at, record.created_by, _("Utkastet skapades"))


def _submitted(record: Record, most: int) -> Iterable[Event]:
    for review in record.reviews.select_related("submitted_by").defer("content").order_by("-submitted_at")[:most]:
        yield Event(review.submitted_at, review.submitted_by, _("Skickades för granskning"), review.message)


def _decided(record: Record, most: int) -> Iterable[Event]:
    """What a person decided; an approval is the release that came of it."""
    for review in _decisions(record).select_related("decided_by").defer("content").order_by("-decided_at")[:most]:
        yield Event(review.decided_at, review.decided_by, review.get_state_display(), review.note)


def _decisions(record: Record):
    return record.reviews.filter(state__in=[Review.State.RETURNED, Review.State.TAKEN_BACK])


SOURCES: tuple[Source, ...] = (
    Source(lambda record: record.releases.count(), _published),
    Source(lambda record: record.releases.exclude(withdrawn_at=None).count(), _withdrawn),
    Source(lambda record: record.reviews.count(), _submitted),
    Source(lambda record: _decisions(record).count(), _decided),
    Source(lambda record: 1, _created),
)
