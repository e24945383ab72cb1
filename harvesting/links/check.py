"""Checking the addresses that are due: host by host, each for a while, those that a person waits for first.

What is due follows from the database. Any number may run at once; a host is asked by one of them at a time.
"""

import ipaddress
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Min, QuerySet
from django.utils import timezone

from catalog.models import Link
from catalog.services.quality import count_again
from dcat.links import names_data
from harvesting.links.noting import forget_links, note_links
from harvesting.links.observing import Observer
from harvesting.links.turns import Overtaken, Turn, forget_hosts, take_turn, taken
from harvesting.links.verdict import DAY, History, judge
from harvesting.outside import Reason

SLICE_SECONDS = 20.0  # then others are looked for: somebody may be waiting
_HOSTS_AT_ONCE = 50
_LINKS_AT_ONCE = 20  # of one host, before others get their turn
_SILENT_IN_A_ROW = 3  # then the host is left alone until tomorrow
_SILENT = {Reason.TOO_SLOW, Reason.NO_CONNECTION}
_ONLINE_SINCE = timedelta(days=1)

MakeObserver = Callable[[], Observer]

log = logging.getLogger(__name__)


def observer() -> Observer:
    """As the settings have it."""
    return Observer(pause=settings.LINK_CHECK_PAUSE, seconds=settings.LINK_CHECK_SECONDS)


def check_due(
    *, seconds: float = SLICE_SECONDS, links: QuerySet[Link] | None = None, make_observer: MakeObserver = observer
) -> Counter:
    """Note what has been published, and check what is due, or what is due of ``links``; how many ended in which state.

    Ends when nothing is due, or when the time is up and the address at hand is done.
    """
    forget_links(timezone.now())
    note_links()
    deadline, done, has_waited = time.monotonic() + seconds, Counter(), False
    while time.monotonic() < deadline:
        hosts = _hosts(_due(links))
        if not hosts and (has_waited or not done):
            break
        has_waited = not hosts
        if has_waited:
            time.sleep(settings.LINK_CHECK_PAUSE)  # perhaps the only ones were asked a moment ago
        for host in hosts:
            if time.monotonic() < deadline:
                done += _check_host(host, _due(links), deadline, make_observer)
    forget_hosts(timezone.now())
    if done:
        log.info("links checked: %s", dict(done))
    return done


def _due(links: QuerySet[Link] | None) -> QuerySet[Link]:
    due = (Link.objects.all() if links is None else links).due(timezone.now())
    return due if settings.LINK_CHECKS or links is not None else due.wanted()


def _hosts(due: QuerySet[Link]) -> list[str]:
    """Where something is due and nobody asks now: first where a person waits, then where it has been due longest."""
    rows = (
        due.exclude(host__in=taken())
        .order_by()
        .values("host")
        .annotate(first=Min("next_check_at"), wanted=Min("wanted_at"))
    )
    rows = sorted(rows, key=lambda row: (row["wanted"] is None, row["wanted"] or row["first"], row["host"]))
    return [row["host"] for row in rows[:_HOSTS_AT_ONCE]]


def _check_host(host: str, due: QuerySet[Link], deadline: float, make_observer: MakeObserver) -> Counter:
    """Check some of a host's addresses; nothing when it is somebody else's turn."""
    done: Counter = Counter()
    turn = take_turn(host)
    if turn is None:
        return done
    rest = timedelta(seconds=settings.LINK_CHECK_PAUSE)
    try:
        for link, wish in _checked(turn, due, deadline, make_observer()):
            done[link.state] += 1
            rest = max(rest, wish)
        turn.give_back(rest)
    except Overtaken:
        log.warning("somebody else asks %s now", host)
    return done


def _checked(turn: Turn, due: QuerySet[Link], deadline: float, asking: Observer) -> Iterator[tuple[Link, timedelta]]:
    """Each address that has been checked, with how long the host wants to be left alone."""
    due = due.filter(host=turn.host).order_by(F("wanted_at").asc(nulls_last=True), "next_check_at", "pk")
    silent = 0
    for link in due.prefetch_related("uses")[:_LINKS_AT_ONCE]:
        turn.extend()
        seen = asking.observe(link.url, is_data=_promises_data(link))
        _keep(link, seen)
        yield link, seen.rest or timedelta()
        silent = silent + 1 if seen.reason in _SILENT else 0
        if silent >= _SILENT_IN_A_ROW:
            due.update(next_check_at=timezone.now() + DAY, wanted_at=None)
        if silent >= _SILENT_IN_A_ROW or seen.rest or time.monotonic() >= deadline:
            return


def _promises_data(link: Link) -> bool:
    return names_data(link.url) or any(use.is_data for use in link.uses.all())


def _keep(link: Link, seen) -> None:
    before = History(link.state, link.since, link.failures, link.failed_since, link.failed_at, link.unanswered)
    is_online = seen.reason != Reason.NO_SUCH_HOST or _is_online()
    columns = asdict(judge(seen, before, timezone.now(), is_online=is_online))
    if not link.uses.all():  # of a draft: checked when somebody asks
        columns["next_check_at"] = None
    answered = link.answer
    Link.objects.filter(pk=link.pk).update(**columns, wanted_at=None)
    for name, value in columns.items():
        setattr(link, name, value)
    if link.answer is not answered:
        count_again({use.release_id for use in link.uses.all()}, timezone.now())


def _is_online() -> bool:
    """Whether somebody with a name has answered lately: else it may be our own name service that knows nobody."""
    answered = Link.objects.filter(checked_at__gt=timezone.now() - _ONLINE_SINCE, status__isnull=False)
    hosts = answered.exclude(host__in=settings.OUTSIDE_ALLOWED_HOSTS).order_by().values_list("host", flat=True)
    return any(_has_name(host) for host in hosts.distinct()[:_HOSTS_AT_ONCE])


def _has_name(host: str) -> bool:
    try:
        ipaddress.ip_address(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return True
    return False
