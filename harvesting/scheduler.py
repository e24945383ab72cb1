"""The rounds of the scheduler: find what is due, ask a worker for it, and build what no worker has built in time.

Between rounds it remembers only since when it has seen a feed as due. Losing that costs one grace period.
"""

import json
import logging
import os
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from catalog.models import Link
from catalog.services.files import scan_waiting
from catalog.services.quality import count_due
from harvesting.arrival.due import check_due
from harvesting.beside import Beside
from harvesting.broker import ask_worker_to_build
from harvesting.build import Outcome, build
from harvesting.cleaning import clean_files
from harvesting.confirming import confirm_due
from harvesting.links.check import check_due as check_due_links
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep
from harvesting.telling import tell_owners
from harvesting.visits.gather import gather
from organisations.notices.sending import send_due

GRACE = timedelta(seconds=20)
LONGEST_PAUSE_SECONDS = 30.0
BETWEEN_CLEANINGS = timedelta(minutes=10)
BETWEEN_LOOKS = timedelta(hours=1)  # at every byte that is answered with
BETWEEN_WORKS = timedelta(minutes=30)
_FETCHING_SECONDS = 10.0  # in a round: builds come first
_MAILING_SECONDS = 10.0

log = logging.getLogger(__name__)


def build_all_due(trigger: str) -> int:
    """Build everything that is due, here and now; how many feeds were built."""
    due = Feed.objects.due(timezone.now()).values_list("pk", flat=True)
    return sum(_build(feed_id, trigger) is Outcome.BUILT for feed_id in list(due))


def _build(feed_id: int, trigger: str) -> Outcome:
    """One of many: when its files can't even be looked at, it stays due, and the others are built."""
    try:
        return build(feed_id, trigger=trigger)
    except OSError:
        log.exception("the files of feed %s can't be looked at", feed_id)
        return Outcome.FAILED


class Scheduler:
    """Runs rounds until it is told to stop."""

    def __init__(
        self,
        heartbeat: Path,
        *,
        interval: float = 15.0,
        grace: timedelta = GRACE,
        ask: Callable[[int | None, str], bool] = ask_worker_to_build,
    ) -> None:
        self._heartbeat = heartbeat
        self._interval = interval
        self._grace = grace
        self._ask = ask
        self._due_since: dict[int, datetime] = {}
        self._arrivals = Beside(check_due)
        self._links = Beside(check_due_links)
        self._scans = Beside(scan_waiting)
        self._works = [Beside(import_string(path)) for path in settings.SCHEDULED_WORKS]
        self._worked_at: datetime | None = None
        self._stopped = threading.Event()
        self._cleaned_at: datetime | None = None
        self._looked_at: datetime | None = None

    def stop(self) -> None:
        """Stop after the feed that is being built, if any; a wait ends at once."""
        self._stopped.set()

    def run(self) -> None:
        """Round after round. A database that is away is waited for; nothing else ends it either."""
        failures = 0
        while not self._stopped.is_set():
            try:
                close_old_connections()
                self.run_round(timezone.now())
                failures = 0
            except (Error, OSError) as error:
                failures += 1
                log.warning("round failed, trying again: %s", error)
                connections.close_all()
            except Exception:
                failures += 1
                log.exception("round failed, trying again")
            self.beat(failures)
            self._stopped.wait(self._pause(failures))

    def run_round(self, now: datetime) -> None:
        """One round: mend, build what is due or ask for it; then see what got out, who came, what arrived and how
        good it is, and tell people by mail."""
        is_thorough = _has_passed(BETWEEN_LOOKS, self._looked_at, now)
        sweep(is_thorough=is_thorough)
        self._looked_at = now if is_thorough else self._looked_at
        if _has_passed(BETWEEN_CLEANINGS, self._cleaned_at, now):
            clean_files(now)
            self._cleaned_at = now
        due = list(Feed.objects.due(now))
        # The clock may have gone back since.
        self._due_since = {feed.pk: min(self._due_since.get(feed.pk, now), now) for feed in due}
        has_worker, asked = True, set()  # whose feeds a worker has been asked for; None: the collected ones
        for feed in due:
            if self._stopped.is_set():
                return
            is_overdue = now - self._due_since[feed.pk] >= self._grace
            if has_worker and not is_overdue and feed.organisation_id not in asked:
                has_worker = self._ask(feed.organisation_id, Snapshot.Trigger.SWEEP)
                asked.add(feed.organisation_id)
            if is_overdue or not has_worker:
                _build(feed.pk, Snapshot.Trigger.SWEEP)
                self.beat(0)
        confirm_due(seconds=_FETCHING_SECONDS)
        gather()
        count_due(now)
        tell_owners()
        send_due(seconds=_MAILING_SECONDS)
        if settings.PORTAL_API_URL:
            self._arrivals.start()
        if settings.LINK_CHECKS or Link.objects.wanted().exists():
            self._links.start()
        if settings.FILE_SCANNER:
            self._scans.start()
        if _has_passed(BETWEEN_WORKS, self._worked_at, now):
            for work in self._works:
                work.start()
            self._worked_at = now

    def beat(self, failures: int) -> None:
        """Say in a file that the scheduler is alive, and how many rounds in a row have failed."""
        fresh = self._heartbeat.with_suffix(".new")
        content = {"at": timezone.now().isoformat(), "pid": os.getpid(), "failures": failures}
        try:
            fresh.write_text(json.dumps(content))
            os.replace(fresh, self._heartbeat)
        except OSError as error:
            log.warning("no heartbeat written: %s", error)

    def _pause(self, failures: int) -> float:
        """The interval; after failures first shorter, then longer ones, so that an outage's end is soon noticed."""
        return self._interval if failures == 0 else min(2.0**failures, LONGEST_PAUSE_SECONDS)


def _has_passed(wait: timedelta, since: datetime | None, now: datetime) -> bool:
    """Whether it is so long ago; also when it lies in the future, since the clock has been set back."""
    return since is None or not since <= now < since + wait
