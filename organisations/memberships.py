"""Every write to memberships, samordnare's counties and administrators.

Callers have asked organisations.permissions already; expected refusals are ValidationErrors with a sentence for people.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import audit
from organisations.models import County, CountyAssignment, Invitation, Membership, Notice, Organisation, Person, Role
from organisations.people import end_sessions


@transaction.atomic
def add_member(actor: Person | None, *, person: Person, organisation: Organisation, role: str) -> Membership:
    """Make the person a member. Who is one already keeps the role that they have."""
    membership, made = Membership.objects.get_or_create(
        person=person, organisation=organisation, defaults={"role": Role(role)}
    )
    if made:
        audit.record("member_added", actor, organisation=organisation.pk, person=person.pk, role=role)
    return membership


@transaction.atomic
def change_role(actor: Person, *, membership: Membership, role: str) -> None:
    """Give the member another role; the last organisationsansvarig keeps theirs unless an administrator changes it."""
    if role != Role.ORGANISATIONSANSVARIG:
        _refuse_to_leave_nobody(actor, membership)
    membership.role = Role(role)
    membership.save(update_fields=["role"])
    audit.record("role_changed", actor, organisation=membership.organisation_id, person=membership.person_id, role=role)


@transaction.atomic
def remove_member(actor: Person, *, membership: Membership) -> None:
    """End the membership and the person's sessions, forget what they were told of the organisation, and take back the
    invitations to and from them in it."""
    _refuse_to_leave_nobody(actor, membership)
    person = membership.person
    Invitation.objects.waiting().filter(
        Q(email=person.email) | Q(invited_by=person), organisation=membership.organisation_id
    ).update(revoked_at=timezone.now())
    membership.delete()
    Notice.objects.filter(person=person, organisation=membership.organisation_id).delete()
    end_sessions(person)
    audit.record("member_removed", actor, organisation=membership.organisation_id, person=person.pk)


@transaction.atomic
def add_coordinator(actor: Person | None, *, person: Person, county: County) -> None:
    """Make the person samordnare of the county."""
    _assignment, made = CountyAssignment.objects.get_or_create(person=person, county=county)
    if made:
        audit.record("coordinator_added", actor, county=county.pk, person=person.pk)


@transaction.atomic
def remove_coordinator(actor: Person, *, assignment: CountyAssignment) -> None:
    """End a samordnare's assignment and the person's sessions."""
    person = assignment.person
    assignment.delete()
    end_sessions(person)
    audit.record("coordinator_removed", actor, county=assignment.county_id, person=person.pk)


@transaction.atomic
def add_administrator(actor: Person | None, *, person: Person) -> None:
    """Make the person an administrator of the installation."""
    Person.objects.filter(pk=person.pk).update(is_administrator=True)
    person.is_administrator = True
    audit.record("administrator_added", actor, person=person.pk)


@transaction.atomic
def remove_administrator(actor: Person, *, person: Person) -> None:
    """End a person's rights as administrator and their sessions; the last one keeps them."""
    others = Person.objects.select_for_update().administrators().exclude(pk=person.pk)
    if not list(others):
        raise ValidationError(
            _("Installationen måste ha minst en administratör. Bjud in en annan först."), code="last_administrator"
        )
    Person.objects.filter(pk=person.pk).update(is_administrator=False)
    Invitation.objects.waiting().filter(invited_by=person, makes_administrator=True).update(revoked_at=timezone.now())
    end_sessions(person)
    audit.record("administrator_removed", actor, person=person.pk)


def _refuse_to_leave_nobody(actor: Person, membership: Membership) -> None:
    if actor.is_administrator or membership.role != Role.ORGANISATIONSANSVARIG:
        return
    # The lock makes two who remove each other at the same time wait for one another.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    others = Membership.objects.responsible_in(membership.organisation_id).exclude(pk=membership.pk)
    if not others.exists():
        raise ValidationError(
            _(
                "Organisationen måste ha minst en organisationsansvarig. Ge någon annan rollen först, "
                "eller be administratören om hjälp."
            ),
            code="last_responsible",
        )
