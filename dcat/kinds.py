"""How each kind of value is written as an RDF term and read back: one row per kind, both ways.

Also what the lexical form of a kind is: dates, durations, boxes, addresses. Not here: what is nested (that is for the
writer and the reader), and what is wrong in words (``dcat.check``).
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from dcat.cleaning import FILE_SCHEMES, WEB_SCHEMES, remove_illegal
from dcat.iri import is_iri
from dcat.media_types import file_type, iana_type, of_file_type, of_iana_type
from dcat.node import LanguageText
from dcat.profile.model import Kind, Property
from dcat.term import Literal, Resource, Term

WKT_LITERAL = "geosparql:wktLiteral"
# A language, perhaps a script, perhaps a region: what every parser agrees on.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?")


class UnwritableValue(ValueError):
    """A value that must never reach a document. What is checked before publishing does not raise it."""


# --- lexical forms -----------------------------------------------------------------------------------------------

_GYEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DURATION = re.compile(
    r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_INTEGER = re.compile(r"[0-9]+")
_EMAIL = re.compile(r"[^\s@<>,;:()\[\]\\\"]+@[^\s@<>,;:()\[\]\\\"]+\.[^\s@<>,;:()\[\]\\\".]+")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"
_PAIR = rf"\s*({_NUMBER})\s+({_NUMBER})\s*"
_POINT = re.compile(rf"POINT\s*\({_PAIR}\)", re.IGNORECASE)
_BOX = re.compile(rf"POLYGON\s*\(\s*\({_PAIR},{_PAIR},{_PAIR},{_PAIR},{_PAIR}\)\s*\)", re.IGNORECASE)
_WKT = re.compile(
    r"(?:<[^<>\s]+>\s+)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)(?:\s+Z|\s+M|\s+ZM)?\s*\([A-Z0-9\s.,()+\-]+\)",
    re.IGNORECASE,
)


class Box(NamedTuple):
    """A bounding box in WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float


@lru_cache(4096)  # a catalogue has the same days again and again
def date_datatype(value: str) -> str | None:
    """``xsd:gYear``, ``xsd:date`` or ``xsd:dateTime`` by how the value is written; None when it is no such date."""
    try:
        if _GYEAR.fullmatch(value):
            return "xsd:gYear" if int(value) else None
        if _DATE.fullmatch(value):
            date.fromisoformat(value)
            return "xsd:date"
        if _DATETIME.fullmatch(value):
            datetime.fromisoformat(value)
            return "xsd:dateTime"
    except ValueError:
        return None
    return None


def is_duration(value: str) -> bool:
    """Whether the value is an ``xsd:duration``, such as P1Y or PT15M."""
    return _DURATION.fullmatch(value) is not None


def is_decimal(value: str) -> bool:
    """Whether the value is an ``xsd:decimal``, with a full stop."""
    return _DECIMAL.fullmatch(value) is not None


def is_integer(value: str) -> bool:
    """Whether the value is an ``xsd:nonNegativeInteger`` without sign."""
    return _INTEGER.fullmatch(value) is not None


def is_email(value: str) -> bool:
    """Whether the value looks like one e-mail address, without ``mailto:``."""
    return len(value) <= 254 and _EMAIL.fullmatch(value) is not None


def is_wkt(value: str) -> bool:
    """Whether the value is the well-known text of a shape; its parentheses are balanced."""
    return _WKT.fullmatch(value) is not None and value.count("(") == value.count(")")


def point(value: str) -> tuple[float, float] | None:
    """Longitude and latitude of ``POINT(longitude latitude)``; None when it is no point."""
    match = _POINT.fullmatch(value)
    return (float(match[1]), float(match[2])) if match else None


def box(value: str) -> Box | None:
    """The box of a POLYGON that is written west-south first and anticlockwise; None when it is no such polygon."""
    match = _BOX.fullmatch(value)
    if not match:
        return None
    numbers = [float(number) for number in match.groups()]
    west, south, east, north = numbers[0], numbers[1], numbers[2], numbers[5]
    corners = [west, south, east, south, east, north, west, north, west, south]
    return Box(west, south, east, north) if numbers == corners else None


