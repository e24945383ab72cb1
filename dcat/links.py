"""Which addresses in a description are tested: those that rows with ``link`` hold, of the thing and of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from dcat.node import Node
from dcat.profile.model import Link, Profile
from dcat.vocabularies import vocabulary

_SCHEMES = ("http://", "https://")
# What people read in a browser: there an HTML page is what was promised.
_PAGES = ("text/html", "application/xhtml+xml")
_ENDS_OF_PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".mht", ".mhtml", ".rdfa", ".pl", ".css", ".js"})


@dataclass(frozen=True, slots=True)
class LinkedFrom:
    """An address, and where it stands: the IRI and class of the thing, and the name of the property."""

    url: str
    iri: str
    class_name: str
    field: str
    is_data: bool  # whether data is promised there, not a page


def links_of(node: Node, profile: Profile) -> Iterator[LinkedFrom]:
    """The addresses of a description that are tested, each as often as it stands there."""
    node_class = profile[node.class_name]
    for row in node_class.properties:
        for value in node.get(row.name):
            address = value.iri if isinstance(value, Node) else value
            if row.link and isinstance(address, str) and address.startswith(_SCHEMES):
                is_data = row.link is Link.DATA and not _is_page_format(node.first("format"))
                yield LinkedFrom(address, node.iri, node.class_name, row.name, is_data or names_data(address))
            elif isinstance(value, Node) and value.class_name in profile.classes:
                yield from links_of(value, profile)


def names_data(address: str) -> bool:
    """Whether the address itself ends like a file of data.

    >>> [names_data(f"https://a.se/{end}") for end in ("a.csv", "A.GeoJSON?x=1", "a.html", "about", "v1.2")]
    [True, True, False, False, False]
    """
    try:
        path = unquote(urlsplit(address).path).lower()
    except ValueError:
        return False
    return path.endswith(_ends_of_data())


@cache
def _ends_of_data() -> tuple[str, ...]:
    ends = {end.lower() for concept in vocabulary("file-type-eu") for end in concept.extensions if end[0] == "."}
    return tuple(sorted(ends - _ENDS_OF_PAGES))


def _is_page_format(media_type) -> bool:
    return isinstance(media_type, str) and media_type.partition(";")[0].strip().lower() in _PAGES
