"""What is wrong with a working copy: the profile's findings and those of this house."""

from dataclasses import replace

from catalog.columns import DERIVED
from catalog.describe import describe
from catalog.findings_together import findings_together
from catalog.mending import can_be_mended
from catalog.models import Record
from dcat.bilingual import Bilingual
from dcat.check import check
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.profile import DCAT_AP_SE

_UNCONFIRMED = Bilingual(
    "Organisationsnumret är inte bekräftat. Be organisationsansvarig bekräfta det under Inställningar.",
    "The organisation number is not confirmed. Ask an organisation owner to confirm it under Settings.",
)
_WHY_UNCONFIRMED = Bilingual(
    "Utgivarens adress görs av numret och kan aldrig ändras när något har publicerats.",
    "The publisher's address is made from the number and can never be changed once something is published.",
)


def findings_for(record: Record, node: Node | None = None) -> list[Finding]:
    """The findings for a loaded record (see ``load_for_describing``), in the order of its fields."""
    node = node or describe(record)
    # What follows from something else can't be filled in; the publisher alone can be missing for a reason.
    derived = {name for class_name, name in DERIVED if class_name == record.class_name} - {"publisher", "distribution"}
    found = [*check(node, DCAT_AP_SE), *findings_together(record, node)]
    findings = [_as_offered(finding, record) for finding in found if finding.field not in derived]
    if record.organisation.is_number_confirmed:
        return findings
    # Without the number there is no publisher yet; that this is missing has one cause and is said once.
    findings = [finding for finding in findings if finding.field != "publisher"]
    return [unconfirmed_number(record), *findings] if record.is_listed else findings


def _as_offered(finding: Finding, record: Record) -> Finding:
    """The finding, without its repair where that would change nothing."""
    return finding if not finding.mend or can_be_mended(finding, record) else replace(finding, mend=None)


def unconfirmed_number(record: Record) -> Finding:
    """The finding that stops every publication of an organisation whose number nobody has vouched for."""
    return Finding(
        code="number_unconfirmed",
        severity=Severity.ERROR,
        iri=record.iri,
        class_name=record.class_name,
        field="publisher",
        message=_UNCONFIRMED,
        why=_WHY_UNCONFIRMED,
    )


def errors_among(findings: list[Finding]) -> list[Finding]:
    """The findings that stop publishing."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
