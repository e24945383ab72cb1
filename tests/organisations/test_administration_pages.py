"""The installation's overview: for administrators, and missing for everybody else."""

import pytest

from organisations import invitations
from organisations.models import CountyAssignment, Invitation, Person
from organisations.seeding import seed_organisations
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_county,
    make_member,
    make_organisation,
    make_person,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def administrator():
    return make_administrator(name="Adam Admin", email="adam@example.com")


@pytest.fixture
def as_administrator(client, administrator):
    return sign_in(client, administrator)


def every_page() -> list[str]:
    """All addresses of the administration, with ids that exist."""
    invitation = invitations.invite_administrator(None, email="x@example.com").invitation
    assignment = make_coordinator().county_assignments.get()
    base = "/arbete/administration"
    return [
        f"{base}/",
        *(f"{base}/bjud-in/{what}/" for what in ("organisationsansvarig", "samordnare", "administrator")),
        f"{base}/inbjudningar/{invitation.pk}/skicka-igen/",
        f"{base}/inbjudningar/{invitation.pk}/ta-tillbaka/",
        f"{base}/samordnare/{assignment.pk}/ta-bort/",
        f"{base}/administratorer/{make_administrator().pk}/ta-bort/",
    ]


def test_the_pages_are_missing_for_everybody_else(client):
    pages = every_page()
    for person in (make_member(role="organisationsansvarig"), make_coordinator(), make_person()):
        browser = sign_in(client, person)
        for page in pages:
            assert browser.get(page).status_code in (404, 405), page
            assert browser.post(page, {"email": "y@example.com", "language": "sv"}).status_code in (404, 405), page
    assert Invitation.objects.waiting().count() == 1
    assert CountyAssignment.objects.count() == 2
    assert Person.objects.administrators().count() == 1


def test_who_is_not_signed_in_is_asked_to(client):
    for page in every_page():
        assert client.post(page)["Location"].startswith("/konto/login/"), page


def test_the_overview_shows_members_invitations_and_unconfirmed_numbers(as_administrator):
    organisation = make_organisation("Laxå kommun", is_number_confirmed=False)
    for _ in range(3):
        make_member(organisation)
    for name in ("a", "b"):
        invitations.invite(None, email=f"{name}@example.com", organisation=organisation, role="redaktor")
    make_coordinator(make_county("05", "Östergötlands län"), name="Sven Samordnare")
    answer = as_administrator.get("/arbete/administration/")
    [row] = answer.context["organisations"]
    assert (row.member_count, row.open_invitation_count) == (3, 2)
    page = answer.content.decode()
    for words in ("Laxå kommun", "inte bekräftat", "Sven Samordnare", "Östergötlands län", "Adam Admin"):
        assert words in page


def test_the_overview_takes_as_many_queries_for_all_organisations(as_administrator, django_assert_max_num_queries):
    seed_organisations()
    for number in range(20):
        make_coordinator()
        invitations.invite_administrator(None, email=f"n{number}@example.com")
    with django_assert_max_num_queries(9):
        as_administrator.get("/arbete/administration/")


def test_an_administrator_invites_all_three_kinds(as_administrator, administrator, mailoutbox):
    organisation, county = make_organisation("Kumla kommun"), make_county("05", "Östergötlands län")
    for what, more in (
        ("organisationsansvarig", {"organisation": organisation.pk}),
        ("samordnare", {"county": county.pk}),
        ("administrator", {}),
    ):
        answer = as_administrator.post(
            f"/arbete/administration/bjud-in/{what}/", {"email": "ny@example.com", "language": "sv", **more}
        )
        assert answer["Location"] == "/arbete/administration/"
    made = Invitation.objects.order_by("pk")
    assert [invitation.purpose for invitation in made] == [
        "Organisationsansvarig för Kumla kommun",
        "Samordnare i Östergötlands län",
        "Administratör",
    ]
    assert all(invitation.invited_by == administrator for invitation in made)
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("organisationsansvarig", {"organisation": "999999"}),
        ("organisationsansvarig", {"organisation": "x"}),
        ("organisationsansvarig", {}),
        ("samordnare", {"county": "99"}),
        ("administrator", {"email": "inte en adress"}),
    ],
)
def test_values_made_up_by_hand_are_refused(what, given, as_administrator, mailoutbox):
    posted = {"email": "ny@example.com", "language": "sv"} | given
    assert as_administrator.post(f"/arbete/administration/bjud-in/{what}/", posted).status_code == 422
    assert mailoutbox == []


def test_there_is_nothing_else_to_invite_to(as_administrator):
    assert as_administrator.get("/arbete/administration/bjud-in/kung/").status_code == 404


def test_an_administrator_ends_assignments_and_invitations(as_administrator, mailoutbox):
    assignment = make_coordinator().county_assignments.get()
    other = make_administrator()
    invitation = invitations.invite_administrator(None, email="x@example.com").invitation
    as_administrator.post(f"/arbete/administration/inbjudningar/{invitation.pk}/skicka-igen/")
    assert len(mailoutbox) == 1
    as_administrator.post(f"/arbete/administration/inbjudningar/{invitation.pk}/ta-tillbaka/")
    as_administrator.post(f"/arbete/administration/samordnare/{assignment.pk}/ta-bort/")
    as_administrator.post(f"/arbete/administration/administratorer/{other.pk}/ta-bort/")
    assert not Invitation.objects.waiting().exists()
    assert not CountyAssignment.objects.exists()
    assert other not in Person.objects.administrators()


def test_the_last_administrator_is_told_why_they_stay(as_administrator, administrator):
    page = f"/arbete/administration/administratorer/{administrator.pk}/ta-bort/"
    assert "minst en administratör" in as_administrator.post(page, follow=True).content.decode()


def test_only_administrators_can_be_removed_as_such(as_administrator):
    page = f"/arbete/administration/administratorer/{make_person().pk}/ta-bort/"
    assert as_administrator.post(page).status_code == 404
