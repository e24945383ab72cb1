"""The specification's advice on titles and keywords. Advice stops nothing."""

import re
from collections.abc import Iterator, Sequence

from dcat.bilingual import Bilingual
from dcat.cleaning import split_keywords
from dcat.finding import Finding, Severity, quoted
from dcat.node import LanguageText, Node
from dcat.rules.fault import Fault

MOST_WORDS = 10

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_FORMAT = re.compile(
    r"(?<!\w)(?:csv|xlsx?|excel|ods|json|geojson|xml|pdf|html|zip|rdf|gml|km[lz]|shp|shapefil\w*|gpkg|geopackage|geotiff"
    r"|wms|wmts|wfs|wcs)(?!\w)",
    re.IGNORECASE,
)
# In other languages than these a noun may have to begin with a capital.
_WITHOUT_CAPITALS = ("sv", "en")


def _advice(code: str, field: str, message: Bilingual, why: Bilingual, mend: str | None = None) -> Fault:
    return Fault(code, Severity.ADVICE, field, message, why, mend)


LONG_TITLE = _advice(
    "long_title",
    "title",
    Bilingual(
        f"Titeln har fler än {MOST_WORDS} ord. Korta den, och lägg detaljerna i beskrivningen.",
        f"The title has more than {MOST_WORDS} words. Shorten it, and put the details in the description.",
    ),
    Bilingual("Långa titlar kapas i listor.", "Long titles are cut off in lists."),
)
YEAR_IN_TITLE = _advice(
    "year_in_title",
    "title",
    Bilingual(
        "Titeln innehåller ett årtal. Ange åren som tidsperiod i stället.",
        "The title contains a year. Give the years as a time period instead.",
    ),
    Bilingual("Då går det att söka på tid, och titeln åldras inte.", "Then one can search by time."),
)
FORMAT_IN_TITLE = _advice(
    "format_in_title",
    "title",
    Bilingual(
        "Titeln innehåller ett format ({format}). Ta bort det: formatet står på distributionen.",
        "The title contains a format ({format}). Remove it: the format is stated on the distribution.",
    ),
    Bilingual(
        "Samma data kan finnas i flera format, och portalen visar dem ändå.",
        "The same data may be there in several formats, and the portal shows them anyway.",
    ),
)
NAME_IN_TITLE = _advice(
    "name_in_title",
    "title",
    Bilingual(
        "Titeln innehåller organisationens eller ortens namn ({name}). Ta bort det.",
        "The title contains the name of the organisation or place ({name}). Remove it.",
    ),
    Bilingual(
        "Dataportal.se visar utgivaren bredvid titeln, och platsen anger du som geografiskt område.",
        "Dataportal.se shows the publisher beside the title, and the place is given as the geographical area.",
    ),
    mend="remove_name",
)
KEYWORD_LIST = _advice(
    "keyword_list",
    "keyword",
    Bilingual(
        "Ett nyckelord innehåller flera ord med komma eller semikolon emellan. Dela upp det.",
        "A keyword holds several words with commas or semicolons between them. Split it up.",
    ),
    Bilingual("Varje nyckelord ska gå att söka på för sig.", "Each keyword should be searchable by itself."),
    mend="split_keywords",
)
KEYWORD_CASE = _advice(
    "keyword_case",
    "keyword",
    Bilingual(
        "Nyckelordet ”{keyword}” börjar med stor bokstav. Skriv nyckelord med små bokstäver.",
        "The keyword “{keyword}” begins with a capital letter. Write keywords in lower case.",
    ),
    Bilingual(
        "Samma nyckelord från flera organisationer hamnar ihop bara när de är skrivna likadant.",
        "The same keyword from several organisations comes together only when it is written the same way.",
    ),
    mend="lower_case_keywords",
)
KEYWORD_REPEATED = _advice(
    "keyword_repeated",
    "keyword",
    Bilingual(
        "Nyckelordet ”{keyword}” står två gånger. Ta bort det ena.",
        "The keyword “{keyword}” is there twice. Remove one of them.",
    ),
    Bilingual("Ett nyckelord räknas en gång.", "A keyword counts once."),
    mend="remove_duplicates",
)


