"""The media type that a web address tells by its ending: a guess, to be confirmed."""

from urllib.parse import parse_qs, urlsplit

_ENDINGS = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xml": "application/xml",
    "gml": "application/gml+xml",
    "kml": "application/vnd.google-earth.kml+xml",
    "kmz": "application/vnd.google-earth.kmz",
    "gpkg": "application/geopackage+sqlite3",
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "txt": "text/plain",
    "html": "text/html",
}
# Services that are asked with the name of the service in the address.
_SERVICES = {name: f"application/vnd.ogc.{name}_xml" for name in ("wfs", "wms", "wmts", "wcs")}


def media_type_by_ending(address: str) -> str:
    """The media type, or an empty string where the address tells none.

    >>> media_type_by_ending("https://data.example.com/lekplatser.CSV?version=2")
    'text/csv'
    >>> media_type_by_ending("https://karta.example.com/ows?SERVICE=WFS&request=GetCapabilities")
    'application/vnd.ogc.wfs_xml'
    """
    try:
        parts = urlsplit(address.lower())
        asked = parse_qs(parts.query, max_num_fields=50).get("service", [""])[0]
    except ValueError:
        return ""
    _name, dot, ending = parts.path.rpartition("/")[2].rpartition(".")
    return _SERVICES.get(asked) or (_ENDINGS.get(ending, "") if dot else "")
