"""Both scores and the stars of a dataset, and what is to be done about them, each with the place where.

Works on a node, so on working copies and on releases alike. Writes nothing; ``catalog.services.quality`` keeps what is
found of releases.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from catalog.links import answers_for
from catalog.models import Record
from catalog.places import field_address
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.quality import MOST_STARS, Missing, Score, faults, is_interface, links_of, score, stars, whole


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a dataset is."""

    node: Node
    european: Score
    portal: Score
    stars: int  # of the distribution that has most
    next_star: Bilingual | None  # None without distributions
    unchecked: int  # how many addresses nobody has tried yet

    @property
    def scores(self) -> tuple[Score, Score]:
        """Both, the European one first: it looks at all that the other one does."""
        return self.european, self.portal

    @property
    def stars_drawn(self) -> str:
        """The stars as characters, for the eye alone."""
        return "★" * self.stars + "☆" * (MOST_STARS - self.stars)

    @property
    def is_api(self) -> bool:
        """Whether the dataset is offered through an API alone."""
        parts = self.node.get("distribution")
        return bool(parts) and all(is_interface(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that costs points: what to do, where, and what it is worth."""

    name: str
    label: Bilingual
    sentence: Bilingual
    points: int  # 0: less than one
    address: str
    places: int  # how many distributions it is about


def quality_of(dataset: Node, answers: Mapping[str, bool | None] | None = None) -> Quality:
    """The quality of a described dataset. What is known about its links is asked for unless it is given."""
    links = links_of(dataset)
    answers = answers_for(links) if answers is None else answers
    won = max((stars(part) for part in dataset.get("distribution")), key=lambda each: each.count, default=None)
    return Quality(
        node=dataset,
        european=score(dataset, answers=answers, profile=DCAT_AP),
        portal=score(dataset, answers=answers, profile=DCAT_AP_SE),
        stars=won.count if won else 0,
        next_star=won.next_step if won else None,
        unchecked=sum(1 for link in links if answers.get(link) is None),
    )


def remarks(quality: Quality, record: Record) -> list[Remark]:
    """What the dataset lacks, what is worth most first, each with the field where it is mended.

    Worth is told in European points: what the portal counts as missing, Europe does too.
    """
    return [_remark(each, quality, record) for each in quality.european.missing]


def _remark(missing: Missing, quality: Quality, record: Record) -> Remark:
    indicator = missing.indicator
    return Remark(
        name=indicator.name,
        label=indicator.label,
        sentence=indicator.remedy,
        points=whole(missing.points),
        address=_address(missing, quality, record),
        places=len(missing.places) if indicator.class_name == "Distribution" else 1,
    )


def _address(missing: Missing, quality: Quality, record: Record) -> str:
    """The field of the first thing that lacks it; of what does not comply, the field of the first fault."""
    indicator = missing.indicator
    organisation = record.organisation
    if indicator.name == "publisher":
        return reverse("organisation_settings", args=[organisation.slug])
    place = Finding(
        code=indicator.name,
        severity=Severity.ADVICE,
        iri=missing.places[0],
        class_name=indicator.class_name,
        field=indicator.field,
        message=indicator.remedy,
        why=indicator.remedy,
    )
    if indicator.name == "compliance":
        fault = next(iter(faults(quality.node)), place)
        place = replace(place, iri=fault.iri, class_name=fault.class_name, field=fault.field)
    return field_address(place, record, organisation)
