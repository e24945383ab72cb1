"""Sending the mails that are due. Run by the scheduler in every round; any number of processes may run it at once.

A mail is claimed by a conditional update before it is sent, so no two send it, and marked when the mail server has
taken it. Only a process that dies in between leaves it unmarked: then it is sent again after the lease, under the same
Message-ID, because a mail twice is better than none. A server that does not take it is tried again later and later.
"""

import hashlib
import logging
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from organisations.accounts import is_refused_here
from organisations.models import ByMail, Notice
from organisations.models.notice import LEASE
from organisations.notices.choices import choices_of
from organisations.notices.kinds import KINDS, note_of, sentence_of
from organisations.notices.unsubscribing import DIGEST, unsubscribe_address
from organisations.permissions import Action, may

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
GIVEN_UP_AFTER = timedelta(days=7)
_AT_ONCE = 200  # notices looked at in one go

log = logging.getLogger(__name__)


def send_due(*, seconds: float) -> int:
    """Send what is due, for about so long; how many mails the server took. It ends at the first sign that the server
    is away, and then all that is left stays due."""
    until, sent = time.monotonic() + seconds, 0
    connection = get_connection()
    try:
        for keys in list(_mails(timezone.now())):
            if time.monotonic() > until:
                break
            try:
                sent += _send(keys, connection)
            except OSError as error:  # SMTPException is one too
                log.warning("notices can't be mailed now: %s", error)
                break
    finally:
        connection.close()
    return sent


def _mails(now: datetime) -> Iterator[list[int]]:
    """The keys of the notices of each mail: one of those that come at once, all of a person's daily ones together."""
    daily: dict[int, list[int]] = {}
    due = Notice.objects.due(now).order_by("mail_due_at", "pk").values_list("pk", "person", "by_mail")
    for key, person, by_mail in due[:_AT_ONCE]:
        if by_mail == ByMail.DAILY:
            daily.setdefault(person, []).append(key)
        else:
            yield [key]
    yield from daily.values()


def _send(keys: list[int], connection) -> bool:
    """Send one mail about those that nobody else has claimed; whether there was one to send."""
    claim, now = uuid.uuid4(), timezone.now()
    claimed = Notice.objects.due(now).filter(pk__in=keys)
    if not claimed.update(claim=claim, claimed_until=now + LEASE, attempts=F("attempts") + 1):
        return False
    mine = Notice.objects.filter(claim=claim, mailed_at=None)
    notices = list(mine.select_related("person", "actor", "organisation__county").order_by("created_at", "pk"))
    wanted = _still_wanted(notices)
    kept = mine.filter(pk__in=[each.pk for each in wanted])
    mine.exclude(pk__in=[each.pk for each in wanted]).update(mail_due_at=None, claimed_until=None)
    if not wanted:
        return False
    try:
        connection.open()
        _message(wanted, connection).send()
    except Exception as error:
        _put_off(kept, wanted, now)
        # Of these the message or its address is at fault, and the next one may well get through.
        if isinstance(error, SMTPRecipientsRefused) or not isinstance(error, OSError):
            log.exception("notices %s could not be mailed to person %s", list(keys), wanted[0].person_id)
            return False
        raise
    kept.update(mailed_at=timezone.now(), claimed_until=None)
    log.info("notices %s mailed to person %s", [each.pk for each in wanted], wanted[0].person_id)
    return True


def _still_wanted(notices: list[Notice]) -> list[Notice]:
    """Those that the person may and wants to get: asked when the mail goes out, since much may have changed."""
    if not notices:
        return []
    person = notices[0].person
    if not person.is_active or is_refused_here(person):
        return []
    choices = choices_of(person)
    return [
        each
        for each in notices
        if choices.get(each.kind, ByMail.NEVER) != ByMail.NEVER
        and (each.organisation is None or may(person, Action.SEE_PROGRESS, each.organisation))
    ]


def _put_off(kept, notices: list[Notice], now: datetime) -> None:
    attempts = max(each.attempts for each in notices)
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    is_hopeless = min(each.created_at for each in notices) < now - GIVEN_UP_AFTER
    if is_hopeless:
        log.error("notices %s could not be mailed for %s", [each.pk for each in notices], GIVEN_UP_AFTER)
    kept.update(mail_due_at=None if is_hopeless else now + wait, claimed_until=None)


def _message(notices: list[Notice], connection) -> EmailMessage:
    """The mail in the receiver's language: a notice with its one link, or a list of them."""
    person, first = notices[0].person, notices[0]
    is_digest = first.by_mail == ByMail.DAILY
    unsubscribe = unsubscribe_address(person, DIGEST if is_digest else first.kind)
    with translation.override(person.language):
        context = {
            "entries": [_entry(each) for each in notices],
            "is_digest": is_digest,
            "kind": "" if is_digest else KINDS[first.kind].label,
            "choices_link": settings.PUBLIC_BASE_URL + reverse("notice_choices"),
            "unsubscribe_link": unsubscribe,
            "site_name": settings.SITE_NAME,
        }
        subject = render_to_string("organisations/mail/notice_subject.txt", context)
        body = render_to_string("organisations/mail/notice_message.txt", context)
    return EmailMessage(
        " ".join(subject.split()),
        body.strip() + "\n",
        to=[person.email],
        connection=connection,
        headers={
            "Message-ID": _message_id(notices),
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _entry(notice: Notice) -> dict:
    return {
        "sentence": sentence_of(notice),
        "organisation": notice.organisation,
        "note": note_of(notice),
        "link": settings.PUBLIC_BASE_URL + reverse("notice", args=[notice.pk]),
    }


def _message_id(notices: list[Notice]) -> str:
    """The same for the same notices, so that a mail that is sent again can be told from a new one."""
    named = ",".join(str(each.pk) for each in notices)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<notice.{hashlib.sha256(named.encode()).hexdigest()[:32]}@{domain}>"
