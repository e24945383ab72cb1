"""The two ways of counting, one for each profile, and what a number of points is called."""

from dataclasses import dataclass
from enum import StrEnum

from dcat.bilingual import Bilingual
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.profile.model import Profile

METHOD_ADDRESS = "https://data.europa.eu/mqa/methodology"  # where Europe tells of it


@dataclass(frozen=True, slots=True)
class Method:
    """How the documents of one profile are counted.

    ``media_types_are_formats``: a media type in ``dcterms:format`` counts as a format and as a media type, since the
    profile has no other place for either.
    """

    profile: Profile
    name: Bilingual
    without: frozenset[str] = frozenset()  # names of indicators that give no points
    media_types_are_formats: bool = False


class Rating(StrEnum):
    """What a number of points is called. The limits are the European ones, for both figures."""

    EXCELLENT = "excellent"
    GOOD = "good"
    SUFFICIENT = "sufficient"
    BAD = "bad"

    @property
    def least(self) -> int:
        """The fewest points that are called so."""
        return _LEAST[self]

    @property
    def label(self) -> Bilingual:
        """The word."""
        return _WORDS[self]

    @classmethod
    def of(cls, points: int) -> "Rating":
        """What so many points are called."""
        return next(rating for rating in cls if points >= rating.least)


_LEAST = {Rating.EXCELLENT: 351, Rating.GOOD: 221, Rating.SUFFICIENT: 121, Rating.BAD: 0}
_WORDS = {
    Rating.EXCELLENT: Bilingual("Utmärkt", "Excellent"),
    Rating.GOOD: Bilingual("Bra", "Good"),
    Rating.SUFFICIENT: Bilingual("Godtagbart", "Sufficient"),
    Rating.BAD: Bilingual("Svagt", "Bad"),
}

EUROPEAN = Method(DCAT_AP, Bilingual("Europas poäng", "European score"))
PORTAL = Method(
    DCAT_AP_SE,
    Bilingual("Dataportalens poäng", "The portal's score"),
    without=frozenset({"compliance"}),
    media_types_are_formats=True,
)

# By the key of the profile.
METHODS: dict[str, Method] = {method.profile.key: method for method in (EUROPEAN, PORTAL)}
