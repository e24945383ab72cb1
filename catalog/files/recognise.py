"""Whether a file is what its ending says: by its content, from first to last byte where that matters.

What is refused and why is said in ``catalog.files.kinds``.
"""

import re
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.files.kinds import KINDS, WITHIN_ZIP, FileKind, endings
from catalog.files.names import ending_of
from catalog.files.packed import opened, unpacked
from catalog.files.refusal import Refused
from catalog.files.text import NoText, encoding_of, head_of

_CHUNK = 1 << 16
# Expat reads an unfinished tag or comment again from its start with each piece: few large pieces keep that cheap.
_XML_CHUNK = 1 << 22
_UNKNOWN = _("Filer av det slaget tas inte emot. De här går bra: %(endings)s. Spara om filen som någon av dem.")
_OTHER = _("Filens innehåll stämmer inte med namnet, som slutar på .%(ending)s. Spara om filen och ladda upp den igen.")
_EMPTY = _("Filen är tom. Välj en fil med innehåll.")
_ACTIVE = _("Filen innehåller sådant som kan köras (%(what)s). Spara den utan det och ladda upp den igen.")
_MACROS, _EMBEDDED = _("makron"), _("inbäddade objekt")
_DTD = _("Filen har en DTD (<!DOCTYPE …>), som kan användas för angrepp. Ta bort den och ladda upp filen igen.")
_IN_ZIP = _(
    "ZIP-filen innehåller ”%(name)s”. Den får bara innehålla datafiler, inte program, webbsidor eller andra arkiv."
)

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xd0\xcf\x11\xe0")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|svg|head|body|script|\?php|\?xml)", re.IGNORECASE)
_ACTIVE_ROOTS = {"html", "svg", "xhtml", "hta", "stylesheet", "xul"}
_ACTIVE_SPACES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/XSL/Transform")
_IN_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_PACKED, _MARKED_UP = {"xlsx", "ods"}, {"xml", "gml", "sld"}
_XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11")


def recognise(handle: BinaryIO, name: str) -> tuple[FileKind, str]:
    """The kind of a file, and the encoding of a text. Raises Refused with what is wrong and what to do."""
    kind = KINDS.get(ending_of(name))
    if kind is None:
        raise Refused(_UNKNOWN, {"endings": endings()})
    handle.seek(0)
    head = handle.read(512)
    if not head:
        raise Refused(_EMPTY)
    if head.startswith(_PROGRAMS):
        raise _other(kind)
    charset = _CHECKS[kind.ending](handle, kind)
    handle.seek(0)
    return kind, charset or ""


def _other(kind: FileKind) -> Refused:
    return Refused(_OTHER, {"ending": kind.ending})


def _active(what: str | Promise) -> Refused:
    return Refused(_ACTIVE, {"what": what})


def _text(handle: BinaryIO, kind: FileKind) -> str:
    try:
        charset = encoding_of(handle)
    except NoText as fault:
        raise _other(kind) from fault
    head = head_of(handle, charset)
    if _MARKUP.match(head):
        raise _other(kind)
    if not head.strip():
        raise Refused(_EMPTY)
    return charset


def _json(handle: BinaryIO, kind: FileKind) -> None:
    """Not parsed: whoever reads it does, and depth and size are the sender's choice."""
    if _text(handle, kind) == "windows-1252":
        raise _other(kind)
    head = head_of(handle, "utf-8").lstrip()
    handle.seek(0, 2)
    handle.seek(max(handle.tell() - 512, 0))
    tail = handle.read().rstrip(b" \t\r\n\0")[-1:]
    if (head[:1], tail) not in (("{", b"}"), ("[", b"]")):
        raise _other(kind)
    if kind.ending == "geojson" and not re.search(r'"(?:type|features|geometry|coordinates)"\s*:', head):
        raise _other(kind)


