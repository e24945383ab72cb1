"""manage.py wait_for_feeds: returns when every organisation's feed, and the collected ones, can be fetched."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from harvesting.addresses import pointer_name
from harvesting.models import Feed
from harvesting.store import COMBINED, Pointer
from harvesting.swap import feed_store
from organisations.models import Organisation


class Command(BaseCommand):
    """See the module."""

    help = "Waits until every feed has its first snapshot."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--timeout", type=float, default=300.0, help="seconds after which it gives up")
        parser.add_argument("--interval", type=float, default=0.5, help="seconds between looks")

    def handle(self, *args, timeout: float, interval: float, **options) -> None:
        deadline, shown = time.monotonic() + timeout, -1
        while True:
            names = [*Organisation.objects.values_list("slug", flat=True), *_collected()]
            missing = [name for name in names if not isinstance(feed_store().read(name), Pointer)]
            if len(names) - len(missing) != shown:
                shown = len(names) - len(missing)
                self.stdout.write(f"    {shown} of {len(names)} feeds ready")
                self.stdout.flush()
            if not missing:
                return
            if time.monotonic() > deadline:
                raise CommandError(self._why(missing, timeout))
            time.sleep(interval)

    def _why(self, missing: list[str], timeout: float) -> str:
        failed = [
            f"{pointer_name(feed)}: {feed.last_error['en']}"
            for feed in Feed.objects.select_related("organisation").exclude(last_error={})
        ]
        reasons = "; ".join(failed) or "is the worker or the scheduler running?"
        return f"after {timeout:g} seconds {len(missing)} feeds are not ready ({', '.join(missing[:5])}): {reasons}"


def _collected() -> list[str]:
    """The names of the collected feeds; before the first sweep has made their rows, that of all."""
    return [pointer_name(feed) for feed in Feed.objects.collected()] or [COMBINED]
