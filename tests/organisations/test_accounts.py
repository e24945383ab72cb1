"""Signing in and out, password reset, one's profile, and demonstration accounts."""

import logging
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import checks
from django.core.management import call_command
from django.test import Client

from organisations.checks import no_demonstration_accounts_in_production
from organisations.models import Person
from tests.factories import make_member, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

_PASSWORD = "lång mening nog"


def attempt(client, email="per@example.com", password=_PASSWORD, **more):
    """Post the sign-in form."""
    return client.post("/konto/login/", {"login": email, "password": password, **more})


@pytest.fixture
def person():
    return make_person("per@example.com", password=_PASSWORD, name="Per")


def test_a_person_signs_in_with_address_and_password(client, person):
    assert attempt(client)["Location"] == "/arbete/"
    assert client.get("/konto/profil/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("per@example.com", "fel"), ("okand@example.com", _PASSWORD)])
def test_a_wrong_address_and_a_wrong_password_get_the_same_answer(email, password, client, person):
    answer = attempt(client, email, password)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors().as_data()[0].code == "email_password_mismatch"


def test_guessing_passwords_is_stopped(client, person):
    for _ in range(5):
        attempt(client, password="fel")
    assert "too_many_login_attempts" in str(attempt(client).context["form"].non_field_errors().as_data()[0].code)
    assert client.get("/konto/profil/").status_code == 302


def test_an_inactive_person_stays_out(client):
    make_person("per@example.com", password=_PASSWORD, is_active=False)
    attempt(client)
    assert client.get("/konto/profil/").status_code == 302


def test_nobody_signs_up_by_themselves(client):
    client.get("/konto/signup/")
    client.post("/konto/signup/", {"email": "x@example.com", "password1": _PASSWORD})
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "https://localhost/",  # another host that this one answers to
        "\x01//evil.example",
    ],
)
def test_signing_in_and_out_never_leads_to_another_site(target, client, person):
    assert attempt(client, next=target)["Location"] == "/arbete/"
    assert client.post("/konto/logout/", {"next": target})["Location"] == "/"


def test_signing_in_leads_back_within_the_site(client, person):
    assert attempt(client, next="/konto/profil/")["Location"] == "/konto/profil/"


def test_the_interface_follows_the_persons_language(client):
    make_person("per@example.com", password=_PASSWORD, language="en")
    assert attempt(client).cookies["django_language"].value == "en"
    assert '<html lang="en"' in client.get("/konto/profil/").content.decode()


def test_signing_in_is_logged_without_personal_data(client, person, caplog):
    with caplog.at_level(logging.INFO, logger="organisations.audit"):
        attempt(client, password="fel")
        attempt(client)
    assert "sign_in_failed" in caplog.text
    assert f"signed_in actor={person.pk}" in caplog.text
    assert "per@" not in caplog.text


class TestPasswordReset:
    def link(self, client, mailoutbox, email="per@example.com") -> str:
        client.post("/konto/password/reset/", {"email": email})
        return re.search(r"https?://\S+/konto/password/reset/key/\S+", mailoutbox[-1].body)[0]

    def test_a_forgotten_password_is_replaced_by_mail(self, client, person, mailoutbox):
        path = re.sub(r"^https?://[^/]+", "", self.link(client, mailoutbox))
        form = client.get(path, follow=True)
        form_address = form.redirect_chain[-1][0]
        client.post(form_address, {"password1": "en annan mening", "password2": "en annan mening"})
        person.refresh_from_db()
        assert person.check_password("en annan mening")

    def test_the_link_has_the_public_address_whatever_host_was_asked(self, client, person, mailoutbox, settings):
        settings.PUBLIC_BASE_URL = "https://data.example.org"
        assert self.link(client, mailoutbox).startswith("https://data.example.org/konto/password/reset/key/")

    def test_who_accepted_an_invitation_has_a_verified_address(self, person):
        assert EmailAddress.objects.filter(user=person, email=person.email, verified=True, primary=True).exists()

    def test_the_mail_is_in_the_receivers_language(self, client, mailoutbox):
        make_person("eng@example.com", password=_PASSWORD, language="en")
        make_person("swe@example.com", password=_PASSWORD)
        self.link(client, mailoutbox, "eng@example.com")
        self.link(client, mailoutbox, "swe@example.com")
        assert mailoutbox[0].subject != mailoutbox[1].subject


