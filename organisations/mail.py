"""The mail that this package sends. Call it after the transaction; it says whether the mail server took the mail."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from organisations.invitations import Issued

_log = logging.getLogger(__name__)


def invitation_link(issued: Issued) -> str:
    """The address that accepts the invitation, at this installation's public address."""
    return settings.PUBLIC_BASE_URL + reverse("invitation", args=[issued.token])


def send_invitation(issued: Issued) -> bool:
    """Send the link in the invitation's language; False when the mail could not be sent."""
    invitation = issued.invitation
    with translation.override(invitation.language):
        context = {"invitation": invitation, "link": invitation_link(issued), "site_name": settings.SITE_NAME}
        subject = render_to_string("organisations/mail/invitation_subject.txt", context)
        body = render_to_string("organisations/mail/invitation_message.txt", context)
    message = EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[invitation.email])
    try:
        message.send()
    except (SMTPException, OSError):
        _log.exception("the mail of invitation %s could not be sent", invitation.pk)
        return False
    return True
