"""What is known about one recommended dataset at one organisation, as the one state that the matrix shows. Pure.

A dataset counts when it is certain what it is: it says so by ``dcterms:conformsTo``, an editor chose it, or somebody
confirmed a proposal. A proposal by itself never counts. A dataset that is two recommended ones counts for both; one
that says two specifications too.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Coverage(StrEnum):
    """The states, the most certain first: of several that hold the first is shown."""

    PUBLISHED = "published"  # a public release here that certainly is it
    ELSEWHERE = "elsewhere"  # the organisation says where
    SHARED = "shared"  # a release here that only those who take part see
    DRAFT = "draft"  # a working copy that has been chosen to be it
    PROPOSED = "proposed"  # a public release may be it
    PREPARED = "prepared"
    PLANNED = "planned"
    NOT_OURS = "not_ours"
    MISSING = "missing"


# What counts as published. Nothing else does.
COUNTED = frozenset({Coverage.PUBLISHED, Coverage.ELSEWHERE})
# What is not asked of the organisation, and so stands neither above nor below the line.
NOT_ASKED = frozenset({Coverage.NOT_OURS})


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all; None where there is nothing to count."""
        return self.percent_of(1)

    @property
    def mean(self) -> int | None:
        """Of a sum of points and the number of things that have them, to the nearest; None where there are none."""
        return (2 * self.count + self.of) // (2 * self.of) if self.of else None

    def percent_of(self, best: int) -> int | None:
        """The same for points, of which each can have ``best``."""
        return self.count * 100 // (self.of * best) if self.of else None


def shown(states: Collection[Coverage]) -> Coverage:
    """The one of several states that is shown; missing where there is none."""
    return next((state for state in Coverage if state in states), Coverage.MISSING)


def covered(states: Collection[Coverage]) -> Share:
    """How much of what is asked is published: one state for each recommended dataset that the list asks for."""
    asked = [state for state in states if state not in NOT_ASKED]
    return Share(sum(state in COUNTED for state in asked), len(asked))
