"""Workbooks: Excel (.xlsx) and OpenDocument (.ods), which are XML in a zip.

Nothing is unpacked beyond a number of bytes, whatever the zip says of itself, and no formula is ever worked out.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dcat.cleaning import clean_line
from harvesting.inspecting.findings import Findings, Kind
from harvesting.inspecting.tables import MOST_COLUMNS, column_names, extent_of_rows
from harvesting.inspecting.xml_documents import Unreadable, child, children, local, parsed, text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"
_MOST_PARTS = 2000
_MOST_BYTES = 3_000_000  # of one part, unpacked; of a longer one the beginning is read
_MOST_ROWS = 5000
_GTFS = {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"}


def read_zip(body: bytes, *, is_cut: bool) -> Findings:
    """A workbook, or just a zip."""
    if is_cut:
        return _beginning(body)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, zlib.error):
        return _beginning(body)


def _read(archive: zipfile.ZipFile) -> Findings:
    names = archive.namelist()
    if len(names) > _MOST_PARTS:
        return Findings(Kind.OTHER, media_type=ZIP)
    if "xl/workbook.xml" in names:
        return _workbook(XLSX, _xlsx_rows(archive, names), _part(archive, "docProps/core.xml"))
    if "content.xml" in names and _raw(archive, "mimetype").startswith(ODS.encode()):
        return _workbook(ODS, _ods_rows(archive), _part(archive, "meta.xml"))
    if set(names) >= _GTFS:
        return Findings(Kind.OTHER, media_type="text/csv+zip", columns=("stop_id", "route_id", "trip_id", "gtfs"))
    is_of_csv = bool(names) and all(name.lower().endswith((".csv", "/")) for name in names)
    return Findings(Kind.OTHER, media_type="text/csv+zip" if is_of_csv else ZIP, certain=frozenset({"media_type"}))


def _beginning(body: bytes) -> Findings:
    """What can be told of a zip whose end is missing."""
    head = body[:4000]
    if b"xl/" in head or b"[Content_Types].xml" in head:
        return Findings(Kind.TABLE, media_type=XLSX)
    return Findings(Kind.TABLE, media_type=ODS) if ODS.encode() in head else Findings(Kind.OTHER, media_type=ZIP)


def _workbook(media_type: str, rows: list[list[str]], about: Element | None) -> Findings:
    # A heading above the table is a row with one cell.
    start = next((at for at, row in enumerate(rows[:20]) if sum(map(bool, row)) > 1), 0)
    header = column_names(rows[start : start + 1])
    told = {local(each): clean_line(each.text or "") for each in (about.iter() if about is not None else ())}
    return Findings(
        Kind.TABLE,
        media_type=media_type,
        title=told.get("title", "")[:300],
        columns=header,
        extent=extent_of_rows(rows[start], rows[start + 1 :]) if len(rows) < _MOST_ROWS and rows else None,
        modified=(told.get("modified") or told.get("date", ""))[:10],
        language=told.get("language", "")[:2].lower(),
        certain=frozenset({"media_type"} | ({"columns"} if header else set())),
    )


def _xlsx_rows(archive: zipfile.ZipFile, names: list[str]) -> list[list[str]]:
    sheets = sorted(
        (name for name in names if name.startswith("xl/worksheets/sheet") and name.endswith(".xml")),
        key=lambda name: (len(name), name),
    )
    sheet = _part(archive, sheets[0]) if sheets else None
    shared = _part(archive, "xl/sharedStrings.xml")
    words = ["".join(part.text or "" for part in each.iter() if local(part) == "t") for each in children(shared, "si")]
    rows = children(child(sheet, "sheetData"), "row")[:_MOST_ROWS]
    return [[_xlsx_cell(cell, words) for cell in children(row, "c")[:MOST_COLUMNS]] for row in rows]


def _xlsx_cell(cell: Element, words: list[str]) -> str:
    value = text(cell, "v")
    if cell.get("t") == "s":
        return words[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(words) else ""
    return text(cell, "is", "t") if cell.get("t") == "inlineStr" else value


def _ods_rows(archive: zipfile.ZipFile) -> list[list[str]]:
    content = _part(archive, "content.xml")
    table = child(content, "body", "spreadsheet", "table")
    rows = [each for each in (table.iter() if table is not None else ()) if local(each) == "table-row"][:_MOST_ROWS]
    return [list(_ods_cells(row)) for row in rows]


def _ods_cells(row: Element) -> Iterator[str]:
    """The cells; one that is repeated is written once with a number, which may be any number."""
    left = MOST_COLUMNS
    for cell in children(row, "table-cell"):
        times = next((value for name, value in cell.attrib.items() if name.endswith("number-columns-repeated")), "1")
        number = min(int(times) if times.isdecimal() and len(times) < 9 else 1, left)
        words = "".join(part for each in children(cell, "p") for part in each.itertext())
        yield from [words] * number
        left -= number


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part of the workbook; None where it is missing or unreadable."""
    raw = _raw(archive, name)
    if not raw:
        return None
    try:
        return parsed(raw[:_MOST_BYTES], is_cut=len(raw) > _MOST_BYTES)
    except Unreadable:
        return None


def _raw(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, one more than the most at the most: what it says of its size is not believed."""
    try:
        with archive.open(name) as part:
            return part.read(_MOST_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return b""
