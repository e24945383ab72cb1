"""What is advised about a table, in plain words: one sentence for each code that a preview may hold."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SENTENCES = {
    "not_utf8": gettext_lazy(
        "Filen är sparad som %(encoding)s, så å, ä och ö kan bli fel hos andra. Spara om den som UTF-8."
    ),
    "one_column": gettext_lazy(
        "Allt hamnar i en enda kolumn. Skilj kolumnerna åt med semikolon eller komma, om de är flera."
    ),
    "mixed_columns": gettext_lazy(
        "Rad %(row)s har %(other)s kolumner, men rubrikraden har %(first)s. Ge alla rader lika många kolumner."
    ),
    "empty_header": gettext_lazy(
        "Kolumn %(column)s saknar rubrik. Skriv en rubrik i varje kolumn, och inget ovanför rubrikraden."
    ),
    "same_header": gettext_lazy("Två kolumner heter ”%(name)s”. Ge varje kolumn ett eget namn."),
    "decimal_comma": gettext_lazy(
        "Tal är skrivna med decimalkomma. Många program läser bara decimalpunkt: skriv 1.5 i stället för 1,5."
    ),
    "looks_like_formula": gettext_lazy(
        "Några celler börjar med = eller @. Kalkylprogram kan ta dem för formler: låt cellen börja med något annat."
    ),
    "merged_cells": gettext_lazy(
        "Kalkylbladet har sammanslagna celler. Dela dem, så att varje värde har sin egen cell."
    ),
    "formulas": gettext_lazy(
        "Kalkylbladet har formler. Här syns värdena som sparades senast. Ersätt formlerna med värden."
    ),
}


def advice_in_words(preview: dict) -> list[str]:
    """The sentences about a table, in the order in which they were found. Codes that are not known say nothing."""
    return [_SENTENCES[code] % values for code, values in preview.get("advice", []) if code in _SENTENCES]


def format_in_words(preview: dict) -> str:
    """How the table is written: its encoding and delimiter, or the name of its sheet."""
    if preview.get("sheet"):
        return _("Bladet ”%(name)s”") % {"name": preview["sheet"]}
    words = {";": _("semikolon"), ",": _("komma"), "\t": _("tabb"), "|": _("lodstreck")}
    delimiter = words.get(preview.get("delimiter", ""), "")
    encoding = {"utf-8": "UTF-8", "utf-16": "UTF-16"}.get(preview.get("encoding", ""), preview.get("encoding", ""))
    return _("%(encoding)s, kolumnerna skiljs åt med %(delimiter)s") % {"encoding": encoding, "delimiter": delimiter}
