"""From the answer of an address to what was found. What it is follows from its content, never from its ending alone."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit

from dcat.cleaning import clean_line
from dcat.endings import media_type_by_ending
from dcat.kinds import date_datatype
from harvesting.inspecting.capabilities import read_capabilities
from harvesting.inspecting.charset import decoded
from harvesting.inspecting.csv_file import read_csv
from harvesting.inspecting.findings import Findings, Kind
from harvesting.inspecting.json_document import read_json
from harvesting.inspecting.openapi import read_openapi_yaml
from harvesting.inspecting.web_page import read_web_page
from harvesting.inspecting.workbooks import read_zip
from harvesting.inspecting.xml_documents import root_name

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_ROOTS = {
    "rdf": "application/rdf+xml",
    "kml": "application/vnd.google-earth.kml+xml",
    "featurecollection": "application/gml+xml",
}
_HTML = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL)
# A file that is written anew for everybody who asks has no date of its own.
_JUST_NOW = timedelta(days=1)


def inspect(body: bytes, headers: Mapping[str, str], address: str, *, is_cut: bool = False) -> Findings:
    """What stands at an address. ``is_cut`` says that the body is only its beginning."""
    found = _by_content(body, headers.get("Content-Type", ""), address, is_cut)
    certain = set(found.certain)
    size = _size(body, headers, is_cut)
    if size is not None and found.kind not in (Kind.WFS, Kind.WMS, Kind.OPENAPI, Kind.WEB_PAGE):
        certain.add("byte_size")
    else:
        size = None
    modified, is_certain = _date(headers)
    if modified and is_certain:
        certain.add("modified")
    modified = modified or found.modified
    return replace(
        found,
        title=found.title or _from_name(address),
        byte_size=size,
        modified=modified if date_datatype(modified) else "",
        language=found.language or headers.get("Content-Language", "")[:2].lower(),
        certain=frozenset(certain),
    )


def _by_content(body: bytes, content_type: str, address: str, is_cut: bool) -> Findings:
    for beginning, media_type in _BEGINNINGS:
        if body.startswith(beginning):
            return Findings(Kind.OTHER, media_type=media_type, certain=frozenset({"media_type"}))
    if body.startswith(b"SQLite format 3\x00"):
        return Findings(Kind.OTHER, media_type="application/geopackage+sqlite3")
    if body.startswith(b"PK\x03\x04"):
        return read_zip(body, is_cut=is_cut)
    text = decoded(body, content_type)
    if _HTML.match(text[:5000]):
        return read_web_page(text, address)
    start = text.lstrip()[:1]
    if start == "<":
        return read_capabilities(body, address, is_cut=is_cut) or _other_xml(body)
    found = None
    if start and start in "{[":
        found = read_json(text, address, is_cut=is_cut)
    found = found or read_openapi_yaml(text, address)
    if found is None and "\x00" not in text[:5000]:
        found = read_csv(text, is_cut=is_cut)
    return found or Findings(Kind.OTHER, media_type=_stated(content_type, address))


def _other_xml(body: bytes) -> Findings:
    media_type = _ROOTS.get(root_name(body).lower(), "application/xml")
    return Findings(Kind.OTHER, media_type=media_type, certain=frozenset({"media_type"}))


def _stated(content_type: str, address: str) -> str:
    """What the ending or the server says, when the content says nothing. Web pages and plain bytes are no answer."""
    stated = content_type.partition(";")[0].strip().lower()
    believed = re.fullmatch(r"[a-z]+/[a-z0-9.+-]{1,100}", stated) and stated != "application/octet-stream"
    return media_type_by_ending(address) or (stated if believed else "")


def _size(body: bytes, headers: Mapping[str, str], is_cut: bool) -> int | None:
    if not is_cut:
        return len(body) or None
    stated = headers.get("Content-Length", "")
    is_plain = headers.get("Content-Encoding", "identity").lower() in ("", "identity")
    return int(stated) if is_plain and re.fullmatch("[0-9]{1,15}", stated) and int(stated) > len(body) else None


def _date(headers: Mapping[str, str]) -> tuple[str, bool]:
    """When the file was changed by what the server says, and whether it need not be looked at."""
    changed, now = _moment(headers.get("Last-Modified", "")), _moment(headers.get("Date", ""))
    if changed is None:
        return "", False
    return changed.date().isoformat(), now is not None and now - changed > _JUST_NOW


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value) if value else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _from_name(address: str) -> str:
    """A title out of the name of a file: 'lek_platser-2024.csv' becomes 'Lek platser 2024'."""
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    words = clean_line(re.sub(r"[-_+.]+", " ", name.rpartition(".")[0] or ""))[:300]
    return words[:1].upper() + words[1:]
