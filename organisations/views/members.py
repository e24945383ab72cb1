"""An organisation's members: who they are, inviting, roles, removing."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations import invitations, memberships
from organisations.forms import InviteMemberForm, RoleForm
from organisations.models import Invitation, Membership, Organisation, Role
from organisations.permissions import Action, organisation_for
from organisations.views.replies import send_again, send_and_tell, take_back, tell_refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The members and the open invitations; POST invites somebody."""
    organisation = organisation_for(request.user, slug, Action.MANAGE_MEMBERS)
    form = InviteMemberForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            issued = invitations.invite(request.user, organisation=organisation, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("email", refusal)
        else:
            send_and_tell(request, issued)
            return redirect("members", slug)
    return render(
        request,
        "organisations/members.html",
        {
            "organisation": organisation,
            "memberships": organisation.memberships.in_order_of_names(),
            "invitations": organisation.invitations.waiting().with_purpose(),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_role(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Another role for a member."""
    organisation, membership = _membership(request, slug, membership_id)
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            memberships.change_role(request.user, membership=membership, role=form.cleaned_data["role"])
        except ValidationError as refusal:
            form.add_error("role", refusal)
        else:
            messages.success(request, _("Rollen är ändrad."))
            return redirect(_members_address(request, slug, membership))
    return render(
        request,
        "organisations/member_role.html",
        {"organisation": organisation, "membership": membership, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_remove(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Asks once, then ends a membership."""
    organisation, membership = _membership(request, slug, membership_id)
    if request.method == "POST":
        try:
            memberships.remove_member(request.user, membership=membership)
        except ValidationError as refusal:
            tell_refusal(request, refusal)
            return redirect("members", slug)
        if membership.person_id == request.user.pk:
            logout(request)
        messages.success(request, _("%(person)s är inte längre medlem.") % {"person": membership.person})
        return redirect(_members_address(request, slug, membership))
    return render(request, "organisations/member_remove.html", {"organisation": organisation, "membership": membership})


@login_required
@require_POST
def member_invitation_send_again(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """A new link by mail; the old one stops working."""
    invitation = _invitation(request, slug, invitation_id)
    send_again(request, invitation)
    return redirect("members", slug)


@login_required
@require_POST
def member_invitation_revoke(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, slug, invitation_id)
    take_back(request, invitation)
    return redirect("members", slug)


def _membership(request: HttpRequest, slug: str, membership_id: int) -> tuple[Organisation, Membership]:
    organisation = organisation_for(request.user, slug, Action.MANAGE_MEMBERS)
    return organisation, get_object_or_404(organisation.memberships.select_related("person"), pk=membership_id)


def _invitation(request: HttpRequest, slug: str, invitation_id: int) -> Invitation:
    organisation = organisation_for(request.user, slug, Action.MANAGE_MEMBERS)
    return get_object_or_404(organisation.invitations.with_purpose(), pk=invitation_id)


def _members_address(request: HttpRequest, slug: str, changed: Membership) -> str:
    """Back to the list, or to where the person still may be when they changed their own membership."""
    if not request.user.is_authenticated:
        return reverse("front")
    gave_it_up = changed.person_id == request.user.pk and changed.role != Role.ORGANISATIONSANSVARIG
    if gave_it_up and not request.user.is_administrator:
        return reverse("workspace")
    return reverse("members", args=[slug])
