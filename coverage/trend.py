"""A history of shares as a line that is drawn in the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coverage.cells import Share

WIDTH, HEIGHT = 240, 48
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """``points`` is the line for an SVG of ``WIDTH`` by ``HEIGHT``; ``rows`` are the same days for a table."""

    points: str
    rows: list[tuple[date, Share]]
    best: int = 1  # as of a measure

    @property
    def last(self) -> tuple[date, Share] | None:
        """The latest day."""
        return self.rows[-1] if self.rows else None

    @property
    def change(self) -> int | None:
        """Percentage points, or points, since the first day; None where there are not two days to compare."""
        figures = [share.percent if self.best == 1 else share.mean for _day, share in self.rows]
        known = [figure for figure in figures if figure is not None]
        return known[-1] - known[0] if len(known) > 1 else None


def trend(history: Mapping[date, Share], best: int = 1) -> Trend:
    """From 0 to 100 per cent of the best, days at their distances. Days with nothing to count are no points."""
    rows = sorted(history.items())
    known = [(day, percent) for day, share in rows if (percent := share.percent_of(best)) is not None]
    if len(known) < 2:
        return Trend("", rows, best)
    first, span = known[0][0], (known[-1][0] - known[0][0]).days
    wide, high = WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN
    points = (
        (_MARGIN + (day - first).days / span * wide, HEIGHT - _MARGIN - percent / 100 * high) for day, percent in known
    )
    return Trend(" ".join(f"{x:.1f},{y:.1f}" for x, y in points), rows, best)
