"""The rules of the harvest that no part of a document can answer alone, answered from the parts' facts.

Reads the facts side by side, sorted by key, and holds those of one address at a time.

Source: DCAT-AP-SE 3.0.1, https://docs.dataportal.se/dcat/3.0.1/sv/, and the portal's guidance on harvesting.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.preflight.document import WHY
from dcat.preflight.facts import LISTED_CLASSES, PERSON, Fact, Role
from dcat.profile.model import Profile

_PUBLISHER = re.compile(r"http://dataportal\.se/organisation/SE[0-9]{10}")
_BY_KEY = attrgetter("key")


def joined(
    facts: Iterable[Fact],
    profile: Profile,
    *,
    all_are_known: bool,
    record_of: Callable[[str], str] = lambda iri: iri,
) -> Iterator[Finding]:
    """The findings of facts that are sorted by key.

    ``all_are_known``: whether what is expected is among the facts, so that anything else is too much. ``record_of``
    tells the record that a part of one belongs to.
    """
    for _, group in groupby(facts, _BY_KEY):
        by_role: dict[Role, list[Fact]] = defaultdict(list)
        for fact in group:
            by_role[fact.role].append(fact)
        told = _Telling(profile, record_of)
        yield from _described_twice(by_role, told)
        yield from _dangling(by_role, told)
        yield from _publisher(by_role, told)
        yield from _contact_and_publisher(by_role, told)
        yield from _same_identifier(by_role, told)
        yield from _unlisted(by_role, told)
        if all_are_known:
            yield from _lost_or_unexpected(by_role, told)


class _Telling:
    """How a finding is told: of which record, and where in it."""

    def __init__(self, profile: Profile, record_of: Callable[[str], str]) -> None:
        self.profile = profile
        self._record_of = record_of

    def finding(self, code: str, subject: str, sv: str, en: str, *, class_name: str = "", field: str = "") -> Finding:
        record = self._record_of(subject)
        where = "" if record == subject else f" ({subject})"
        return Finding(code, Severity.ERROR, record, class_name, field, Bilingual(sv + where, en + where), WHY)


def _described_twice(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """Each thing is described in one place. As things of two kinds it may be described by two."""
    seen = set()
    for fact in by_role[Role.DESCRIBED]:
        if fact.class_name in seen:
            yield told.finding(
                "described_twice",
                fact.key,
                f"{fact.label} beskrivs två gånger i katalogen. Behåll en av beskrivningarna.",
                f"{fact.label} is described twice in the catalogue. Keep one of the descriptions.",
                class_name=fact.class_name,
            )
        seen.add(fact.class_name)


def _dangling(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """What the records point at as their own is described in the document."""
    described = {name for fact in by_role[Role.DESCRIBED] for name in fact.classes}
    for fact in by_role[Role.NEEDED]:
        if described.isdisjoint(fact.classes):
            row = told.profile[fact.class_name][fact.field]
            yield told.finding(
                "dangling",
                fact.subject,
                f"{fact.label} pekar på {fact.key} ({row.label.sv}), som inte är beskriven i katalogen.",
                f"{fact.label} points at {fact.key} ({row.label.en}), which the catalogue does not describe.",
                class_name=fact.class_name,
                field=fact.field,
            )


def _publisher(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """A publisher that is not a person has the IRI that the portal makes of its organisation number."""
    described = by_role[Role.DESCRIBED]
    is_person = any(PERSON in fact.classes for fact in described)
    for fact in by_role[Role.PUBLISHER][:1]:
        if not _PUBLISHER.fullmatch(fact.key) and not is_person:
            yield told.finding(
                "publisher_iri",
                fact.key if described else fact.subject,
                f"Utgivaren har adressen {fact.key}. Den ska bestå av http://dataportal.se/organisation/SE och "
                "organisationsnumrets tio siffror. Bekräfta organisationsnumret.",
                f"The publisher has the address {fact.key}. It has to be http://dataportal.se/organisation/SE and "
                "the ten digits of the organisation number. Confirm the organisation number.",
                class_name=described[0].class_name if described else fact.class_name,
                field="publisher",
            )


def _contact_and_publisher(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """A contact and a publisher never share an IRI."""
    if by_role[Role.USED_AS_CONTACT] and by_role[Role.USED_AS_PUBLISHER]:
        described = by_role[Role.DESCRIBED]
        contact = by_role[Role.USED_AS_CONTACT][0].key
        name = described[0].label if described else contact
        yield told.finding(
            "contact_is_publisher",
            contact,
            f"{name} är både utgivare och kontaktuppgift. Lägg till en egen kontaktuppgift.",
            f"{name} is both publisher and contact point. Add a contact point of its own.",
            class_name=described[0].class_name if described else "",
        )


def _same_identifier(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """No two datasets have the same UUID as identifier."""
    first, *others = by_role[Role.IDENTIFIER] or [None]
    for fact in others:
        yield told.finding(
            "duplicate_identifier",
            fact.subject,
            f"{fact.label} har samma identifikator som {first.label}. Ge den en egen.",
            f"{fact.label} has the same identifier as {first.label}. Give it one of its own.",
            class_name=fact.class_name,
            field=fact.field,
        )


def _unlisted(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """Every dataset, series and service is listed by a catalogue."""
    for fact in _to_be_listed(by_role):
        if not by_role[Role.LISTED]:
            yield told.finding(
                "unlisted",
                fact.key,
                f"{fact.label} finns i dokumentet men inte i någon katalog. Lista den.",
                f"{fact.label} is in the document but in no catalogue. List it.",
                class_name=fact.class_name,
            )


def _lost_or_unexpected(by_role: dict[Role, list[Fact]], told: _Telling) -> Iterator[Finding]:
    """The document describes the datasets, series and services that it should, and no others."""
    described = _to_be_listed(by_role)
    for fact in by_role[Role.EXPECTED][:1]:
        if not described:
            yield told.finding(
                "lost",
                fact.key,
                f"{fact.key} är publicerad men saknas i den byggda katalogen.",
                f"{fact.key} is published but missing from the built catalogue.",
            )
    for fact in described[:1]:
        if not by_role[Role.EXPECTED]:
            yield told.finding(
                "unexpected",
                fact.key,
                f"{fact.label} finns i den byggda katalogen men är inte publicerad.",
                f"{fact.label} is in the built catalogue but is not published.",
                class_name=fact.class_name,
            )


def _to_be_listed(by_role: dict[Role, list[Fact]]) -> list[Fact]:
    return [fact for fact in by_role[Role.DESCRIBED] if fact.class_name in LISTED_CLASSES]