def ordered_box(value: str) -> str | None:
    """The box with west before east and south before north, its numbers as they are written; None when it is no box.

    >>> ordered_box("POLYGON((18 59.7, 17.3 59.7, 17.3 60.1, 18 60.1, 18 59.7))")
    'POLYGON((17.3 59.7, 18 59.7, 18 60.1, 17.3 60.1, 17.3 59.7))'
    """
    if not box(value):
        return None
    numbers = _BOX.fullmatch(value).groups()
    west, east = sorted((numbers[0], numbers[2]), key=float)
    south, north = sorted((numbers[1], numbers[5]), key=float)
    return write_box(west, south, east, north)


def write_box(west: str, south: str, east: str, north: str) -> str:
    """The well-known text of a bounding box, with the numbers as they are written.

    >>> write_box("17.3", "59.7", "18.0", "60.1")
    'POLYGON((17.3 59.7, 18.0 59.7, 18.0 60.1, 17.3 60.1, 17.3 59.7))'
    """
    return f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


def schemes(row: Property) -> tuple[str, ...]:
    """The schemes that a web address of this row may have: files also by ftp, where its pattern lets them."""
    return FILE_SCHEMES if row.pattern and row.matches("ftp://ftp.example.se/") else WEB_SCHEMES


def telephone_number(value: str) -> str:
    """The digits of a number as a person types it, with a leading + kept.

    >>> telephone_number("+46 (0)18-727 00 00"), telephone_number("0046 18 10")
    ('+46187270000', '+461810')
    """
    international = re.sub(r"^\s*00", "+", value).strip()
    if international.startswith("+"):
        return "+" + "".join(re.findall(r"[0-9]", international.replace("(0)", "")))
    return "".join(re.findall(r"[0-9]", international))


# --- to a term ---------------------------------------------------------------------------------------------------


def to_term(kind: Kind, value) -> Term | None:
    """The RDF term of a value; None for one that is empty, or that the kind has no term for.

    Raises :class:`UnwritableValue`.
    """
    text = remove_illegal(value.value if isinstance(value, LanguageText) else value)
    if not text.strip():
        return None
    term = _TO_TERM[kind](text)
    if term is None:
        return None
    if isinstance(value, LanguageText):
        term = term._replace(language=language_tag(value.language))
    if isinstance(term, Resource) and not is_iri(term.iri):
        raise UnwritableValue(f"not an absolute IRI: {term.iri!r}")
    return term


def language_tag(language: str) -> str:
    """The tag as it is written. Raises :class:`UnwritableValue`."""
    tag = language.lower()
    if tag and not LANGUAGE_TAG.fullmatch(tag):
        raise UnwritableValue(f"not a language tag: {language!r}")
    return tag


def _date(value: str) -> Literal:
    datatype = date_datatype(value)
    if not datatype:
        raise UnwritableValue(f"not a date: {value!r}")
    return Literal(value, datatype=datatype)


def _typed(datatype: str) -> Callable[[str], Literal]:
    return lambda value: Literal(value, datatype=datatype)


def _hex(value: str) -> Literal | None:
    digits = "".join(value.split())
    return Literal(digits, datatype="xsd:hexBinary") if _HEX.fullmatch(digits) else None


def _named_by(find: Callable[[str], str | None]) -> Callable[[str], Resource | None]:
    def write(value: str) -> Resource | None:
        iri = find(value)
        return Resource(iri) if iri else None

    return write


# The datatypes of a kind's literals; what is of any other kind is named by an IRI.
DATATYPES: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("rdf:langString",),
    Kind.LITERAL: ("xsd:string",),
    Kind.MEDIA_TYPE: ("xsd:string",),
    Kind.DATE: ("xsd:gYear", "xsd:date", "xsd:dateTime"),
    Kind.DURATION: ("xsd:duration",),
    Kind.DECIMAL: ("xsd:decimal",),
    Kind.INTEGER: ("xsd:nonNegativeInteger",),
    Kind.HEX: ("xsd:hexBinary",),
    Kind.BOX: (WKT_LITERAL,),
    Kind.POINT: (WKT_LITERAL,),
    Kind.WKT: (WKT_LITERAL,),
}

