"""Facts of one row each: working copies, releases, and the list of recommended datasets."""

from catalog.models.added_term import AddedTerm
from catalog.models.bulk import BulkAction, BulkItem
from catalog.models.describing import (
    Agent,
    Catalog,
    ContactPoint,
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
)
from catalog.models.file import DataFile, FileVersion
from catalog.models.generation import Generation
from catalog.models.installation import InstallationBase
from catalog.models.link import Link, LinkExemption, LinkUse, NotedRelease
from catalog.models.list_version import ListImport, ListVersion
from catalog.models.preparation import Candidate, Decision
from catalog.models.quality import ReleaseQuality
from catalog.models.recommended import RecommendedDataset
from catalog.models.record import Record
from catalog.models.release import Fragment, Release, Topic
from catalog.models.review import Comment, Contribution, Review

__all__ = [
    "AddedTerm",
    "Agent",
    "BulkAction",
    "BulkItem",
    "Candidate",
    "Catalog",
    "Comment",
    "ContactPoint",
    "Contribution",
    "DataFile",
    "DataService",
    "Dataset",
    "DatasetSeries",
    "Decision",
    "Distribution",
    "FileVersion",
    "Fragment",
    "Generation",
    "InstallationBase",
    "Link",
    "LinkExemption",
    "LinkUse",
    "NotedRelease",
    "ListImport",
    "ListVersion",
    "RecommendedDataset",
    "Record",
    "Release",
    "ReleaseQuality",
    "Review",
    "Topic",
]
