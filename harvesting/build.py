"""Building one feed: claim, gather, write, check as the portal would, swap. The last good snapshot stays until then.

Whatever happens in between, nothing half-finished is ever answered with, and what is due stays due.
"""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from dcat.bilingual import Bilingual
from dcat.finding import Finding
from harvesting.candidate import Candidate, gathered
from harvesting.contents import Contents, Unsettled, contents_of
from harvesting.contents.facts import facts_of, surroundings
from harvesting.contents.heads import NoPublisher
from harvesting.judge import Stopped
from harvesting.lease import Lease, LeaseLost, claim
from harvesting.models import LONGEST_WAIT, Feed
from harvesting.segments.texts import Unusable
from harvesting.store import NewerInPlace
from harvesting.swap import (
    Basis,
    candidates,
    claim_in_place,
    forget_old,
    is_in_place,
    is_waiting,
    keep_waiting,
    kept,
    mark_as_built,
    swap,
)
from harvesting.told import finding_to_json
from harvesting.waits import wait_after

_FIRST_WAIT = timedelta(seconds=30)
_FINDINGS_KEPT = 50

log = logging.getLogger(__name__)


class Outcome(StrEnum):
    """How a build ended."""

    BUILT = "built"
    NOT_DUE = "not_due"
    BUSY = "busy"  # somebody else is building it
    LOST = "lost"  # somebody else took over, and has done or will do it
    FAILED = "failed"  # the feed's row says why


def build(feed_id: int, *, trigger: str, is_forced: bool = False) -> Outcome:
    """Build a feed if it is due, or in any case when forced. May run any number of times, also at once."""
    now = timezone.now()
    feeds = Feed.objects.with_wanted_revision() if is_forced else Feed.objects.due(now)
    feed = feeds.select_related("organisation").filter(pk=feed_id).first()
    if feed is None:
        return Outcome.NOT_DUE
    lease = claim(feed, now=now, at_least=claim_in_place(feed))
    if lease is None:
        return Outcome.BUSY
    clock = time.monotonic()
    try:
        facts = facts_of(feed, surroundings())
        _build(lease, Basis(feed, feed.wanted_revision, facts, trigger, now, clock), is_fresh=is_forced)
    except (LeaseLost, NewerInPlace) as late:
        log.warning("build of %s given up: %s", feed, late)
        return Outcome.LOST
    except (Stopped, NoPublisher) as reason:
        _failed(lease, feed, reason.message, getattr(reason, "findings", ()))
        return Outcome.FAILED
    except Unusable as reason:
        _failed(lease, feed, _UNUSABLE if len(reason.findings) > 1 else _UNUSABLE_ONE, reason.findings)
        return Outcome.FAILED
    except Unsettled as reason:
        log.warning("build of %s put off: %s", feed, reason)
        _failed(lease, feed, _UNSETTLED, ())
        return Outcome.FAILED
    except OSError as fault:
        log.exception("build of %s failed", feed)
        _failed(lease, feed, _not_written(fault), ())
        return Outcome.FAILED
    except Exception:
        log.exception("build of %s failed", feed)
        _failed(lease, feed, _UNEXPECTED, ())
        return Outcome.FAILED
    except BaseException:
        # Told to stop: the next one need not wait for the lease to run out.
        with suppress(LeaseLost):
            lease.update(lease_until=None)
        raise
    forget_old(feed)
    return Outcome.BUILT


def _build(lease: Lease, basis: Basis, *, is_fresh: bool) -> None:
    """What is answered with, then, while the feed is pinned, what waits for its turn. The last step gives the lease
    back: whatever happens before, the feed stays due."""
    contents = contents_of(basis.feed)
    # What is left out has facts in its place, which are in the key of no contents.
    is_same = not basis.feed.left_out or basis.feed.built_facts == basis.facts
    put, is_there = swap, is_same and is_in_place(basis.feed, contents.key)
    if contents.pin is not None:
        if is_fresh or not is_there:
            _make(lease, basis, contents, swap, is_fresh=is_fresh)
        contents = contents_of(basis.feed, is_newest=True)
        put, is_there = keep_waiting, is_same and is_waiting(basis.feed, contents.key)
    if is_there and not is_fresh:
        mark_as_built(lease, basis)
    else:
        _make(lease, basis, contents, put, is_fresh=is_fresh)


def _make(lease: Lease, basis: Basis, contents: Contents, put: Callable, *, is_fresh: bool) -> None:
    with candidates(basis.feed.pk, lease.number) as folder:
        candidate = gathered(basis.feed, contents, folder, is_fresh=is_fresh, beat=lease.keep_alive)
        lease.extend()
        finished = candidate.write(folder, beat=lease.keep_alive)
        lease.extend()
        put(lease, basis, candidate, kept(finished, keep_alive=lease.keep_alive))
    _log_left_out(basis.feed, candidate)


_UNEXPECTED = Bilingual(
    "Ett tekniskt fel stoppade bygget. Vi försöker igen av oss själva.",
    "A technical error stopped the build. We try again by ourselves.",
)


def _not_written(fault: OSError) -> Bilingual:
    reason = fault.strerror or type(fault).__name__
    return Bilingual(
        f"Katalogens filer gick inte att spara ({reason}). Det som dataportalen hämtar är kvar som det var. Vi försöker"
        " igen av oss själva; säg till den som driver tjänsten om det inte hjälper.",
        f"The catalogue's files could not be saved ({reason}). What the portal fetches stays as it was. We try again by"
        " ourselves; tell whoever runs the service when that does not help.",
    )


_UNSETTLED = Bilingual(
    "Det publiceras just nu så tätt att katalogen inte hinner läsas av. Vi försöker igen av oss själva.",
    "So much is being published right now that the catalogue can't be read in between. We try again by ourselves.",
)
_UNUSABLE_ONE = Bilingual(
    "Något är fel med en post som katalogen inte kan vara utan. Katalogen är kvar som den var.",
    "Something is wrong with a record that the catalogue can't do without. The catalogue stays as it was.",
)
_UNUSABLE = Bilingual(
    "Något är fel med flera poster tillsammans. Katalogen är kvar som den var.",
    "Something is wrong with several records together. The catalogue stays as it was.",
)


def _failed(lease: Lease, feed: Feed, message: Bilingual, findings: Sequence[Finding]) -> None:
    """Say why, and wait longer after each failure. A new publication is tried at once."""
    now = timezone.now()
    wait = wait_after(feed.attempts, _FIRST_WAIT, LONGEST_WAIT)
    details = [finding_to_json(finding) for finding in findings[:_FINDINGS_KEPT]]
    error = {"sv": message.sv, "en": message.en, "findings": details, "count": len(findings)}
    with suppress(LeaseLost):  # whoever took over says how it went
        lease.update(lease_until=None, failed_at=now, next_attempt_at=now + wait, last_error=error)
    log.error("build of %s stopped: %s %s", feed, message.en, [(each["code"], each["iri"]) for each in details])


def _log_left_out(feed: Feed, candidate: Candidate) -> None:
    if candidate.left_out:
        log.error("%s was built without %s", feed, [(each["code"], each["iri"]) for each in candidate.left_out])
