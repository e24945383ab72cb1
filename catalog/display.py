"""A description as people read it: labels and values in the order of the profile.

A pure function of the description and the names of the records that it mentions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dcat.bilingual import Bilingual
from dcat.durations import duration_in_words
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Property
from dcat.vocabularies import vocabulary

# What has a place of its own on the page, or tells a person nothing.
WITH_A_PLACE_OF_THEIR_OWN = {
    "Dataset": {"title", "description", "distribution", "contact_point", "publisher", "identifier"},
    "DatasetSeries": {"title", "description", "contact_point", "publisher"},
    "DataService": {"title", "description", "contact_point", "publisher", "endpoint_url"},
    "Distribution": {"title", "description", "access_url", "download_url", "format"},
    "ContactPoint": {"name", "kind"},
    "Agent": {"name"},
    "Catalog": {"title", "description", "publisher"},
}
_WITH_PAGE = {"Dataset", "DatasetSeries", "DataService"}
_LINKS = {Kind.IRI, Kind.DOCUMENT, Kind.RECORD}


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value: a text with its language, perhaps a link, or further properties of its own."""

    text: str = ""
    language: str = ""
    href: str = ""
    properties: list["ShownProperty"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownProperty:
    """A label and its values."""

    name: str
    label: str
    values: list[ShownValue]


def shown_properties(
    node: Node,
    language: str,
    names: Mapping[str, Bilingual | str] | None = None,
    left_out: Collection[str] | None = None,
    *,
    is_whole: bool = False,
) -> list[ShownProperty]:
    """What the page shows of a description, without what has a place of its own.

    ``names`` gives the records that the description mentions by their IRI; ``left_out`` what this page shows elsewhere.
    ``is_whole``: nothing has a place of its own, and texts are there in every language.
    """
    node_class = DCAT_AP_SE[node.class_name]
    if left_out is None:
        left_out = set() if is_whole else WITH_A_PLACE_OF_THEIR_OWN.get(node.class_name, set())
    return [
        ShownProperty(row.name, row.label.in_language(language), values)
        for row in node_class.properties
        if row.name not in left_out and (values := _values(row, _stated(row, node), language, names or {}, is_whole))
    ]


def _stated(row: Property, node: Node) -> tuple:
    """What the description states, and what is stated of everything of its class."""
    return (row.fixed,) if row.fixed else node.get(row.name)


def _values(row: Property, values: tuple, language: str, names: Mapping, is_whole: bool) -> list[ShownValue]:
    if row.kind is Kind.TEXT:
        return _texts(values, language, is_whole)
    return [shown_value(row, value, language, names, is_whole) for value in values]


def _texts(values: tuple[LanguageText, ...], language: str, is_whole: bool) -> list[ShownValue]:
    """The texts in the language of the page; those in another one when there are none, or the whole is wanted."""
    here = [text for text in values if text.language == language]
    wanted = list(values) if is_whole or not here else here
    return [ShownValue(text.value, "" if text.language == language else text.language) for text in wanted]


def shown_value(row: Property, value, language: str, names: Mapping, is_whole: bool = False) -> ShownValue:
    """One value of a row that is no text."""
    if isinstance(value, Node):
        if row.kind is Kind.DOCUMENT:
            return ShownValue(value.text("title", language) or value.iri, href=safe_address(value.iri))
        return ShownValue(properties=shown_properties(value, language, names, is_whole=is_whole))
    if row.vocabulary and (concept := vocabulary(row.vocabulary).get(value)):
        return ShownValue(concept.shown.in_language(language))
    if row.kind is Kind.EMAIL:
        return ShownValue(value, href=f"mailto:{value}")
    if row.kind is Kind.DURATION:
        words = duration_in_words(value)
        return ShownValue(words.in_language(language) if words else value)
    if value in names:
        leads_on = row.node_class in _WITH_PAGE or row.kind is Kind.IRI
        return ShownValue(str(names[value]), href=safe_address(value) if leads_on else "")
    return ShownValue(value, href=safe_address(value) if row.kind in _LINKS else "")


def safe_address(iri: str) -> str:
    """The address when a browser may follow it, else nothing."""
    return iri if iri.startswith(("http://", "https://", "ftp://", "ftps://")) else ""
