"""From the rows of a class to constraints: each one thing that can be wrong, with its severity and its own sentence.

SHACL gives a message to a shape and not to what it asks, so each constraint is a property shape of its own. Its
``code`` is that of the finding that says the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.check.sentences import missing
from dcat.preflight.references import described_as
from dcat.profile.model import Group, Kind, Level, NodeClass, Profile, Property
from dcat.shapes import sentences
from dcat.shapes.places import Place, at_least, at_most, none_of, path, places
from dcat.shapes.turtle import Statements, Value, iri
from dcat.shapes.values import either, kinds_of_term, limits, words_for_terms, written_example

VIOLATION, WARNING = "sh:Violation", "sh:Warning"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that is asked of the values at one place."""

    row: Property  # the one that it is named after
    code: str
    path: Value
    label: Bilingual
    asks: Statements
    message: Bilingual
    severity: str = VIOLATION


def constraints(node_class: NodeClass, profile: Profile) -> Iterator[Constraint]:
    """Everything that the rows of a class ask for, but what only binds high-value records."""
    for place in places(node_class):
        yield from _counts(place)
        yield from _kind(place)
        yield from _limits(place)
        yield from _described(place, node_class, profile)
        yield from _replaced(place)
    for group in node_class.groups:
        yield from _group_counts(group, tuple(row for row in node_class.properties if row.group == group.name))


def _counts(place: Place) -> Iterator[Constraint]:
    rows = tuple(row for row in place.current if not row.group)
    if not rows:
        return
    row = rows[0]
    least = max((each.minimum for each in rows if each.level is Level.MANDATORY), default=0)
    if row.fixed and row.level in (Level.MANDATORY, Level.RECOMMENDED):
        code, severity = ("missing", VIOLATION) if row.level is Level.MANDATORY else ("recommended", WARNING)
        yield _at(rows, code, (("sh:hasValue", iri(row.fixed)),), sentences.fixed(row), severity)
    elif least:
        yield _at(rows, "missing", at_least(least, place), missing(row))
    elif any(each.level is Level.RECOMMENDED for each in rows):
        yield _at(rows, "recommended", at_least(1, place), missing(row), WARNING)
    if place.maximum is not None:
        yield _at(rows, "too_many", at_most(place.maximum, place), sentences.at_most(row))


def _group_counts(group: Group, rows: tuple[Property, ...]) -> Iterator[Constraint]:
    place = Place(rows)
    least = max(group.minimum, 1 if group.level is Level.MANDATORY else 0)
    if least:
        yield _at(rows, "missing", at_least(least, place), missing(group), label=group.label)
    elif group.level is Level.RECOMMENDED:
        yield _at(rows, "recommended", at_least(1, place), missing(group), WARNING, label=group.label)
    if group.maximum is not None:
        yield _at(rows, "too_many", at_most(group.maximum, place), sentences.at_most(group), label=group.label)


def _kind(place: Place) -> Iterator[Constraint]:
    # A type is an IRI in any document, and of what is replaced it is enough to say so.
    rows = tuple(row for row in place.current if row.kind is not Kind.CLASS)
    if rows:
        asks = either(tuple(kind for row in rows for kind in kinds_of_term(row)))
        yield _at(rows, "wrong_kind", asks, sentences.wrong_kind(rows[0], words_for_terms(rows[0])))


def _limits(place: Place) -> Iterator[Constraint]:
    rows = tuple(row for row in place.current if row.kind is not Kind.CLASS)  # a thing may have further types
    if not rows or not all(limits(each) for each in place.rows):  # one row that takes anything lets anything in
        return
    row = rows[0]
    asks = either(tuple(limits(each) for each in place.rows))
    if row.fixed:
        yield _at(rows, "fixed", asks, sentences.fixed(row))
    elif row.vocabulary:
        yield _at(rows, "not_in_vocabulary", asks, sentences.not_in_list(row))
    else:
        yield _at(rows, "wrong_form", asks, sentences.bad_pattern(row, written_example(row)))


def _described(place: Place, node_class: NodeClass, profile: Profile) -> Iterator[Constraint]:
    """What has to be described in the same document is of a class; where another row takes any address, it is not."""
    row = place.rows[0]
    classes = (row.node_class,) if row.kind is Kind.NODE else described_as(node_class.name, row)
    if len(place.rows) > 1 or not classes:
        return
    types = [name for class_name in classes for name in profile[class_name].types]
    asks = either(tuple((("sh:class", name),) for name in types))
    yield _at((row,), "not_described", asks, sentences.not_described(row, types[0]))


def _replaced(place: Place) -> Iterator[Constraint]:
    for row in place.replaced:
        yield _at((row,), "deprecated", none_of(row, place), sentences.deprecated(row), WARNING)


def _at(
    rows: tuple[Property, ...],
    code: str,
    asks: Statements,
    message: Bilingual,
    severity: str = VIOLATION,
    *,
    label: Bilingual | None = None,
) -> Constraint:
    return Constraint(rows[0], code, path(rows), label or rows[0].label, asks, message, severity)
