"""The pages about members and settings, for the owner (organisationsansvarig), a colleague and an outsider."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from organisations import invitations
from organisations.models import Invitation, Membership, Organisation
from tests.factories import make_administrator, make_coordinator, make_member, make_organisation, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def organisation():
    return make_organisation("Örebro kommun", is_number_confirmed=False, organisation_number="2120001967")


@pytest.fixture
def owner(organisation):
    return make_member(organisation, "organisationsansvarig", name="Olga Ägare", email="olga@example.com")


@pytest.fixture
def colleague(organisation):
    return make_member(organisation, "redaktor", name="Karl Kollega", email="karl@example.com")


@pytest.fixture
def as_owner(client, owner):
    return sign_in(client, owner)


@pytest.fixture
def theirs():
    """Another organisation with a member and an invitation of its own."""
    other = make_organisation("Kumla kommun", organisation_number="2120001975")
    member = make_member(other, "redaktor")
    issued = invitations.invite(None, email="annan@example.com", organisation=other, role="redaktor")
    return other, member.memberships.get(), issued.invitation


_INVITING = {"email": "ny@example.com", "role": "redaktor", "language": "sv"}
_PAGES = [
    "/arbete/orebro/medlemmar/",
    "/arbete/orebro/medlemmar/{membership}/roll/",
    "/arbete/orebro/medlemmar/{membership}/ta-bort/",
    "/arbete/orebro/installningar/",
]
_POSTS = [
    "/arbete/orebro/medlemmar/inbjudningar/{invitation}/skicka-igen/",
    "/arbete/orebro/medlemmar/inbjudningar/{invitation}/ta-tillbaka/",
    "/arbete/orebro/installningar/organisationsnummer/",
    "/arbete/orebro/installningar/godkannande/",
]


def address(pattern: str, colleague, organisation) -> str:
    """With the ids of the organisation's own."""
    issued = invitations.invite(None, email="ny@example.com", organisation=organisation, role="redaktor")
    return pattern.format(membership=colleague.memberships.get().pk, invitation=issued.invitation.pk)


@pytest.mark.parametrize("pattern", _PAGES)
def test_the_owner_and_the_administrator_see_the_pages(pattern, client, owner, colleague, organisation):
    page = address(pattern, colleague, organisation)
    for person in (owner, make_administrator()):
        assert sign_in(client, person).get(page).status_code == 200


@pytest.mark.parametrize("pattern", _PAGES + _POSTS)
def test_the_pages_are_missing_for_colleagues_outsiders_and_samordnare(
    pattern, client, colleague, organisation, theirs
):
    page = address(pattern, colleague, organisation)
    outsiders = [
        colleague,
        make_member(organisation, "publicist"),
        make_member(theirs[0], "organisationsansvarig"),
        make_coordinator(organisation.county),
    ]
    for person in outsiders:
        browser = sign_in(client, person)
        assert browser.get(page).status_code in (404, 405)
        assert browser.post(page, _INVITING).status_code in (404, 405)
    assert organisation.memberships.count() == 2
    assert not Organisation.objects.get(pk=organisation.pk).is_number_confirmed


