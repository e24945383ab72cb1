"""Lengths of time as people write them, and as ``xsd:duration``.

Source: https://www.w3.org/TR/xmlschema11-2/#duration
"""

import re

from dcat.bilingual import Bilingual

# Designator, whether it comes after the T, and the words: one, several, in Swedish and in English.
_UNITS = (
    ("Y", False, Bilingual("år", "year"), Bilingual("år", "years")),
    ("M", False, Bilingual("månad", "month"), Bilingual("månader", "months")),
    ("D", False, Bilingual("dag", "day"), Bilingual("dagar", "days")),
    ("H", True, Bilingual("timme", "hour"), Bilingual("timmar", "hours")),
    ("M", True, Bilingual("minut", "minute"), Bilingual("minuter", "minutes")),
    ("S", True, Bilingual("sekund", "second"), Bilingual("sekunder", "seconds")),
)
_PARTS = re.compile(
    r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.[0-9]+)?S)?)?"
)
_WORDS = re.compile(r"([0-9]{1,6})\s*([a-zåäö]+)")
_WEEKS = {"vecka", "veckor", "week", "weeks"}


COMMON = ("P1Y", "P1M", "P7D", "P1D", "PT1H", "PT15M", "PT1M")


def duration_from_words(typed: str) -> str | None:
    """The duration that a number and a unit in Swedish or English stand for; None for all else.

    >>> duration_from_words("15 minuter"), duration_from_words("1 vecka"), duration_from_words("ibland")
    ('PT15M', 'P7D', None)
    """
    match = _WORDS.fullmatch(typed.strip().lower())
    if not match:
        return None
    number, word = match.groups()
    if word in _WEEKS:
        return f"P{int(number) * 7}D"
    for designator, is_time, one, several in _UNITS:
        if word in (one.sv, one.en, several.sv, several.en):
            return f"P{'T' if is_time else ''}{int(number)}{designator}"
    return None


def duration_in_words(duration: str) -> Bilingual | None:
    """'PT15M' as '15 minuter' and '15 minutes'; None for what is no plain duration.

    >>> duration_in_words("P1DT12H").sv
    '1 dag 12 timmar'
    """
    match = _PARTS.fullmatch(duration)
    if not match or "." in duration:
        return None
    parts = [(number, unit) for number, unit in zip(match.groups(), _UNITS, strict=True) if number]
    if not parts:
        return None
    return Bilingual(*(" ".join(_counted(number, unit, code) for number, unit in parts) for code in ("sv", "en")))


def _counted(number: str, unit: tuple, language: str) -> str:
    _designator, _is_time, one, several = unit
    return f"{number} {(one if int(number) == 1 else several).in_language(language)}"
