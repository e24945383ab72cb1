"""One candidate: what is known and decided, the questions, and what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.forms.preparation import AnswerForm, CandidateForm, DeclineForm
from catalog.models import Candidate, Decision
from catalog.preparation import BY_WORD, QUESTIONS, Question, in_force, next_question
from catalog.services.preparation import (
    IsDeclined,
    IsDescribed,
    NameTaken,
    StaleAnswer,
    answer,
    change_candidate,
    decline,
    grow,
    remove_candidate,
    resume,
)
from catalog.services.save import StaleEdit
from catalog.views.access import candidate_for
from catalog.views.held import signed_in, take_held
from organisations.permissions import Action, may


@require_safe
@signed_in
def candidate(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """What is known, the five questions with what was decided, and the next step."""
    shown = candidate_for(request.user, slug, identifier, Action.READ_DRAFTS)
    decisions = list(shown.decisions.select_related("decided_by"))
    answers = in_force(decisions)
    context = _context(shown) | {
        "questions": [_shown(each, decisions) for each in QUESTIONS],
        "answered": len(answers),
        "asked": len(QUESTIONS),
        "next": next_question(answers),
        "turns": [each for each in decisions if each.question in (Decision.DECLINED, Decision.RESUMED)],
        "may_edit": may(request.user, Action.EDIT, shown.organisation),
        "is_untouched": not decisions and not shown.dataset_id,
    }
    return render(request, "catalog/preparation/candidate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidate_edit(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """Name, system, owner and recommended dataset."""
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    recommended = shown.recommended_dataset
    start = {name: getattr(shown, name) for name in ("name", "system", "owner", "edit_number")}
    start["recommended_dataset"] = recommended.key if recommended else ""
    keeping = shown.recommended_dataset_id
    form = CandidateForm(data, organisation=shown.organisation, keeping=keeping, initial=start)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["edit_number"] or 0
        try:
            change_candidate(request.user, candidate=shown, values=form.values(), edit_number=number)
        except NameTaken as taken:
            address = reverse("candidate", args=[slug, taken.candidate.uuid])
            words = _("Ni har redan en kandidat som heter så")
            form.add_error("name", format_html('{}: <a href="{}">{}</a>.', words, address, taken.candidate.name))
        except StaleEdit as stale:
            form = _with_number(form, stale.current, shown.organisation)
        else:
            messages.success(request, _("Uppgifterna är sparade."))
            return redirect("candidate", slug, identifier)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalog/preparation/form.html", _context(shown) | {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidate_question(request: HttpRequest, slug: str, identifier, question: str) -> HttpResponse:
    """One question: what is decided now, and a form for the answer."""
    if question not in BY_WORD:
        raise Http404
    asked = BY_WORD[question]
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    latest = shown.decisions.filter(question=asked.key).select_related("decided_by").first()
    start = {"text": latest.text, "choice": latest.choice, "reason": latest.reason} if latest else {}
    start["seen"] = latest.pk if latest else ""
    data = request.POST if request.method == "POST" else take_held(request)
    form = AnswerForm(data, question=asked, initial=start)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                answer(request.user, candidate=shown, question=asked.key, seen=seen, values=form.values())
            except StaleAnswer as stale:
                latest, status = stale.latest, 409
                form = AnswerForm(_changed(request, seen=stale.latest.pk if stale.latest else ""), question=asked)
            else:
                return _answered(request, shown)
    context = _context(shown) | {
        "question": asked,
        "number": QUESTIONS.index(asked) + 1,
        "asked": len(QUESTIONS),
        "form": form,
        "latest": latest,
        "latest_choice": asked.choice(latest.choice) if latest else None,
        "is_stale": status == 409,
    }
    return render(request, "catalog/preparation/question.html", context, status=status)


@require_POST
@signed_in
def candidate_grow(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """Make a draft of it, and go there."""
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    try:
        dataset = grow(request.user, candidate=shown)
    except IsDeclined:
        messages.error(request, _("Ni har bestämt att avstå. Ta upp kandidaten igen först."))
        return redirect("candidate", slug, identifier)
    if shown.dataset_id is None:
        messages.success(request, _("Utkastet är skapat med det som ni redan vet. Fyll i resten när du vill."))
    return redirect("record_edit", slug, dataset.class_name, dataset.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidate_decline(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """Decide against describing it, with a reason."""
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    form = DeclineForm(request.POST if request.method == "POST" else take_held(request))
    if request.method == "POST" and form.is_valid():
        try:
            decline(request.user, candidate=shown, reason=form.cleaned_data["reason"])
        except IsDescribed:
            messages.error(request, _("Den är redan beskriven. Ta bort utkastet eller dra tillbaka datamängden."))
        else:
            messages.success(request, _("Ni avstår. Beslutet och orsaken finns kvar här."))
        return redirect("candidate", slug, identifier)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalog/preparation/decline.html", _context(shown) | {"form": form}, status=status)


@require_POST
@signed_in
def candidate_resume(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """Take a declined one up again."""
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    resume(request.user, candidate=shown)
    messages.success(request, _("Kandidaten är med igen."))
    return redirect("candidate", slug, identifier)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def candidate_remove(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """Remove one about which nothing was decided, after a question."""
    shown = candidate_for(request.user, slug, identifier, Action.EDIT)
    if request.method == "POST":
        if remove_candidate(request.user, candidate=shown):
            messages.success(request, _("Kandidaten är borttagen."))
            return redirect("candidates", slug)
        messages.error(request, _("Ni har bestämt något om kandidaten, och det ska gå att läsa. Avstå i stället."))
        return redirect("candidate", slug, identifier)
    return render(request, "catalog/preparation/remove.html", _context(shown))


def _context(shown: Candidate) -> dict:
    return {"candidate": shown, "organisation": shown.organisation}


def _shown(question: Question, decisions: list[Decision]) -> dict:
    """A question with its answers, the one in force first, each with the words of its choice."""
    answers = [(each, question.choice(each.choice)) for each in decisions if each.question == question.key]
    return {"question": question, "current": next(iter(answers), None), "earlier": answers[1:]}


def _answered(request: HttpRequest, shown: Candidate) -> HttpResponse:
    """Leads on to the next question where that was asked for, else back to the candidate."""
    remaining = next_question(in_force(shown.decisions.all()))
    messages.success(request, _("Svaret är sparat."))
    if "to_next" in request.POST and remaining is not None:
        return redirect("candidate_question", shown.organisation.slug, shown.uuid, remaining.word)
    return redirect("candidate", shown.organisation.slug, shown.uuid)


def _with_number(form: CandidateForm, current: Candidate, organisation) -> CandidateForm:
    """The form as typed, to be sent again over what somebody else has saved, which it names."""
    keeping = current.recommended_dataset_id
    again = CandidateForm(form.data.copy(), organisation=organisation, keeping=keeping)
    again.data["edit_number"] = current.edit_number
    again.is_valid()
    saved = ", ".join(
        filter(None, [current.name, current.system, current.owner, str(current.recommended_dataset or "")])
    )
    again.add_error(
        None,
        _("Någon annan hann spara: %(saved)s. Det du skrev står kvar. Spara igen om det ska gälla i stället.")
        % {"saved": saved},
    )
    return again


def _changed(request: HttpRequest, **values):
    data = request.POST.copy()
    for name, value in values.items():
        data[name] = value
    return data
