"""Publishing and withdrawing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.forms.publication import PublicationForm, WithdrawalForm
from catalog.models import Candidate, Record, Release
from catalog.preparation import proposed_visibility
from catalog.services.publish import (
    ChangedMeanwhile,
    NotPublishable,
    StillNeeded,
    may_publish,
    plan_publication,
    publish,
    visibility_without_choice,
    withdraw,
)
from catalog.views.access import record_for, refuse_the_publisher_and_catalogue
from catalog.views.held import signed_in
from organisations.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_publish(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """What is going to be published and what stops it; then the publication."""
    record = record_for(request.user, slug, class_name, identifier, Action.EDIT)
    has_choice = class_name in Record.LISTED
    start = {"edit_number": record.edit_number, "visibility": _proposed_visibility(record)}
    form = PublicationForm(request.POST or None, initial=start, has_choice=has_choice)
    if request.method == "POST" and form.is_valid():
        visibility = form.cleaned_data.get("visibility") or start["visibility"]
        try:
            publish(
                request.user,
                record=record,
                visibility=visibility,
                note=form.cleaned_data["note"],
                edit_number=form.cleaned_data["edit_number"],
            )
        except (ChangedMeanwhile, NotPublishable, StillNeeded, PermissionDenied) as refusal:
            messages.error(request, _sentence(refusal))
        else:
            messages.success(request, _published_sentence(visibility))
            return _to_record(record)
    return _page(request, record, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record_withdraw(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """Take what is published out of force, after a question."""
    record = record_for(request.user, slug, class_name, identifier, Action.WITHDRAW)
    refuse_the_publisher_and_catalogue(record)
    form = WithdrawalForm(request.POST or None, label_suffix="")
    users = []
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(request.user, record=record, note=form.cleaned_data["note"])
        except StillNeeded as refusal:
            users = refusal.users
        else:
            messages.success(request, _("Tillbakadragen. Den försvinner ur flödet inom några sekunder."))
            return _to_record(record)
    context = {"record": record, "organisation": record.organisation, "form": form, "users": users}
    return render(request, "catalog/record_withdraw.html", context, status=409 if users else 200)


def _page(request: HttpRequest, record: Record, form: PublicationForm) -> HttpResponse:
    visibility = form.data.get("visibility") or form.initial["visibility"]
    if visibility not in Release.Visibility.values:
        visibility = Release.Visibility.PUBLIC
    plan = plan_publication(record, visibility)
    context = {
        "record": record,
        "organisation": record.organisation,
        "form": form,
        "plan": plan,
        "changes_for": Release.objects.in_force().filter(needs=record).for_lists()[:50],
        "may_publish": may_publish(request.user, plan),
    }
    return render(request, "catalog/record_publish.html", context, status=409 if request.method == "POST" else 200)


def _proposed_visibility(record: Record) -> str:
    """As it is in force; before that, as was decided when it was prepared."""
    prepared = Candidate.objects.filter(dataset=record.pk).first() if record.current_release is None else None
    return proposed_visibility(prepared.sharing) if prepared else visibility_without_choice(record)


def _published_sentence(visibility: str) -> str:
    if visibility == Release.Visibility.INTERNAL:
        return _("Publicerad internt. Den syns för inloggade i de organisationer som deltar.")
    return _("Publicerad. Flödet byggs nu och är klart om några sekunder.")


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, ChangedMeanwhile):
        return _("Någon har sparat en ändring sedan du öppnade sidan. Titta igenom den och publicera igen.")
    if isinstance(refusal, NotPublishable):
        return _("Det går inte att publicera än. Rätta det som står nedanför först.")
    if isinstance(refusal, StillNeeded):
        names = ", ".join(user.title.get("sv", "") for user in refusal.users[:5])
        return _("Den behövs av något som är publicerat för alla: %(names)s.") % {"names": names}
    return _(
        "I er organisation publicerar någon annan än den som har skrivit. Be en publicist eller organisationsansvarig."
    )


def _to_record(record: Record) -> HttpResponse:
    return redirect("record_edit", slug=record.organisation.slug, class_name=record.class_name, identifier=record.uuid)