class TestProfile:
    def test_a_person_changes_name_and_language(self, client, person):
        browser = sign_in(client, person)
        answer = browser.post("/konto/profil/", {"name": "  Per\nPersson ", "language": "en"}, follow=True)
        person.refresh_from_db()
        assert (person.name, person.language) == ("Per Persson", "en")
        assert '<html lang="en"' in answer.content.decode()

    @pytest.mark.parametrize("bad", [{"name": ""}, {"name": "N" * 151}, {"language": "de"}, {"language": "../sv"}])
    def test_bad_values_are_refused_at_the_field(self, bad, client, person):
        answer = sign_in(client, person).post("/konto/profil/", {"name": "Per", "language": "sv"} | bad)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == list(bad)
        person.refresh_from_db()
        assert (person.name, person.language) == ("Per", "sv")

    def test_nobody_gives_themselves_another_address_or_more_rights(self, client, person):
        browser = sign_in(client, person)
        posted = {"name": "Per", "language": "sv", "email": "chef@example.com", "is_administrator": "on"}
        browser.post("/konto/profil/", posted)
        answer = browser.post("/konto/email/", {"email": "chef@example.com", "action_add": ""})
        assert answer["Location"] == "/konto/profil/"
        person.refresh_from_db()
        assert (person.email, person.is_administrator) == ("per@example.com", False)
        assert EmailAddress.objects.filter(user=person).count() == 1

    def test_who_is_not_signed_in_is_asked_to(self, client):
        assert client.get("/konto/profil/")["Location"] == "/konto/login/?next=/konto/profil/"


class TestDemonstrationAccounts:
    @pytest.fixture
    def demonstration(self):
        return make_person("demo@example.com", password=_PASSWORD, is_demonstration=True)

    def test_they_work_on_a_local_installation(self, client, demonstration):
        assert attempt(client, "demo@example.com").status_code == 302

    def test_they_are_refused_where_the_public_address_is_https(self, client, demonstration, settings):
        settings.IS_HTTPS = True
        answer = attempt(client, "demo@example.com")
        assert "demonstrationskonto" in answer.content.decode()
        assert client.get("/konto/profil/").status_code == 302

    def test_a_wrong_password_does_not_tell_that_the_account_exists(self, client, demonstration, settings):
        settings.IS_HTTPS = True
        assert "demonstrationskonto" not in attempt(client, "demo@example.com", "fel").content.decode()

    def test_a_session_from_before_is_refused_too(self, client, demonstration, settings):
        browser = sign_in(client, demonstration)
        settings.IS_HTTPS = True
        assert browser.get("/konto/profil/").status_code == 302

    def test_others_are_let_in_there(self, client, person, settings):
        settings.IS_HTTPS = True
        assert attempt(client).status_code == 302

    def test_the_installation_does_not_start_with_them(self, demonstration, settings):
        assert no_demonstration_accounts_in_production(databases=["default"]) == []
        settings.IS_HTTPS = True
        [error] = no_demonstration_accounts_in_production(databases=["default"])
        assert error.level == checks.ERROR
        assert "refused on an installation whose public address is https" in error.msg
        assert error in checks.run_checks(databases=["default"])

    def test_a_command_closes_them(self, client, demonstration, settings):
        browser = sign_in(client, demonstration)
        call_command("close_demonstration_accounts")
        settings.IS_HTTPS = True
        assert no_demonstration_accounts_in_production(databases=["default"]) == []
        settings.IS_HTTPS = False
        assert browser.get("/konto/profil/").status_code == 302
        attempt(Client(), "demo@example.com")
        demonstration.refresh_from_db()
        assert not demonstration.is_active


def test_allauths_own_pages_know_people_without_user_names(client):
    browser = sign_in(client, make_member(name="Maja", password=_PASSWORD))
    for page in ("/konto/password/change/", "/konto/sessions/", "/konto/logout/"):
        assert browser.get(page).status_code == 200, page
