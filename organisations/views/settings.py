"""An organisation's settings: its number, which somebody vouches for once, approval, and the catalogue of all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from organisations.forms import ApprovalForm, NumberForm, SharingForm
from organisations.models import Organisation
from organisations.organisation_changes import confirm_number, set_approval, set_sharing
from organisations.permissions import Action, organisation_for


@login_required
@require_safe
def organisation_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """All settings on one page."""
    return _page(request, organisation_for(request.user, slug, Action.MANAGE_SETTINGS))


@login_required
@require_POST
def organisation_number(request: HttpRequest, slug: str) -> HttpResponse:
    """Vouch for the number, corrected or not."""
    organisation = organisation_for(request.user, slug, Action.MANAGE_SETTINGS)
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            confirm_number(request.user, organisation=organisation, number=form.cleaned_data["number"])
        except ValidationError as refusal:
            form.add_error("number", refusal)
        else:
            messages.success(request, _("Organisationsnumret är bekräftat."))
            return redirect("organisation_settings", slug)
    return _page(request, organisation, number_form=form)


@login_required
@require_POST
def organisation_approval(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether publishing needs approval."""
    organisation = organisation_for(request.user, slug, Action.MANAGE_SETTINGS)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        set_approval(request.user, organisation=organisation, requires_approval=form.cleaned_data["requires_approval"])
        messages.success(request, _("Inställningen är sparad."))
        return redirect("organisation_settings", slug)
    return _page(request, organisation, approval_form=form)


@login_required
@require_POST
def organisation_sharing(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether what is published is in the catalogue of all."""
    organisation = organisation_for(request.user, slug, Action.MANAGE_SETTINGS)
    form = SharingForm(request.POST)
    if form.is_valid():
        set_sharing(request.user, organisation=organisation, in_combined_feed=form.cleaned_data["in_combined_feed"])
        messages.success(request, _("Inställningen är sparad. Den gemensamma katalogen byggs om."))
        return redirect("organisation_settings", slug)
    return _page(request, organisation, sharing_form=form)


def _page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    number_form: NumberForm | None = None,
    approval_form: ApprovalForm | None = None,
    sharing_form: SharingForm | None = None,
) -> HttpResponse:
    number = number_form or NumberForm(initial={"number": organisation.formatted_number})
    approval = approval_form or ApprovalForm(
        initial={"requires_approval": "yes" if organisation.requires_approval else "no"}
    )
    sharing = sharing_form or SharingForm(
        initial={"in_combined_feed": "yes" if organisation.in_combined_feed else "no"}
    )
    forms = {"number_form": number, "approval_form": approval, "sharing_form": sharing}
    wrong = next((form for form in forms.values() if form.errors), number)
    return render(
        request,
        "organisations/settings.html",
        # `form` is what base.html words the title by.
        {"organisation": organisation, **forms, "form": wrong},
        status=422 if wrong.errors else 200,
    )
