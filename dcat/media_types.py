"""From a media type to the IRIs by which Europe names it: the EU file type, and the media type at IANA."""

import re
from functools import cache

from dcat.vocabularies import vocabulary

# RFC 6838: a registered top-level type, and a subtype outside the unregistered trees ``x.`` and ``x-``.
_REGISTERED = re.compile(
    r"(?:application|audio|font|haptics|image|message|model|multipart|text|video)/(?!x[.-])[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
)


def file_type(media_type: str) -> str | None:
    """The IRI of the EU file type; None where none is known, or several are.

    >>> file_type("text/csv; charset=utf8")
    'http://publications.europa.eu/resource/authority/file-type/CSV'
    """
    name = _without_parameters(media_type)
    if known := vocabulary("media-type").get(name):
        return known.file_type
    return _file_types_by_media_type().get(name)


def iana_type(media_type: str) -> str | None:
    """The IRI of the media type at IANA; None for one that can't be registered there.

    >>> iana_type("application/vnd.example+json"), iana_type("application/x-qgis")
    ('https://www.iana.org/assignments/media-types/application/vnd.example+json', None)
    """
    name = _without_parameters(media_type)
    if known := vocabulary("media-type").get(name):
        return known.iana
    return f"{vocabulary('media-type').scheme}/{name}" if _REGISTERED.fullmatch(name) else None


def of_file_type(iri: str) -> str | None:
    """The first media type of an EU file type; None where none is known."""
    return next((concept.iri for concept in vocabulary("media-type") if concept.file_type == iri), None)


def of_iana_type(iri: str) -> str | None:
    """The media type that IANA names by this IRI; None for another IRI."""
    name = iri.removeprefix(vocabulary("media-type").scheme + "/")
    return None if name == iri else name


def _without_parameters(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


@cache
def _file_types_by_media_type() -> dict[str, str]:
    """Only the media types that the EU's table gives to one file type."""
    found: dict[str, list[str]] = {}
    for concept in vocabulary("file-type-eu"):
        for media_type in concept.media_types:
            found.setdefault(media_type, []).append(concept.iri)
    return {media_type: iris[0] for media_type, iris in found.items() if len(iris) == 1}
