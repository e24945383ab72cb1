"""Where a finding is: the column that holds the value concerned, and the form that shows it."""

from collections.abc import Iterable

from django.urls import reverse

from catalog.models import Distribution, Record
from dcat.finding import Finding
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind


def column_of(finding: Finding, class_name: str) -> str:
    """The column of a class that a finding is in: what is described in place is kept in that of its property."""
    if finding.class_name == class_name:
        return finding.field
    predicate, _key = predicate_and_key(finding)
    rows = DCAT_AP_SE[class_name].properties
    within = (
        row.name for row in rows if row.node_class == finding.class_name and row.predicate.endswith(f":{predicate}")
    )
    return next(within, finding.field)


def predicate_and_key(finding: Finding) -> tuple[str, str]:
    """What the IRI of something described in place says: ``<record>#temporal-1a2b`` is ('temporal', '1a2b')."""
    predicate, _dash, key = finding.iri.rpartition("#")[2].partition("-")
    return predicate, key


def findings_by_field(findings: Iterable[Finding], thing: Record | Distribution) -> dict[str, list[Finding]]:
    """The findings about a record or distribution by the field of its form; those of its distributions together."""
    class_name = "Distribution" if isinstance(thing, Distribution) else thing.class_name
    by_field: dict[str, list[Finding]] = {}
    for finding in findings:
        if field := _field_of(finding, thing, class_name):
            by_field.setdefault(field, []).append(finding)
    return by_field


def _field_of(finding: Finding, thing: Record | Distribution, class_name: str) -> str:
    """The field of the form of ``thing``; empty when the finding is about something that another form shows."""
    if finding.iri.partition("#")[0] == thing.iri:
        return column_of(finding, class_name)
    if class_name == Record.ClassName.DATASET and _distribution_of(finding):
        return "distribution"
    # Documents have addresses of their own: it is about the property that names them.
    rows = DCAT_AP_SE[class_name].properties
    documents = (row.name for row in rows if row.kind is Kind.DOCUMENT and row.node_class == finding.class_name)
    return next((name for name in documents if _names(thing, name, finding.iri)), "")


def _names(thing: Record | Distribution, column: str, iri: str) -> bool:
    return any(entry.get("iri") == iri for entry in getattr(thing, column, []))


def field_address(finding: Finding, record: Record, organisation) -> str:
    """The form where the finding can be mended, at the field concerned."""
    distribution = _distribution_of(finding)
    anchor = f"#id_{column_of(finding, 'Distribution' if distribution else record.class_name)}"
    if finding.code == "number_unconfirmed":
        return reverse("organisation_settings", args=[organisation.slug])
    if distribution:
        return reverse("distribution_edit", args=[organisation.slug, record.uuid, distribution]) + anchor
    if finding.field == "distribution":
        anchor = "#distributioner"
    return reverse("record_edit", args=[organisation.slug, record.class_name, record.uuid]) + anchor


def _distribution_of(finding: Finding) -> str:
    """The UUID of the distribution that a finding is about, or an empty string."""
    _dataset, found, rest = finding.iri.partition("/distributions/")
    return rest.partition("#")[0] if found else ""