def title_is_short(node: Node) -> Iterator[Finding]:
    """A title has at most ten words and no year, but for the year that tells the datasets of a series apart."""
    titles = _texts(node, "title")
    if any(len(title.value.split()) > MOST_WORDS for title in titles):
        yield LONG_TITLE.found(node)
    if not node.get("in_series") and any(_YEAR.search(title.value) for title in titles):
        yield YEAR_IN_TITLE.found(node)


def title_is_without_format(node: Node) -> Iterator[Finding]:
    """A title doesn't name the format of a file or service."""
    matches = (_FORMAT.search(title.value) for title in _texts(node, "title"))
    if match := next(filter(None, matches), None):
        yield FORMAT_IN_TITLE.found(node, format=match[0])


def title_is_without_name(node: Node, names: Sequence[str]) -> Iterator[Finding]:
    """A title doesn't say whose the data is. ``names`` are those of the organisation, the longest first."""
    matches = (match for title in _texts(node, "title") for match in _named(names).finditer(title.value))
    if match := next(matches, None):
        yield NAME_IN_TITLE.found(node, name=quoted(match[0]))


def without_name(title: str, names: Sequence[str]) -> str:
    """The title without the name where that stands first or last; else as it is, since it may mean something.

    >>> without_name("Badplatser i Uppsala kommun", ["Uppsala kommun", "Uppsala"])
    'Badplatser'
    >>> without_name("Uppsala kommuns badplatser", ["Uppsala kommun", "Uppsala"])
    'Badplatser'
    >>> without_name("Resor mellan Uppsala och Enköping", ["Uppsala kommun", "Uppsala"])
    'Resor mellan Uppsala och Enköping'
    """
    name = _named(names).pattern
    shorter = re.sub(rf"(?:\s+(?:i|in|för|for|inom|within|från|from|hos|of)|\s*[,:–-])?\s+\(?{name}\)?\s*$", "", title)
    shorter = re.sub(rf"^{name}(?:\s*[,:–-])?\s+", "", shorter).strip()
    if not shorter or shorter == title:
        return title
    return shorter[0].upper() + shorter[1:]


def keywords_are_well_written(node: Node) -> Iterator[Finding]:
    """A keyword is one idea in lower case, given once in each language."""
    keywords = _texts(node, "keyword")
    if any(len(split_keywords(keyword.value)) > 1 for keyword in keywords):
        yield KEYWORD_LIST.found(node)
    if capital := next((each for each in keywords if lower_keyword(each.value, each.language) != each.value), None):
        yield KEYWORD_CASE.found(node, keyword=quoted(capital.value))
    seen: set[tuple[str, str]] = set()
    for keyword in keywords:
        key = (keyword.language, keyword.value.casefold())
        if key in seen:
            yield KEYWORD_REPEATED.found(node, keyword=quoted(keyword.value))
            return
        seen.add(key)


def lower_keyword(keyword: str, language: str) -> str:
    """The keyword in lower case; abbreviations keep their capitals, as does what is in a language that needs them.

    >>> lower_keyword("Geografiska data", "sv"), lower_keyword("GIS", "sv"), lower_keyword("Daten", "de")
    ('geografiska data', 'GIS', 'Daten')
    """
    if language not in _WITHOUT_CAPITALS:
        return keyword
    return re.sub(r"\S+", lambda word: word[0].lower() if word[0][1:].islower() else word[0], keyword)


def _named(names: Sequence[str]) -> re.Pattern:
    """Any of the names as words of their own, in the genitive too. Capitals count: a name may be a common word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?:['’]?s)?(?!\w)")


def _texts(node: Node, name: str) -> list[LanguageText]:
    return [text for text in node.get(name) if isinstance(text, LanguageText) and text.value.strip()]
