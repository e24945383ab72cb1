"""Two pairs of eyes: what waits for review, and the page of one record where people comment, return and approve."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.forms.review import ApprovalForm, CommentForm, ReturnForm, SubmissionForm
from catalog.models import Comment, Record, Release, Review
from catalog.names import names_for
from catalog.reviewing import ball, parts_of
from catalog.services.publish import (
    ChangedMeanwhile,
    NotPublishable,
    Plan,
    StillNeeded,
    is_in_force,
    may_publish,
    plan_publication,
    visibility_without_choice,
)
from catalog.services.review import (
    AlreadyDecided,
    ChangedSinceSubmission,
    NothingToReview,
    approve,
    comment,
    is_as_submitted,
    resolve,
    return_to_authors,
    reviewers_of,
    submit,
    take_back,
)
from catalog.versions import Version, changes_between
from catalog.views.access import record_for
from catalog.views.held import signed_in, take_held
from dcat.mentions import mentioned_records
from dcat.profile import DCAT_AP_SE
from organisations.permissions import Action, may, organisation_for

PAGE_SIZE = 50
_REFUSALS = (
    AlreadyDecided,
    ChangedMeanwhile,
    ChangedSinceSubmission,
    NothingToReview,
    NotPublishable,
    PermissionDenied,
    StillNeeded,
)


@require_safe
@signed_in
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for review in the organisation, and what has gone back to those who wrote it."""
    organisation = organisation_for(request.user, slug, Action.EDIT)
    found = Review.objects.open().filter(record__organisation=organisation).for_lists()
    page = Paginator(found.defer("content"), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "organisation": organisation,
        "page": page,
        "rows": [(each, ball(each, each.record, requires_approval=organisation.requires_approval)) for each in page],
        "may_review": may(request.user, Action.REVIEW, organisation),
    }
    return render(request, "catalog/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_review(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """The record as it was submitted, what is said about it, and what this person may do. POST does it."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    data = request.POST if request.method == "POST" else take_held(request)
    desk = _Desk(request, record, data)
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("action", ""))
        if act is None:
            messages.error(request, _("Sidan kunde inte läsa vad du ville göra. Försök igen."))
            return redirect(request.path)
        try:
            done = act(desk)
        except _REFUSALS as refusal:
            messages.error(request, _sentence(refusal))
            return desk.page(409)
        if done:
            messages.success(request, done)
            return redirect(request.path)
        return desk.page(422)
    return desk.page(200)


