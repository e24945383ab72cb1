"""The quality of many datasets at once: the mean, how it is spread, what costs most. One query, whatever the size."""

from collections import Counter
from dataclasses import dataclass

from catalog.models.quality import ReleaseQualityQuerySet
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.quality import INDICATORS, METHODS, NO_DISTRIBUTION, Indicator, Rating, ceiling


@dataclass(frozen=True, slots=True)
class Cost:
    """What one indicator costs: the points in all, and how many datasets lose them."""

    indicator: Indicator
    points: float
    datasets: int
    per_dataset: float  # spread over all datasets, also those that lose nothing


@dataclass(frozen=True, slots=True)
class Overview:
    """The quality of the datasets that have been counted."""

    count: int
    european: int  # the mean
    portal: int
    rating: Rating
    by_rating: list[tuple[Rating, int]]  # the best first, also those that nothing is called
    costs: list[Cost]  # what costs most first

    @property
    def most(self) -> dict[str, int]:
        """What can be had at the most, by the name of the score."""
        return {"european": ceiling(METHODS[DCAT_AP.key]), "portal": ceiling(METHODS[DCAT_AP_SE.key])}


def overview_of(qualities: ReleaseQualityQuerySet) -> Overview | None:
    """The overview; None where nothing has been counted."""
    rows = list(qualities.values_list("european", "portal", "missing"))
    if not rows:
        return None
    spread = Counter(Rating.of(european) for european, _portal, _missing in rows)
    european = round(sum(each for each, _portal, _missing in rows) / len(rows))
    return Overview(
        count=len(rows),
        european=european,
        portal=round(sum(each for _european, each, _missing in rows) / len(rows)),
        rating=Rating.of(european),
        by_rating=[(rating, spread[rating]) for rating in Rating],
        costs=_costs([missing for _european, _portal, missing in rows]),
    )


def indicator_named(name: str) -> Indicator | None:
    """The indicator that a dataset may lose points by, or None."""
    return (INDICATORS | {NO_DISTRIBUTION.name: NO_DISTRIBUTION}).get(name)


def _costs(missing: list[dict[str, float]]) -> list[Cost]:
    points, datasets = Counter(), Counter()
    for each in missing:
        points.update(each)
        datasets.update(each.keys())
    costs = [
        Cost(indicator, points[name], datasets[name], points[name] / len(missing))
        for name in points
        if (indicator := indicator_named(name))
    ]
    return sorted(costs, key=lambda cost: (-cost.points, cost.indicator.name))
