"""Facts of one row each: what is to be built, what has been, who fetched it and what arrived."""

from harvesting.models.arrival import Arrival, RecordArrival
from harvesting.models.feed import BUILD_VERSION, LEASE, LONGEST_WAIT, Feed
from harvesting.models.link_host import LinkHost
from harvesting.models.pin import Pin
from harvesting.models.snapshot import Snapshot
from harvesting.models.visit import PortalVisit, VisitBatch, VisitCount, Visitor

__all__ = [
    "BUILD_VERSION",
    "LEASE",
    "LONGEST_WAIT",
    "Arrival",
    "Feed",
    "LinkHost",
    "Pin",
    "PortalVisit",
    "RecordArrival",
    "Snapshot",
    "VisitBatch",
    "VisitCount",
    "Visitor",
]
