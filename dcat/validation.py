"""Any catalogue, from anywhere, held against the profile: what is wrong in it, record by record, and what we could not
keep of it.

The rules are those of the form (``dcat.check``) and of the harvest (``dcat.preflight``); nothing is judged here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.check import check
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.preflight import check_triples
from dcat.profile.model import Profile
from dcat.reader import Document, Unkept, read_statements, statements_of
from dcat.reader.classes import RECORDS
from dcat.reader.naming import Named
from dcat.reader.statements import fault_of, to_triples

_TITLES = ("title", "name")


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What there is to say of one record: errors first, then advice, then what can't be kept.

    ``iri`` is empty for what belongs to no record, and ``title`` for what has none.
    """

    iri: str
    title: str
    findings: tuple[Finding, ...]
    unkept: tuple[Unkept, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(1 for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Report:
    """What there is to say of a catalogue. ``records`` holds only those of which there is something to say."""

    format: str
    described: int
    records: tuple[RecordReport, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(record.errors for record in self.records)

    @property
    def advice(self) -> int:
        """How many findings are advice."""
        return sum(len(record.findings) for record in self.records) - self.errors

    @property
    def unkept(self) -> int:
        """How many statements can't be kept."""
        return sum(len(record.unkept) for record in self.records)


def validate(data: bytes, profile: Profile) -> Report:
    """The report on a document in any format. Raises :class:`dcat.reader.UnreadableDocument`."""
    foreign = statements_of(data)
    document = read_statements(foreign.content, profile)
    findings = list(_findings(document, foreign.content, profile))
    owners = {part.iri: node.iri for node in document.nodes.values() for part in (node, *node.nested())}
    by_record: dict[str, tuple[list[Finding], list[Unkept]]] = {iri: ([], []) for iri in ("", *document.nodes)}
    for finding in findings:
        by_record.setdefault(owners.get(finding.iri, finding.iri), ([], []))[0].append(finding)
    for unkept in document.unkept:
        by_record.setdefault(owners.get(unkept.record, unkept.record), ([], []))[1].append(unkept)
    reports = (
        RecordReport(iri, _title(document.nodes.get(iri)), tuple(_errors_first(found)), tuple(unkept))
        for iri, (found, unkept) in by_record.items()
        if found or unkept
    )
    return Report(foreign.format, len(document.nodes), tuple(reports))


def _findings(document: Document, content: Named, profile: Profile) -> Iterator[Finding]:
    """Each fault once: what the rules for one record say of it goes before what those for the whole document say."""
    told = set()
    for node in document.nodes.values():
        for finding in check(node, profile):
            told.add((node.iri, finding.class_name, finding.field))
            yield finding
    for node in document.nodes.values():
        for part in (node, *node.nested()):
            if part.iri in content.made and part.class_name in RECORDS:
                yield _no_address(part)
    sound = (statement for statement in content.statements if fault_of(statement) is None)
    for finding in check_triples(to_triples(sound), profile):
        if not finding.field or (finding.iri, finding.class_name, finding.field) not in told:
            yield finding


def _errors_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)


def _title(node: Node | None) -> str:
    return next((title for name in _TITLES if node and (title := node.text(name) or _plain(node, name))), "")


def _plain(node: Node, name: str) -> str:
    value = node.first(name)
    return value if isinstance(value, str) else ""


def _no_address(node: Node) -> Finding:
    return Finding("blank_node", Severity.ERROR, node.iri, node.class_name, "", _NO_ADDRESS, _WHY_ADDRESS)


_NO_ADDRESS = Bilingual(
    "Posten har ingen egen adress (den är en blank nod). Ge den en IRI som aldrig ändras.",
    "The record has no address of its own (it is a blank node). Give it an IRI that never changes.",
)
_WHY_ADDRESS = Bilingual(
    "Utan adress kan dataportal.se inte känna igen posten vid nästa skörd.",
    "Without an address dataportal.se can't recognise the record at the next harvest.",
)
