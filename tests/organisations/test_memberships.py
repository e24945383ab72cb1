"""Roles change, people leave, and nobody locks everybody out."""

import pytest
from django.core.exceptions import ValidationError

from organisations import invitations, memberships
from organisations.models import Membership
from tests.factories import make_administrator, make_coordinator, make_member, make_organisation, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation()


def test_a_role_changes(organisation):
    boss, person = make_member(organisation, "organisationsansvarig"), make_member(organisation)
    memberships.change_role(boss, membership=person.memberships.get(), role="publicist")
    assert person.memberships.get().role == "publicist"


def test_a_role_that_does_not_exist_is_refused(organisation):
    boss, person = make_member(organisation, "organisationsansvarig"), make_member(organisation)
    with pytest.raises(ValueError, match="administrator"):
        memberships.change_role(boss, membership=person.memberships.get(), role="administrator")
    assert person.memberships.get().role == "redaktor"


def test_the_last_organisationsansvarig_neither_leaves_nor_steps_down(organisation):
    boss = make_member(organisation, "organisationsansvarig")
    make_member(organisation, "organisationsansvarig", is_active=False)  # can't sign in: doesn't count
    make_member(role="organisationsansvarig")  # of another organisation
    with pytest.raises(ValidationError, match="minst en organisationsansvarig"):
        memberships.remove_member(boss, membership=boss.memberships.get())
    with pytest.raises(ValidationError, match="minst en organisationsansvarig"):
        memberships.change_role(boss, membership=boss.memberships.get(), role="redaktor")
    assert boss.memberships.get().role == "organisationsansvarig"


def test_one_of_two_may_leave(organisation):
    boss = make_member(organisation, "organisationsansvarig")
    make_member(organisation, "organisationsansvarig")
    memberships.remove_member(boss, membership=boss.memberships.get())
    assert not boss.memberships.exists()


def test_an_administrator_may_remove_the_last_one(organisation):
    boss = make_member(organisation, "organisationsansvarig")
    memberships.remove_member(make_administrator(), membership=boss.memberships.get())
    assert not organisation.memberships.exists()


def test_a_removed_member_is_signed_out_everywhere_at_once(organisation, client):
    boss, person = make_member(organisation, "organisationsansvarig"), make_member(organisation)
    at_work, at_home = sign_in(client, person), sign_in(type(client)(), person)
    bystander = sign_in(type(client)(), boss)
    assert at_work.get("/konto/profil/").status_code == at_home.get("/konto/profil/").status_code == 200
    memberships.remove_member(boss, membership=person.memberships.get())
    for browser in (at_work, at_home):
        assert browser.get("/konto/profil/").status_code == 302
    assert bystander.get("/konto/profil/").status_code == 200


def test_a_removed_member_does_not_come_back_by_an_open_invitation(organisation):
    boss, person = make_member(organisation, "organisationsansvarig"), make_member(organisation, email="p@example.com")
    membership = person.memberships.get()
    Membership.objects.filter(pk=membership.pk).delete()
    to_them = invitations.invite(boss, email="p@example.com", organisation=organisation, role="redaktor")
    make_member(organisation, person=person)
    from_them = invitations.invite(person, email="v@example.com", organisation=organisation, role="redaktor")
    elsewhere = invitations.invite(person, email="v@example.com", organisation=make_organisation(), role="redaktor")
    memberships.remove_member(boss, membership=person.memberships.get())
    states = [invitations.find_by_token(issued.token).state for issued in (to_them, from_them, elsewhere)]
    assert states == ["revoked", "revoked", "open"]


def test_a_samordnare_ends(client):
    person = make_coordinator()
    browser = sign_in(client, person)
    memberships.remove_coordinator(make_administrator(), assignment=person.county_assignments.get())
    assert not person.county_assignments.exists()
    assert browser.get("/konto/profil/").status_code == 302


def test_the_last_administrator_stays():
    first, second = make_administrator(), make_administrator()
    make_administrator(is_active=False)
    memberships.remove_administrator(second, person=first)
    with pytest.raises(ValidationError, match="minst en administratör"):
        memberships.remove_administrator(second, person=second)
    second.refresh_from_db()
    assert second.is_administrator


def test_a_former_administrators_invitations_to_new_ones_are_taken_back():
    first, second = make_administrator(), make_administrator()
    issued = invitations.invite_administrator(first, email="x@example.com")
    memberships.remove_administrator(second, person=first)
    assert invitations.find_by_token(issued.token).state == "revoked"


def test_adding_twice_is_adding_once(organisation):
    person = make_person()
    for role in ("redaktor", "publicist"):
        memberships.add_member(None, person=person, organisation=organisation, role=role)
    assert person.memberships.get().role == "redaktor"
