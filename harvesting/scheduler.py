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

from django.db import Error, close_old_connections, connections
from django.utils import timezone

from harvesting.broker import ask_worker_to_build
from harvesting.build import Outcome, build
from harvesting.cleaning import clean_files
from harvesting.confirming import confirm_due
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep

GRACE = timedelta(seconds=20)
LONGEST_PAUSE_SECONDS = 30.0
BETWEEN_CLEANINGS = timedelta(minutes=10)
_FETCHING_SECONDS = 10.0  # in a round: builds come first

log = logging.getLogger(__name__)


def build_all_due(trigger: str) -> int:
    """Build everything that is due, here and now; how many feeds were built."""
    due = Feed.objects.due(timezone.now()).values_list("pk", flat=True)
    return sum(build(feed_id, trigger=trigger) is Outcome.BUILT for feed_id in list(due))


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
        self._stopped = threading.Event()
        self._clean_at: datetime | None = None

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
        """One round: mend, find what is due, ask for it or build it, and fetch what nobody has yet."""
        sweep()
        if self._clean_at is None or now >= self._clean_at:
            clean_files(now)
            self._clean_at = now + BETWEEN_CLEANINGS
        due = list(Feed.objects.due(now))
        self._due_since = {feed.pk: self._due_since.get(feed.pk, now) for feed in due}
        has_worker = True
        for feed in due:
            if self._stopped.is_set():
                return
            is_overdue = now - self._due_since[feed.pk] >= self._grace
            has_worker = has_worker and (is_overdue or self._ask(feed.organisation_id, Snapshot.Trigger.SWEEP))
            if is_overdue or not has_worker:
                build(feed.pk, trigger=Snapshot.Trigger.SWEEP)
                self.beat(0)
        confirm_due(seconds=_FETCHING_SECONDS)

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
