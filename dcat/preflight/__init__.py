"""The last look before a swap: the candidate bytes, read as the portal would read them.

Knows nothing of how the bytes came about. Each finding names a record, so that one bad record can be told apart; when
the document can't even be parsed, the record is the one in which the parser stopped.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

from dcat.finding import Finding, Severity
from dcat.preflight import catalogues, harvesting
from dcat.preflight.document import WHY, Candidate
from dcat.preflight.facts import Fact, Role, facts_of
from dcat.preflight.joining import joined
from dcat.preflight.rows import rows_are_met
from dcat.profile.model import Profile
from dcat.reader import Triple, UnreadableDocument, parse

_OF_ANY_PART = (
    harvesting.addresses_are_valid,
    harvesting.nothing_is_blank,
    harvesting.no_catalog_records,
    harvesting.everything_is_described_once,
    harvesting.licences_are_exact,
    rows_are_met,
)
_OF_CATALOGUES = (
    catalogues.there_is_one_main_catalogue,
    catalogues.parts_have_one_level,
    catalogues.parts_are_described,
)
_ABOUT = re.compile(rb'rdf:about="([^"]*)"')


class Examination(NamedTuple):
    """What one part of a document gave: its own findings, and the facts that are to be joined with other parts'."""

    findings: list[Finding]
    facts: list[Fact]


def examine(
    data: bytes, profile: Profile, *, has_catalogues: bool = False, expected: Collection[str] = ()
) -> Examination:
    """One part as a document of its own. ``has_catalogues``: whether it is the part with all catalogues.

    When it can't be parsed, the finding names the record in which the parser stopped, one of those ``expected`` in it.
    """
    try:
        triples = parse(data)
    except UnreadableDocument as error:
        record = _record_at(data, _position(data, error), expected)
        return Examination([Finding(error.code, Severity.ERROR, record, "", "", error.message, WHY)], [])
    candidate = Candidate(triples, profile)
    rules = (*_OF_CATALOGUES, *_OF_ANY_PART) if has_catalogues else _OF_ANY_PART
    return Examination([found for rule in rules for found in rule(candidate)], facts_of(candidate))


def check_document(data: bytes, profile: Profile, *, expected: Collection[str]) -> list[Finding]:
    """The findings of a whole document; ``expected`` are the IRIs of the datasets, series and services
    that it should describe."""
    try:
        triples = parse(data)
    except UnreadableDocument:
        return examine(data, profile, expected=expected).findings
    return check_triples(triples, profile, expected=expected)


def check_triples(
    triples: Iterable[Triple], profile: Profile, *, expected: Collection[str] | None = None
) -> list[Finding]:
    """The findings of a document that is parsed already; without ``expected`` it may describe any datasets."""
    candidate = Candidate(triples, profile)
    facts = [*facts_of(candidate), *(Fact(iri, Role.EXPECTED) for iri in expected or ())]
    facts.sort(key=lambda fact: fact.key)
    together = joined(facts, profile, all_are_known=expected is not None, record_of=candidate.record_of)
    own = (found for rule in (*_OF_ANY_PART, *_OF_CATALOGUES) for found in rule(candidate))
    return [*own, *together]


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
