"""Why a dataset is at the portal or not: a pure function of what is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from harvesting.arrival.registry import Harvest
from harvesting.models import Arrival, RecordArrival

# What was published while the portal was at it, or before its index was ready, comes with the next harvest.
HARVEST_TAKES = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the portal's source that is ours, if it has one."""

    key: str  # empty: none is known
    harvest: Harvest | None
    fetched_at: datetime | None  # the latest time that the portal is known to have fetched our feed with success

    @property
    def has_failed(self) -> bool:
        """Whether the latest harvest went wrong."""
        return self.harvest is not None and self.harvest.status == Arrival.Result.FAILED


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of one public dataset."""

    since: datetime  # public without a break since then
    is_in_feed: bool
    is_found: bool  # in our source
    is_elsewhere: bool  # in another source, by its IRI or its identifier
    was_seen: bool  # in our source, by an earlier check


def verdict(dataset: Published, source: Source) -> RecordArrival.State:
    """The one reason that counts."""
    state = RecordArrival.State
    if dataset.is_found:
        return state.VISIBLE
    if dataset.is_elsewhere:
        return state.DUPLICATE
    if not dataset.is_in_feed:
        return state.NOT_IN_FEED
    if source.has_failed:
        return state.HARVEST_FAILED
    if source.fetched_at is None and not source.key:
        return state.NEVER_FETCHED
    if source.fetched_at is None or dataset.since > source.fetched_at - HARVEST_TAKES:
        return state.NOT_YET
    return state.GONE if dataset.was_seen else state.NOT_SHOWN
