"""What is said of an address: a pure function of what it answered, what was known, and the time.

Nobody is called dead who may be alive. Only 404, 410, a host that does not exist and a soft 404 are signs of death, and
they have to be seen on two different days with no answer between them. All else that is no answer tells nothing:
servers refuse robots, are overloaded, or want somebody to sign in. The national portal's checker called 11,900
addresses broken where 900 were.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from catalog.models import Link
from harvesting.links.reasons import LinkReason

WEEK, DAY = timedelta(days=7), timedelta(days=1)
APART = timedelta(hours=12)  # two days are different, and not the two sides of a midnight
DAILY_ATTEMPTS = 3  # of what tells nothing; then it is asked once a week
LONGEST_REST = timedelta(days=7)
SHORTEST_REST = timedelta(minutes=15)  # after a host has said that it was asked too much
State = Link.State

_REASONS = {
    404: LinkReason.NOT_FOUND,
    410: LinkReason.GONE,
    401: LinkReason.SIGN_IN_WANTED,
    407: LinkReason.SIGN_IN_WANTED,
    403: LinkReason.FORBIDDEN,
    451: LinkReason.FORBIDDEN,
    429: LinkReason.TOO_MANY_REQUESTS,
}
_SIGNS_OF_DEATH = {LinkReason.NOT_FOUND, LinkReason.GONE, LinkReason.SOFT_NOT_FOUND, LinkReason.NO_SUCH_HOST}
_NOT_SATISFIABLE = 416  # it is there, and has not even one byte


@dataclass(frozen=True, slots=True)
class Observation:
    """What an address answered. ``reason`` is that of harvesting.outside where there was no answer."""

    status: int | None = None
    reason: str = ""
    final_url: str = ""
    remark: str = ""  # Link.Remark
    is_soft_404: bool = False
    rest: timedelta | None = None  # for how long the host wants to be left alone


@dataclass(frozen=True, slots=True)
class History:
    """What was known of it before."""

    state: str = State.NOT_CHECKED
    since: datetime | None = None
    failures: int = 0
    failed_since: datetime | None = None
    failed_at: datetime | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The columns of the address's row that follow."""

    state: str
    reason: str
    remark: str
    status: int | None
    final_url: str
    checked_at: datetime
    since: datetime
    failures: int
    failed_since: datetime | None
    failed_at: datetime | None
    unanswered: int
    next_check_at: datetime


def judge(seen: Observation, before: History, now: datetime, *, is_online: bool) -> Verdict:
    """What is said of the address now. ``is_online``: whether names can be looked up from here at all."""
    reason = reason_of(seen)
    if reason == LinkReason.NO_SUCH_HOST and not is_online:
        reason = LinkReason.LOOKUP_FAILED
    failures, failed_since, failed_at, unanswered = 0, None, None, 0
    if not reason:
        state, wait = State.WORKS, WEEK
    elif reason in _SIGNS_OF_DEATH:
        is_another_day = before.failed_at is None or _are_different_days(before.failed_at, now)
        failures = before.failures + is_another_day
        failed_since, failed_at = before.failed_since or now, now if is_another_day else before.failed_at
        state, wait = (State.DEAD, WEEK) if failures > 1 else (State.SUSPECT, DAY)
    else:
        failures, failed_since, failed_at = before.failures, before.failed_since, before.failed_at
        unanswered = before.unanswered + 1
        state, wait = State.UNKNOWN, DAY if unanswered <= DAILY_ATTEMPTS else WEEK
    return Verdict(
        state=state,
        reason=reason,
        remark=seen.remark if state == State.WORKS else "",
        status=seen.status,
        final_url=seen.final_url,
        checked_at=now,
        since=before.since if before.state == state and before.since else now,
        failures=failures,
        failed_since=failed_since,
        failed_at=failed_at,
        unanswered=unanswered,
        next_check_at=now + max(wait, seen.rest or timedelta()),
    )


def reason_of(seen: Observation) -> str:
    """Why the observation does not show that the address works; nothing when it does."""
    if seen.reason:
        return seen.reason
    if seen.is_soft_404:
        return LinkReason.SOFT_NOT_FOUND
    status = seen.status or 0
    if 200 <= status < 400 or status == _NOT_SATISFIABLE:
        return ""
    if 500 <= status < 600:
        return LinkReason.SERVER_ERROR
    return _REASONS.get(status, LinkReason.OTHER_STATUS)


def _are_different_days(one: datetime, other: datetime) -> bool:
    return timezone.localdate(one) != timezone.localdate(other) and abs(other - one) >= APART
