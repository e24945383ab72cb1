"""The score of a dataset: its points, what it lacks, and what nobody knows yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from math import floor

from dcat.node import Node
from dcat.profile.model import Profile
from dcat.quality.indicators import INDICATORS, NO_DISTRIBUTION, Indicator
from dcat.quality.judging import Circumstances, is_interface
from dcat.quality.methods import METHODS, Method, Rating


class _Verdict(Enum):
    HAD = auto()
    MISSING = auto()
    NOT_KNOWN = auto()
    OUT_OF_REACH = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one indicator's points. The four add up to what it is worth.

    Fractions, since a dataset gets the mean over its distributions. ``out_of_reach``: what no API can have.
    """

    indicator: Indicator
    had: Fraction
    missing: Fraction
    not_known: Fraction
    out_of_reach: Fraction


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to do: the indicator that is missing, with the points of those that need it.

    ``places`` are the IRIs of what lacks it: the dataset, or some of its distributions.
    """

    indicator: Indicator
    points: Fraction
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a dataset in one profile."""

    method: Method
    outcomes: tuple[Outcome, ...]  # in the order of the method
    missing: tuple[Missing, ...]  # what is worth most first

    @property
    def ceiling(self) -> int:
        """What the method can give at the most."""
        return ceiling(self.method)

    @property
    def points(self) -> int:
        """What the dataset certainly has."""
        return whole(sum(outcome.had for outcome in self.outcomes))

    @property
    def best(self) -> int:
        """What it has when everything that is not known turns out well."""
        return whole(sum(outcome.had + outcome.not_known for outcome in self.outcomes))

    @property
    def reachable(self) -> int:
        """What a dataset that is offered in this way can have at the most."""
        return whole(self.ceiling - sum(outcome.out_of_reach for outcome in self.outcomes))

    @property
    def not_known(self) -> int:
        """The points that nobody knows about yet."""
        return whole(sum(outcome.not_known for outcome in self.outcomes))

    @property
    def rating(self) -> Rating:
        """The word for the points that it certainly has."""
        return Rating.of(self.points)


def score(dataset: Node, *, answers: Mapping[str, bool | None], profile: Profile) -> Score:
    """The score of a dataset, with its distributions in it, as documents of this profile are counted.

    ``answers`` tells of an address whether it answered; one that is not in it, or None, is not known. Raises KeyError
    for a profile without a way of counting.
    """
    method = METHODS[profile.key]
    given = Circumstances(method, answers)
    tally = _Tally(_counted(method))
    tally.add(dataset, Fraction(1), given)
    parts = [part for part in dataset.get("distribution") if isinstance(part, Node)]
    for part in parts:
        tally.add(part, Fraction(1, len(parts)), given)
    if not parts:
        tally.lacks_distributions(dataset)
    return Score(method, tuple(tally.outcomes()), tuple(tally.missing()))


def ceiling(method: Method) -> int:
    """What a way of counting gives at the most."""
    return sum(each.points for each in _counted(method))


def whole(points: Fraction | int) -> int:
    """Points as they are shown: the nearest whole number, halves upwards."""
    return floor(points + Fraction(1, 2))


def _counted(method: Method) -> list[Indicator]:
    return [each for name, each in INDICATORS.items() if name not in method.without]


class _Tally:
    """Adds up what becomes of each indicator's points."""

    def __init__(self, indicators: list[Indicator]) -> None:
        self._indicators = indicators
        self._points = {each.name: dict.fromkeys(_Verdict, Fraction(0)) for each in indicators}
        # What is to be done: the points that are won by it, and where.
        self._remedies: dict[str, tuple[Fraction, tuple[str, ...]]] = {}

    def add(self, node: Node, share: Fraction, given: Circumstances) -> None:
        """Judge a node by the indicators of its class; ``share`` is its part of the mean."""
        is_api = node.class_name == "Distribution" and is_interface(node)
        lacking: dict[str, str] = {}  # from a missing indicator to the one that is to be mended for it
        for each in self._of(node.class_name):
            verdict = _verdict(each, node, given, is_api=is_api, is_hopeless=each.needs in lacking)
            self._points[each.name][verdict] += each.points * share
            if verdict is _Verdict.MISSING:
                lacking[each.name] = lacking.get(each.needs or "", each.name)
                self._blame(lacking[each.name], each.points * share, node.iri)

    def lacks_distributions(self, dataset: Node) -> None:
        """Nothing that a distribution is judged by is there."""
        for each in self._of("Distribution"):
            self._points[each.name][_Verdict.MISSING] += each.points
            self._blame(NO_DISTRIBUTION.name, Fraction(each.points), dataset.iri)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each indicator."""
        for each in self._indicators:
            points = self._points[each.name]
            yield Outcome(
                each,
                points[_Verdict.HAD],
                points[_Verdict.MISSING],
                points[_Verdict.NOT_KNOWN],
                points[_Verdict.OUT_OF_REACH],
            )

    def missing(self) -> list[Missing]:
        """What is to be done, what is worth most first."""
        known = INDICATORS | {NO_DISTRIBUTION.name: NO_DISTRIBUTION}
        found = [Missing(known[name], points, places) for name, (points, places) in self._remedies.items()]
        return sorted(found, key=lambda each: -each.points)

    def _of(self, class_name: str) -> Iterator[Indicator]:
        return (each for each in self._indicators if each.class_name == class_name)

    def _blame(self, name: str, points: Fraction, iri: str) -> None:
        before, places = self._remedies.get(name, (Fraction(0), ()))
        self._remedies[name] = (before + points, places if iri in places else (*places, iri))


def _verdict(indicator: Indicator, node: Node, given: Circumstances, *, is_api: bool, is_hopeless: bool) -> _Verdict:
    found = False if is_hopeless else indicator.judge(node, given)
    if found is None:
        return _Verdict.NOT_KNOWN
    if found:
        return _Verdict.HAD
    return _Verdict.OUT_OF_REACH if is_api and indicator.is_of_files else _Verdict.MISSING
