"""What rows tell: the names of their columns, and the box around the places in them."""

import math
import re
from collections.abc import Iterable, Sequence

from dcat.cleaning import clean_line
from harvesting.inspecting.findings import Extent

MOST_COLUMNS, LONGEST_NAME = 200, 100
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:[.,]\d{1,12})?")
_LATITUDE = {"lat", "latitude", "latitud", "y", "lat_wgs84", "wgs84_lat"}
_LONGITUDE = {"lon", "long", "lng", "longitude", "longitud", "x", "long_wgs84", "lon_wgs84", "wgs84_lon", "wgs84_long"}


def column_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The first row, when that holds names: words in most cells, none of them twice. Else nothing."""
    first = [clean_line(cell)[:LONGEST_NAME] for cell in (rows[0][:MOST_COLUMNS] if rows else ())]
    while first and not first[-1]:
        first.pop()
    named = [cell for cell in first if cell]
    is_named = len(named) * 2 > len(first) and len(set(named)) == len(named)
    return tuple(named) if is_named and not any(_NUMBER.fullmatch(cell) for cell in named) else ()


def extent_of_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Extent | None:
    """The box around the places of the rows, where two columns are a latitude and a longitude in degrees."""
    names = [clean_line(cell).casefold() for cell in header[:MOST_COLUMNS]]
    latitude = next((at for at, name in enumerate(names) if name in _LATITUDE), None)
    longitude = next((at for at, name in enumerate(names) if name in _LONGITUDE), None)
    if latitude is None or longitude is None:
        return None
    box = Box()
    for row in rows:
        if len(row) > max(latitude, longitude):
            east, north = _degrees(row[longitude]), _degrees(row[latitude])
            if east is not None and north is not None:
                box.add(east, north)
    return box.extent()


class Box:
    """A box that grows around places. One place that is none in degrees, and there is no box."""

    def __init__(self) -> None:
        self._sides: list[float] | None = None
        self._is_spoiled = False

    def add(self, longitude: float, latitude: float) -> None:
        """Take a place in."""
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # also false for what is no number
            self._is_spoiled = True
        elif self._sides is None:
            self._sides = [longitude, latitude, longitude, latitude]
        else:
            west, south, east, north = self._sides
            self._sides = [min(west, longitude), min(south, latitude), max(east, longitude), max(north, latitude)]

    def extent(self) -> Extent | None:
        """The box, if it has any size."""
        if self._is_spoiled or self._sides is None:
            return None
        extent = Extent(*(round(side, 5) for side in self._sides))
        return extent if extent.west < extent.east and extent.south < extent.north else None


def _degrees(cell: str) -> float | None:
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return number if math.isfinite(number) else None
