"""The forms in which other systems write a value, as tables: per kind of value the readings that are tried in turn, per
property the other predicates that say the same, per node the value that may stand in its place.

What the specification itself asks for is in ``dcat.kinds`` and always goes first. A reading gives the value as the
profile writes it, or None.
Sources: DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), the documents that CKAN's DCAT plugin writes.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from dcat.iri import is_accepted
from dcat.kinds import box, date_datatype, is_decimal, is_duration, is_email, is_integer, is_wkt, point
from dcat.node import LanguageText
from dcat.profile.model import Kind, Property
from dcat.reader import geometry
from dcat.reader.terms_elsewhere import listed_term, media_type
from dcat.term import Literal, Resource, Term, words

Reading = Callable[[Property, Term], LanguageText | str | None]


def other_form(row: Property, term: Term) -> LanguageText | str | None:
    """The value of a term in one of the forms of other systems; None when no reading knows it."""
    for reading in _READINGS.get(row.kind, ()):
        value = reading(row, term)
        if value is not None:
            return value
    return None


# --- per kind of value -------------------------------------------------------------------------------------------


def _any_text(_row: Property, term: Term) -> LanguageText | None:
    """A text that has a datatype which says nothing, such as xsd:anyURI or rdf:HTML."""
    return LanguageText(term.value, term.language) if isinstance(term, Literal) else None


def _any_literal(_row: Property, term: Term) -> str | None:
    """A name or number with a language or a datatype, such as a checksum as xsd:hexBinary."""
    return term.value if isinstance(term, Literal) else None


def _iri_as_text(_row: Property, term: Term) -> str | None:
    """An identifier that is an address: it is the address, written."""
    return term.iri if isinstance(term, Resource) else None


def _if(fits: Callable[[str], object], mend: Callable[[str], str] = str.strip) -> Reading:
    """The text of a literal of any datatype, mended, where it then fits."""

    def reading(_row: Property, term: Term) -> str | None:
        value = mend(term.value) if isinstance(term, Literal) else ""
        return value if value and fits(value) else None

    return reading


def _mended_date(written: str) -> str:
    """A date without time zone, a time with seconds: what xsd lets others write otherwise."""
    written = written.strip()
    day = re.fullmatch(r"([0-9]{4}(?:-[0-9]{2}-[0-9]{2})?)(?:Z|[+-][0-9]{2}:[0-9]{2})", written)
    if day:
        return day[1]
    moment = re.fullmatch(r"([0-9-]{10})[T ]([0-9]{2}:[0-9]{2})(:[0-9.]+)?(.*)", written)
    return f"{moment[1]}T{moment[2]}{moment[3] or ':00'}{moment[4]}" if moment else written


def _mended_decimal(written: str) -> str:
    """A number in any of xsd's ways of writing one."""
    try:
        number = Decimal(written.strip())
    except InvalidOperation:
        return ""
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 30 else ""


def _mended_integer(written: str) -> str:
    number = _mended_decimal(written)
    whole, _, decimals = number.partition(".")
    return whole.removeprefix("+") if whole and not decimals.strip("0") else ""


def _address(_row: Property, term: Term) -> str | None:
    """A web address as a literal, often as xsd:anyURI."""
    value = term.value.strip() if isinstance(term, Literal) else ""
    return value if is_accepted(value) else None


def _email(_row: Property, term: Term) -> str | None:
    value = re.sub(r"^mailto:", "", words(term).strip(), flags=re.IGNORECASE)
    return value if is_email(value) else None


def _telephone(_row: Property, term: Term) -> str | None:
    value = re.sub(r"^tel:", "", words(term).strip(), flags=re.IGNORECASE)
    return value if re.fullmatch(r"[0-9+()\-./\s]{3,40}", value) else None


_READINGS: dict[Kind, tuple[Reading, ...]] = {
    Kind.TEXT: (_any_text,),
    Kind.LITERAL: (_any_literal, _iri_as_text),
    Kind.DATE: (_if(date_datatype, _mended_date),),
    Kind.DURATION: (_if(is_duration),),
    Kind.DECIMAL: (_if(is_decimal, _mended_decimal),),
    Kind.INTEGER: (_if(is_integer, _mended_integer),),
    Kind.BOX: (_if(box, geometry.as_box),),
    Kind.POINT: (_if(point, geometry.as_point),),
    Kind.WKT: (_if(is_wkt, geometry.as_wkt),),
    Kind.IRI: (_address,),
    Kind.RECORD: (_address,),
    Kind.DOCUMENT: (_address,),
    Kind.CONCEPT: (listed_term, _address),
    Kind.MEDIA_TYPE: (media_type,),
    Kind.EMAIL: (_email,),
    Kind.TELEPHONE: (_telephone,),
}

# --- per property ------------------------------------------------------------------------------------------------

# Further predicates that are read into a row, when its own says nothing.
SAME_AS: dict[tuple[str, str], tuple[str, ...]] = {
    ("Dataset", "has_version"): ("dcterms:hasVersion",),
    ("Dataset", "version"): ("owl:versionInfo",),
    ("Distribution", "format"): ("dcat:mediaType",),
    ("DataService", "format"): ("dcat:mediaType",),
    ("Standard", "title"): ("rdfs:label",),
    ("LicenseDocument", "title"): ("rdfs:label",),
    ("Document", "title"): ("rdfs:label",),
    ("ProvenanceStatement", "description"): ("rdfs:label",),
    ("PeriodOfTime", "start_date"): ("schema:startDate",),
    ("PeriodOfTime", "end_date"): ("schema:endDate",),
    ("Address", "street_address"): ("locn:thoroughfare",),
    ("Address", "locality"): ("locn:postName",),
    ("Address", "postal_code"): ("locn:postCode",),
    ("Address", "country_name"): ("locn:adminUnitL1",),
}

# --- per node ----------------------------------------------------------------------------------------------------

# A plain value where the profile has a node: the property of the node that it is.
IN_PLACE_OF = {"Telephone": "number", "ProvenanceStatement": "description"}

# A node where the profile has a plain value: the predicates that hold the value, such as an identifier's notation.
VALUE_OF_NODE = ("skos:notation", "rdf:value", "vcard:hasValue")

# Types that say no more than the class does.
# (The EU's own examples write Catalogue, which is not a class.)
IMPLIED_TYPES = {"Catalog": ("dcat:Catalogue",), "DatasetSeries": ("dcat:Dataset",), "ContactPoint": ("vcard:Kind",)}
