"""Notices: told once, seen by those who still may, and mailed once to those who still want it."""

import re
import smtplib
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.memberships import remove_member
from organisations.models import ByMail, Membership, Notice, Role
from organisations.notices.choices import choices_of, choose, due_at
from organisations.notices.kinds import NoticeKind
from organisations.notices.reading import notices_of
from organisations.notices.sending import send_due
from organisations.notices.telling import tell
from organisations.notices.unsubscribing import DIGEST, unsubscribe_address
from organisations.people import update_profile
from tests.factories import make_administrator, make_coordinator, make_member, make_organisation, make_person, sign_in

pytestmark = pytest.mark.django_db

KIND = NoticeKind.RETURNED


class Told:
    """An organisation with two members, of whom one has been told something."""

    def __init__(self) -> None:
        self.organisation = make_organisation("Arboga kommun")
        self.anna = make_member(self.organisation, name="Anna", email="anna@example.com")
        self.bo = make_member(self.organisation, Role.PUBLICIST, name="Bo")
        self.tell()

    def tell(self, kind: str = KIND, **values) -> int:
        return tell(
            self.bo,
            people=[self.anna.pk, self.bo.pk],
            kind=kind,
            organisation=self.organisation,
            what={"sv": "Badplatser", "en": "Bathing sites"},
            path="/arbete/arboga/",
            **values,
        )

    @property
    def notice(self) -> Notice:
        return Notice.objects.latest("pk")


@pytest.fixture
def told() -> Told:
    return Told()


def send() -> int:
    return send_due(seconds=5)


def test_the_one_who_did_it_is_not_told_and_a_key_tells_once(told):
    assert set(Notice.objects.values_list("person", flat=True)) == {told.anna.pk}

    told.tell(key="left_out:1")
    told.tell(key="left_out:1")

    assert Notice.objects.filter(person=told.anna, key="left_out:1").count() == 1


def test_a_mail_goes_out_once_in_the_receivers_language_with_one_link(told):
    update_profile(told.anna, name="Anna", language="en")
    assert (send(), send()) == (1, 0)

    [message] = mail.outbox
    notice = told.notice
    assert message.to == ["anna@example.com"]
    assert "Bathing sites" in message.subject
    links = re.findall(r"http\S+", message.body)
    assert links[0].endswith(reverse("notice", args=[notice.pk]))
    assert [reverse("notice_choices") in links[1], "/inga-fler-mejl/" in links[2], len(links)] == [True, True, 3]
    assert message.extra_headers["List-Unsubscribe"] == f"<{links[2]}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert notice.mailed_at


def test_a_title_with_line_breaks_forges_no_header(told):
    Notice.objects.update(what={"sv": "Bad\r\nBcc: ond@example.com"})
    assert send() == 1
    assert mail.outbox[0].subject.count("\n") == 0
    assert "Bcc" not in mail.outbox[0].extra_headers
    assert mail.outbox[0].recipients() == ["anna@example.com"]


@pytest.mark.parametrize("why", ["left", "removed", "closed", "declined", "read"])
def test_who_has_left_declined_or_read_it_gets_no_mail(told, why):
    membership = Membership.objects.get(person=told.anna)
    if why == "left":
        membership.delete()
    elif why == "removed":
        remove_member(make_administrator(), membership=membership)
        assert not Notice.objects.exists()
    elif why == "closed":
        told.anna.is_active = False
        told.anna.save()
    elif why == "declined":
        choose(told.anna, choices={KIND: ByMail.NEVER})
    else:
        sign_in(Client(), told.anna).get(reverse("notice", args=[told.notice.pk]))

    assert (send(), mail.outbox) == (0, [])
    assert not Notice.objects.due(timezone.now() + timedelta(days=30)).exists()


class Refusing:
    """A mail server that is away, for as long as the test says."""

    error: Exception | None = ConnectionRefusedError("no server")
    tried = 0


@pytest.fixture
def server(monkeypatch) -> type[Refusing]:
    real = mail.EmailMessage.send

    def deliver(message, *args, **kwargs):
        Refusing.tried += 1
        if Refusing.error:
            raise Refusing.error
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", deliver)
    Refusing.error, Refusing.tried = ConnectionRefusedError("no server"), 0
    return Refusing


def test_a_mail_server_that_is_away_loses_nothing_and_is_asked_later_and_later(told, server):
    told.tell()
    waits = []
    for _attempt in range(3):
        assert send() == 0
        last = Notice.objects.order_by("mail_due_at").last()
        waits.append(last.mail_due_at - timezone.now())
        Notice.objects.update(mail_due_at=timezone.now() - timedelta(minutes=1))
    assert server.tried == 3  # not once for each mail: the first sign is enough
    assert all(a < b or b < timedelta(minutes=9) for a, b in zip(waits, waits[1:], strict=False))

    server.error = None
    assert send() == 2
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 2


