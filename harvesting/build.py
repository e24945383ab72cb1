"""Building one feed: claim, write, check as the portal would, swap. The last good snapshot stays until then.

Whatever happens in between, nothing half-finished is ever answered with, and what is due stays due.
"""

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from dcat.bilingual import Bilingual
from dcat.finding import Finding
from harvesting.contents import contents_of, facts_of, loaded_organisations
from harvesting.document import translate_documents, write_documents
from harvesting.heads import NoPublisher
from harvesting.judge import Stopped, compare, judge
from harvesting.lease import Lease, LeaseLost, claim
from harvesting.models import Feed
from harvesting.store import NewerInPlace
from harvesting.swap import Basis, candidates, claim_in_place, clean_up, kept, swap

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
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
        facts = facts_of(feed, loaded_organisations())
        _build(lease, Basis(feed, feed.wanted_revision, facts, trigger, now, clock))
    except (LeaseLost, NewerInPlace) as late:
        log.warning("build of %s given up: %s", feed, late)
        return Outcome.LOST
    except (Stopped, NoPublisher) as reason:
        _failed(lease, feed, reason.message, getattr(reason, "findings", ()))
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
    clean_up(feed)
    return Outcome.BUILT


def _build(lease: Lease, basis: Basis) -> None:
    contents = contents_of(basis.feed)
    with candidates(basis.feed.pk, lease.number) as folder:
        written = write_documents(folder, contents, keep_alive=lease.keep_alive)
        lease.extend()
        judge(written, contents)
        lease.extend()
        compare(written, keep_alive=lease.keep_alive)
        written |= translate_documents(written, keep_alive=lease.keep_alive)
        compare(written, keep_alive=lease.keep_alive)
        swap(lease, basis, contents, kept(written, keep_alive=lease.keep_alive))


_UNEXPECTED = Bilingual(
    "Ett tekniskt fel stoppade bygget. Vi försöker igen av oss själva.",
    "A technical error stopped the build. We try again by ourselves.",
)


def _failed(lease: Lease, feed: Feed, message: Bilingual, findings: Sequence[Finding]) -> None:
    """Say why, and wait longer after each failure. A new publication is tried at once."""
    now = timezone.now()
    wait = min(_FIRST_WAIT * 2 ** min(feed.attempts, 10), _LONGEST_WAIT)
    details = [_as_json(finding) for finding in findings[:_FINDINGS_KEPT]]
    error = {"sv": message.sv, "en": message.en, "findings": details, "count": len(findings)}
    with suppress(LeaseLost):  # whoever took over says how it went
        lease.update(lease_until=None, failed_at=now, next_attempt_at=now + wait, last_error=error)
    log.error("build of %s stopped: %s %s", feed, message.en, [(each["code"], each["iri"]) for each in details])


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "iri": finding.iri,
        "class_name": finding.class_name,
        "field": finding.field,
        "sv": finding.message.sv,
        "en": finding.message.en,
        "why_sv": finding.why.sv,
        "why_en": finding.why.en,
    }
