"""What a map service says that it can do: WFS 1.0 to 2.0, WMS 1.1 and 1.3."""

from urllib.parse import parse_qs, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from dcat.cleaning import clean_line, clean_text
from harvesting.inspecting.findings import Extent, Findings, Kind
from harvesting.inspecting.tables import LONGEST_NAME, MOST_COLUMNS
from harvesting.inspecting.xml_documents import Unreadable, child, children, local, parsed, root_name, text

MEDIA_TYPES = {Kind.WFS: "application/vnd.ogc.wfs_xml", Kind.WMS: "application/vnd.ogc.wms_xml"}
_ROOTS = {
    "WFS_Capabilities": Kind.WFS,
    "WMS_Capabilities": Kind.WMS,
    "WMT_MS_Capabilities": Kind.WMS,
}
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LONGEST_TEXT = 2000


def read_capabilities(body: bytes, address: str, *, is_cut: bool) -> Findings | None:
    """What a service says; None when it is no such document. One with a DTD is known by name alone."""
    kind = _ROOTS.get(root_name(body))
    if kind is None:
        return None
    endpoint = _base(address)
    try:
        root = parsed(body, is_cut=is_cut)
    except Unreadable:
        return Findings(kind, media_type=MEDIA_TYPES[kind], endpoint=endpoint, certain=frozenset({"media_type"}))
    return _wfs(root, address, endpoint) if kind is Kind.WFS else _wms(root, endpoint)


def _wfs(root: Element, address: str, endpoint: str) -> Findings:
    about = child(root, "ServiceIdentification")
    about = about if about is not None else child(root, "Service")
    layers = children(child(root, "FeatureTypeList"), "FeatureType")
    asked = _asked_for(address)
    chosen = [each for each in layers if text(each, "Name") in asked] or (layers if len(layers) == 1 else [])
    named = chosen[0] if chosen else about
    return _findings(
        Kind.WFS,
        named,
        layers=[text(each, "Name") for each in chosen or layers],
        words=[about, *(chosen or layers)],
        extent=_around(map(_wfs_box, chosen or layers)),
        endpoint=endpoint,
        licence=_stated(about),
    )


def _wms(root: Element, endpoint: str) -> Findings:
    about = child(root, "Service")
    top = child(root, "Capability", "Layer")
    layers = [each for each in top.iter() if local(each) == "Layer" and text(each, "Name")] if top is not None else []
    return _findings(
        Kind.WMS,
        about,
        layers=[text(each, "Name") for each in layers],
        words=[about],
        extent=_wms_box(top) or _around(map(_wms_box, layers)),
        endpoint=endpoint,
        licence=_stated(about),
    )


def _findings(kind: Kind, named: Element | None, *, layers, words, extent, endpoint: str, licence: str) -> Findings:
    title = clean_line(text(named, "Title"))[:300]
    return Findings(
        kind,
        media_type=MEDIA_TYPES[kind],
        title=title,
        description=clean_text(text(named, "Abstract"))[:_LONGEST_TEXT],
        keywords=tuple(dict.fromkeys(word for each in words for word in _keywords(each)))[:20],
        columns=tuple(clean_line(each)[:LONGEST_NAME] for each in layers[:MOST_COLUMNS]),
        extent=extent,
        endpoint=endpoint,
        licence=licence,
        certain=frozenset({"media_type", "endpoint", "columns"} | ({"title"} if title else set())),
    )


def _keywords(element: Element | None) -> list[str]:
    groups = [*children(element, "Keywords"), *children(element, "KeywordList")]
    words = [clean_line(each.text or "") for group in groups for each in children(group, "Keyword")]
    return [word for word in words if 0 < len(word) <= LONGEST_NAME]


def _stated(about: Element | None) -> str:
    """What it says of terms: an address of a licence, perhaps."""
    return " ".join(filter(None, (text(about, "Fees"), text(about, "AccessConstraints"))))[:_LONGEST_TEXT]


def _wfs_box(layer: Element) -> Extent | None:
    box = child(layer, "WGS84BoundingBox")
    if box is not None:
        corners = f"{text(box, 'LowerCorner')} {text(box, 'UpperCorner')}".split()
        return _extent(corners)
    old = child(layer, "LatLongBoundingBox")
    return None if old is None else _extent([old.get(side, "") for side in ("minx", "miny", "maxx", "maxy")])


def _wms_box(layer: Element | None) -> Extent | None:
    box = child(layer, "EX_GeographicBoundingBox")
    if box is not None:
        names = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
        return _extent([text(box, name) for name in names])
    old = child(layer, "LatLonBoundingBox")
    return None if old is None else _extent([old.get(side, "") for side in ("minx", "miny", "maxx", "maxy")])


def _extent(sides: list[str]) -> Extent | None:
    try:
        extent = Extent(*(round(float(side), 5) for side in sides))
    except (ValueError, TypeError, OverflowError):
        return None
    is_box = -180 <= extent.west < extent.east <= 180 and -90 <= extent.south < extent.north <= 90
    # The whole earth is what a service says that knows nothing of its data.
    is_earth = extent.east - extent.west > 350
    return extent if is_box and not is_earth else None


def _around(boxes) -> Extent | None:
    known = [box for box in boxes if box]
    if not known:
        return None
    west, south, east, north = zip(*known, strict=True)
    return Extent(min(west), min(south), max(east), max(north))


def _asked_for(address: str) -> set[str]:
    """The names of the layers that an address asks for."""
    try:
        query = parse_qs(urlsplit(address).query, max_num_fields=50)
    except ValueError:
        return set()
    names = {name.lower(): values for name, values in query.items()}
    asked = [*names.get("typename", []), *names.get("typenames", [])]
    return {name for each in asked for name in each.split(",")}


def _base(address: str) -> str:
    """The address of the service, without what was asked for."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
