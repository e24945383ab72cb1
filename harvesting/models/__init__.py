"""Facts of one row each: what is to be built, and what has been."""

from harvesting.models.feed import Feed
from harvesting.models.snapshot import Snapshot

__all__ = ["Feed", "Snapshot"]
