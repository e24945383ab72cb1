"""How people want each kind of notice by mail."""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from organisations.models import ByMail, Notice, NoticeChoice, Person
from organisations.notices.kinds import KINDS

DIGEST_AT = time(7)  # local time

log = logging.getLogger(__name__)


def choices_of(person: Person) -> dict[str, str]:
    """The person's choice for every kind, the usual one where they have not chosen."""
    chosen = dict(NoticeChoice.objects.filter(person=person).values_list("kind", "by_mail"))
    return {kind: chosen.get(kind, about.usual) for kind, about in KINDS.items()}


def wanted_by(people: Collection[int], kind: str) -> dict[int, str]:
    """How each of the people wants this kind, in one query."""
    chosen = dict(NoticeChoice.objects.filter(person__in=people, kind=kind).values_list("person", "by_mail"))
    return {person: chosen.get(person, KINDS[kind].usual) for person in people}


def due_at(by_mail: str, now: datetime) -> datetime | None:
    """When the mail of a notice from ``now`` is to go out; None for never."""
    if by_mail == ByMail.NEVER:
        return None
    if by_mail == ByMail.NOW:
        return now
    local = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(local.date(), DIGEST_AT))
    tomorrow = timezone.make_aware(datetime.combine(local.date() + timedelta(days=1), DIGEST_AT))
    return today if now < today else tomorrow


@transaction.atomic
def choose(actor: Person, *, choices: Mapping[str, str]) -> None:
    """Keep the person's own choices by kind. What waits to be mailed already follows them."""
    now = timezone.now()
    before = choices_of(actor)
    changed = {kind: ByMail(each) for kind, each in choices.items() if kind in KINDS and each != before[kind]}
    for kind, by_mail in changed.items():
        NoticeChoice.objects.update_or_create(person=actor, kind=kind, defaults={"by_mail": by_mail})
        waiting = Notice.objects.to_mail().filter(person=actor, kind=kind)
        waiting.update(by_mail=by_mail, mail_due_at=due_at(by_mail, now))
    if changed:
        log.info("notices of person %s by mail: %s", actor.pk, changed)
