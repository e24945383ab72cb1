"""What a person may ask for: that addresses are checked now, and not to be told of one any longer.

Callers have asked organisations.permissions already.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.models import Link, LinkExemption
from harvesting.links.noting import links_at, note_links
from organisations import audit
from organisations.models import Organisation

MOST_AT_ONCE = 200
AGAIN_AFTER = timedelta(minutes=5)  # nobody has an address checked more often
MOST_WAITING = 2000  # in the whole installation

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many addresses will be checked, how many were checked a moment ago, and how many have to wait."""

    wanted: int = 0
    fresh: int = 0
    refused: int = 0


@transaction.atomic
def ask_for_check(actor, *, organisation: Organisation, urls: Iterable[str]) -> Asked:
    """Have the addresses checked as soon as may be; those of a few minutes ago are left as they are.

    Never more than MOST_AT_ONCE, nor so many that others would have to wait for long. Twice the same is once.
    """
    now = timezone.now()
    rows = links_at(dict.fromkeys(urls), now).values()
    waiting = [row for row in rows if row.wanted_at is not None]
    is_fresh = {row.pk for row in rows if row.checked_at is not None and row.checked_at > now - AGAIN_AFTER}
    free = max(0, min(MOST_AT_ONCE, MOST_WAITING - Link.objects.wanted().count()) - len(waiting))
    others = [row for row in rows if row.wanted_at is None and row.pk not in is_fresh]
    chosen = [row.pk for row in others[:free]]
    Link.objects.filter(pk__in=chosen).update(wanted_at=now, asked_at=now, next_check_at=now)
    log.info("check of %s links of organisation %s asked for by person %s", len(chosen), organisation.pk, actor.pk)
    fresh = len(is_fresh - {row.pk for row in waiting})
    return Asked(wanted=len(chosen) + len(waiting), fresh=fresh, refused=len(others) - len(chosen))


def ask_for_organisation(actor, *, organisation: Organisation) -> Asked:
    """Have those addresses of an organisation checked that are not known to work, the oldest results first."""
    note_links(organisation)
    links = Link.objects.filter(uses__release__organisation=organisation).distinct()
    doubtful = links.filter(~Q(state=Link.State.WORKS) | ~Q(remark="")).order_by("checked_at", "pk")
    return ask_for_check(actor, organisation=organisation, urls=doubtful.values_list("url", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def exempt(actor, *, organisation: Organisation, link: Link, reason: str) -> LinkExemption:
    """Don't tell the organisation of the address any longer. It is checked all the same; the later reason counts."""
    values = {"reason": reason, "made_by": actor, "made_at": timezone.now()}
    exemption, _ = LinkExemption.objects.update_or_create(organisation=organisation, link=link, defaults=values)
    audit.record("link_exempted", actor, organisation=organisation.pk, link=link.pk)
    return exemption


@transaction.atomic
def end_exemption(actor, *, organisation: Organisation, link: Link) -> bool:
    """Tell of it again; false when there is nothing to end."""
    ended, _ = LinkExemption.objects.filter(organisation=organisation, link=link).delete()
    if ended:
        audit.record("link_exemption_ended", actor, organisation=organisation.pk, link=link.pk)
    return bool(ended)
