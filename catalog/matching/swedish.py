"""Swedish titles as parts that can be compared: without inflections, and without words that any data may have."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("swedish")
_WORD = re.compile(r"[^\W_]+(?:[-_.][^\W_]+)*")
# Begins the part of a title that only says where, when, for whom or about what.
PREPOSITIONS = frozenset(
    "av efter enligt för från genom hos i inom inklusive kring med mot om per på till under vid över".split()
)
_JOINING = frozenset("och samt eller & and or".split())
# Titles are full of these, and they are true of any data.
_SAYS_NOTHING = frozenset(
    """
    alla allmän allmänna aktuell aktuella befintlig befintliga data datamängd datamängder dataset den det de en ett
    exempel förteckning förteckningar geodata gis information inventering karta kartan kartor kartskikt kommun kommunal
    kommunala kommunen kommunens kommuner kommuns lista listor läge lägen län länet länets offentlig offentliga open
    opendata position positioner punkter region regional regionala regionen regionens register samling samtliga skikt
    sammanställning statistik stad staden stadens tabell tjänst uppgifter utdrag vår våra översikt öppen öppet öppna
    data about list map of the in
    """.split()
)
# What a compound may end with and still be about its first part: 'badplatsregister'.
_TRAILING = tuple("data datamängd förteckning information karta lista läge mätning område register statistik".split())
_BEFORE_A_HEAD = 3  # letters: what is left of a compound before its last part has to be a word of its own
_LONG_ENOUGH = 5  # letters of a stem: 'park' says nothing of a 'lekpark', 'badplats' much of an 'utomhusbadplats'


@lru_cache(50_000)
def stem(word: str) -> str:
    """The word without its endings, so that 'badplats' and 'badplatserna' are the same."""
    word = unicodedata.normalize("NFC", word).casefold()
    while (shorter := _STEMMER.stemWord(word)) != word and len(shorter) >= 3:
        word = shorter
    return word


@lru_cache(50_000)
def without_trailing(word: str) -> str:
    """The stem of a compound's first part where its last part says nothing; else an empty string."""
    whole = unicodedata.normalize("NFC", word).casefold()
    for last in _TRAILING:
        for form in (last + ending for ending in ("", "n", "r", "ar", "er", "et", "en")):
            first = whole.removesuffix(form)
            if first != whole and len(first) >= _BEFORE_A_HEAD + 1:
                return stem(first.rstrip("-_"))
    return ""


def words(text: str) -> list[str]:
    """The words of a text, in small letters and in order."""
    return [found.casefold() for found in _WORD.findall(unicodedata.normalize("NFC", text))]


def parts(title: str, *, leave_out: Iterable[str] = ()) -> list[list[list[str]]]:
    """What a title is about, and what it says besides.

    The parts stand between prepositions: 'Vattentemperatur vid badplatser' has two. Each is a list of the things that
    stand beside each other in it ('och'), each of them the words that say something. ``leave_out`` are words to pass
    over: the organisation's name, in any form.
    """
    passed_over = {stem(word) for word in leave_out}
    found: list[list[list[str]]] = [[[]]]
    for word in words(title):
        if word in PREPOSITIONS:
            found.append([[]])
        elif word in _JOINING:
            found[-1].append([])
        elif word not in _SAYS_NOTHING and not word[0].isdigit() and stem(word) not in passed_over:
            found[-1][-1].append(word)
    kept = [[thing for thing in part if thing] for part in found]
    return [part for part in kept if part]


def says(word: str, wanted: str) -> bool:
    """Whether a word says what a stem does: inflected, as the last part of a compound, or before an empty last part."""
    own = stem(word)
    if own == wanted or without_trailing(word) == wanted:
        return True
    is_compound = own.endswith(wanted) and len(own) - len(wanted) >= _BEFORE_A_HEAD
    return is_compound and len(wanted) >= _LONG_ENOUGH
