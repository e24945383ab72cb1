"""The inventory of candidates: the list, and the ways in which candidates get into it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from catalog.forms.preparation import CandidateForm, ChosenForm, FilterForm, LinesForm
from catalog.models import Candidate, RecommendedDataset
from catalog.services.preparation import Added, Entry, add_candidates, recommended_entries
from catalog.views.held import signed_in, take_held
from organisations.models import Organisation
from organisations.permissions import Action, may, organisation_for

PAGE_SIZE = 50


@require_safe
@signed_in
def candidate_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's candidates; for a coordinator that they exist, their states and dates."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    may_read = may(request.user, Action.READ_DRAFTS, organisation)
    candidates = Candidate.objects.of(organisation)
    counts = candidates.counts()
    form = FilterForm(request.GET, counts=counts, may_read=may_read)
    context = {
        "organisation": organisation,
        "filter": form,
        "count": sum(counts.values()),
        "page": Paginator(form.narrow(candidates), PAGE_SIZE).get_page(request.GET.get("sida")),
        "may_edit": may(request.user, Action.EDIT, organisation),
        "may_read": may_read,
    }
    return render(request, "catalog/preparation/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidate_create(request: HttpRequest, slug: str) -> HttpResponse:
    """One more candidate."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    form = CandidateForm(data, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        added = add_candidates(request.user, organisation=organisation, entries=[Entry(**form.values())])
        if added.made:
            messages.success(request, _("Kandidaten är tillagd. Svara på frågorna i den ordning du vill."))
        if added.described:
            form.add_error("name", _("Ni har redan en datamängd som heter så. Sök efter den bland datamängderna."))
        else:
            if added.present:
                messages.info(request, _("Ni har redan en kandidat som heter så. Här är den."))
            return redirect("candidate", slug, [*added.made, *added.present][0].uuid)
    context = {"organisation": organisation, "form": form}
    return render(request, "catalog/preparation/form.html", context, status=_status(request))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidates_paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Many candidates at once."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    form = LinesForm(request.POST if request.method == "POST" else take_held(request))
    if request.method == "POST" and form.is_valid():
        added = add_candidates(request.user, organisation=organisation, entries=form.cleaned_data["lines"])
        _tell(request, added)
        return redirect("candidates", slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "catalog/preparation/paste.html", context, status=_status(request))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidates_recommended(request: HttpRequest, slug: str) -> HttpResponse:
    """The recommended datasets that the organisation has neither described nor among its candidates."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    missing = list(RecommendedDataset.objects.missing_in(organisation))
    # One that is chosen twice, as by pressing a button twice, is offered no longer and was no mistake.
    every = RecommendedDataset.objects.for_kind(organisation.kind) if request.method == "POST" else missing
    form = ChosenForm(request.POST if request.method == "POST" else None, offered=list(every))
    if request.method == "POST" and form.is_valid():
        chosen = missing if "all" in request.POST else form.rows()
        if chosen:
            return _added(
                request,
                organisation,
                add_candidates(request.user, organisation=organisation, entries=recommended_entries(chosen)),
            )
        form.add_error("chosen", _("Välj minst en, eller lägg till alla."))
    context = {"organisation": organisation, "form": form, "missing": missing}
    return render(request, "catalog/preparation/recommended.html", context, status=_status(request))


def _added(request: HttpRequest, organisation: Organisation, added: Added) -> HttpResponse:
    """Leads to the one candidate that was meant, or to the list."""
    meant = [*added.made, *added.present]
    if "open" in request.POST and len(meant) == 1:
        return redirect("candidate", organisation.slug, meant[0].uuid)
    _tell(request, added)
    return redirect("candidates", organisation.slug)


def _tell(request: HttpRequest, added: Added) -> None:
    """What became of what was sent, the duplicates by name."""
    if added.made:
        count = len(added.made)
        sentence = ngettext("%(count)s kandidat är tillagd.", "%(count)s kandidater är tillagda.", count)
        messages.success(request, sentence % {"count": count})
    present = [each.name for each in added.present]
    if present:
        messages.info(request, _("Fanns redan bland kandidaterna: %(names)s.") % {"names": _some(present)})
    if added.described:
        messages.info(request, _("Finns redan som datamängd: %(names)s.") % {"names": _some(added.described)})


def _some(names: list[str], most: int = 10) -> str:
    shown = ", ".join(names[:most])
    return (
        shown
        if len(names) <= most
        else _("%(names)s och %(count)s till")
        % {
            "names": shown,
            "count": len(names) - most,
        }
    )


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
