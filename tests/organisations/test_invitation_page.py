"""The page that a link from an invitation opens."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from organisations import invitations
from organisations.models import Person
from tests.factories import make_administrator, make_member, make_organisation, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

_NEW = {"name": "Ny Person", "password": "lång mening nog"}


@pytest.fixture
def organisation():
    return make_organisation("Örebro kommun")


@pytest.fixture
def issued(organisation):
    return invitations.invite(None, email="ny@example.com", organisation=organisation, role="redaktor")


@pytest.fixture
def page(issued):
    return f"/inbjudan/{issued.token}/"


def is_open(issued) -> bool:
    return invitations.find_by_token(issued.token).state == "open"


def test_somebody_new_chooses_name_and_password_and_is_in(client, page, organisation):
    assert "Redaktör för Örebro kommun" in client.get(page).content.decode()
    answer = client.post(page, _NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/arbete/orebro/oversikt/")
    person = Person.objects.get(email="ny@example.com")
    assert (person.name, person.memberships.get().organisation) == ("Ny Person", organisation)
    assert client.get("/konto/profil/").status_code == 200


def test_the_new_person_signs_in_with_the_password_later(client, page):
    client.post(page, _NEW)
    client.post("/konto/logout/")
    answer = client.post("/konto/login/", {"login": "Ny@Example.com", "password": _NEW["password"]})
    assert answer.status_code == 302
    assert client.get("/konto/profil/").status_code == 200


def test_looking_never_uses_it_up(client, page, issued):
    for _ in range(3):
        client.get(page)
        client.head(page)
    assert is_open(issued)
    assert not Person.objects.filter(email="ny@example.com").exists()


def test_the_form_works_as_a_browser_sends_it_under_the_pages_referrer_policy(page):
    browser = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(page).content.decode())[1]
    given = _NEW | {"csrfmiddlewaretoken": token}
    assert browser.post(page, given, headers={"origin": "null"}).status_code == 403
    assert browser.post(page, given, headers={"origin": "http://testserver"}).status_code == 302


def test_the_secret_stays_on_the_page(client, page, issued):
    for answer in (client.get(page), client.get("/inbjudan/fel/")):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"password": "kort"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "ny@example.com"}, "password"),
        ({"password": ""}, "password"),
        ({"password": "a\x00" * 10}, "password"),
        ({"password": "x" * 5000}, "password"),
        ({"name": ""}, "name"),
        ({"name": " \t\x0b "}, "name"),
        ({"name": "N" * 151}, "name"),
    ],
)
def test_a_bad_name_or_password_is_refused_at_the_field(bad, field, client, page, issued, caplog):
    with caplog.at_level(logging.INFO):
        answer = client.post(page, _NEW | bad)
    assert answer.status_code == 200
    assert issued.token not in caplog.text
    assert list(answer.context["form"].errors) == [field]
    assert is_open(issued)


def test_control_characters_in_a_name_are_taken_out(client, page):
    client.post(page, _NEW | {"name": "  Ny\r\nBcc:\x0b Person\x07 "})
    assert Person.objects.get(email="ny@example.com").name == "Ny Bcc: Person"


def test_used_revoked_old_and_unknown_links_say_what_to_do(client, organisation):
    made = [
        invitations.invite(None, email=f"{name}@example.com", organisation=organisation, role="redaktor")
        for name in ("used", "revoked", "old")
    ]
    invitations.accept_as_new_person(invitation=made[0].invitation, name="U", password="lång mening nog")
    invitations.revoke(make_administrator(), invitation=made[1].invitation)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        for issued, words in zip(made, ("redan använd", "tillbakatagen", "slutat gälla"), strict=True):
            for answer in (client.get(f"/inbjudan/{issued.token}/"), client.post(f"/inbjudan/{issued.token}/", _NEW)):
                assert answer.status_code == 410
                assert words in answer.content.decode()
    assert Person.objects.filter(email__in=["revoked@example.com", "old@example.com"]).count() == 0


@pytest.mark.parametrize("guess", ["x", "A" * 43, "%00", "å", "'%20OR%201=1", "..%2F..", "A" * 5000])
def test_guesses_find_nothing(guess, client, issued):
    answer = client.get(f"/inbjudan/{guess}/")
    assert answer.status_code == 404
    assert "ny@example.com" not in answer.content.decode()


def test_a_known_person_signs_in_comes_back_and_says_yes_with_one_click(client, page, organisation):
    person = make_member(email="ny@example.com", password="lång mening nog")
    assert f"/konto/login/?next={page}" in client.get(page).content.decode()
    answer = client.post(
        f"/konto/login/?next={page}", {"login": "ny@example.com", "password": "lång mening nog", "next": page}
    )
    assert answer["Location"] == page
    assert "Tacka ja" in client.get(page).content.decode()
    assert client.post(page)["Location"] == "/arbete/orebro/oversikt/"
    assert person.memberships.filter(organisation=organisation).exists()
    assert client.get(page).status_code == 410


def test_a_known_persons_password_can_not_be_replaced_by_the_link(client, page, issued):
    person = make_person("ny@example.com", password="lång mening nog")
    client.post(page, {"name": "Tjuv", "password": "en helt annan mening"})
    person.refresh_from_db()
    assert person.check_password("lång mening nog")
    assert is_open(issued)


def test_somebody_else_who_is_signed_in_is_told_so_and_gets_nothing(client, page, issued):
    thief = make_person("tjuv@example.com")
    browser = sign_in(client, thief)
    assert "Du är inloggad som tjuv@example.com" in browser.get(page).content.decode()
    browser.post(page, _NEW)
    assert not thief.memberships.exists()
    assert is_open(issued)


def test_a_closed_account_stays_closed(client, page, issued):
    make_person("ny@example.com", is_active=False)
    assert "avstängt" in client.get(page).content.decode()
    client.post(page, _NEW)
    assert is_open(issued)


def test_an_english_invitation_makes_an_english_person(client, organisation):
    issued = invitations.invite(None, email="ny@example.com", organisation=organisation, role="redaktor", language="en")
    answer = client.post(f"/inbjudan/{issued.token}/", _NEW)
    assert Person.objects.get(email="ny@example.com").language == "en"
    assert answer.cookies["django_language"].value == "en"
