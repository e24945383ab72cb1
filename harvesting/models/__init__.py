"""Facts of one row each: what is to be built, and what has been."""

from harvesting.models.feed import BUILD_VERSION, LEASE, LONGEST_WAIT, Feed
from harvesting.models.snapshot import Snapshot

__all__ = ["BUILD_VERSION", "LEASE", "LONGEST_WAIT", "Feed", "Snapshot"]
