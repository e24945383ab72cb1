"""The installation's administrators: an overview, inviting, and ending assignments."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import invitations, memberships
from organisations.forms import EmailAddressForm, InviteCoordinatorForm, InviteResponsibleForm
from organisations.models import CountyAssignment, Invitation, Organisation, Person, Role
from organisations.permissions import require_administrator
from organisations.views.replies import send_again, send_and_tell, take_back, tell_refusal


def _invite_responsible(actor: Person, **values) -> invitations.Issued:
    return invitations.invite(actor, role=Role.ORGANISATIONSANSVARIG, **values)


# What an administrator invites to: the word in the address, the heading, the form, the service.
_INVITING = {
    "organisationsansvarig": (
        gettext_lazy("Bjud in en organisationsansvarig"),
        InviteResponsibleForm,
        _invite_responsible,
    ),
    "samordnare": (gettext_lazy("Bjud in en samordnare"), InviteCoordinatorForm, invitations.invite_coordinator),
    "administrator": (gettext_lazy("Bjud in en administratör"), EmailAddressForm, invitations.invite_administrator),
}


@login_required
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """Organisations with their numbers, open invitations, samordnare and administrators."""
    require_administrator(request.user)
    organisations = list(Organisation.objects.for_administration())
    return render(
        request,
        "organisations/administration.html",
        {
            "organisations": organisations,
            "unconfirmed": [organisation for organisation in organisations if not organisation.is_number_confirmed],
            "invitations": Invitation.objects.waiting().with_purpose(),
            "assignments": CountyAssignment.objects.in_order(),
            "administrators": Person.objects.administrators(),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def administration_invite(request: HttpRequest, what: str) -> HttpResponse:
    """Invite an organisationsansvarig, a samordnare or an administrator."""
    require_administrator(request.user)
    if what not in _INVITING:
        raise Http404
    heading, form_class, service = _INVITING[what]
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = service(request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            send_and_tell(request, issued)
            return redirect("administration")
    return render(
        request,
        "organisations/administration_invite.html",
        {"heading": heading, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def administration_invitation_send_again(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """A new link by mail; the old one stops working."""
    require_administrator(request.user)
    send_again(request, get_object_or_404(Invitation.objects.with_purpose(), pk=invitation_id))
    return redirect("administration")


@login_required
@require_POST
def administration_invitation_revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    require_administrator(request.user)
    take_back(request, get_object_or_404(Invitation, pk=invitation_id))
    return redirect("administration")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coordinator_remove(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Asks once, then ends a samordnare's assignment."""
    require_administrator(request.user)
    assignment = get_object_or_404(CountyAssignment.objects.select_related("person", "county"), pk=assignment_id)
    if request.method == "POST":
        memberships.remove_coordinator(request.user, assignment=assignment)
        messages.success(
            request,
            _("%(person)s är inte längre samordnare i %(county)s.")
            % {"person": assignment.person, "county": assignment.county},
        )
        return _after_removing(request, assignment.person)
    return render(request, "organisations/coordinator_remove.html", {"assignment": assignment})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def administrator_remove(request: HttpRequest, person_id: int) -> HttpResponse:
    """Asks once, then ends somebody's rights as administrator."""
    require_administrator(request.user)
    person = get_object_or_404(Person.objects.administrators(), pk=person_id)
    if request.method == "POST":
        try:
            memberships.remove_administrator(request.user, person=person)
        except ValidationError as refusal:
            tell_refusal(request, refusal)
            return redirect("administration")
        messages.success(request, _("%(person)s är inte längre administratör.") % {"person": person})
        return _after_removing(request, person)
    return render(request, "organisations/administrator_remove.html", {"person": person})


def _after_removing(request: HttpRequest, person: Person) -> HttpResponse:
    if person == request.user:
        logout(request)  # their sessions have ended, this one too
        return redirect("front")
    return redirect("administration")
