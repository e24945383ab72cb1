"""Facts of one row each: working copies, releases, and the list of recommended datasets."""

from catalog.models.describing import Agent, Catalog, ContactPoint, Dataset, Distribution
from catalog.models.installation import InstallationBase
from catalog.models.recommended import RecommendedDataset
from catalog.models.record import Record
from catalog.models.release import Fragment, Release

__all__ = [
    "Agent",
    "Catalog",
    "ContactPoint",
    "Dataset",
    "Distribution",
    "Fragment",
    "InstallationBase",
    "RecommendedDataset",
    "Record",
    "Release",
]
