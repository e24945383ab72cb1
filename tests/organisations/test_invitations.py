"""Invitations: one person, one use, two weeks."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisations import invitations
from organisations.models import CountyAssignment, Invitation, Membership, Person
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_county,
    make_member,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


def invited(email="ny@example.com", role="redaktor", organisation=None, actor=None) -> invitations.Issued:
    return invitations.invite(actor, email=email, organisation=organisation or make_organisation(), role=role)


def accepted(issued: invitations.Issued, name="Ny Person") -> Person:
    return invitations.accept_as_new_person(invitation=issued.invitation, name=name, password="lång mening nog")


def test_the_database_never_knows_the_secret():
    issued = invited()
    row = Invitation.objects.filter(pk=issued.invitation.pk).values().get()
    assert all(issued.token not in str(value) for value in row.values())
    assert len(issued.token) >= 43


def test_the_link_finds_its_invitation_and_nothing_else_does():
    issued = invited()
    assert invitations.find_by_token(issued.token) == issued.invitation
    for wrong in ["", "x", issued.token[:-1], issued.token + "A", issued.invitation.token_hash, "å" * 43]:
        assert invitations.find_by_token(wrong) is None


def test_somebody_new_becomes_a_person_and_a_member():
    issued = invited("Ny.Person@Example.com", role="publicist")
    person = accepted(issued)
    assert person.email == "ny.person@example.com"
    assert person.check_password("lång mening nog")
    assert person.memberships.get().role == "publicist"
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == ("ny.person@example.com", True, True)


def test_an_invitation_works_once():
    issued = invited()
    accepted(issued)
    with pytest.raises(ValidationError, match="inte längre"):
        accepted(issued)
    assert Person.objects.filter(email="ny@example.com").count() == 1


def test_a_failed_acceptance_does_not_use_the_invitation_up():
    issued = invited()
    make_person("ny@example.com")
    with pytest.raises(ValidationError, match="redan ett konto"):
        accepted(issued)
    assert invitations.find_by_token(issued.token).state == "open"


def test_after_two_weeks_the_link_is_too_old():
    issued = invited()
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1), tick=False):
        assert invitations.find_by_token(issued.token).state == "expired"
        with pytest.raises(ValidationError, match="inte längre"):
            accepted(issued)


def test_just_before_that_it_works():
    issued = invited()
    with time_machine.travel(timezone.now() + timedelta(days=13, hours=23), tick=False):
        assert accepted(issued).memberships.exists()


def test_a_revoked_invitation_is_closed():
    issued = invited()
    invitations.revoke(make_administrator(), invitation=issued.invitation)
    with pytest.raises(ValidationError, match="inte längre"):
        accepted(issued)


def test_sending_again_voids_the_old_link_and_starts_two_new_weeks():
    issued = invited()
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        renewed = invitations.send_again(None, invitation=issued.invitation)
        assert invitations.find_by_token(issued.token) is None
        assert invitations.find_by_token(renewed.token).state == "open"


def test_a_used_or_revoked_invitation_is_not_sent_again_nor_revoked():
    used, revoked = invited("a@example.com"), invited("b@example.com")
    accepted(used)
    invitations.revoke(make_administrator(), invitation=revoked.invitation)
    for issued in (used, revoked):
        with pytest.raises(ValidationError, match="redan använd eller tillbakatagen"):
            invitations.send_again(None, invitation=issued.invitation)
        with pytest.raises(ValidationError, match="redan använd eller tillbakatagen"):
            invitations.revoke(make_administrator(), invitation=issued.invitation)


def test_the_same_invitation_twice_is_one():
    organisation = make_organisation()
    invited(organisation=organisation)
    with pytest.raises(invitations.AlreadyWaiting):
        invited("NY@example.com", organisation=organisation, role="publicist")
    assert Invitation.objects.count() == 1


def test_an_expired_invitation_makes_room_for_a_new_one():
    organisation = make_organisation()
    old = invited(organisation=organisation)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        invited(organisation=organisation)
        assert invitations.find_by_token(old.token).state == "revoked"
        assert organisation.invitations.waiting().count() == 1


def test_a_member_is_not_invited_to_where_they_are():
    organisation = make_organisation()
    make_member(organisation, email="redan@example.com")
    with pytest.raises(ValidationError, match="redan medlem"):
        invited("Redan@example.com", organisation=organisation)
    assert invited("redan@example.com").invitation.state == "open"  # elsewhere they are


def test_a_known_person_becomes_a_member_of_one_more_organisation():
    person = make_member(email="redan@example.com")
    issued = invited("redan@example.com", role="organisationsansvarig")
    invitations.accept(person, invitation=issued.invitation)
    assert person.memberships.count() == 2


def test_nobody_accepts_for_another_address():
    issued = invited("ny@example.com")
    thief = make_person("tjuv@example.com")
    with pytest.raises(ValidationError, match="annan e-postadress"):
        invitations.accept(thief, invitation=issued.invitation)
    assert not thief.memberships.exists()
    assert invitations.find_by_token(issued.token).state == "open"


def test_an_old_invitation_never_takes_a_role_away():
    organisation = make_organisation()
    issued = invited("chef@example.com", role="redaktor", organisation=organisation)
    person = make_member(organisation, "organisationsansvarig", email="chef@example.com")
    invitations.accept(person, invitation=issued.invitation)
    assert person.memberships.get().role == "organisationsansvarig"


def test_a_samordnare_gets_the_county():
    county = make_county("05")
    issued = invitations.invite_coordinator(make_administrator(), email="s@example.com", county=county)
    person = accepted(issued)
    assert CountyAssignment.objects.get(person=person).county == county
    with pytest.raises(ValidationError, match="redan samordnare"):
        invitations.invite_coordinator(make_administrator(), email="s@example.com", county=county)


def test_one_person_can_be_samordnare_of_two_counties():
    person = make_coordinator(make_county("05"), email="s@example.com")
    issued = invitations.invite_coordinator(make_administrator(), email="s@example.com", county=make_county("18"))
    invitations.accept(person, invitation=issued.invitation)
    assert set(person.county_assignments.values_list("county_id", flat=True)) == {"05", "18"}


def test_an_administrator_gets_the_installation_and_no_organisation():
    person = accepted(invitations.invite_administrator(make_administrator(), email="a@example.com"))
    person.refresh_from_db()
    assert person.is_administrator
    assert not Membership.objects.filter(person=person).exists()


def test_the_log_has_ids_and_no_personal_data(caplog):
    with caplog.at_level(logging.INFO, logger="organisations.audit"):
        issued = invited("hemlig.person@example.com")
        accepted(issued, name="Hemlig Person")
    text = caplog.text
    assert "invitation_made" in text
    assert "invitation_accepted" in text
    for secret in ("hemlig", "Hemlig", issued.token, "@"):
        assert secret not in text


class TestTheCommand:
    def link(self, *arguments: str) -> str:
        said = StringIO()
        call_command("invite", *arguments, stdout=said, stderr=StringIO())
        return said.getvalue().strip()

    def token(self, link: str) -> str:
        return link.rstrip("/").rsplit("/", 1)[1]

    def test_the_first_administrator_comes_in_by_a_printed_link(self, settings, mailoutbox):
        link = self.link("first@example.com", "--administrator")
        assert link.startswith(f"{settings.PUBLIC_BASE_URL}/inbjudan/")
        accepted(invitations.Issued(invitations.find_by_token(self.token(link)), ""))
        assert Person.objects.get(email="first@example.com").is_administrator
        assert mailoutbox == []

    def test_a_lost_link_is_replaced(self):
        old, new = (self.link("first@example.com", "--administrator") for _ in range(2))
        assert invitations.find_by_token(self.token(old)) is None
        assert invitations.find_by_token(self.token(new)).state == "open"

    def test_members_and_samordnare_can_be_invited_too(self):
        organisation = make_organisation("Örebro kommun", county=make_county("18"))
        link = self.link("m@example.com", "--organisation", "orebro", "--role", "redaktor")
        found = invitations.find_by_token(self.token(link))
        assert (found.organisation, found.role) == (organisation, "redaktor")
        assert invitations.find_by_token(self.token(self.link("s@example.com", "--county", "18"))).county_id == "18"

    @pytest.mark.parametrize(
        "arguments",
        [
            ("not an address", "--administrator"),
            ("a@example.com\nBcc: b@example.com", "--administrator"),
            ("a@example.com",),
            ("a@example.com", "--organisation", "atlantis"),
            ("a@example.com", "--county", "99"),
            ("a@example.com", "--administrator", "--county", "18"),
        ],
    )
    def test_what_makes_no_sense_is_refused_in_one_sentence(self, arguments):
        with pytest.raises(CommandError):
            self.link(*arguments)
        assert not Invitation.objects.exists()
