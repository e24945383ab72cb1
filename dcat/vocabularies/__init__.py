"""The controlled vocabularies: the terms that a property may take, with their labels.

Each is one file in ``data``, read when first asked for and then kept. A file states where its terms come from and of
which date or version; a newer list is a file with a name of its own, no code. Where the EU gives no Swedish name the
English one stands in both languages, and the file says so. Nothing here knows which property uses which vocabulary: the
profile does.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dcat.bilingual import Bilingual

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Concept:
    """One term.

    ``iri`` is what is written. For a media type that is the media type itself, as the profile wants it.
    """

    iri: str
    notation: str
    label: Bilingual
    short_label: Bilingual | None = None  # fewer or plainer words, where the label is long or technical
    in_profile: bool = True  # whether DCAT-AP-SE offers it; what it does not is still accepted and shown
    level: int = 1
    broader: str | None = None  # IRI of the term above
    group: str | None = None  # media types: "common" or "geographical"
    replaced_by: str | None = None  # IRI in another vocabulary that says the same and is to be used instead
    file_type: str | None = None  # media types: IRI of the EU file type
    iana: str | None = None  # media types: IRI at IANA, where it is registered there
    media_types: tuple[str, ...] = ()  # file types
    extensions: tuple[str, ...] = ()  # file types, with the full stop

    @property
    def shown(self) -> Bilingual:
        """The words to show a person who chooses: the short label where there is one."""
        return self.short_label or self.label


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A list of terms. It is iterated in the order in which it is to be offered."""

    name: str
    scheme: str
    source: str
    version: str
    complete: bool  # False: there are further terms that the list does not know
    concepts: tuple[Concept, ...]
    note: str = ""
    title: Bilingual | None = None  # what the list is called as a skos:ConceptScheme; None where it is none
    concept_scheme: str | None = None  # its IRI as one, where that is not ``scheme``
    _by_iri: dict[str, Concept] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        by_iri = {concept.iri: concept for concept in self.concepts}
        if len(by_iri) != len(self.concepts):
            raise ValueError(f"{self.name}: two terms have the same IRI")
        object.__setattr__(self, "_by_iri", by_iri)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    def __contains__(self, iri: str) -> bool:
        return iri in self._by_iri

    def get(self, iri: str) -> Concept | None:
        """The term with this IRI, or None."""
        return self._by_iri.get(iri)

    def label(self, iri: str, language: str) -> str:
        """The words for a term in a language; the IRI itself where it is unknown, since something must be shown."""
        concept = self._by_iri.get(iri)
        return concept.label.in_language(language) if concept else iri

    def choices(self) -> tuple[Concept, ...]:
        """The terms that DCAT-AP-SE offers, to choose among."""
        return tuple(concept for concept in self.concepts if concept.in_profile)

    def below(self, iri: str) -> tuple[Concept, ...]:
        """The terms right below one, in order."""
        return tuple(concept for concept in self.concepts if concept.broader == iri)


@dataclass(frozen=True, slots=True)
class FormatLists:
    """Which EU file types the European quality method counts as open and as readable by machines, and which of them
    are RDF, by their IRIs."""

    source: str
    version: str
    non_proprietary: frozenset[str]
    machine_readable: frozenset[str]
    rdf: frozenset[str]


def names() -> tuple[str, ...]:
    """The names of all vocabularies, in alphabetical order."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.json") if path.stem != _FORMAT_LISTS))


_known: dict[str, Vocabulary] = {}


def vocabulary(name: str) -> Vocabulary:
    """The vocabulary with this name; ``LookupError`` where there is none."""
    if name not in _known:
        path = _DATA / f"{name}.json"
        if name == _FORMAT_LISTS or not path.is_file():
            raise LookupError(f"no such vocabulary: {name!r}")
        _known[name] = vocabulary_from_json(json.loads(path.read_text(encoding="utf-8")))
    return _known[name]


def add_vocabulary(added: Vocabulary) -> None:
    """Make a list that comes from elsewhere known by its name, to be called when the process starts.

    A name stands for one edition for good, so that profiles that use it don't change: ``ValueError`` where another list
    has the name.
    """
    if added.name in (*names(), *_known) and vocabulary(added.name) != added:
        raise ValueError(f"there is another vocabulary with the name {added.name!r}")
    _known[added.name] = added


def vocabulary_from_json(data: dict) -> Vocabulary:
    """A vocabulary from the form that the data files have; for a newer list that comes from elsewhere."""
    return Vocabulary(
        name=data["name"],
        scheme=data["scheme"],
        source=data["source"],
        version=data["version"],
        complete=data["complete"],
        concepts=tuple(_concept_from_json(concept) for concept in data["concepts"]),
        note=data.get("note", ""),
        title=Bilingual(**data["title"]) if "title" in data else None,
        concept_scheme=data.get("concept_scheme"),
    )


@cache
def format_lists() -> FormatLists:
    """The lists of file types of the European quality method."""
    data = json.loads((_DATA / f"{_FORMAT_LISTS}.json").read_text(encoding="utf-8"))
    return FormatLists(
        source=data["source"],
        version=data["version"],
        non_proprietary=frozenset(data["base"] + notation for notation in data["non_proprietary"]),
        machine_readable=frozenset(data["base"] + notation for notation in data["machine_readable"]),
        rdf=frozenset(data["base"] + notation for notation in data["rdf"]),
    )


_FORMAT_LISTS = "mqa-format-lists"
_PAIRS = ("label", "short_label")
_TUPLES = ("media_types", "extensions")


def _concept_from_json(data: dict) -> Concept:
    values = dict(data)
    for name in _PAIRS:
        if name in values:
            values[name] = Bilingual(**values[name])
    for name in _TUPLES:
        if name in values:
            values[name] = tuple(values[name])
    return Concept(**values)