@pytest.mark.parametrize("pattern", _PAGES + _POSTS)
def test_who_is_not_signed_in_is_asked_to(pattern, client, colleague, organisation):
    page = address(pattern, colleague, organisation)
    for answer in (client.get(page), client.post(page)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/konto/login/")


@pytest.mark.parametrize("pattern", _POSTS)
def test_looking_never_does_anything(pattern, as_owner, colleague, organisation):
    assert as_owner.get(address(pattern, colleague, organisation)).status_code == 405


def test_other_organisations_ids_posted_by_hand_are_missing(as_owner, theirs):
    _other, membership, invitation = theirs
    for page in [
        f"/arbete/orebro/medlemmar/{membership.pk}/roll/",
        f"/arbete/orebro/medlemmar/{membership.pk}/ta-bort/",
        f"/arbete/orebro/medlemmar/inbjudningar/{invitation.pk}/skicka-igen/",
        f"/arbete/orebro/medlemmar/inbjudningar/{invitation.pk}/ta-tillbaka/",
    ]:
        assert as_owner.post(page, {"role": "organisationsansvarig"}).status_code == 404, page
    membership.refresh_from_db()
    assert membership.role == "redaktor"
    assert Invitation.objects.open().filter(pk=invitation.pk, token_hash=invitation.token_hash).exists()


def test_the_list_shows_members_and_open_invitations(as_owner, colleague, organisation):
    invitations.invite(None, email="ny@example.com", organisation=organisation, role="publicist")
    page = as_owner.get("/arbete/orebro/medlemmar/").content.decode()
    for words in ("Olga Ägare", "Karl Kollega", "karl@example.com", "ny@example.com", "Publicist"):
        assert words in page
    assert page.index("Karl Kollega") < page.index("Olga Ägare")


def test_the_list_takes_as_many_queries_for_many_members(as_owner, organisation, django_assert_max_num_queries):
    for number in range(30):
        make_member(organisation)
        invitations.invite(None, email=f"n{number}@example.com", organisation=organisation, role="redaktor")
    with django_assert_max_num_queries(8):
        as_owner.get("/arbete/orebro/medlemmar/")


def test_the_owner_invites_and_the_mail_has_the_link(as_owner, organisation, mailoutbox, settings):
    answer = as_owner.post("/arbete/orebro/medlemmar/", _INVITING, follow=True)
    assert "Inbjudan är skickad till ny@example.com." in answer.content.decode()
    [mail] = mailoutbox
    assert mail.to == ["ny@example.com"]
    assert mail.subject == "Inbjudan till Öppna Mellansverige"
    assert "Olga Ägare bjuder in dig" in mail.body
    assert "Redaktör för Örebro kommun" in mail.body
    token = re.search(rf"{settings.PUBLIC_BASE_URL}/inbjudan/([^/\s]+)/", mail.body)[1]
    assert invitations.find_by_token(token).organisation == organisation
    assert token not in answer.content.decode()


@pytest.mark.parametrize(("language", "month"), [("sv", " december "), ("en", "Dec")])
def test_the_mail_is_in_the_language_that_the_owner_chose(language, month, client, owner, mailoutbox):
    with time_machine.travel("2026-11-25 12:00 +01:00", tick=False):
        sign_in(client, owner).post("/arbete/orebro/medlemmar/", _INVITING | {"language": language})
    assert month in mailoutbox[0].body


def test_the_link_in_the_mail_has_the_public_address_whatever_host_was_asked(as_owner, mailoutbox, settings):
    settings.PUBLIC_BASE_URL = "https://data.example.org"
    as_owner.post("/arbete/orebro/medlemmar/", _INVITING, headers={"host": "localhost"})
    assert "https://data.example.org/inbjudan/" in mailoutbox[0].body
    assert "localhost" not in mailoutbox[0].body


def test_the_same_invitation_twice_sends_one_mail(as_owner, mailoutbox):
    as_owner.post("/arbete/orebro/medlemmar/", _INVITING)
    answer = as_owner.post("/arbete/orebro/medlemmar/", _INVITING)
    assert answer.status_code == 422
    assert "redan en inbjudan som väntar" in answer.content.decode()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"email": "a@example.com\r\nBcc: b@example.com"},
        {"email": "a@example.com, b@example.com"},
        {"email": "a@" + "b" * 260 + ".com"},
        {"email": ""},
        {"role": "administrator"},
        {"role": ""},
        {"language": "../de"},
    ],
)
def test_a_bad_invitation_is_refused_at_the_field_and_sends_nothing(bad, as_owner, mailoutbox):
    answer = as_owner.post("/arbete/orebro/medlemmar/", _INVITING | bad)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(bad)
    assert mailoutbox == []
    assert not Invitation.objects.exists()


def test_names_with_line_breaks_never_reach_the_mails_head(client, owner, organisation, mailoutbox):
    owner.name = "Olga\r\nBcc: b@example.com"
    owner.save()
    organisation.name = "Örebro\nkommun"
    organisation.save()
    sign_in(client, owner).post("/arbete/orebro/medlemmar/", _INVITING)
    [mail] = mailoutbox
    assert "\n" not in mail.subject
    assert mail.recipients() == ["ny@example.com"]
    assert "Bcc" not in dict(mail.message().items())


