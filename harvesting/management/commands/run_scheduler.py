"""manage.py run_scheduler: keeps feeds up to date until it is told to stop."""

import signal
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from harvesting.scheduler import Scheduler


class _ToldToStop(BaseException):
    """Raised wherever the program happens to be; everything it does may be broken off at any place."""


def _stop(number: int, frame) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    raise _ToldToStop


class Command(BaseCommand):
    """See the module."""

    help = "Asks workers to build the feeds that are due, and builds itself what none has built."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=15.0, help="seconds between rounds")

    def handle(self, *args, **options) -> None:
        scheduler = Scheduler(settings.DATA_DIR / "scheduler.json", interval=options["interval"])
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        try:
            self.stdout.write("scheduler running")
            scheduler.run()
        except _ToldToStop:
            self.stdout.write("scheduler stopped")
