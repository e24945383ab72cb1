"""allauth's pages and mail: all in our frame, with a language, in Swedish and in English."""

import pytest
from allauth.account import urls as account_urls
from allauth.usersessions import urls as usersessions_urls
from django.core import mail
from django.urls import reverse

from tests.factories import make_person, sign_in
from tests.pages.reading import read

pytestmark = pytest.mark.django_db
NAMES = sorted({pattern.name for pattern in [*account_urls.urlpatterns, *usersessions_urls.urlpatterns]})
ARGUMENTS = {"account_confirm_email": ["nyckel"], "account_reset_password_from_key": ["1", "nyckel-x"]}
# These answer with a page to somebody; the others only lead on in this installation.
PAGES_FOR_VISITORS = {
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
}
PAGES_FOR_MEMBERS = {"account_logout", "account_change_password", "account_reauthenticate", "usersessions_list"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_address_of_allauth_answers_in_our_frame(client, name, is_signed_in, language):
    if is_signed_in:
        sign_in(client, make_person(language=language, password="en lång mening ett"))
    response = client.get(reverse(name, args=ARGUMENTS.get(name)), headers={"accept-language": language})
    expected = PAGES_FOR_MEMBERS if is_signed_in else PAGES_FOR_VISITORS
    if name in expected:
        assert response.status_code == 200
    if response.status_code == 302:
        return
    page = read(response)
    assert page.all("html", lang=language)
    assert page.all("a", class_="wordmark")
    assert "Öppna Mellansverige" in page.text and "testserver" not in page.text


def test_no_template_of_allauth_is_shown_as_it_came(client):
    """The frames of all of them are ours, and the pages that are reached are files of ours."""
    for name in sorted(PAGES_FOR_VISITORS):
        response = client.get(reverse(name, args=ARGUMENTS.get(name)))
        origins = {each.origin.name for each in response.templates if each.origin and each.name.startswith("account/")}
        assert origins and all("site-packages" not in origin for origin in origins)


def asked_for_a_password(client, email: str):
    client.post(reverse("account_reset_password"), {"email": email})
    assert len(mail.outbox) == 1
    return mail.outbox[0]


@pytest.mark.parametrize(("language", "greeting"), [("sv", "Hej!"), ("en", None)])
def test_a_password_is_chosen_anew_by_mail_in_the_person_s_language(client, settings, language, greeting):
    make_person("kim@example.com", password="en lång mening ett", language=language)
    sent = asked_for_a_password(client, "kim@example.com")
    assert sent.subject.startswith("Öppna Mellansverige: ")
    assert settings.PUBLIC_BASE_URL in sent.body and "testserver" not in sent.body
    assert greeting is None or greeting in sent.body
    link = next(word for word in sent.body.split() if "/konto/password/reset/key/" in word)
    page = client.get(link.removeprefix(settings.PUBLIC_BASE_URL), follow=True)
    fields = {"password1": "en helt annan mening", "password2": "en helt annan mening"}
    done = client.post(page.request["PATH_INFO"], fields, follow=True)
    assert done.redirect_chain
    assert client.login(login="kim@example.com", email="kim@example.com", password="en helt annan mening")


def test_an_unknown_address_gets_no_mail_and_nobody_sees_the_difference(client):
    make_person("kim@example.com", password="en lång mening ett")
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in ("ingen@example.com", "kim@example.com")
    ]
    assert [each.to for each in mail.outbox] == [["kim@example.com"]]
    assert read(answers[0]).text == read(answers[1]).text


def test_a_wrong_password_is_explained_at_the_top(client):
    make_person("kim@example.com", password="en lång mening ett")
    response = client.post(reverse("account_login"), {"login": "kim@example.com", "password": "fel"})
    page = read(response)
    assert page.all("div", id="error-summary", role="alert")
    assert "Fel:" in page.text


def test_signing_up_is_closed_and_says_how_one_gets_in(client):
    text = read(client.get(reverse("account_signup"))).text
    assert "Konton får man genom en inbjudan" in text
