"""A table in plain text, with commas, semicolons, tabs or bars between the cells."""

import csv
import io
from itertools import islice

from harvesting.inspecting.findings import Findings, Kind
from harvesting.inspecting.tables import column_names, extent_of_rows

MEDIA_TYPE = "text/csv"
_SEPARATORS = ";,\t|"
_LOOKED_AT = 20  # rows, to tell what stands between the cells
_MOST_ROWS = 100_000
_LONGEST_LINE = 100_000


def read_csv(text: str, *, is_cut: bool) -> Findings | None:
    """The columns and the extent; None when it is no table."""
    separator = _separator(text, is_cut)
    if not separator:
        return None
    rows = _rows(text, separator, _MOST_ROWS)
    header = column_names(rows[:1])
    extent = extent_of_rows(rows[0], rows[1:]) if rows else None
    certain = {"media_type"} | ({"columns"} if header else set()) | (set() if is_cut else {"extent"})
    return Findings(Kind.TABLE, media_type=MEDIA_TYPE, columns=header, extent=extent, certain=frozenset(certain))


def _separator(text: str, is_cut: bool) -> str:
    """What divides the first rows into the most cells, the same number in each."""
    head = text[:_LONGEST_LINE]
    best, most = "", 1
    for separator in _SEPARATORS:
        rows = [row for row in _rows(head, separator, _LOOKED_AT) if row]
        if is_cut or len(head) < len(text):
            rows = rows[:-1] or rows  # the last one may be cut off
        widths = {len(row) for row in rows}
        if len(widths) == 1 and (width := widths.pop()) > most:
            best, most = separator, width
    return best


def _rows(text: str, separator: str, most: int) -> list[list[str]]:
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), most))
    except csv.Error:  # a cell that never ends
        return []
