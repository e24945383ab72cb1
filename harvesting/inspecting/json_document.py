"""JSON: GeoJSON, an OpenAPI description, or rows. Read whole where it is whole, else its beginning."""

import json
import re
from collections.abc import Iterator

from dcat.cleaning import clean_line
from harvesting.inspecting.findings import Extent, Findings, Kind
from harvesting.inspecting.openapi import is_openapi, read_openapi
from harvesting.inspecting.tables import LONGEST_NAME, MOST_COLUMNS, Box

_GEOJSON, _JSON = "application/geo+json", "application/json"
_TYPES = {
    "FeatureCollection",
    "Feature",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}
_IS_COLLECTION = re.compile(r'"type"\s*:\s*"FeatureCollection"')
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_LOOKED_AT = 20_000  # characters of the beginning of what is cut off
_MOST_ROWS = 200  # whose names of columns are looked at
_MOST_VALUES = 2_000_000  # numbers of coordinates
_DEGREES = ("crs84", "4326", "wgs84", "wgs 84")


def read_json(text: str, address: str, *, is_cut: bool) -> Findings | None:
    """What it is; None when it is no JSON."""
    if is_cut:
        return _beginning(text)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if is_openapi(found):
        return read_openapi(found, address)
    if isinstance(found, dict) and found.get("type") in _TYPES:
        return _geojson(found)
    return Findings(Kind.JSON, media_type=_JSON, columns=_columns(_rows(found)), certain=frozenset({"media_type"}))


def _geojson(found: dict) -> Findings:
    features = found.get("features") if isinstance(found.get("features"), list) else [found]
    rows = (each.get("properties") for each in features[:_MOST_ROWS] if isinstance(each, dict))
    name = found.get("name") or found.get("title")
    extent = _stated_extent(found) or _extent(features)
    return Findings(
        Kind.GEOJSON,
        media_type=_GEOJSON,
        title=clean_line(name)[:300] if isinstance(name, str) else "",
        columns=_columns(rows),
        extent=extent if _is_in_degrees(found) else None,
        certain=frozenset({"media_type", "columns", "extent"}),
    )


def _beginning(text: str) -> Findings:
    """What the first objects tell."""
    if not _IS_COLLECTION.search(text[:_LOOKED_AT]):
        start = text.find("[")
        rows = list(_objects(text, start + 1)) if start >= 0 else []
        certain = frozenset({"media_type"} if rows else ())
        return Findings(Kind.JSON, media_type=_JSON, columns=_columns(iter(rows)), certain=certain)
    start = _FEATURES.search(text[:_LOOKED_AT])
    features = list(_objects(text, start.end())) if start else []
    rows = (each.get("properties") for each in features)
    certain = frozenset({"media_type", "columns"})
    return Findings(Kind.GEOJSON, media_type=_GEOJSON, columns=_columns(rows), certain=certain)


def _objects(text: str, at: int) -> Iterator[dict]:
    """The objects of a list, as far as there are whole ones."""
    decoder = json.JSONDecoder()
    for _number in range(_MOST_ROWS):
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if text[at : at + 1] != "{":
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield found


def _rows(found) -> Iterator[object]:
    """The rows of a document: its list, or the longest list that stands right below."""
    if isinstance(found, dict):
        lists = [each for each in found.values() if isinstance(each, list)]
        found = max(lists, key=len, default=[found])
    yield from found[:_MOST_ROWS] if isinstance(found, list) else ()


def _columns(rows) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for row in rows:
        for name in row if isinstance(row, dict) else ():
            if len(names) < MOST_COLUMNS and (cleaned := clean_line(name)[:LONGEST_NAME]):
                names[cleaned] = None
    return tuple(names)


def _is_in_degrees(found: dict) -> bool:
    """Whether nothing else is said: the old way of naming another system of coordinates is still met."""
    system = found.get("crs")
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return system is None or (isinstance(name, str) and any(each in name.casefold() for each in _DEGREES))


def _stated_extent(found: dict) -> Extent | None:
    stated = found.get("bbox")
    if not isinstance(stated, list) or len(stated) not in (4, 6) or not all(map(_is_number, stated)):
        return None
    half, box = len(stated) // 2, Box()
    box.add(stated[0], stated[1])
    box.add(stated[half], stated[half + 1])
    return box.extent()


def _extent(features: list) -> Extent | None:
    """The box around all coordinates, without recursion: how deep they are nested is up to whoever wrote them."""
    box, seen = Box(), 0
    waiting = [each.get("geometry", each) for each in features if isinstance(each, dict)]
    while waiting:
        each = waiting.pop()
        seen += 1
        if seen > _MOST_VALUES:
            return None
        if isinstance(each, dict):
            waiting += [each.get("coordinates"), *_listed(each.get("geometries"))]
        elif isinstance(each, list) and len(each) >= 2 and _is_number(each[0]) and _is_number(each[1]):
            box.add(each[0], each[1])
        else:
            waiting += _listed(each)
    return box.extent()


def _listed(value) -> list:
    return value if isinstance(value, list) else []


def _is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
