"""How these pages tell people about what a service did or refused."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from organisations import invitations
from organisations.invitations import Issued
from organisations.mail import send_invitation
from organisations.models import Invitation


def tell_refusal(request: HttpRequest, refusal: ValidationError) -> None:
    """Show what the service said no to."""
    for sentence in refusal.messages:
        messages.error(request, sentence)


def send_and_tell(request: HttpRequest, issued: Issued) -> None:
    """Send the mail of an invitation and say how it went; the link itself is never shown."""
    address = issued.invitation.email
    if send_invitation(issued):
        messages.success(request, _("Inbjudan är skickad till %(address)s.") % {"address": address})
    else:
        messages.error(
            request,
            _(
                "Inbjudan till %(address)s är sparad, men mejlet gick inte att skicka. "
                "Försök igen om en stund med ”Skicka igen”."
            )
            % {"address": address},
        )


def send_again(request: HttpRequest, invitation: Invitation) -> None:
    """Send an invitation once more, with a new link."""
    try:
        issued = invitations.send_again(request.user, invitation=invitation)
    except ValidationError as refusal:
        tell_refusal(request, refusal)
    else:
        send_and_tell(request, issued)


def take_back(request: HttpRequest, invitation: Invitation) -> None:
    """Revoke an invitation."""
    try:
        invitations.revoke(request.user, invitation=invitation)
    except ValidationError as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("Inbjudan till %(address)s är tillbakatagen.") % {"address": invitation.email})
