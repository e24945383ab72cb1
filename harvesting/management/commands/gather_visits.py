"""manage.py gather_visits: counts the noted visits to the feeds at once, and forgets what is old."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from harvesting.visits.gather import QUIET_SECONDS, forget_old, gather


class Command(BaseCommand):
    """See the module."""

    help = "Counts the noted visits to the feeds, and removes what is older than it is kept. The scheduler does so too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quiet",
            type=float,
            default=QUIET_SECONDS,
            help="seconds after which nobody writes any longer to a file that has been set aside",
        )

    def handle(self, *args, quiet: float, **options) -> None:
        first = gather(quiet_seconds=quiet)
        time.sleep(quiet)
        second = gather(quiet_seconds=quiet)
        forget_old()
        visits, damaged = first.visits + second.visits, first.damaged + second.damaged
        self.stdout.write(f"{visits} visits gathered, {damaged} damaged lines left out")