class RefusingBackend(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({})


def test_a_mail_that_can_not_be_sent_is_said_and_keeps_the_invitation(as_owner, organisation, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    page = as_owner.post("/arbete/orebro/medlemmar/", _INVITING, follow=True).content.decode()
    assert "mejlet gick inte att skicka" in page
    assert "/inbjudan/" not in page
    assert "/inbjudan/" not in caplog.text
    assert "could not be sent" in caplog.text
    assert organisation.invitations.open().count() == 1


def test_the_owner_sends_again_and_takes_back(as_owner, organisation, mailoutbox):
    issued = invitations.invite(None, email="ny@example.com", organisation=organisation, role="redaktor")
    base = f"/arbete/orebro/medlemmar/inbjudningar/{issued.invitation.pk}"
    as_owner.post(f"{base}/skicka-igen/")
    assert len(mailoutbox) == 1
    assert issued.token not in mailoutbox[0].body
    answer = as_owner.post(f"{base}/ta-tillbaka/", follow=True)
    assert "tillbakatagen" in answer.content.decode()
    assert not organisation.invitations.waiting().exists()
    assert "redan använd" in as_owner.post(f"{base}/skicka-igen/", follow=True).content.decode()


def test_the_owner_changes_a_role(as_owner, colleague):
    membership = colleague.memberships.get()
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{membership.pk}/roll/", {"role": "publicist"})
    assert answer["Location"] == "/arbete/orebro/medlemmar/"
    assert colleague.memberships.get().role == "publicist"


def test_a_role_made_up_by_hand_is_refused(as_owner, colleague):
    membership = colleague.memberships.get()
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{membership.pk}/roll/", {"role": "kung"})
    assert answer.status_code == 422
    assert colleague.memberships.get().role == "redaktor"


def test_the_last_owner_is_told_why_they_can_not_leave(as_owner, owner):
    membership = owner.memberships.get()
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{membership.pk}/ta-bort/", follow=True)
    assert "minst en organisationsansvarig" in answer.content.decode()
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{membership.pk}/roll/", {"role": "redaktor"})
    assert "minst en organisationsansvarig" in answer.content.decode()
    assert owner.memberships.get().role == "organisationsansvarig"


def test_an_owner_who_steps_down_lands_where_they_still_may_be(as_owner, owner, organisation):
    make_member(organisation, "organisationsansvarig")
    membership = owner.memberships.get()
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{membership.pk}/roll/", {"role": "redaktor"})
    assert answer["Location"] == "/arbete/"
    assert as_owner.get("/arbete/orebro/medlemmar/").status_code == 404


def test_an_owner_who_leaves_is_signed_out(as_owner, owner, organisation):
    make_member(organisation, "organisationsansvarig")
    answer = as_owner.post(f"/arbete/orebro/medlemmar/{owner.memberships.get().pk}/ta-bort/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert as_owner.get("/konto/profil/").status_code == 302
    assert not owner.memberships.exists()


def test_removing_asks_first(as_owner, colleague):
    page = f"/arbete/orebro/medlemmar/{colleague.memberships.get().pk}/ta-bort/"
    assert "loggas ut med en gång" in as_owner.get(page).content.decode()
    assert colleague.memberships.exists()
    as_owner.post(page)
    assert not colleague.memberships.exists()
    assert as_owner.post(page).status_code == 404  # sent twice


def test_markup_in_a_name_stays_text(as_owner, organisation):
    make_member(organisation, name="<script>alert(1)</script>")
    page = as_owner.get("/arbete/orebro/medlemmar/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


class TestSettings:
    page = "/arbete/orebro/installningar/"
    number_page = "/arbete/orebro/installningar/organisationsnummer/"

    def test_the_page_says_what_the_number_becomes(self, as_owner):
        page = as_owner.get(self.page).content.decode()
        assert "212000-1967" in page
        assert "http://dataportal.se/organisation/SE2120001967" in page

    def test_the_owner_vouches_for_the_number(self, as_owner, owner, organisation):
        answer = as_owner.post(self.number_page, {"number": "212000-1967", "is_checked": "on"}, follow=True)
        assert "Organisationsnumret är bekräftat." in answer.content.decode()
        kept = Organisation.objects.get(pk=organisation.pk)
        assert (kept.number_confirmed_by, kept.is_number_confirmed) == (owner, True)

    def test_the_owner_corrects_the_number_first(self, as_owner, organisation):
        as_owner.post(self.number_page, {"number": "212000-2007", "is_checked": "on"})
        assert Organisation.objects.get(pk=organisation.pk).organisation_number == "2120002007"

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"number": "212000-1968", "is_checked": "on"}, "kontrollsiffran är fel"),
            ({"number": "x", "is_checked": "on"}, "tio siffror"),
            ({"number": "811228-9874", "is_checked": "on"}, "personnummer"),
            ({"number": "212000-1975", "is_checked": "on"}, "En annan organisation har"),
            ({"number": "212000-1967"}, "Kryssa i rutan"),
            ({}, "Kryssa i rutan"),
        ],
    )
    def test_a_wrong_number_is_refused_with_a_reason_and_kept_in_the_form(
        self, given, words, as_owner, organisation, theirs
    ):
        answer = as_owner.post(self.number_page, given)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert given.get("number", "") in answer.content.decode()
        assert not Organisation.objects.get(pk=organisation.pk).is_number_confirmed

    def test_a_confirmed_number_is_only_shown(self, as_owner, organisation):
        as_owner.post(self.number_page, {"number": "212000-1967", "is_checked": "on"})
        assert 'name="number"' not in as_owner.get(self.page).content.decode()
        answer = as_owner.post(self.number_page, {"number": "212000-2007", "is_checked": "on"})
        assert answer.status_code == 422
        assert Organisation.objects.get(pk=organisation.pk).organisation_number == "2120001967"

    def test_approval_goes_on_and_off(self, as_owner, organisation):
        for given, wanted in (("yes", True), ("no", False)):
            page = "/arbete/orebro/installningar/godkannande/"
            answer = as_owner.post(page, {"requires_approval": given}, follow=True)
            assert "Inställningen är sparad." in answer.content.decode()
            assert Organisation.objects.get(pk=organisation.pk).requires_approval is wanted

    @pytest.mark.parametrize("given", [{}, {"requires_approval": "maybe"}])
    def test_approval_takes_no_other_answer(self, given, as_owner, organisation):
        Organisation.objects.filter(pk=organisation.pk).update(requires_approval=True)
        assert as_owner.post("/arbete/orebro/installningar/godkannande/", given).status_code == 422
        assert Organisation.objects.get(pk=organisation.pk).requires_approval


def test_nothing_changes_without_the_forms_token(owner, colleague, organisation):
    browser = sign_in(Client(enforce_csrf_checks=True), owner)
    page = f"/arbete/orebro/medlemmar/{colleague.memberships.get().pk}/ta-bort/"
    assert browser.post(page).status_code == 403
    assert Membership.objects.filter(person=colleague).exists()
