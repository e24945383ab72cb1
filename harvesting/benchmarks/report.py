"""What benchmarks print: tables and targets, as text or as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Target:
    """A ratio that has to be reached, and what it is."""

    what: str
    reached: float
    wanted: float
    is_most: bool = False  # the least that is wanted, unless this says the most
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it is reached."""
        return self.reached <= self.wanted if self.is_most else self.reached >= self.wanted

    @property
    def row(self) -> Row:
        """As it is printed."""
        bound = "at most" if self.is_most else "at least"
        met = "met" if self.is_met else "NOT met"
        return (self.what, f"{_number(self.reached)}{self.unit}", f"{bound} {self.wanted:g}{self.unit}", met)


def targets_table(targets: Sequence[Target], *, markdown: bool) -> Iterator[str]:
    """All targets, with what was reached."""
    return table(("target", "reached", "wanted", ""), [target.row for target in targets], markdown=markdown)


def table(head: Row, rows: Sequence[Row], *, markdown: bool) -> Iterator[str]:
    """The lines of a table; numbers are aligned to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    is_number = [bool(rows) and all(_looks_like_number(row[column]) for row in rows) for column in range(len(head))]
    edge, middle = ("| ", " | ") if markdown else ("", "  ")

    def line(cells: Row) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, is_number, strict=True)
        )
        return f"{edge}{middle.join(padded)}{edge[::-1]}".rstrip()

    yield line(head)
    if markdown:
        marks = ("-" * (width - 1) + (":" if right else "-") for width, right in zip(widths, is_number, strict=True))
        yield f"| {' | '.join(marks)} |"
    else:
        yield middle.join("-" * width for width in widths)
    yield from map(line, rows)


def _number(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"


def _looks_like_number(cell: str) -> bool:
    return not cell or cell[0].isdigit()
