"""Whether a single value has the form of its kind: one row per kind, with the sentence for what does not.

The sentence goes on after the label and the value: 'Utgivningsdatum: ”2026-02-30” är inte ett giltigt datum. …'.
"""

from collections.abc import Callable

from dcat import kinds
from dcat.bilingual import Bilingual
from dcat.cleaning import BadIRI, clean_iri
from dcat.iri import is_iri
from dcat.profile.model import Kind, Property

_Verdict = Callable[[str], Bilingual | None]


def wrong_form(row: Property, value: str) -> Bilingual | None:
    """What is wrong with the form of a value; None when nothing is, or when the kind has no form of its own."""
    verdict = _VERDICTS.get(row.kind)
    return verdict(value) if verdict else None


def wrong_address(row: Property, value: str) -> tuple[Bilingual, str | None] | None:
    """What is wrong with a web address, and the name of the repair if a machine can do it."""
    try:
        cleaned = clean_iri(value, schemes=kinds.schemes(row))
    except BadIRI as error:
        return error.message, None
    if cleaned.value == value:
        return None
    return _REWRITE, "clean_iri"


def swapped_box(row: Property, value: str) -> str | None:
    """The name of the repair of a box whose sides only have to change places."""
    if row.kind is not Kind.BOX or wrong_form(row, value) not in (_WEST_EAST, _SOUTH_NORTH):
        return None
    return None if wrong_form(row, kinds.ordered_box(value)) else "swap_box"


def _unless(fits: Callable[[str], object], sv: str, en: str) -> _Verdict:
    sentence = Bilingual(sv, en)
    return lambda value: None if fits(value) else sentence


def _wrong_box(value: str) -> Bilingual | None:
    found = kinds.box(value)
    if not found:
        return _NO_BOX
    if not (-180 <= found.west <= 180 and -180 <= found.east <= 180 and found.south >= -90 and found.north <= 90):
        return _OUTSIDE
    if not found.west < found.east:
        return _WEST_EAST
    return None if found.south < found.north else _SOUTH_NORTH


def _wrong_point(value: str) -> Bilingual | None:
    found = kinds.point(value)
    if not found:
        return _NO_POINT
    return None if abs(found[0]) <= 180 and abs(found[1]) <= 90 else _OUTSIDE


def _wrong_telephone(value: str) -> Bilingual | None:
    return None if 3 <= len(kinds.telephone_number(value).removeprefix("+")) <= 15 else _NO_TELEPHONE


_REWRITE = Bilingual(
    "Webbadressen innehåller tecken som behöver skrivas om. Spara fältet igen, så rättas adressen.",
    "The web address has characters that need to be rewritten. Save the field again and the address is corrected.",
)
_NO_BOX = Bilingual(
    "är ingen rektangel. Ange väst, syd, öst och nord i grader.",
    "is no rectangle. Give west, south, east and north in degrees.",
)
_OUTSIDE = Bilingual(
    "ligger utanför jorden. Longitud går från -180 till 180 och latitud från -90 till 90.",
    "is outside the world. Longitude goes from -180 to 180 and latitude from -90 to 90.",
)
_WEST_EAST = Bilingual(
    "har väst öster om öst. Byt plats på de två.", "has its west to the east of its east. Swap the two."
)
_SOUTH_NORTH = Bilingual(
    "har syd norr om nord. Byt plats på de två.", "has its south to the north of its north. Swap the two."
)
_NO_POINT = Bilingual(
    "är ingen punkt. Ange longitud och latitud i grader.", "is no point. Give longitude and latitude in degrees."
)
_NO_TELEPHONE = Bilingual(
    "är inget telefonnummer. Skriv 3 till 15 siffror, gärna med landsnummer, till exempel +46 18 10 00 00.",
    "is no telephone number. Write 3 to 15 digits, preferably with country code, such as +46 18 10 00 00.",
)

_VERDICTS: dict[Kind, _Verdict] = {
    Kind.DATE: _unless(
        kinds.date_datatype,
        "är inte ett giltigt datum. Skriv år-månad-dag, till exempel 2026-11-23, eller bara ett år.",
        "is not a valid date. Write year-month-day, such as 2026-11-23, or only a year.",
    ),
    Kind.DURATION: _unless(
        kinds.is_duration,
        "är inte en giltig tidslängd. Skriv till exempel P1Y för ett år, P1D för en dag eller PT15M för 15 minuter.",
        "is not a valid duration. Write for example P1Y for a year, P1D for a day or PT15M for 15 minutes.",
    ),
    Kind.DECIMAL: _unless(
        kinds.is_decimal,
        "är inte ett tal. Skriv siffror, med punkt före decimalerna.",
        "is not a number. Write digits, with a full stop before the decimals.",
    ),
    Kind.INTEGER: _unless(
        kinds.is_integer,
        "är inte ett heltal. Skriv bara siffror, utan mellanslag.",
        "is not a whole number. Write digits only, without spaces.",
    ),
    Kind.BOX: _wrong_box,
    Kind.POINT: _wrong_point,
    Kind.WKT: _unless(
        kinds.is_wkt,
        "är ingen geografisk form. Skriv den som WKT, till exempel POINT(17.64 59.86).",
        "is no geographic shape. Write it as WKT, such as POINT(17.64 59.86).",
    ),
    Kind.EMAIL: _unless(
        kinds.is_email,
        "är inte en giltig e-postadress. Skriv den som namn@example.se.",
        "is not a valid e-mail address. Write it as name@example.se.",
    ),
    Kind.TELEPHONE: _wrong_telephone,
    Kind.RECORD: _unless(
        is_iri,
        "leder inte till någon beskrivning. Välj igen.",
        "does not lead to a description. Choose again.",
    ),
}
