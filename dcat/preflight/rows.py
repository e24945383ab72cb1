"""What the profile asks of every subject: enough values, not too many, and each of the right kind.

Only counts and kinds: whether a value is well chosen was checked when its record was published.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.kinds import DATATYPES
from dcat.namespaces import expand
from dcat.preflight.catalogues import is_whole
from dcat.preflight.document import Candidate, label
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.reader import TYPE
from dcat.rules.high_value import HIGH_VALUE

_IRI = "IRI"
# What a term looks like, by the kind of its row: an IRI or a datatype.
_SHAPES = {kind: tuple(map(expand, datatypes)) for kind, datatypes in DATATYPES.items()}


@dataclass(frozen=True, slots=True)
class _Demand:
    """What the rows of one predicate ask for together."""

    name: str
    label: Bilingual
    minimum: int
    minimum_when_high_value: int
    maximum: int | None
    shapes: frozenset[str]


def rows_are_met(candidate: Candidate) -> Iterator[Finding]:
    """Mandatory values are there, none too often, and each has the shape of its kind. A catalogue may be empty."""
    demands = _demands(candidate.profile)
    legislation = expand("dcatap:applicableLegislation")
    for subject, class_name in candidate.class_of.items():
        if class_name == "Catalog" and not is_whole(candidate, subject):
            continue
        predicates = candidate.statements[subject]
        is_high_value = legislation in predicates and any(t.value == HIGH_VALUE for t in predicates[legislation])
        by_predicate = demands[class_name]
        for predicate, demand in by_predicate.items():
            count = len(predicates.get(predicate, ()))
            least = max(demand.minimum, demand.minimum_when_high_value if is_high_value else 0)
            if count < least or (demand.maximum is not None and count > demand.maximum):
                yield _wrong_count(candidate, subject, demand, is_missing=count < least)
        for predicate, stated in predicates.items():
            if predicate == TYPE:
                continue
            demand = by_predicate.get(predicate)
            if demand is None:
                yield _unknown(candidate, subject, predicate)
            elif not all(_shape(term) in demand.shapes for term in stated):
                yield _wrong_kind(candidate, subject, demand)


def _shape(term) -> str:
    return _IRI if type(term) is pyoxigraph.NamedNode else term.datatype.value


def _demands(profile: Profile) -> dict[str, dict[str, _Demand]]:
    return {name: _demands_of(node_class) for name, node_class in profile.classes.items()}


def _demands_of(node_class: NodeClass) -> dict[str, _Demand]:
    rows_of: dict[str, list[Property]] = {}
    for row in node_class.properties:
        if row.kind is not Kind.CLASS:
            for predicate in (row.predicate, *row.also_written_as):
                rows_of.setdefault(expand(predicate), []).append(row)
    return {predicate: _demand(node_class, rows) for predicate, rows in rows_of.items()}


def _demand(node_class: NodeClass, rows: list[Property]) -> _Demand:
    first = rows[0]
    group = next((group for group in node_class.groups if group.name == first.group), None)
    maxima = [row.maximum for row in rows]
    total = None if None in maxima else sum(maxima)
    high_value = [row.minimum for row in rows if row.level is Level.MANDATORY_WHEN_HIGH_VALUE]
    always = [row.minimum for row in rows if row.level is not Level.MANDATORY_WHEN_HIGH_VALUE]
    return _Demand(
        name=first.name,
        label=group.label if group else first.label,
        # A catalogue that lists nothing yet is the one allowed exception.
        minimum=0 if (node_class.name, first.name) == ("Catalog", "dataset") else max(always, default=0),
        minimum_when_high_value=max(high_value, default=0),
        maximum=group.maximum if group else total,
        shapes=frozenset(shape for row in rows for shape in _SHAPES.get(row.kind, (_IRI,))),
    )


def _wrong_count(candidate: Candidate, subject: str, demand: _Demand, *, is_missing: bool) -> Finding:
    code, sv, en = (
        ("missing", "saknas", "is missing")
        if is_missing
        else ("too_many", "har för många värden", "has too many values")
    )
    name = label(candidate, subject)
    return candidate.finding(
        code,
        subject,
        f"{name}: {demand.label.sv} {sv}. Rätta posten och publicera den igen.",
        f"{name}: {demand.label.en} {en}. Correct the record and publish it again.",
        field=demand.name,
    )


def _wrong_kind(candidate: Candidate, subject: str, demand: _Demand) -> Finding:
    name = label(candidate, subject)
    return candidate.finding(
        "wrong_kind",
        subject,
        f"{name}: {demand.label.sv} har ett värde av fel slag. Rätta posten och publicera den igen.",
        f"{name}: {demand.label.en} has a value of the wrong kind. Correct the record and publish it again.",
        field=demand.name,
    )


def _unknown(candidate: Candidate, subject: str, predicate: str) -> Finding:
    name = label(candidate, subject)
    return candidate.finding(
        "unknown_property",
        subject,
        f"{name} har en uppgift som specifikationen inte känner ({predicate}). Den visas inte på dataportal.se.",
        f"{name} states something that the specification does not know ({predicate}). Dataportal.se does not show it.",
        severity=Severity.ADVICE,
    )