# The kinds that take any text, and the datatype that it is written with, or none.
UNCHECKED_DATATYPES: dict[Kind, str] = {
    Kind.LITERAL: "",
    Kind.MEDIA_TYPE: "",
    Kind.DURATION: "xsd:duration",
    Kind.DECIMAL: "xsd:decimal",
    Kind.INTEGER: "xsd:nonNegativeInteger",
    Kind.BOX: WKT_LITERAL,
    Kind.POINT: WKT_LITERAL,
    Kind.WKT: WKT_LITERAL,
}

_TO_TERM: dict[Kind, Callable[[str], Term | None]] = {
    **{kind: _typed(datatype) for kind, datatype in UNCHECKED_DATATYPES.items()},
    Kind.TEXT: Literal,
    Kind.FILE_TYPE: _named_by(file_type),
    Kind.IANA_TYPE: _named_by(iana_type),
    Kind.HEX: _hex,
    Kind.DATE: _date,
    Kind.IRI: Resource,
    Kind.CONCEPT: Resource,
    Kind.CLASS: Resource,
    Kind.RECORD: Resource,
    Kind.EMAIL: lambda value: Resource("mailto:" + quote(value, safe="@!$'*+")),
    Kind.TELEPHONE: lambda value: Resource("tel:" + telephone_number(value)),
}

# --- from a term -------------------------------------------------------------------------------------------------


def from_term(kind: Kind, term: Term):
    """The value that is written as ``term``; None when a value of this kind is not written so."""
    return _FROM_TERM[kind](term)


def _text(term: Term) -> LanguageText | None:
    return LanguageText(term.value, term.language) if isinstance(term, Literal) and not term.datatype else None


def _plain(term: Term) -> str | None:
    return term.value if isinstance(term, Literal) and not term.language and not term.datatype else None


def _of(*datatypes: str) -> Callable[[Term], str | None]:
    return lambda term: term.value if isinstance(term, Literal) and term.datatype in datatypes else None


def _iri(term: Term) -> str | None:
    return term.iri if isinstance(term, Resource) else None


def _names(find: Callable[[str], str | None]) -> Callable[[Term], str | None]:
    return lambda term: find(term.iri) if isinstance(term, Resource) else None


def _after(scheme: str) -> Callable[[Term], str | None]:
    def read(term: Term) -> str | None:
        if isinstance(term, Resource) and term.iri.lower().startswith(scheme):
            return unquote(term.iri[len(scheme) :])
        return None

    return read


_FROM_TERM: dict[Kind, Callable[[Term], LanguageText | str | None]] = {
    Kind.TEXT: _text,
    Kind.LITERAL: _plain,
    Kind.MEDIA_TYPE: _plain,
    Kind.FILE_TYPE: _names(of_file_type),
    Kind.IANA_TYPE: _names(of_iana_type),
    Kind.HEX: _of("xsd:hexBinary"),
    Kind.DATE: _of("xsd:gYear", "xsd:date", "xsd:dateTime"),
    Kind.DURATION: _of("xsd:duration"),
    Kind.DECIMAL: _of("xsd:decimal"),
    Kind.INTEGER: _of("xsd:nonNegativeInteger"),
    Kind.BOX: _of(WKT_LITERAL),
    Kind.POINT: _of(WKT_LITERAL),
    Kind.WKT: _of(WKT_LITERAL),
    Kind.IRI: _iri,
    Kind.CONCEPT: _iri,
    Kind.CLASS: _iri,
    Kind.RECORD: _iri,
    Kind.EMAIL: _after("mailto:"),
    Kind.TELEPHONE: _after("tel:"),
}
