"""What was found at an address."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What it is."""

    TABLE = "table"
    GEOJSON = "geojson"
    JSON = "json"
    WFS = "wfs"
    WMS = "wms"
    OPENAPI = "openapi"
    WEB_PAGE = "web_page"
    OTHER = "other"


class Extent(NamedTuple):
    """A box in degrees (WGS84)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Link:
    """A file that a page leads to."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known, empty where nothing is. ``certain`` are the names of what need not be looked at again.

    ``columns`` are those of a table, or the layers of a map service. ``endpoint`` is where a service is asked, and
    ``modified`` a date. ``links`` are the files that a page leads to.
    """

    kind: Kind
    media_type: str = ""
    byte_size: int | None = None
    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    extent: Extent | None = None
    modified: str = ""
    language: str = ""
    licence: str = ""
    endpoint: str = ""
    links: tuple[Link, ...] = ()
    certain: frozenset[str] = field(default_factory=frozenset)
