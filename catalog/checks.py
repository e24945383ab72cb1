"""Holds the models against the profile: every property has a column, or a reason why it has none."""

from django.core.checks import Error, register

from catalog.models import Agent, Catalog, ContactPoint, Dataset, Distribution
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Level

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


@register()
def models_fit_the_profile(app_configs, **kwargs) -> list[Error]:
    """One error for each property without a column or reason, and for each reason that no longer holds."""
    problems = []
    for class_name, model in MODELS.items():
        columns = {field.name for field in model._meta.get_fields()}
        for row in DCAT_AP_SE[class_name].properties:
            place = (class_name, row.name)
            if row.level is Level.DEPRECATED or row.fixed:
                continue
            has_column = row.name in columns and place not in DERIVED
            has_reason = place in DERIVED or place in WITHOUT_COLUMN
            if has_column == has_reason:
                what = "has both a column and a reason for none" if has_column else "has no column"
                problems.append(Error(f"{class_name}.{row.name} {what}.", id="catalog.E001"))
    known = {(name, row.name) for name in MODELS for row in DCAT_AP_SE[name].properties}
    for class_name, name in sorted((DERIVED.keys() | WITHOUT_COLUMN.keys()) - known):
        problems.append(Error(f"{class_name}.{name} is not in the profile.", id="catalog.E002"))
    return problems
