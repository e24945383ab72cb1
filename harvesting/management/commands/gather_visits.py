"""manage.py gather_visits: counts the noted visits to the feeds at once, and forgets what is old."""

import time

from django.core.management.base import BaseCommand

from harvesting.visits.gather import QUIET_SECONDS, forget_old, gather


class Command(BaseCommand):
    """See the module."""

    help = "Counts the noted visits to the feeds, and removes what is older than it is kept. The scheduler does so too."

    def handle(self, *args, **options) -> None:
        first = gather()
        time.sleep(QUIET_SECONDS)  # until nobody writes any longer to what has just been set aside
        second = gather()
        forget_old()
        visits, damaged = first.visits + second.visits, first.damaged + second.damaged
        self.stdout.write(f"{visits} visits gathered, {damaged} damaged lines left out")
