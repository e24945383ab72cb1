"""The columns of the recommended list as text, one cell each: as in its file, its form and its versions. Pure.

Lists within a cell are separated by semicolons.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from catalog.models import RecommendedDataset
from organisations.swedish_order import sort_key

# What each is called, in the order in which they are shown; the names are those of the file's first row.
COLUMNS = {
    "key": _("Nyckel"),
    "name": _("Namn"),
    "description": _("Beskrivning"),
    "applies_to": _("Gäller"),
    "area": _("Område"),
    "rank": _("Plats på den nationella listan"),
    "theme": _("Tema"),
    "hvd_category": _("Särskilt värdefull kategori"),
    "specification_iri": _("Specifikation"),
    "evidence": _("Vad raden bygger på"),
    "name_en": _("Namn på engelska"),
    "description_en": _("Beskrivning på engelska"),
    "keywords_sv": _("Nyckelord på svenska"),
    "keywords_en": _("Nyckelord på engelska"),
    "match_words": _("Ord att känna igen datamängden på"),
    "frequency": _("Uppdateringsfrekvens"),
    "licence": _("Licens"),
    "our_suggestion": _("Kolumner som är vårt förslag"),
}
_LISTS = {"keywords_sv", "keywords_en", "match_words", "our_suggestion"}

Cells = Mapping[str, str]


def cells_of(recommended: RecommendedDataset) -> dict[str, str]:
    """The row as text."""
    lists = {
        "keywords_sv": recommended.keyword.get("sv", []),
        "keywords_en": recommended.keyword.get("en", []),
        "match_words": recommended.match_words,
        "our_suggestion": recommended.our_suggestion,
    }
    return {
        name: ";".join(lists[name]) if name in lists else str(value) if (value := getattr(recommended, name)) else ""
        for name in COLUMNS
    }


def values_of(cells: Cells) -> dict[str, object]:
    """The columns of the model, of a whole row."""
    lists = {name: listed(cells[name]) for name in _LISTS}
    keywords = {"sv": lists.pop("keywords_sv"), "en": lists.pop("keywords_en")}
    suggested = ["keyword" if name.startswith("keywords_") else name for name in lists["our_suggestion"]]
    return (
        {name: cells[name] for name in COLUMNS if name not in _LISTS}
        | lists
        | {
            "rank": int(cells["rank"]) if cells["rank"] else None,
            "sort_key": sort_key(cells["name"]),
            "keyword": {language: words for language, words in keywords.items() if words},
            "our_suggestion": list(dict.fromkeys(suggested)),
        }
    )


def differences(before: Cells, after: Cells) -> list[tuple[str, str, str]]:
    """The columns that differ, as (column, before, after)."""
    found = ((name, before.get(name, ""), after.get(name, "")) for name in COLUMNS)
    return [each for each in found if each[1] != each[2]]


def listed(cell: str) -> list[str]:
    """The words of a cell, each once.

    >>> listed("tomt; mark;;tomt")
    ['tomt', 'mark']
    """
    return list(dict.fromkeys(word.strip() for word in cell.split(";") if word.strip()))
