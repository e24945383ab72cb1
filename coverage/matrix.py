"""Organisations by recommended datasets: the state of each, from a fixed number of queries whatever their number.

Where a dataset was written does not matter here: each source of evidence yields cells, and a further one (catalogues
that are harvested from elsewhere) is one more function in ``_SOURCES``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.models import Dataset, RecommendedDataset, Release
from catalog.models.recommended import RecommendedDatasetQuerySet
from coverage.cells import Coverage, Share, covered, shown
from coverage.models import ProposedMatch, Statement
from organisations.models import Organisation

Cell = tuple[int, int]  # keys of organisation and recommended dataset
_SAID = {
    Statement.Kind.NOT_OURS: Coverage.NOT_OURS,
    Statement.Kind.PLANNED: Coverage.PLANNED,
    Statement.Kind.PREPARED: Coverage.PREPARED,
    Statement.Kind.ELSEWHERE: Coverage.ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class Matrix:
    """``states`` has the cells that are not missing; what is not asked of an organisation's kind has none."""

    organisations: tuple[Organisation, ...]
    recommended: tuple[RecommendedDataset, ...]
    states: Mapping[Cell, Coverage]

    def state(self, organisation: Organisation, recommended: RecommendedDataset) -> Coverage | None:
        """The state of one cell; None where it is not asked of organisations of that kind."""
        if not asks(recommended, organisation):
            return None
        return self.states.get((organisation.pk, recommended.pk), Coverage.MISSING)

    def of_organisation(self, organisation: Organisation) -> Share:
        """How much of what is asked of it is published."""
        return covered([state for each in self.recommended if (state := self.state(organisation, each)) is not None])

    def of_recommended(self, recommended: RecommendedDataset) -> Share:
        """How many of those of whom it is asked publish it."""
        return covered([state for each in self.organisations if (state := self.state(each, recommended)) is not None])


def matrix(organisations: Iterable[Organisation], recommended: RecommendedDatasetQuerySet) -> Matrix:
    """The matrix of these organisations and rows of the list."""
    organisations, rows = tuple(organisations), tuple(recommended)
    keys = [each.pk for each in organisations]
    found: dict[Cell, set[Coverage]] = defaultdict(set)
    for source in _SOURCES:
        for cell, state in source(keys, rows):
            found[cell].add(state)
    return Matrix(organisations, rows, {cell: shown(states) for cell, states in found.items()})


def asks(recommended: RecommendedDataset, organisation: Organisation) -> bool:
    """Whether the list asks organisations of this kind for it."""
    return recommended.applies_to in (organisation.kind, RecommendedDataset.AppliesTo.BOTH)


def _chosen(organisations: list[int], rows: tuple[RecommendedDataset, ...]) -> Iterator[tuple[Cell, Coverage]]:
    """What editors have said that their published datasets are."""
    columns = ("organisation_id", "recommended_dataset_id", "visibility")
    releases = (
        Release.objects.in_force().datasets().filter(organisation__in=organisations, recommended_dataset__in=rows)
    )
    for organisation, recommended, visibility in releases.order_by().values_list(*columns).distinct():
        yield (organisation, recommended), _visible(visibility)


def _conforming(organisations: list[int], rows: tuple[RecommendedDataset, ...]) -> Iterator[tuple[Cell, Coverage]]:
    """What published datasets say by the specification that they follow; of two rows with one specification, both."""
    by_specification = defaultdict(list)
    for each in rows:
        if each.specification_iri:
            by_specification[each.specification_iri].append(each.pk)
    releases = (
        Release.objects.in_force()
        .datasets()
        .filter(
            organisation__in=organisations, topics__property="conforms_to", topics__value__in=list(by_specification)
        )
    )
    columns = ("organisation_id", "topics__value", "visibility")
    for organisation, specification, visibility in releases.order_by().values_list(*columns).distinct():
        for recommended in by_specification[specification]:
            yield (organisation, recommended), _visible(visibility)


def _matched(organisations: list[int], rows: tuple[RecommendedDataset, ...]) -> Iterator[tuple[Cell, Coverage]]:
    """What published datasets may be by their words, and what somebody has confirmed."""
    matches = ProposedMatch.objects.filter(record__organisation__in=organisations, recommended__in=rows)
    columns = ("record__organisation_id", "recommended_id", "record__current_release__visibility")
    for organisation, recommended, visibility in matches.confirmed().values_list(*columns).distinct():
        yield (organisation, recommended), _visible(visibility)
    for organisation, recommended, visibility in matches.open().values_list(*columns).distinct():
        if _visible(visibility) is Coverage.PUBLISHED:
            yield (organisation, recommended), Coverage.PROPOSED


def _drafts(organisations: list[int], rows: tuple[RecommendedDataset, ...]) -> Iterator[tuple[Cell, Coverage]]:
    """Working copies that have been chosen to be it: that they are there, and nothing of what is in them."""
    drafts = Dataset.objects.filter(organisation__in=organisations, current_release=None, recommended_dataset__in=rows)
    for cell in drafts.order_by().values_list("organisation_id", "recommended_dataset_id").distinct():
        yield cell, Coverage.DRAFT


def _said(organisations: list[int], rows: tuple[RecommendedDataset, ...]) -> Iterator[tuple[Cell, Coverage]]:
    """What organisations have said."""
    said = Statement.objects.in_force().filter(organisation__in=organisations, recommended__in=rows, kind__in=_SAID)
    for organisation, recommended, kind in said.values_list("organisation_id", "recommended_id", "kind"):
        yield (organisation, recommended), _SAID[kind]


def _visible(visibility: str) -> Coverage:
    return Coverage.PUBLISHED if visibility == Release.Visibility.PUBLIC else Coverage.SHARED


_SOURCES = (_chosen, _conforming, _matched, _drafts, _said)
