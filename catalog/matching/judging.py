"""How good the proposals are, on titles of which the right answers are known (``data/judged_titles.csv``)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.matching.propose import Matcher

_TITLES = Path(__file__).parent / "data" / "judged_titles.csv"
# Their names may stand in a title and say nothing of its matter.
_PLACES = ("eskilstuna", "katrineholm", "sala", "uppsala", "örebro")


@dataclass(frozen=True, slots=True)
class Judged:
    """One title with its right answers (keys of the list; none is an answer too) and what was proposed."""

    title: str
    right: frozenset[str]
    proposed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All of them."""

    judged: tuple[Judged, ...]

    @property
    def precision(self) -> float:
        """How many of the proposals are right."""
        return self._hits / max(sum(len(each.proposed) for each in self.judged), 1)

    @property
    def recall(self) -> float:
        """How many of the right answers are proposed."""
        return self._hits / max(sum(len(each.right) for each in self.judged), 1)

    @property
    def wrong(self) -> Iterator[Judged]:
        """Where the proposals are other than the answers."""
        return (each for each in self.judged if each.right != each.proposed)

    @property
    def _hits(self) -> int:
        return sum(len(each.right & each.proposed) for each in self.judged)


def judge(matcher: Matcher) -> Judgement:
    """Hold what the matcher proposes against what is right."""
    with _TITLES.open(encoding="utf-8", newline="") as lines:
        return Judgement(
            tuple(
                Judged(
                    row["title"],
                    frozenset(row["answers"].split(";")) - {""},
                    frozenset(each.key for each in matcher.propose({"sv": row["title"]}, leave_out=_PLACES)),
                )
                for row in csv.DictReader(lines)
            )
        )
