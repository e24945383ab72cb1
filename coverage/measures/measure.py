"""What a measure is: a figure 'so many of so many' for an organisation, with the words that say how it is counted."""

from dataclasses import dataclass
from enum import StrEnum

from coverage.cells import Share
from dcat.bilingual import Bilingual


class Unit(StrEnum):
    """How a figure is shown."""

    SHARE = "share"  # 'so many of so many', and per cent
    MEAN = "mean"  # points: the sum divided by the number


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. ``how`` says how it is counted, so that anybody can count it again."""

    key: str
    name: Bilingual
    how: Bilingual
    unit: Unit = Unit.SHARE
    best: int = 1  # what one thing can have at most: 1, or the points
    is_public: bool = True
    is_better_high: bool = True

    @property
    def is_mean(self) -> bool:
        """Whether it is shown as points."""
        return self.unit is Unit.MEAN

    def step(self, share: Share | None) -> int | None:
        """How good a figure is, from 1 to 5, whichever way is better; None where there is nothing to count."""
        percent = share.percent_of(self.best) if share else None
        if percent is None:
            return None
        return min((percent if self.is_better_high else 100 - percent) // 20, 4) + 1
