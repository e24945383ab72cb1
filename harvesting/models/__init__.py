"""Facts of one row each: what is to be built, and what has been."""

from harvesting.models.feed import BUILD_VERSION, Feed
from harvesting.models.pin import Pin
from harvesting.models.snapshot import Snapshot

__all__ = ["BUILD_VERSION", "Feed", "Pin", "Snapshot"]
