"""Which of the things on offer a client gets: format, profile and encoding. Pure.

Source: RFC 9110, section 12.5 (https://www.rfc-editor.org/rfc/rfc9110#section-12.5), and for profiles
https://www.w3.org/TR/dx-prof-conneg/ with https://profilenegotiation.github.io/I-D-Accept--Schema/I-D-accept-schema.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dcat.formats import FORMATS, RDF_XML, Format
from dcat.profile import DCAT_AP_SE, PROFILES, Profile

HTML = "html"
IDENTITY = "identity"
ENCODINGS = ("br", "gzip")  # the smaller ones first
_ENCODING_NAMES = {"x-gzip": "gzip"}

# An item of a list ends at a comma that is not in quotes.
_ITEMS = re.compile(r'(?:[^",]|"(?:[^"\\]|\\.)*")+')
_PARAMETERS = re.compile(r'(?:[^";]|"(?:[^"\\]|\\.)*")+')
_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_CODING = re.compile(_TOKEN)
_RANGE = re.compile(rf"{_TOKEN}/{_TOKEN}")
_IRI = re.compile(r"<([^<>\s]+)>")

# Few different headers are in use, and answering with a feed is to cost no more than reading its file.
_remembered = lru_cache(maxsize=256)


@dataclass(frozen=True, slots=True)
class Choice:
    """One document: a profile in a format."""

    profile: Profile = DCAT_AP_SE
    format: Format = RDF_XML

    @property
    def name(self) -> str:
        """What the document is called among all of one catalogue, such as ``dcat-ap-se.rdf``."""
        return f"{self.profile.key}.{self.format.suffix}"


def choices() -> list[Choice]:
    """Every profile in every format; the first one is what is meant when nothing is asked for."""
    return [Choice(profile, form) for profile in PROFILES.values() for form in FORMATS.values()]


@_remembered
def chosen_format(accept: str | None, *, has_page: bool = False) -> str | None:
    """The suffix of the format that suits best, ``html`` where there is a page that does, None when nothing suits.

    >>> chosen_format("text/turtle;q=0.5, application/ld+json"), chosen_format("image/png")
    ('jsonld', None)
    >>> chosen_format("text/html,*/*;q=0.8", has_page=True)
    'html'
    """
    offered = {suffix: (each.media_type, *each.also) for suffix, each in FORMATS.items()}
    if has_page:
        offered[HTML] = ("text/html", "application/xhtml+xml")
    return _best(offered, _weighted(accept, _RANGE), _rank_of_media_type)


@_remembered
def chosen_profile(accept_profile: str | None) -> str | None:
    """The key of the profile that suits best; the first one when none is asked for, None when nothing suits."""
    offered = {key: (each.iri,) for key, each in PROFILES.items()}
    return _best(offered, _weighted(accept_profile, _IRI), lambda name, wanted: int(name == wanted))


@_remembered
def chosen_encoding(accept_encoding: str | None, offered: tuple[str, ...] = ENCODINGS) -> str:
    """The content coding that suits best: one of ``offered`` (the best first), else ``identity``, the plain bytes.

    Of equally welcome ones the plain bytes come last. They are also the answer when nothing is acceptable, as RFC 9110
    allows (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3): bytes that can be read are better than none.

    >>> chosen_encoding("gzip, br"), chosen_encoding("br;q=0.5, gzip;q=0.8"), chosen_encoding("*;q=0")
    ('br', 'gzip', 'identity')
    """
    named = ((each.name.lower(), each.quality) for each in _weighted(accept_encoding, _CODING))
    asked = {_ENCODING_NAMES.get(name, name): quality for name, quality in named}
    anything_else = asked.get("*", 0.0)
    best = max(offered, key=lambda each: asked.get(each, anything_else))
    quality = asked.get(best, anything_else)
    return best if quality > 0 and quality >= asked.get(IDENTITY, anything_else) else IDENTITY


class _Weighted(NamedTuple):
    name: str
    quality: float


def _weighted(header: str | None, form: re.Pattern) -> list[_Weighted]:
    """The items of a header with their weights; what is not well formed is passed over."""
    return list(_items(header or "", form))


def _items(header: str, form: re.Pattern) -> Iterator[_Weighted]:
    for item in _ITEMS.findall(header):
        name, *parameters = (each.strip() for each in _PARAMETERS.findall(item) or [""])
        weights = [each for each in parameters if each[:1].lower() == "q" and each[1:].lstrip().startswith("=")]
        written = _WEIGHT.fullmatch(weights[0]) if weights else None
        found = form.fullmatch(name)
        if found and (written or not weights):
            yield _Weighted(found[found.lastindex or 0], min(float(written[1]), 1.0) if written else 1.0)


def _best(
    offered: Mapping[str, tuple[str, ...]], asked: list[_Weighted], rank_of: Callable[[str, str], int]
) -> str | None:
    """The offer of the highest weight. Of equal ones that which is named more exactly, then that which comes first.

    For each name of an offer the most exact item of the header counts, also when it says no.
    """
    if not asked:
        return next(iter(offered))
    best, best_place = None, (0.0, 0)
    for offer, names in offered.items():
        for name in names:
            ranked = [(rank_of(name, each.name), each.quality) for each in asked]
            rank, quality = max((each for each in ranked if each[0]), default=(0, 0.0))
            if quality > 0 and (quality, rank) > best_place:
                best, best_place = offer, (quality, rank)
    return best


def _rank_of_media_type(name: str, wanted: str) -> int:
    """How exactly a media range names a media type: 3 itself, 2 its kind, 1 anything, 0 not."""
    wanted = wanted.lower()
    if wanted == name:
        return 3
    if wanted == "*/*":
        return 1
    return 2 if wanted.endswith("/*") and name.startswith(wanted[:-1]) else 0