@pytest.mark.parametrize("error", [smtplib.SMTPRecipientsRefused({}), ValueError("a message that can't be made")])
def test_one_bad_address_or_message_keeps_nobody_else_waiting(told, server, error, monkeypatch):
    tell(told.anna, people=[told.bo.pk], kind=KIND, organisation=told.organisation, path="/arbete/")
    real = mail.EmailMessage.send

    def deliver(message, *args, **kwargs):
        server.error = error if message.to == ["anna@example.com"] else None
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", deliver)

    assert send() == 1
    assert mail.outbox[0].to == [told.bo.email]
    assert Notice.objects.get(person=told.anna).mailed_at is None


def test_what_another_process_is_sending_is_left_alone_until_its_lease_ends(told):
    now = timezone.now()
    Notice.objects.update(claimed_until=now + timedelta(minutes=3))
    assert send() == 0
    Notice.objects.update(claimed_until=now - timedelta(seconds=1))
    assert send() == 1


def test_two_who_send_at_once_send_once(told, monkeypatch):
    real, sent = mail.EmailMessage.send, []

    def deliver(message, *args, **kwargs):
        sent.append(send())  # another process, just before the first one has sent
        return real(message, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", deliver)
    assert (send(), sent, len(mail.outbox)) == (1, [0], 1)


def test_what_comes_once_a_day_is_one_mail_in_the_morning(told):
    choose(told.anna, choices={KIND: ByMail.DAILY})
    told.tell()
    assert send() == 0
    Notice.objects.update(mail_due_at=timezone.now())

    assert send() == 1
    assert mail.outbox[0].subject.startswith("2 händelser")
    assert all(reverse("notice", args=[each.pk]) in mail.outbox[0].body for each in Notice.objects.all())


def test_a_day_ends_in_the_morning_of_stockholm_also_when_the_clock_changes():
    evening = datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert due_at(ByMail.DAILY, evening) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert due_at(ByMail.DAILY, datetime(2026, 10, 24, 4, tzinfo=UTC)) == datetime(2026, 10, 24, 5, tzinfo=UTC)
    assert due_at(ByMail.NEVER, evening) is None


def test_the_link_of_a_mail_ends_that_kind_without_signing_in_and_looking_ends_nothing(told):
    address = unsubscribe_address(told.anna, KIND).removeprefix("http://127.0.0.1:8000")
    client = Client(enforce_csrf_checks=True)

    assert client.get(address).status_code == 200
    assert choices_of(told.anna)[KIND] == ByMail.NOW
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choices_of(told.anna)[KIND] == ByMail.NEVER
    assert choices_of(told.anna)[NoticeKind.SUBMITTED] == ByMail.NOW
    assert choices_of(told.bo)[KIND] == ByMail.NOW
    assert client.post(address[:-3] + "x/").status_code == 404


def test_the_link_of_a_daily_mail_ends_all_that_comes_daily(told):
    choose(told.anna, choices={KIND: ByMail.DAILY})
    Client().post(unsubscribe_address(told.anna, DIGEST).removeprefix("http://127.0.0.1:8000"))

    ended = {kind for kind, how in choices_of(told.anna).items() if how == ByMail.NEVER}
    assert ended == {KIND, NoticeKind.JOINED}


def test_pages_show_only_ones_own_and_opening_marks_as_read(told):
    anna, bo = sign_in(Client(), told.anna), sign_in(Client(), told.bo)
    address = reverse("notice", args=[told.notice.pk])

    assert "Bo har skickat tillbaka ”Badplatser”" in anna.get(reverse("notices")).content.decode()
    assert "Badplatser" not in bo.get(reverse("notices")).content.decode()
    assert bo.get(address).status_code == 404
    assert 'class="count"' in anna.get("/om/").content.decode()
    anna.head(address)
    assert not told.notice.read_at

    assert anna.get(address)["Location"] == "/arbete/arboga/"
    assert told.notice.read_at
    assert 'class="count"' not in anna.get("/om/").content.decode()

    told.tell()
    anna.post(reverse("notices"))
    assert told.notice.read_at


def test_choices_are_kept_and_nonsense_is_refused(told):
    client, page = sign_in(Client(), told.anna), reverse("notice_choices")
    wanted = dict.fromkeys(choices_of(told.anna), ByMail.DAILY)

    assert client.post(page, wanted).status_code == 302
    assert choices_of(told.anna) == wanted
    assert told.notice.mail_due_at > timezone.now()
    assert client.post(page, wanted | {KIND: "ibland"}).status_code == 422
    assert choices_of(told.anna) == wanted


def test_a_samordnare_and_an_administrator_see_what_is_told_of_organisations_that_they_see(told):
    others = [make_coordinator(told.organisation.county), make_administrator(), make_person()]
    tell(
        None,
        people=[each.pk for each in others],
        kind=NoticeKind.FEED_FAILED,
        organisation=told.organisation,
        path="/arbete/arboga/flode/",
    )
    assert [notices_of(each).count() for each in others] == [1, 1, 0]
