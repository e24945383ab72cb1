"""Writing notices. In the transaction of what they tell of, so that neither is there without the other."""

import logging
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from organisations.models import Notice, Organisation, Person
from organisations.notices.choices import due_at, wanted_by

log = logging.getLogger(__name__)


@transaction.atomic
def tell(
    actor: Person | None,
    *,
    people: Iterable[int],
    kind: str,
    path: str,
    organisation: Organisation | None = None,
    what: Mapping[str, str] | None = None,
    note: str = "",
    reason: Mapping[str, str] | None = None,
    key: str = "",
) -> int:
    """Tell people (keys) what ``actor`` has done; the actor knows already. How many are told.

    ``note`` is what the actor wrote, ``reason`` what the service says, ``path`` the one page that it leads to. With a
    ``key`` nobody is told the same thing again.
    """
    told = sorted(set(people) - {getattr(actor, "pk", None), None})
    if not told:
        return 0
    now = timezone.now()
    rows = [
        Notice(
            person_id=person,
            kind=kind,
            organisation=organisation,
            actor=actor,
            what=dict(what or {}),
            note=note,
            reason=dict(reason or {}),
            path=path,
            key=key,
            created_at=now,
            by_mail=by_mail,
            mail_due_at=due_at(by_mail, now),
        )
        for person, by_mail in wanted_by(told, kind).items()
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(key))
    log.info("notice %s from person %s for %s", kind, getattr(actor, "pk", "-"), told)
    return len(rows)


@transaction.atomic
def mark_as_read(actor: Person, *, notice: Notice | None = None) -> int:
    """The person has opened the notice, or with None all of theirs; how many were new."""
    unread = Notice.objects.unread().filter(person=actor)
    if notice is not None:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=timezone.now())
