"""Holds the models against the profile: every property has a column, or a reason why it has none. And says what an
installation that others reach should have besides."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from catalog.columns import DERIVED, MODELS, WITHOUT_COLUMN, own_columns
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Level


@register()
def models_fit_the_profile(app_configs, **kwargs) -> list[Error]:
    """One error for each property without a column or reason, and for each reason that no longer holds."""
    problems = []
    for class_name, model in MODELS.items():
        columns = own_columns(model)
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


@register()
def files_are_scanned_in_production(app_configs, **kwargs) -> list[CheckMessage]:
    """A warning where the public address is https and nobody looks for viruses in what is uploaded."""
    if not settings.IS_HTTPS or settings.FILE_SCANNER:
        return []
    return [
        Warning(
            "Uploaded data files are not scanned for viruses.",
            hint="Set FILE_SCANNER to a command or to the address of a clamd; see docs/configuration.md.",
            id="catalog.W001",
        )
    ]