@require_safe
@signed_in
def review_changes(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """What has changed since the version that waits for review was submitted."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    review = _open_review(record)
    if review is None:
        raise Http404
    plan = plan_publication(record, review.visibility)
    submitted, now = Version(review.node), Version(plan.main.node)
    along = [
        each.record
        for each in plan.taken_along
        if review.edit_numbers.get(str(each.record.pk)) != each.record.edit_number
    ]
    context = {
        "record": record,
        "organisation": record.organisation,
        "review": review,
        "changes": changes_between(submitted, now, record.organisation),
        "along": along,
    }
    return render(request, "catalog/review_changes.html", context)


@dataclass(slots=True)
class _Desk:
    """One person before one record: the forms of the page, filled in with what was sent."""

    request: HttpRequest
    record: Record
    data: QueryDict | None
    sent: object = None  # the form that was sent, where it has errors

    def form(self, action: str, form_class, **kwargs):
        """The form of one of the page's acts, bound where it is the one that was sent."""
        if isinstance(self.sent, form_class):
            return self.sent
        is_sent = self.data is not None and self.data.get("action") == action
        return form_class(self.data if is_sent else None, auto_id=f"{action}_%s", **kwargs)

    def valid(self, form) -> bool:
        """Whether what was sent can be used; if not, the page shows why."""
        self.sent = form
        return form.is_valid()

    def submission(self) -> SubmissionForm:
        """Asking for a review."""
        start = {"edit_number": self.record.edit_number, "visibility": visibility_without_choice(self.record)}
        return self.form("submit", SubmissionForm, has_choice=self.record.is_listed, initial=start)

    def comment(self) -> CommentForm:
        """Saying something."""
        is_dataset = self.record.class_name == Record.ClassName.DATASET
        distributions = list(self.record.distributions.all()) if is_dataset else []
        about = self.request.GET.get("om", "")
        return self.form("comment", CommentForm, record=self.record, distributions=distributions, about=about)

    def waiting(self) -> Review:
        """The review that a decision is about: the one that the page showed, whatever has become of it."""
        key = self.request.POST.get("review", "")
        reviews = self.record.reviews.select_related("record__organisation")
        review = reviews.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
        if review is None:
            raise Http404
        return review

    def page(self, status: int) -> HttpResponse:
        """All of it."""
        record, request, review = self.record, self.request, _open_review(self.record)
        is_waiting = review is not None and review.is_waiting
        submitter = review.submitted_by_id if is_waiting else request.user.pk
        visibility = review.visibility if is_waiting else visibility_without_choice(record)
        plan = plan_publication(record, visibility)
        current = plan.main.record
        node = review.node if is_waiting else plan.main.node
        language = get_language() or "sv"
        names = names_for(mentioned_records(node, DCAT_AP_SE), record.organisation, language)
        comments = list(record.comments.in_order())
        context = {
            "record": record,
            "organisation": record.organisation,
            "form": self.sent,
            "review": review,
            "state": ball(review, current, requires_approval=record.organisation.requires_approval) if review else "",
            "is_as_submitted": is_waiting and is_as_submitted(review, plan),
            "plan": plan,
            "has_reviewers": bool(reviewers_of(plan) - {submitter}),
            "parts": parts_of(node, language, names),
            "open_comments": [each for each in comments if each.is_open],
            "resolved_comments": [each for each in comments if not each.is_open],
            "comment_form": self.comment(),
        }
        context |= self._decisions(review, plan) if is_waiting else self._submission(plan, visibility)
        return render(request, "catalog/record_review.html", context, status=status)

    def _decisions(self, review: Review, plan: Plan) -> dict:
        is_own = review.submitted_by_id == self.request.user.pk
        return {
            "is_own": is_own,
            "may_return": not is_own and may(self.request.user, Action.REVIEW, self.record.organisation),
            "may_approve": not is_own and may_publish(self.request.user, plan),
            "approval_form": self.form("approve", ApprovalForm, label_suffix=""),
            "return_form": self.form("return", ReturnForm, label_suffix=""),
        }

    def _submission(self, plan: Plan, visibility: str) -> dict:
        return {
            "is_in_force": is_in_force(plan.main.record, visibility),
            "submission_form": self.submission(),
        }


def _submit(desk: _Desk) -> str:
    form = desk.submission()
    if not desk.valid(form):
        return ""
    submit(
        desk.request.user,
        record=desk.record,
        visibility=form.cleaned_data.get("visibility") or visibility_without_choice(desk.record),
        message=form.cleaned_data["message"],
        edit_number=form.cleaned_data["edit_number"],
    )
    return _("Skickad för granskning. De som kan granska får veta det.")


def _take_back(desk: _Desk) -> str:
    take_back(desk.request.user, review=desk.waiting())
    return _("Tagen tillbaka. Ingen granskar den nu.")


def _return(desk: _Desk) -> str:
    form = desk.form("return", ReturnForm, label_suffix="")
    if not desk.valid(form):
        return ""
    return_to_authors(desk.request.user, review=desk.waiting(), reason=form.cleaned_data["reason"])
    return _("Skickad tillbaka. De som har skrivit får veta varför.")


def _approve(desk: _Desk) -> str:
    form = desk.form("approve", ApprovalForm, label_suffix="")
    if not desk.valid(form):
        return ""
    release = approve(desk.request.user, review=desk.waiting(), note=form.cleaned_data["note"])
    if release.visibility == Release.Visibility.INTERNAL:
        return _("Godkänd och publicerad internt.")
    return _("Godkänd och publicerad. Flödet byggs nu och är klart om några sekunder.")


def _comment(desk: _Desk) -> str:
    form = desk.comment()
    if not desk.valid(form):
        return ""
    comment(
        desk.request.user,
        record=desk.record,
        text=form.cleaned_data["text"],
        creation_token=form.cleaned_data["creation_token"] or form.initial["creation_token"],
        **form.place(),
    )
    return _("Kommentaren är sparad.")


def _resolve(desk: _Desk) -> str:
    resolve(desk.request.user, comment=_comment_of(desk))
    return _("Kommentaren är markerad som klar.")


def _reopen(desk: _Desk) -> str:
    resolve(desk.request.user, comment=_comment_of(desk), is_resolved=False)
    return _("Kommentaren är öppen igen.")


_ACTS: dict[str, Callable[[_Desk], str]] = {
    "submit": _submit,
    "take_back": _take_back,
    "return": _return,
    "approve": _approve,
    "comment": _comment,
    "resolve": _resolve,
    "reopen": _reopen,
}


def _open_review(record: Record) -> Review | None:
    return Review.objects.open().for_lists().filter(record=record).last()


def _comment_of(desk: _Desk) -> Comment:
    key = desk.request.POST.get("comment", "")
    found = (
        desk.record.comments.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    )
    if found is None:
        raise Http404
    return found


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, AlreadyDecided):
        review = refusal.review
        return _("Det går inte, för någon annan hann före: %(state)s av %(person)s.") % {
            "state": review.get_state_display(),
            "person": review.decided_by or _("okänd"),
        }
    if isinstance(refusal, ChangedSinceSubmission):
        return _(
            "Den är inte publicerad: något har ändrats sedan den skickades för granskning. Se vad som har ändrats "
            "nedanför, och be den som skrev att skicka den igen."
        )
    if isinstance(refusal, ChangedMeanwhile):
        return _("Någon har sparat en ändring sedan du öppnade sidan. Titta igenom den och försök igen.")
    if isinstance(refusal, NothingToReview):
        return _("Det finns inget att granska: det som är sparat är redan publicerat.")
    if isinstance(refusal, NotPublishable):
        return _("Det går inte än: det är något som måste rättas först. Det står nedanför.")
    if isinstance(refusal, StillNeeded):
        return _("Den kan inte bli intern, för den behövs av något som är publicerat för alla.")
    return _("Du kan inte godkänna eller skicka tillbaka det som du själv har skrivit eller skickat. Be en kollega.")
