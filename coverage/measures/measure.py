"""What a measure is: a figure 'so many of so many' for an organisation, with the words that say how it is counted."""

from dataclasses import dataclass
from enum import StrEnum

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
    is_public: bool = True
    is_better_high: bool = True
