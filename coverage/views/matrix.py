"""Organisations by recommended datasets, as one table."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import RecommendedDataset
from catalog.views.held import signed_in
from coverage.cells import Coverage, Share
from coverage.matrix import Matrix, matrix
from coverage.views.area import area_for, areas_of
from coverage.views.filters import MatrixFilter
from coverage.words import WORDS
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Row:
    """An organisation with its cells: the state, or None where nothing is asked of it."""

    organisation: Organisation
    share: Share
    cells: list[tuple[RecommendedDataset, Coverage | None]]


@require_safe
@signed_in
def coverage_matrix(request: HttpRequest, area: str) -> HttpResponse:
    """The matrix of an area. Rows and columns in which nothing fits the chosen state are left out."""
    here = area_for(request.user, area)
    form = MatrixFilter(request.GET)
    found = matrix(form.organisations(here.organisations()), form.recommended())
    columns = _columns(found, form)
    context = {
        "area": here,
        "areas": areas_of(request.user),
        "form": form,
        "columns": [(each, found.of_recommended(each)) for each in columns],
        "rows": _rows(found, columns, form),
        "words": WORDS.items(),
    }
    return render(request, "coverage/matrix.html", context)


def _columns(found: Matrix, form: MatrixFilter) -> list[RecommendedDataset]:
    state = form.chosen("state")
    columns = [
        each
        for each in found.recommended
        if not state or any(found.state(own, each) == state for own in found.organisations)
    ]
    return _ordered(columns, form, found.of_recommended)


def _rows(found: Matrix, columns: list[RecommendedDataset], form: MatrixFilter) -> list[Row]:
    state = form.chosen("state")
    rows = [
        Row(each, found.of_organisation(each), [(column, found.state(each, column)) for column in columns])
        for each in found.organisations
    ]
    kept = [row for row in rows if not state or any(own == state for _column, own in row.cells)]
    return _ordered(kept, form, lambda row: row.share)


def _ordered(things: list, form: MatrixFilter, share_of) -> list:
    """As they come, or by how much is published; of equally much as they come."""
    order = form.chosen("order")
    if not order:
        return things
    sign = -1 if order == "covered" else 1
    return sorted(things, key=lambda each: sign * (share_of(each).percent or 0))
