"""The first sheet of a spreadsheet (.xlsx, ECMA-376) as rows of text.

Cells are shown as they were saved: of a formula its last value, never its result here. Read as a stream with a cap on
every part, and without a library: what a preview needs is a few hundred lines of XML, and what a hostile file can do is
then known. Dates are numbers with a style that says so (18.8.30).
"""

import datetime
import re
import time
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from catalog.files.packed import BROKEN, opened, unpacked
from catalog.files.refusal import Refused
from catalog.files.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, preview_of_rows

MOST_BYTES = 40_000_000  # of XML that is looked at in each part
SECONDS = 5.0
_MOST_STRINGS = 200_000
_LONGEST = 4 * LONGEST_CELL  # characters of a cell that are kept
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
_EPOCH = datetime.datetime(1899, 12, 30)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NOT_A_PLACE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class _Enough(Exception):
    """No more is needed of this part."""


def preview_of_workbook(handle: BinaryIO) -> dict:
    """Of a spreadsheet: the first rows of its first sheet. Raises Refused when it is damaged or grows too much."""
    deadline = time.monotonic() + SECONDS
    with opened(handle) as archive:
        title, path = _first_sheet(archive, deadline)
        sheet = _Sheet(styles=_date_styles(archive, deadline))
        _parse(archive, path, sheet, deadline)
        strings = _strings(archive, sheet.most_wanted, deadline)
    rows = [[_shown(cell, strings) for cell in row] for row in sheet.rows]
    while rows and not any(rows[-1]):
        rows.pop()
    shown = preview_of_rows([_trimmed(row) for row in rows], is_cut=sheet.has_more, sheet=title)
    # Rows of a sheet end with their last filled cell: that they differ means nothing.
    shown["advice"] = [each for each in shown["advice"] if each[0] not in ("mixed_columns", "looks_like_formula")]
    if sheet.has_merged:
        shown["advice"].append(["merged_cells", {}])
    if sheet.has_formulas:
        shown["advice"].append(["formulas", {}])
    return shown


@dataclass
class _Strings:
    """Reads the texts that cells refer to by number."""

    most: int
    found: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _is_text: bool = False
    _is_phonetic: bool = False

    def start(self, name: str, attributes: dict) -> None:
        if name == "si":
            self._parts = []
        self._is_phonetic = self._is_phonetic or name == "rPh"
        self._is_text = name == "t" and not self._is_phonetic

    def text(self, data: str) -> None:
        if self._is_text and sum(map(len, self._parts)) < _LONGEST:
            self._parts.append(data)

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._is_phonetic = False
        if name == "si":
            self.found.append("".join(self._parts)[:_LONGEST])
            if len(self.found) > self.most:
                raise _Enough


@dataclass
class _Sheet:
    """Reads the cells: (type, text, whether it is a date) by row and column."""

    styles: frozenset[int]
    rows: list[list] = field(default_factory=list)
    has_more: bool = False
    has_merged: bool = False
    has_formulas: bool = False
    most_wanted: int = -1
    _cell: dict = field(default_factory=dict)
    _column: int = -1
    _parts: list[str] | None = None
    _number: int = 0

    def start(self, name: str, attributes: dict) -> None:
        if name == "row":
            self._number += 1
            self._column = -1
            self.has_more = self.has_more or len(self.rows) > MOST_ROWS
            if not self.has_more:
                self.rows.append([])
        elif name == "c":
            self._column = _column_of(attributes.get("r", ""), self._column + 1)
            self._cell = {"type": attributes.get("t", "n"), "style": attributes.get("s", "")}
        elif name in ("v", "t"):
            self._parts = []
        elif name == "f":
            self.has_formulas = True
        elif name == "mergeCell":
            self.has_merged = True
            raise _Enough

    def text(self, data: str) -> None:
        if self._parts is not None and len(self._parts) < 50:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._parts is not None:
            self._cell["text"] = self._cell.get("text", "") + "".join(self._parts)[:_LONGEST]
            self._parts = None
        elif name == "c" and self._cell.get("text") and not self.has_more and self._column <= MOST_COLUMNS:
            self._keep()

    def _keep(self) -> None:
        row = self.rows[-1] if self.rows else None
        if row is None:
            raise Refused(BROKEN)
        row.extend([None] * (self._column + 1 - len(row)))
        kind, text = self._cell["type"], self._cell["text"]
        if kind == "s" and text.isascii() and text.isdigit() and len(text) < 9:
            self.most_wanted = max(self.most_wanted, int(text))
        is_date = kind == "n" and self._cell["style"].isdigit() and int(self._cell["style"]) in self.styles
        row[self._column] = (kind, text, is_date)


