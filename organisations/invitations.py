"""Every write to invitations: sending, sending again, taking back, accepting.

A link can be used once, within two weeks. Only the hash of its secret is kept, so a lost link is replaced, never found.
The mail is sent by organisations.mail after the transaction, by whoever called: only they can tell people if it failed.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import audit
from organisations.memberships import add_administrator, add_coordinator, add_member
from organisations.models import County, Invitation, Membership, Organisation, Person, Role
from organisations.notices.kinds import NoticeKind
from organisations.notices.telling import tell
from organisations.people import create_person, keep_verified_address

VALID_FOR = timedelta(days=14)


class AlreadyWaiting(ValidationError):
    """The address has an open invitation to the same; it can be sent again."""

    def __init__(self, invitation: Invitation) -> None:
        message = _("Adressen har redan en inbjudan som väntar på svar. Du kan skicka den igen från listan.")
        super().__init__(message, code="waiting")
        self.invitation = invitation


@dataclass(frozen=True)
class Issued:
    """An invitation and the secret of its link, which exists nowhere else."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(actor: Person | None, *, email: str, organisation: Organisation, role: str, language: str = "sv") -> Issued:
    """Invite somebody to an organisation. ``actor`` is None on the command line."""
    email = email.strip().lower()
    if Membership.objects.filter(person__email=email, organisation=organisation).exists():
        raise ValidationError(_("Personen är redan medlem. Du kan ändra rollen i listan."), code="member")
    return _issue(actor, email=email, language=language, organisation=organisation, role=Role(role))


@transaction.atomic
def invite_coordinator(actor: Person | None, *, email: str, county: County, language: str = "sv") -> Issued:
    """Invite somebody to be samordnare of a county."""
    email = email.strip().lower()
    if county.assignments.filter(person__email=email).exists():
        raise ValidationError(_("Personen är redan samordnare i länet."), code="coordinator")
    return _issue(actor, email=email, language=language, county=county)


@transaction.atomic
def invite_administrator(actor: Person | None, *, email: str, language: str = "sv") -> Issued:
    """Invite somebody to be administrator of the installation."""
    email = email.strip().lower()
    if Person.objects.administrators().filter(email=email).exists():
        raise ValidationError(_("Personen är redan administratör."), code="administrator")
    return _issue(actor, email=email, language=language, makes_administrator=True)


@transaction.atomic
def send_again(actor: Person | None, *, invitation: Invitation) -> Issued:
    """A new link for the same invitation; the old link stops working. Refused when it was used or taken back."""
    token = secrets.token_urlsafe(32)
    changed = (
        Invitation.objects.waiting()
        .filter(pk=invitation.pk)
        .update(token_hash=_hash(token), expires_at=timezone.now() + VALID_FOR)
    )
    if changed != 1:
        raise ValidationError(_("Inbjudan är redan använd eller tillbakatagen."), code="closed")
    audit.record("invitation_sent_again", actor, invitation=invitation.pk)
    invitation.refresh_from_db()
    return Issued(invitation, token)


@transaction.atomic
def revoke(actor: Person, *, invitation: Invitation) -> None:
    """Take the invitation back. Refused when it was used already."""
    changed = Invitation.objects.waiting().filter(pk=invitation.pk).update(revoked_at=timezone.now())
    if changed != 1:
        raise ValidationError(_("Inbjudan är redan använd eller tillbakatagen."), code="closed")
    audit.record("invitation_revoked", actor, invitation=invitation.pk)


def find_by_token(token: str) -> Invitation | None:
    """The invitation that the link was made for, whatever its state."""
    return Invitation.objects.with_purpose().filter(token_hash=_hash(token)).first()


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, name: str, password: str) -> Person:
    """Make the person and use the invitation up. The address counts as proved: the secret was sent to it."""
    _use_up(invitation)
    if Person.objects.filter(email=invitation.email).exists():
        raise ValidationError(_("Det finns redan ett konto med den här adressen. Logga in med det."), code="exists")
    person = create_person(email=invitation.email, name=name, password=password, language=invitation.language)
    _grant(person, invitation)
    return person


@transaction.atomic
def accept(actor: Person, *, invitation: Invitation) -> None:
    """Use the invitation up for the signed-in person, whose address must be the one that was invited."""
    if actor.email != invitation.email:
        raise ValidationError(_("Inbjudan gäller en annan e-postadress."), code="other_address")
    _use_up(invitation)
    keep_verified_address(actor)
    _grant(actor, invitation)


def _issue(actor: Person | None, *, email: str, language: str, **purpose) -> Issued:
    now = timezone.now()
    same = Invitation.objects.waiting().filter(email=email, **_same_target(purpose))
    if waiting := same.open(now).first():
        raise AlreadyWaiting(waiting)
    # One that has grown too old makes room for the new one.
    same.update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        language=language,
        token_hash=_hash(token),
        invited_by=actor,
        created_at=now,
        expires_at=now + VALID_FOR,
        **purpose,
    )
    audit.record("invitation_made", actor, invitation=invitation.pk)
    return Issued(invitation, token)


def _same_target(purpose: dict) -> dict:
    return {name: value for name, value in purpose.items() if name != "role"}


def _use_up(invitation: Invitation) -> None:
    now = timezone.now()
    # Two who use the link at the same time: exactly one of them changes the row.
    if Invitation.objects.open(now).filter(pk=invitation.pk).update(used_at=now) != 1:
        raise ValidationError(_("Inbjudan går inte längre att använda."), code="closed")


def _grant(person: Person, invitation: Invitation) -> None:
    audit.record("invitation_accepted", person, invitation=invitation.pk)
    if invitation.organisation is not None:
        add_member(person, person=person, organisation=invitation.organisation, role=invitation.role)
        _tell_who_invited(person, invitation)
    elif invitation.county is not None:
        add_coordinator(person, person=person, county=invitation.county)
    elif invitation.makes_administrator:
        add_administrator(person, person=person)


def _tell_who_invited(person: Person, invitation: Invitation) -> None:
    organisation = invitation.organisation
    path = reverse("workspace_organisation", args=[organisation.slug])
    tell(person, people=[invitation.invited_by_id], kind=NoticeKind.JOINED, organisation=organisation, path=path)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
