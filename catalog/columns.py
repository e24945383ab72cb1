"""Which model holds which class of the profile, and which properties have no column and why."""

from django.db import models

from catalog.models import Agent, Catalog, ContactPoint, DataService, Dataset, DatasetSeries, Distribution

MODELS = {
    "Catalog": Catalog,
    "Agent": Agent,
    "ContactPoint": ContactPoint,
    "Dataset": Dataset,
    "DatasetSeries": DatasetSeries,
    "DataService": DataService,
    "Distribution": Distribution,
}

# The classes that belong to the organisation as their publisher.
WITH_PUBLISHER = frozenset({"Catalog", "Dataset", "DatasetSeries", "DataService"})

# Properties whose value follows from something else, and from what.
DERIVED = {
    ("Catalog", "publisher"): "the organisation's own agent",
    ("Catalog", "issued"): "the time of the first release",
    ("Catalog", "modified"): "the time of the latest release",
    ("Catalog", "dataset"): "the public releases of datasets and series",
    ("Catalog", "service"): "the public releases of services",
    ("Dataset", "publisher"): "the organisation's own agent",
    ("Dataset", "distribution"): "the dataset's distributions",
    ("DatasetSeries", "publisher"): "the organisation's own agent",
    ("DataService", "publisher"): "the organisation's own agent",
}

# Properties that nobody writes by hand.
WITHOUT_COLUMN = {
    ("Catalog", "has_part"): "written by the collected feed",
    ("Catalog", "is_part_of"): "has_part says the same, and the portal reads that",
    ("Catalog", "catalog"): "has_part says the same, and the portal reads that",
}


def own_columns(model: type[models.Model]) -> dict[str, models.Field]:
    """The model's own columns by name: what it holds, not what points at it."""
    return {column.name: column for column in (*model._meta.fields, *model._meta.many_to_many)}