@dataclass
class _Elements:
    """Collects (name, attributes) of the elements that are asked for."""

    names: frozenset[str]
    found: list[tuple[str, dict]] = field(default_factory=list)

    def start(self, name: str, attributes: dict) -> None:
        if name in self.names and len(self.found) < 20_000:
            self.found.append((name, attributes))

    def text(self, data: str) -> None:
        """Only attributes matter."""

    def end(self, name: str) -> None:
        if name in self.names:
            self.found.append((f"/{name}", {}))


def _parse(archive: zipfile.ZipFile, path: str, reader, deadline: float) -> None:
    """Read a part of the spreadsheet with the reader, to its end or as far as it wants. Raises Refused."""

    def refuse(*_arguments) -> None:
        raise Refused(BROKEN)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: reader.start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: reader.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = reader.text
    parser.buffer_text = True
    left = MOST_BYTES
    try:
        for data in unpacked(archive, path, most=MOST_BYTES):
            parser.Parse(data, False)
            left -= len(data)
            if time.monotonic() > deadline:
                return  # what there is by now is shown
        if left:
            parser.Parse(b"", True)
    except _Enough:
        return
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Refused(BROKEN) from fault


def _first_sheet(archive: zipfile.ZipFile, deadline: float) -> tuple[str, str]:
    """The name of the first sheet, and the part that holds it."""
    sheets, targets = _Elements(frozenset({"sheet"})), _Elements(frozenset({"Relationship"}))
    _parse(archive, "xl/workbook.xml", sheets, deadline)
    _parse(archive, "xl/_rels/workbook.xml.rels", targets, deadline)
    by_id = {about.get("Id"): about.get("Target", "") for name, about in targets.found if name == "Relationship"}
    names = set(archive.namelist())
    for name, about in sheets.found:
        key = next((value for key, value in about.items() if key.rpartition(" ")[2] == "id"), "")
        target = by_id.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if name == "sheet" and "worksheet" in target and path in names and about.get("state", "visible") == "visible":
            return about.get("name", ""), path
    raise Refused(BROKEN)


def _date_styles(archive: zipfile.ZipFile, deadline: float) -> frozenset[int]:
    """The numbers of the cell styles that show a number as a date or a time."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    reader = _Elements(frozenset({"numFmt", "cellXfs", "xf"}))
    _parse(archive, "xl/styles.xml", reader, deadline)
    codes, within, dates, number = set(_DATE_FORMATS), False, set(), 0
    for name, about in reader.found:
        if name == "numFmt" and _is_date_format(about.get("formatCode", "")):
            codes.add(int(about["numFmtId"]) if about.get("numFmtId", "").isdigit() else -1)
        if name in ("cellXfs", "/cellXfs"):
            within = name == "cellXfs"
        if name == "xf" and within:
            if about.get("numFmtId", "").isdigit() and int(about["numFmtId"]) in codes:
                dates.add(number)
            number += 1
    return frozenset(dates)


def _is_date_format(code: str) -> bool:
    return bool(re.search(r"[yd]|m.*[yd]|[hs]", _NOT_A_PLACE.sub("", code[:200]).casefold().replace("general", "")))


def _strings(archive: zipfile.ZipFile, most: int, deadline: float) -> list[str]:
    if not 0 <= most < _MOST_STRINGS or "xl/sharedStrings.xml" not in archive.namelist():
        return []
    reader = _Strings(most)
    _parse(archive, "xl/sharedStrings.xml", reader, deadline)
    return reader.found


def _column_of(reference: str, following: int) -> int:
    """The column, from 0: by the cell's own name, or the one after the last."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return following
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shown(cell: tuple | None, strings: list[str]) -> str:
    if cell is None:
        return ""
    kind, text, is_date = cell
    if kind == "s":
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
        return strings[number] if 0 <= number < len(strings) else ""
    if kind == "b":
        return {"1": "SANT", "0": "FALSKT"}.get(text, text)
    return _as_date(text) if is_date else _as_number(text) if kind == "n" else text


def _as_date(text: str) -> str:
    try:
        when = _EPOCH + datetime.timedelta(days=float(text))
    except (ValueError, OverflowError):
        return text
    when = (when + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
    if float(text) < 1:
        return when.strftime("%H:%M:%S")
    return when.date().isoformat() if when.time() == datetime.time() else when.isoformat(" ", "minutes")


def _as_number(text: str) -> str:
    """As people wrote it: 0.1 is kept as 0.10000000000000001."""
    try:
        number = float(text)
    except ValueError:
        return text
    return f"{number:.15g}" if "." in text or "E" in text.upper() else text


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
