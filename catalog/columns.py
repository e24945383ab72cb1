"""Which model holds which class of the profile, and which properties have no column and why."""

from catalog.models import Agent, Catalog, ContactPoint, Dataset, Distribution

MODELS = {
    "Catalog": Catalog,
    "Agent": Agent,
    "ContactPoint": ContactPoint,
    "Dataset": Dataset,
    "Distribution": Distribution,
}

# Properties whose value follows from something else, and from what.
DERIVED = {
    ("Catalog", "publisher"): "the organisation's own agent",
    ("Catalog", "issued"): "the time of the first release",
    ("Catalog", "modified"): "the time of the latest release",
    ("Catalog", "dataset"): "the public releases",
    ("Dataset", "publisher"): "the organisation's own agent",
    ("Dataset", "distribution"): "the dataset's distributions",
}

# Properties that take a kind of value for which there is no column yet.
WITHOUT_COLUMN = {
    ("Catalog", "rights"): "nested node",
    ("Catalog", "has_part"): "written by the collected feed",
    ("Catalog", "is_part_of"): "written by the collected feed",
    ("Catalog", "catalog"): "has_part says the same",
    ("Catalog", "service"): "data services",
    ("Dataset", "qualified_attribution"): "nested node",
    ("Dataset", "temporal_resolution"): "duration",
    ("Dataset", "spatial_resolution_in_meters"): "decimal number",
    ("Dataset", "offers"): "nested node",
    ("Dataset", "qualified_relation"): "nested node",
    ("Dataset", "provenance"): "nested node",
    ("Dataset", "in_series"): "dataset series",
    ("Distribution", "access_service"): "data services",
    ("Distribution", "temporal_resolution"): "duration",
    ("Distribution", "spatial_resolution_in_meters"): "decimal number",
    ("Distribution", "rights"): "nested node",
    ("Distribution", "checksum"): "nested node",
}
