"""What people are told about a feed: is what I published in it, since when, and if not, why not. Reads only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from catalog.models import Record
from dcat.bilingual import Bilingual
from dcat.finding import Finding
from harvesting.models import Feed, Pin, Snapshot
from harvesting.told import finding_from_json

_BELOW_RECORD = re.compile(r"#|/distributions/")


class Progress(StrEnum):
    """How far what is published has come."""

    IN_FEED = "in_feed"
    BUILDING = "building"
    FAILED = "failed"


class Place(StrEnum):
    """Where a record's release in force is."""

    IN_FEED = "in_feed"
    ON_ITS_WAY = "on_its_way"
    LEAVING = "leaving"
    INTERNAL = "internal"
    LEFT_OUT = "left_out"  # something is wrong with it
    WAITING = "waiting"  # the feed is pinned at a version without it
    UNUSED = "unused"  # published, but no dataset in the feed needs it
    NOWHERE = "nowhere"  # nothing in force


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as of now. Without row or snapshot it has not been built yet."""

    feed: Feed | None
    snapshot: Snapshot | None
    pin: Pin | None = None  # in force; with its snapshot and who pinned

    @property
    def is_up_to_date(self) -> bool:
        """Whether everything published is in the feed."""
        feed = self.feed
        return feed is not None and feed.built_revision is not None and feed.built_revision >= feed.wanted_revision

    @property
    def progress(self) -> Progress:
        """The one state that is shown."""
        if self.feed is not None and self.feed.has_failed and self.feed.wanted_revision <= self.feed.attempted_revision:
            return Progress.FAILED
        return Progress.IN_FEED if self.is_up_to_date else Progress.BUILDING

    @property
    def error(self) -> Bilingual | None:
        """What the latest attempt ended with, if it failed."""
        error = self.feed.last_error if self.feed else {}
        return Bilingual(error["sv"], error["en"]) if error else None

    @property
    def findings(self) -> list[Finding]:
        """What the latest check found, if it stopped the build."""
        return [finding_from_json(each) for each in (self.feed.last_error if self.feed else {}).get("findings", [])]

    @property
    def left_out(self) -> list[Finding]:
        """What is wrong with records that are published and not in the feed for that."""
        return [finding_from_json(each) for each in (self.feed.left_out if self.feed else [])]

    def place_of(self, record: Record) -> Place:
        """Where the record's release in force is. Needs current_release loaded."""
        release = record.current_release
        if release is None or release.is_internal:
            if record.was_published and not self.is_up_to_date:
                return Place.LEAVING
            return Place.INTERNAL if release else Place.NOWHERE
        if self.snapshot is not None and release.pk in self.snapshot.releases:
            return Place.IN_FEED
        if any(owner_of(each.iri) == record.iri for each in self.left_out):
            return Place.LEFT_OUT
        if self.pin is not None:
            return Place.WAITING
        return Place.UNUSED if self.is_up_to_date else Place.ON_ITS_WAY


def state_of(organisation_id: int) -> FeedState:
    """The state of an organisation's feed, in three queries."""
    feed = Feed.objects.with_wanted_revision().filter(organisation=organisation_id).first()
    if feed is None:
        return FeedState(None, None)
    pin = Pin.objects.in_force().filter(feed=feed).select_related("pinned_by", "snapshot").defer("snapshot__releases")
    return FeedState(feed, Snapshot.objects.current().filter(feed=feed).first(), pin.first())


def owner_of(iri: str) -> str:
    """The IRI of the record that something with this IRI is part of, as our own IRIs are made."""
    return _BELOW_RECORD.split(iri, maxsplit=1)[0]


def records_by_iri(organisation, iris: Iterable[str]) -> dict[str, Record]:
    """The organisation's record that each IRI names, or that what it names is part of."""
    owners = {iri: owner_of(iri) for iri in iris}
    records = Record.objects.of(organisation).filter(iri__in=set(owners.values())).select_related("current_release")
    by_iri = {record.iri: record for record in records}
    return {iri: by_iri[owner] for iri, owner in owners.items() if owner in by_iri}
