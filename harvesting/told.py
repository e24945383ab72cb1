"""Findings as they are kept in the database and beside finished files, and back again."""

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity


def finding_to_json(finding: Finding) -> dict[str, str]:
    """A finding as JSON: ``{"code", "iri", "class_name", "field", "sv", "en", "why_sv", "why_en"}``."""
    return {
        "code": finding.code,
        "iri": finding.iri,
        "class_name": finding.class_name,
        "field": finding.field,
        "sv": finding.message.sv,
        "en": finding.message.en,
        "why_sv": finding.why.sv,
        "why_en": finding.why.en,
    }


def finding_from_json(stored: dict[str, str]) -> Finding:
    """The inverse of :func:`finding_to_json`. What is kept are errors."""
    return Finding(
        code=stored["code"],
        severity=Severity.ERROR,
        iri=stored["iri"],
        class_name=stored["class_name"],
        field=stored["field"],
        message=Bilingual(stored["sv"], stored["en"]),
        why=Bilingual(stored["why_sv"], stored["why_en"]),
    )
