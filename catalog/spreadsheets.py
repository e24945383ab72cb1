"""Tables as CSV and Excel, written and read. No cell is ever a formula: not in what is written, nor in what is read."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from catalog.files.text import NoText, delimiter_of, encoding_of, head_of, python_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 1_000_000, 1000, 40
_MOST_UNPACKED = 20_000_000
# A program for spreadsheets takes what begins with one of these for something to work out.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OSError, EOFError, RuntimeError,
)  # fmt: skip

Row = Sequence[object]


class Unreadable(ValueError):
    """The file is no table that can be read; the sentence says why, and what to do."""


def csv_of(rows: Iterable[Row]) -> bytes:
    """UTF-8 with its mark and semicolons, which Excel in Swedish opens as a table."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def workbook_of(sheets: Iterable[tuple[str, Iterable[Row]]]) -> bytes:
    """Sheets with their names; text is text whatever it begins with, numbers are numbers."""
    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name[:31])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(handle, name: str) -> list[list[str]]:
    """All rows of a file as text, the first sheet of a workbook. Raises Unreadable."""
    if handle.size > MOST_BYTES:
        raise Unreadable(_("Filen är för stor. Den får vara högst 1 MB. Spara den med bara listan i."))
    rows = _workbook_rows(handle) if name.lower().endswith(".xlsx") else _text_rows(handle)
    if len(rows) > MOST_ROWS:
        raise Unreadable(_("Filen har för många rader. Den får ha högst %(most)s. Dela upp den.") % {"most": MOST_ROWS})
    return rows


def _text_rows(handle) -> list[list[str]]:
    try:
        encoding = encoding_of(handle)
        delimiter = delimiter_of(head_of(handle, encoding))
        handle.seek(0)
        text = handle.read().decode(python_name(encoding))
        return [
            [_plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except (NoText, UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(_("Filen går inte att läsa som en tabell. Spara den som CSV (UTF-8) eller .xlsx.")) from error


def _workbook_rows(handle) -> list[list[str]]:
    handle.seek(0)
    try:
        # The sizes that a zip states are the most that is unpacked of each part.
        with zipfile.ZipFile(handle) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise Unreadable(_("Filen är för stor när den packas upp. Spara den med bara listan i."))
        handle.seek(0)
        book = load_workbook(handle, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        read = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [_without_empty_end([_text(value) for value in row]) for row in read]
    except Unreadable:
        raise
    except _BROKEN as error:
        raise Unreadable(_("Filen går inte att läsa som en tabell. Spara den som CSV (UTF-8) eller .xlsx.")) from error


def _without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def _text(value: object) -> str:
    if value is None:
        return ""
    value = getattr(value, "text", value)  # a formula over several cells
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _safe(value: object) -> object:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and _is_risky(text) else text


def _plain(cell: str) -> str:
    """What :func:`_safe` was given."""
    return cell[1:] if cell.startswith("'") and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    return text.lstrip("'").startswith(_STARTS_FORMULA)


def _cell(sheet, value: object) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
