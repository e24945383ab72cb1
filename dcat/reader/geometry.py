"""Shapes as others write them: well-known text in any order of corners, and GeoJSON."""

import json
import re

from dcat.kinds import write_box

_WGS84 = re.compile(r"<http://www\.opengis\.net/def/crs/OGC/1\.3/CRS84>\s*", re.IGNORECASE)
_POLYGON = re.compile(r"POLYGON\s*\(\s*\(([^()]*)\)\s*\)", re.IGNORECASE)
_LONGEST = 100_000


def as_wkt(written: str) -> str:
    """Well-known text in degrees, without the name of the system that is meant anyway."""
    return _WGS84.sub("", written.strip(), count=1)


def as_point(written: str) -> str:
    """The same as :func:`as_wkt`, or a GeoJSON point."""
    shape = _geojson(written)
    if shape and shape["type"] == "Point" and (numbers := _numbers(shape["coordinates"])):
        return f"POINT({numbers[0]} {numbers[1]})"
    return as_wkt(written)


def as_box(written: str) -> str:
    """The box of a polygon that is a rectangle with its sides to the north and east; empty for any other shape."""
    shape = _geojson(written)
    if shape:
        rings = shape["coordinates"] if shape["type"] == "Polygon" else []
        corners = [_numbers(corner) for corner in rings[0]] if len(rings) == 1 and isinstance(rings[0], list) else []
    else:
        polygon = _POLYGON.fullmatch(as_wkt(written)) if len(written) < _LONGEST else None
        corners = [tuple(corner.split()) for corner in polygon[1].split(",")] if polygon else []
    return _box(corners)


def _box(corners: list[tuple[str, ...] | None]) -> str:
    try:
        points = [(float(corner[0]), float(corner[1])) for corner in corners if len(corner) == 2]
    except (ValueError, TypeError):
        return ""
    if len(points) != len(corners) or len(points) != 5 or points[0] != points[-1]:
        return ""
    wests, souths = sorted({x for x, _ in points}), sorted({y for _, y in points})
    turns = all((a[0] == b[0]) != (a[1] == b[1]) for a, b in zip(points, points[1:], strict=False))
    if len(wests) != 2 or len(souths) != 2 or len(set(points)) != 4 or not turns:
        return ""
    as_written = {float(number): number for corner in corners for number in corner}
    west, east, south, north = (as_written[number] for number in (*wests, *souths))
    return write_box(west, south, east, north)


def _geojson(written: str) -> dict | None:
    if not written.lstrip().startswith("{") or len(written) > _LONGEST:
        return None
    try:
        shape = json.loads(written, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None
    is_shape = isinstance(shape, dict) and isinstance(shape.get("type"), str)
    return shape if is_shape and isinstance(shape.get("coordinates"), list) else None


def _numbers(corner) -> tuple[str, ...] | None:
    if isinstance(corner, list) and len(corner) == 2 and all(isinstance(number, str) for number in corner):
        return tuple(corner)
    return None