def _xml(handle: BinaryIO, kind: FileKind) -> None:
    """Well formed, no DTD, nothing that a browser would run. Entities can't be declared without a DTD."""

    def refuse_dtd(*_arguments) -> None:
        raise Refused(_DTD)

    def refuse_active(name: str, _attributes) -> None:
        space, _gap, local = name.rpartition(" ")
        if space in _ACTIVE_SPACES or (not space and local.lower() in _ACTIVE_ROOTS):
            raise _active(local)

    def refuse_sheets(target: str, _data) -> None:
        if target.lower() == "xml-stylesheet":
            raise _active("xml-stylesheet")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.StartElementHandler = refuse_active
    parser.ProcessingInstructionHandler = refuse_sheets
    handle.seek(0)
    try:
        while data := handle.read(_XML_CHUNK):
            parser.Parse(data, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as fault:  # the latter two: unknown encodings
        raise _other(kind) from fault


def _xlsx(handle: BinaryIO, kind: FileKind) -> None:
    with opened(handle) as archive:
        names = {each.filename.lower() for each in archive.infolist()}
        if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
            raise _other(kind)
        types = b"".join(unpacked(archive, _as_written(archive, "[content_types].xml"), most=2_000_000))
    if any(_is_macro(name) for name in names) or b"macroEnabled" in types:
        raise _active(_MACROS if any("vba" in name for name in names) else _EMBEDDED)
    if _XLSX_TYPE not in types:
        raise _other(kind)


def _is_macro(name: str) -> bool:
    return "vbaproject" in name or name.startswith(
        ("xl/embeddings/", "xl/activex/", "xl/macrosheets/", "xl/dialogsheets/")
    )


def _as_written(archive: zipfile.ZipFile, lower: str) -> str:
    return next(each.filename for each in archive.infolist() if each.filename.lower() == lower)


def _ods(handle: BinaryIO, kind: FileKind) -> None:
    with opened(handle) as archive:
        names = archive.namelist()
        if "mimetype" not in names or "content.xml" not in names:
            raise _other(kind)
        if b"".join(unpacked(archive, "mimetype", most=200)).strip() != _ODS_TYPE:
            raise _other(kind)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise _active(_MACROS)


def _pdf(handle: BinaryIO, kind: FileKind) -> None:
    handle.seek(0)
    if not handle.read(8).startswith(b"%PDF-"):
        raise _other(kind)
    kept = b""
    while data := handle.read(_CHUNK):
        window = kept + data
        if found := next((each for each in _IN_PDF if each in window), None):
            raise _active(found.decode())
        kept = window[-1100:]
    if b"%%EOF" not in kept:
        raise _other(kind)


def _zip(handle: BinaryIO, kind: FileKind) -> None:
    with opened(handle) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if not members:
            raise Refused(_EMPTY)
        for each in members:
            if not _is_data(archive, each.filename):
                raise Refused(_IN_ZIP, {"name": each.filename[-80:]})


def _is_data(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a member is data by its name and its first bytes, and stays within the folder that it is unpacked in."""
    ending = ending_of(name)
    if ending not in WITHIN_ZIP or name.startswith("/") or ".." in re.split(r"[/\\]", name):
        return False
    head = b"".join(unpacked(archive, name, most=512))
    if head.startswith(_PROGRAMS) or (head.startswith(b"PK") and ending not in _PACKED):
        return False
    return ending in _MARKED_UP or not _MARKUP.match(head.decode("latin-1"))


def _gpkg(handle: BinaryIO, kind: FileKind) -> None:
    handle.seek(0)
    head = handle.read(100)
    if not head.startswith(b"SQLite format 3\0") or head[68:72] not in _GPKG_IDS:
        raise _other(kind)


def _parquet(handle: BinaryIO, kind: FileKind) -> None:
    handle.seek(0)
    head = handle.read(4)
    handle.seek(0, 2)
    size = handle.tell()
    handle.seek(max(size - 4, 0))
    if size < 12 or (head, handle.read(4)) != (b"PAR1", b"PAR1"):
        raise _other(kind)


_CHECKS = {
    "csv": _text,
    "tsv": _text,
    "txt": _text,
    "json": _json,
    "geojson": _json,
    "xml": _xml,
    "gml": _xml,
    "xlsx": _xlsx,
    "ods": _ods,
    "pdf": _pdf,
    "zip": _zip,
    "gpkg": _gpkg,
    "parquet": _parquet,
}
