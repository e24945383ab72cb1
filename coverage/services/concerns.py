"""Marking a concern on the Monday list."""

import logging
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from coverage.models import ConcernMark
from organisations.models import Organisation

log = logging.getLogger(__name__)

DONE_FOR = timedelta(days=30)  # what is done is looked at again then, if it is still there


@transaction.atomic
def mark_concern(
    actor,
    *,
    organisation: Organisation,
    concern: str,
    kind: str,
    count: int,
    reason: str = "",
    until: date | None = None,
) -> ConcernMark:
    """Say that it is done, or that it may wait ``until`` a day. The same twice is said once.

    Who may is decided by the view: whoever coordinates the organisation's county.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    day = until or timezone.localdate() + DONE_FOR
    said = {"kind": kind, "until": day, "count": count, "reason": reason}
    latest = ConcernMark.objects.filter(organisation=organisation, concern=concern).order_by("-made_at", "-pk").first()
    if latest is not None and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    mark = ConcernMark.objects.create(organisation=organisation, concern=concern, made_by=actor, **said)
    log.info(
        "concern %s of organisation %s is %s until %s, by person %s", concern, organisation.pk, kind, day, actor.pk
    )
    return mark
