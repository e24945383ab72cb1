"""The last look before a swap: the candidate bytes, read as the portal would read them.

Knows nothing of how the bytes came about. Each finding names a record, so that one bad record can be told apart; when
the document can't even be parsed, the record is the one in which the parser stopped.
"""

import re
from collections.abc import Collection, Iterable
from xml.sax.saxutils import escape

from dcat.finding import Finding, Severity
from dcat.preflight import catalogues, harvesting
from dcat.preflight.document import WHY, Candidate
from dcat.preflight.rows import rows_are_met
from dcat.profile.model import Profile
from dcat.reader import Triple, UnreadableDocument, parse

_RULES = (
    harvesting.addresses_are_valid,
    harvesting.nothing_is_blank,
    harvesting.no_catalog_records,
    harvesting.everything_is_described_once,
    harvesting.publishers_are_organisations,
    harvesting.contacts_are_not_publishers,
    harvesting.identifiers_are_unique,
    catalogues.there_is_one_main_catalogue,
    catalogues.parts_have_one_level,
    catalogues.parts_are_described,
    harvesting.licences_are_exact,
    harvesting.references_are_described,
    harvesting.datasets_are_listed,
    rows_are_met,
)
_ABOUT = re.compile(rb'rdf:about="([^"]*)"')


def check_document(data: bytes, profile: Profile, *, expected: Collection[str]) -> list[Finding]:
    """The findings of a whole document; ``expected`` are the IRIs of the datasets, series and services
    that it should describe."""
    try:
        triples = parse(data)
    except UnreadableDocument as error:
        record = _record_at(data, _position(data, error), expected)
        return [Finding(error.code, Severity.ERROR, record, "", "", error.message, WHY)]
    return check_triples(triples, profile, expected=expected)


def check_triples(
    triples: Iterable[Triple], profile: Profile, *, expected: Collection[str] | None = None
) -> list[Finding]:
    """The findings of a document that is parsed already; without ``expected`` it may describe any datasets."""
    candidate = Candidate(triples, profile)
    findings = [finding for rule in _RULES for finding in rule(candidate)]
    return findings if expected is None else [*findings, *harvesting.expected_is_there(candidate, expected)]


def _position(data: bytes, error: UnreadableDocument) -> int:
    """Where in the document the parser stopped: by line, or by the address that it could not take; else -1."""
    if error.line:
        line_ends = (match.end() for match in re.finditer(rb"\n|\Z", data))
        return next((end for number, end in enumerate(line_ends, start=1) if number == error.line), len(data))
    quoted = re.search(r"IRI '(.*)': ", error.fault, re.DOTALL)
    if not quoted:
        return -1
    address = b'"' + escape(quoted[1], {'"': "&quot;"}).encode() + b'"'
    start = data.find(address)
    return start + len(address) if start >= 0 else -1


def _record_at(data: bytes, position: int, expected: Collection[str]) -> str:
    """The record that is described at a position: the dataset, for what hangs on its IRI; empty when unknown."""
    before = _ABOUT.findall(data, 0, position) if position > 0 else []
    if not before:
        return ""
    iri = before[-1].decode("utf-8", "replace").partition("#")[0]
    return next((dataset for dataset in expected if iri == dataset or iri.startswith(dataset + "/")), iri)
