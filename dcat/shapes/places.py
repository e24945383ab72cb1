"""The places of a class where values stand: a predicate, with the one or several rows that share it.

Two rows of one predicate are judged together, since a document doesn't say which of them a value was meant for: a named
place and an area by coordinates, a licence of the list and another one, today's frequencies and yesterday's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dcat.profile.model import Kind, Level, NodeClass, Property
from dcat.shapes.turtle import Blank, Items, Statements, Value
from dcat.shapes.values import limits


@dataclass(frozen=True, slots=True)
class Place:
    """The rows of one class with one predicate. ``current`` are those in force, ``replaced`` the deprecated ones."""

    rows: tuple[Property, ...]

    @property
    def current(self) -> tuple[Property, ...]:
        return tuple(row for row in self.rows if row.level is not Level.DEPRECATED)

    @property
    def replaced(self) -> tuple[Property, ...]:
        return tuple(row for row in self.rows if row.level is Level.DEPRECATED)

    @property
    def maximum(self) -> int | None:
        """How many values the rows in force take together; None: any number."""
        most = [row.maximum for row in self.current]
        return None if None in most else sum(most)

    @property
    def is_shared_with_others(self) -> bool:
        """Whether values stand here that are none of the rows in force: other types, or replaced terms."""
        return bool(self.current) and (bool(self.replaced) or any(row.kind is Kind.CLASS for row in self.rows))


def places(node_class: NodeClass) -> Iterator[Place]:
    """The places of a class, in the order of their first rows."""
    by_predicate: dict[str, list[Property]] = {}
    for row in node_class.properties:
        by_predicate.setdefault(row.predicate, []).append(row)
    return (Place(tuple(rows)) for rows in by_predicate.values())


def path(rows: tuple[Property, ...]) -> Value:
    """The way to the values: one predicate, or several of which any will do."""
    predicates = tuple(dict.fromkeys(name for row in rows for name in (row.predicate, *row.also_written_as)))
    if len(predicates) == 1:
        return predicates[0]
    return Blank((("sh:alternativePath", Items(predicates)),))


def at_least(count: int, place: Place) -> Statements:
    """So many values of the rows in force, or more."""
    if own := _own(place):
        return (*own, ("sh:qualifiedMinCount", count))
    return (("sh:minCount", count),)


def at_most(count: int, place: Place) -> Statements:
    """So many values of the rows in force, or fewer."""
    if own := _own(place):
        return (*own, ("sh:qualifiedMaxCount", count))
    return (("sh:maxCount", count),)


def none_of(row: Property, place: Place) -> Statements:
    """No value of a replaced row, beside those of the rows in force."""
    if place.current:
        return (("sh:qualifiedValueShape", Blank(limits(row))), ("sh:qualifiedMaxCount", 0))
    return (("sh:maxCount", 0),)


def _own(place: Place) -> Statements:
    """What tells the values of the rows in force from the others at the same place, where there are any."""
    if not place.is_shared_with_others or not limits(place.current[0]):
        return ()
    return (("sh:qualifiedValueShape", Blank(limits(place.current[0]))),)
