"""Facts of one row each: working copies, releases, and the list of recommended datasets."""

from catalog.models.added_term import AddedTerm
from catalog.models.describing import (
    Agent,
    Catalog,
    ContactPoint,
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
)
from catalog.models.generation import Generation
from catalog.models.installation import InstallationBase
from catalog.models.quality import ReleaseQuality
from catalog.models.recommended import RecommendedDataset
from catalog.models.record import Record
from catalog.models.release import Fragment, Release, Topic

__all__ = [
    "AddedTerm",
    "Agent",
    "Catalog",
    "ContactPoint",
    "DataService",
    "Dataset",
    "DatasetSeries",
    "Distribution",
    "Fragment",
    "Generation",
    "InstallationBase",
    "RecommendedDataset",
    "Record",
    "Release",
    "ReleaseQuality",
    "Topic",
]
