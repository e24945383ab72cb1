"""One recommended dataset at one organisation: what is known, what may be said and decided, and where to begin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalog.models import RecommendedDataset
from catalog.views.held import signed_in
from coverage.evidence import evidence_of
from coverage.forms import StatementForm
from coverage.matrix import asks, matrix
from coverage.models import ProposedMatch, Statement
from coverage.services.decisions import decide
from coverage.services.statements import state
from coverage.words import WORDS
from organisations.permissions import Action, may, organisation_for


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def coverage_cell(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What is known; whoever may write there says how it is."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    recommended = get_object_or_404(RecommendedDataset, key=key)
    may_edit = may(request.user, Action.EDIT, organisation)
    evidence = evidence_of(organisation, recommended)
    said = next((each for each in evidence.statements if each.replaced_at is None), None)
    form = StatementForm(request.POST if request.method == "POST" else None, initial=_initial(said))
    if request.method == "POST":
        organisation_for(request.user, slug, Action.EDIT)
        if form.is_valid():
            state(request.user, organisation=organisation, recommended=recommended, **form.cleaned_data)
            messages.success(request, _("Sparat. Det syns för er och för samordnarna i länet."))
            return redirect("coverage_cell", slug=slug, key=key)
    found = matrix([organisation], RecommendedDataset.objects.filter(pk=recommended.pk))
    context = {
        "organisation": organisation,
        "recommended": recommended,
        "is_asked": asks(recommended, organisation),
        "words": WORDS[found.states.get((organisation.pk, recommended.pk), "missing")],
        "evidence": evidence,
        "said": said,
        "form": form,
        "may_edit": may_edit,
        "may_begin": may_edit and not (evidence.chosen or evidence.conforming or evidence.drafts),
        "may_read": may(request.user, Action.READ_DRAFTS, organisation),
    }
    return render(request, "coverage/cell.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def match_decide(request: HttpRequest, slug: str, key: str, match_id: int) -> HttpResponse:
    """Say whether a published dataset is the recommended one."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    matches = ProposedMatch.objects.filter(record__organisation=organisation, recommended__key=key)
    is_right = "is_right" in request.POST
    decide(request.user, match=get_object_or_404(matches, pk=match_id), is_right=is_right)
    messages.success(request, _("Tack. Den räknas nu.") if is_right else _("Tack. Den föreslås inte igen."))
    return redirect("coverage_cell", slug=slug, key=key)


def _initial(said: Statement | None) -> dict:
    if said is None:
        return {"kind": Statement.Kind.NOTHING}
    return {name: getattr(said, name) for name in ("kind", "planned_for", "address", "note")}
