"""An organisation's own coverage: the recommended list with the state of each, and the proposals that wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.models import RecommendedDataset
from catalog.views.held import signed_in
from coverage.cells import Coverage
from coverage.matrix import matrix
from coverage.words import WORDS
from organisations.permissions import Action, organisation_for


@require_safe
@signed_in
def own_coverage(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked of this organisation, what needs a hand first."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    found = matrix([organisation], RecommendedDataset.objects.for_kind(organisation.kind))
    by_state = {state: [] for state in _ORDER}
    for each in found.recommended:
        by_state[found.state(organisation, each)].append(each)
    context = {
        "organisation": organisation,
        "share": found.of_organisation(organisation),
        "groups": [(state, WORDS[state], rows) for state, rows in by_state.items() if rows],
    }
    return render(request, "coverage/own.html", context)


# What somebody can do something about comes first.
_ORDER = (
    Coverage.PROPOSED,
    Coverage.MISSING,
    Coverage.DRAFT,
    Coverage.PREPARED,
    Coverage.PLANNED,
    Coverage.SHARED,
    Coverage.PUBLISHED,
    Coverage.ELSEWHERE,
    Coverage.NOT_OURS,
)
