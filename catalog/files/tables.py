"""The first rows of a table, as text, with what is advised about it. Nothing is ever evaluated.

A preview is plain JSON, so that it can be kept beside the file and shown without opening it again::

    {"columns": ["namn", …], "rows": [["…", …], …], "more_rows": true, "more_columns": false,
     "encoding": "utf-8", "delimiter": ";", "sheet": "", "advice": [["mixed_columns", {"row": 4}], …]}
"""

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from catalog.files.text import UTF_8, delimiter_of, head_of, python_name

MOST_ROWS = 20
MOST_COLUMNS = 30
LONGEST_CELL = 100  # characters
_MOST_LOOKED_AT = 200  # rows that advice is given from
_LONGEST_FIELD = 10_000
_DECIMAL_COMMA = re.compile(r"-?\d{1,15},\d{1,12}")


def preview_of_text(handle: BinaryIO, encoding: str, *, delimiter: str = "") -> dict:
    """Of a CSV or TSV file: its first rows, by its own delimiter unless one is given."""
    delimiter = delimiter or delimiter_of(head_of(handle, encoding))
    rows, is_cut = _rows_of(handle, encoding, delimiter)
    shown = preview_of_rows(rows, is_cut=is_cut)
    advice = shown["advice"]
    if encoding != UTF_8:
        advice.insert(0, ["not_utf8", {"encoding": encoding}])
    if len(shown["columns"]) == 1 and len(shown["rows"]) > 1 and delimiter != "\t":
        advice.append(["one_column", {}])
    return shown | {"encoding": encoding, "delimiter": delimiter}


def preview_of_rows(rows: list[list[str]], *, is_cut: bool = False, sheet: str = "") -> dict:
    """Of rows that have been read, the first one the names of the columns."""
    columns, data = (rows[0], rows[1:]) if rows else ([], [])
    width = max((len(row) for row in rows[: MOST_ROWS + 1]), default=0)
    columns = columns + [""] * (width - len(columns))
    return {
        "columns": [_cell(each) for each in columns[:MOST_COLUMNS]],
        "rows": [
            [_cell(each) for each in (row + [""] * (width - len(row)))[:MOST_COLUMNS]] for row in data[:MOST_ROWS]
        ],
        "more_rows": is_cut or len(data) > MOST_ROWS,
        "more_columns": width > MOST_COLUMNS,
        "encoding": "",
        "delimiter": "",
        "sheet": sheet[:LONGEST_CELL],
        "advice": list(_advice(columns, data)),
    }


def _rows_of(handle: BinaryIO, encoding: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """The rows that advice is given from, and whether there are more."""
    handle.seek(0)
    wrapper = io.TextIOWrapper(handle, encoding=python_name(encoding), errors="replace", newline="")
    found, is_cut = [], False
    try:
        for row in csv.reader(_lines(wrapper), delimiter=delimiter):
            if len(found) > _MOST_LOOKED_AT:
                is_cut = True
                break
            if any(cell.strip() for cell in row):
                found.append(row)
        is_cut = is_cut or wrapper.read(1) != ""
    except csv.Error:  # a field of more than 128 kB: no table for people
        is_cut = True
    finally:
        wrapper.detach()
    return found, is_cut


def _lines(wrapper: io.TextIOWrapper) -> Iterator[str]:
    """Lines, none of them longer than what fits in the memory that a preview is worth."""
    total = 0
    while (line := wrapper.readline(MOST_COLUMNS * _LONGEST_FIELD)) and total < 5_000_000:
        total += len(line)
        yield line.replace("\0", "")


def _cell(value: str) -> str:
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in value[:1000]).split())
    return words if len(words) <= LONGEST_CELL else f"{words[: LONGEST_CELL - 1]}…"


def _advice(columns: list[str], data: list[list[str]]) -> Iterator[list]:
    widths = [len(columns), *(len(row) for row in data)]
    if columns and len(set(widths)) > 1:
        other = next((number for number, width in enumerate(widths, 1) if width != widths[0]), 1)
        yield ["mixed_columns", {"row": other, "first": widths[0], "other": widths[other - 1]}]
    if data and any(not name.strip() for name in columns):
        yield ["empty_header", {"column": next(at for at, name in enumerate(columns, 1) if not name.strip())}]
    names = [name.strip().casefold() for name in columns if name.strip()]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        yield ["same_header", {"name": _cell(twice)}]
    if any(_DECIMAL_COMMA.fullmatch(cell.strip()) for cell in _cells(data)):
        yield ["decimal_comma", {}]
    if any(cell[:1] in ("=", "@") for cell in _cells(data)):
        yield ["looks_like_formula", {}]


def _cells(data: Iterable[list[str]]) -> Iterator[str]:
    return itertools.chain.from_iterable(data)
