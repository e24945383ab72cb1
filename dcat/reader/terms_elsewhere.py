"""The terms of other lists that mean one of ours: licences, languages, file types, older and misspelt addresses."""

import re
from functools import cache

from dcat.profile.model import Property
from dcat.rules.licences import exact_licence
from dcat.term import Literal, Resource, Term, words
from dcat.vocabularies import Concept, vocabulary

_EU = "http://publications.europa.eu/resource/authority/"

# The beginning of a list's addresses, and what it is in our vocabulary.
_OTHER_BEGINNINGS = (
    ("http://publications.europa.eu/mdr/authority/", _EU),
    ("http://data.europa.eu/r5r/availability/", _EU + "planned-availability/"),
    ("http://dcat-ap.de/def/plannedavailability/", _EU + "planned-availability/"),
    ("http://purl.org/adms/status/", _EU + "distribution-status/"),
)
_EU_LICENCE = re.compile(r"https?://publications\.europa\.eu/resource/authority/licence/(?P<code>CC[A-Z0-9_]+)")
_OPEN_DEFINITION = re.compile(r"https?://(?:www\.)?opendefinition\.org/licenses/(?P<code>cc-zero|cc-by|cc-by-sa)/?")
_LICENCES = {"cc-zero": "CC0 1.0", "cc-by": "CC BY 4.0", "cc-by-sa": "CC BY-SA 4.0", "CC0": "CC0 1.0"}
_LANGUAGE = re.compile(
    r"(?:https?://id\.loc\.gov/vocabulary/iso639-[12]/|https?://(?:www\.)?lexvo\.org/(?:id|page)/iso639-[13]/)?"
    r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2,4})?"
)
# ISO 639-1 and the codes of the EU's list, for the languages that Swedish catalogues are written in.
_LANGUAGES = {
    "sv": "SWE", "en": "ENG", "fi": "FIN", "da": "DAN", "no": "NOR", "nb": "NOB", "nn": "NNO", "de": "DEU",
    "fr": "FRA", "es": "SPA", "ar": "ARA", "so": "SOM", "fa": "FAS", "pl": "POL", "se": "SME", "yi": "YID",
    "is": "ISL", "uk": "UKR", "ru": "RUS", "et": "EST", "it": "ITA", "nl": "NLD",
}  # fmt: skip
_IANA = re.compile(r"https?://(?:www\.)?iana\.org/assignments/media-types/([\w.+\-]+/[\w.+\-]+)/?")


def listed_term(row: Property, term: Term) -> str | None:
    """The term of the row's vocabulary that is meant; None when none is."""
    if not row.vocabulary:
        return None
    written = words(term).strip()
    for meaning in (_licence, _language, _address, _notation):
        found = meaning(row.vocabulary, written, is_literal=isinstance(term, Literal))
        if found:
            return found
    return None


def _licence(name: str, written: str, *, is_literal: bool) -> str | None:
    if name != "licence":
        return None
    if exact := exact_licence(written):
        return exact
    if match := _EU_LICENCE.fullmatch(written):
        code = match["code"]
        # CC_BYNCSA_4_0 is CC BY-NC-SA 4.0.
        kind = re.fullmatch(r"CC_BY(NC)?(ND|SA)?_([0-9])_([0-9])", code)
        notation = f"CC {'-'.join(filter(None, ['BY', kind[1], kind[2]]))} {kind[3]}.{kind[4]}" if kind else code
    elif match := _OPEN_DEFINITION.fullmatch(written):
        notation = match["code"]
    else:
        return None
    return _by_notation(name).get(_LICENCES.get(notation, notation).casefold())


def _language(name: str, written: str, *, is_literal: bool) -> str | None:
    match = _LANGUAGE.fullmatch(written) if name == "language" else None
    code = _LANGUAGES.get(match[1].lower(), match[1].upper()) if match else ""
    iri = f"{_EU}language/{code}"
    return iri if iri in vocabulary("language") else None


def _address(name: str, written: str, *, is_literal: bool) -> str | None:
    """The same address in another spelling, or in a list that has taken another place."""
    key = _key(written)
    for other, ours in _OTHER_BEGINNINGS:
        if key.startswith(_key(other)):
            key = _key(ours) + key[len(_key(other)) :]
    return _by_key(name).get(key)


def _notation(name: str, written: str, *, is_literal: bool) -> str | None:
    return _by_notation(name).get(written.casefold()) if is_literal else None


@cache
def _by_key(name: str) -> dict[str, str]:
    return {_key(concept.iri): concept.iri for concept in vocabulary(name)}


@cache
def _by_notation(name: str) -> dict[str, str]:
    """The terms by notation and label; a word that means two of them means none."""
    found: dict[str, set[str]] = {}
    for concept in vocabulary(name):
        for word in {concept.notation, concept.label.sv, concept.label.en}:
            found.setdefault(word.casefold(), set()).add(concept.iri)
    return {word: iris.pop() for word, iris in found.items() if len(iris) == 1}


def _key(iri: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", iri).casefold().rstrip("/")


# --- media types -------------------------------------------------------------------------------------------------


def media_type(_row: Property, term: Term) -> str | None:
    """The media type of an EU file type, of an address at IANA, or of a name such as CSV."""
    written = words(term).strip()
    if match := _IANA.fullmatch(written):
        return match[1].lower()
    file_type = _address("file-type-eu", written, is_literal=False) if isinstance(term, Resource) else None
    file_type = file_type or _by_extension().get(written.casefold().lstrip("."))
    return _media_type_of(file_type) if file_type else None


def _media_type_of(file_type: str) -> str | None:
    """Of several media types of one file type the registered one, then the first in the list."""
    concept: Concept = vocabulary("file-type-eu").get(file_type)
    ours = [each.iri for each in vocabulary("media-type") if each.file_type == file_type]
    both = [iri for iri in concept.media_types if iri in ours]
    return next(iter([*both, *ours, *concept.media_types]), None)


@cache
def _by_extension() -> dict[str, str]:
    """EU file types by code, name and, where only one has it, by the end of a file's name."""
    found = _by_notation("file-type-eu")
    endings: dict[str, set[str]] = {}
    for concept in vocabulary("file-type-eu"):
        for ending in concept.extensions:
            endings.setdefault(ending.lstrip(".").casefold(), set()).add(concept.iri)
    return {ending: iris.pop() for ending, iris in endings.items() if len(iris) == 1} | found
