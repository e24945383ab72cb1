"""The forms in which made-up data is given: files and interfaces at addresses that lead nowhere. Pure functions."""

from dataclasses import dataclass
from random import Random

from catalog.generation.kinds import Kind
from catalog.generation.wording import Text

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
CC_BY = "http://creativecommons.org/licenses/by/4.0/"
HIGH_VALUE = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
_AVAILABILITY = "http://publications.europa.eu/resource/authority/planned-availability/"
_STATUS = "http://publications.europa.eu/resource/authority/distribution-status/"


@dataclass(frozen=True, slots=True)
class Form:
    """A way of giving data. Without a suffix it is an interface, not a file."""

    media_type: str
    title: Text
    description: Text
    suffix: str = ""
    path: str = ""


_CSV = Form(
    "text/csv",
    {"sv": "CSV-fil", "en": "CSV file"},
    {
        "sv": "En rad per post. Semikolon mellan kolumnerna, text i UTF-8.",
        "en": "One row per record. Semicolons between columns, text in UTF-8.",
    },
    suffix="csv",
)
_XLSX = Form(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    {"sv": "Excelfil", "en": "Excel file"},
    {"sv": "Samma kolumner som i CSV-filen.", "en": "The same columns as in the CSV file."},
    suffix="xlsx",
)
_JSON = Form(
    "application/json",
    {"sv": "API med svar i JSON", "en": "API that answers in JSON"},
    {"sv": "Öppet utan nyckel, högst tio anrop i sekunden.", "en": "Open without a key, at most ten calls a second."},
    path="api",
)
_GEOJSON = Form(
    "application/geo+json",
    {"sv": "GeoJSON-fil", "en": "GeoJSON file"},
    {"sv": "Koordinater i WGS 84, longitud först.", "en": "Coordinates in WGS 84, longitude first."},
    suffix="geojson",
)
_GEOPACKAGE = Form(
    "application/geopackage+sqlite3",
    {"sv": "GeoPackage-fil", "en": "GeoPackage file"},
    {"sv": "Koordinater i SWEREF 99 TM.", "en": "Coordinates in SWEREF 99 TM."},
    suffix="gpkg",
)
_WFS = Form(
    "application/vnd.ogc.wfs_xml",
    {"sv": "Karttjänst (WFS)", "en": "Map service (WFS)"},
    {"sv": "WFS 2.0 med ett lager för datamängden.", "en": "WFS 2.0 with one layer for the dataset."},
    path="wfs",
)
_GTFS = Form(
    "application/zip",
    {"sv": "GTFS i en zip-fil", "en": "GTFS in a zip file"},
    {"sv": "En ny fil varje natt klockan tre.", "en": "A new file every night at three."},
    suffix="zip",
)
_PAGE = Form(
    "text/html",
    {"sv": "Sökbar webbsida", "en": "Searchable web page"},
    {"sv": "Sök på rubrik, datum och nummer.", "en": "Search by heading, date and number."},
    path="sok",
)

SHAPES: dict[str, list[Form]] = {
    "places": [_GEOJSON, _CSV, _WFS],
    "lines": [_GEOJSON, _GEOPACKAGE, _WFS],
    "areas": [_GEOPACKAGE, _GEOJSON, _WFS],
    "table": [_CSV, _XLSX, _JSON],
    "measurements": [_JSON, _CSV],
    "documents": [_JSON, _PAGE],
    "timetables": [_GTFS],
}


def distributions_of(kind: Kind, domain: str, chance: Random, *, is_high_value: bool) -> list[dict]:
    """The values of one to three distributions. All have the same licence, one of the dataset's."""
    forms = SHAPES[kind.shape]
    count = min(chance.choice([1, 2, 2, 3]), len(forms))
    terms = _terms(domain, chance)
    many = [_values(form, kind, domain, chance) | terms for form in forms[:count]]
    if is_high_value:
        many[0]["applicable_legislation"] = HIGH_VALUE
    return many


def bare_distribution(kind: Kind, domain: str) -> dict:
    """No more than what is mandatory."""
    form = SHAPES[kind.shape][0]
    return {"access_url": _address(form, kind, domain), "format": form.media_type}


def _values(form: Form, kind: Kind, domain: str, chance: Random) -> dict:
    address = _address(form, kind, domain)
    values = {
        "title": form.title,
        "description": form.description,
        "access_url": address,
        "format": form.media_type,
        "availability": _AVAILABILITY + chance.choice(["STABLE", "AVAILABLE", "AVAILABLE", "EXPERIMENTAL"]),
        "status": _STATUS + chance.choice(["COMPLETED", "COMPLETED", "DEVELOP"]),
    }
    if form.suffix:
        values |= {"download_url": [address], "byte_size": chance.randrange(20, 9000) * 1024}
    elif form is _JSON:
        title = {"sv": "Beskrivning av API:et (OpenAPI)", "en": "Description of the API (OpenAPI)"}
        values["conforms_to"] = [{"iri": f"https://data.{domain}/api/openapi.json", "title": title}]
    return values


def _address(form: Form, kind: Kind, domain: str) -> str:
    if form.suffix:
        return f"https://data.{domain}/{kind.key}.{form.suffix}"
    return f"https://data.{domain}/{form.path}/{kind.key}"


def _terms(domain: str, chance: Random) -> dict:
    """Mostly CC0; a few have terms of their own, and a few have forgotten to say."""
    drawn = chance.random()
    if drawn < 0.75:
        return {"license": CC0}
    if drawn < 0.90:
        return {"license": CC_BY}
    if drawn < 0.95:
        title = {"sv": "Villkor för våra data (exempel)", "en": "Terms for our data (example)"}
        return {"other_license": [{"iri": f"https://www.{domain}/oppna-data/villkor", "title": title}]}
    return {}
