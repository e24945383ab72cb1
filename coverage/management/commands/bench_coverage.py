"""Measures the pages of coverage on what the database holds: queries, milliseconds and bytes; then the nightly
measuring, with its memory. What is written is taken back.

The milliseconds are those of the processor; of PostgreSQL only what our own process takes.
"""

import logging
import statistics
import time
import tracemalloc
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.models import RecommendedDataset, Release
from coverage.measures.taking import take
from coverage.views.area import ALL
from organisations.models import Organisation, Person

_PAGES = ("area_overview", "coverage_matrix", "area_map")


class Command(BaseCommand):
    """See the module."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=3)

    def handle(self, *args, rounds: int, **options) -> None:
        """One line for each page, and one for the night."""
        logging.getLogger("coverage").setLevel(logging.WARNING)
        datasets = Release.objects.public().datasets().count()
        self.stdout.write(
            f"{connection.vendor}: {Organisation.objects.count()} organisations, "
            f"{RecommendedDataset.objects.count()} recommended, {datasets} public datasets"
        )
        self.stdout.write("| what | queries | ms | kB |\n| --- | ---: | ---: | ---: |")
        with transaction.atomic():
            actor = Person.objects.create(email="bench@coverage.invalid", is_administrator=True)
            client = Client(headers={"host": "127.0.0.1"})
            client.force_login(actor)
            for name in _PAGES:
                self._page(client, name, rounds)
            transaction.set_rollback(True)
        with transaction.atomic():
            queries, took, _answer = _measured(lambda: take(timezone.localdate()))
            transaction.set_rollback(True)
        with transaction.atomic():
            tracemalloc.start()
            take(timezone.localdate())
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            transaction.set_rollback(True)
        self.stdout.write(f"| a night's measuring, {most / 1e6:.1f} MB at most | {queries} | {took:.0f} | |")

    def _page(self, client: Client, name: str, rounds: int) -> None:
        address = reverse(name, args=[ALL])
        client.get(address)  # what is read once per process
        found = [_measured(lambda: client.get(address)) for _round in range(rounds)]
        queries, _took, answer = found[-1]
        if answer.status_code != 200:
            raise CommandError(f"{address} answered {answer.status_code}.")
        took = statistics.median(took for _queries, took, _answer in found)
        self.stdout.write(f"| {name} | {queries} | {took:.0f} | {len(answer.content) // 1000} |")


def _measured(work: Callable) -> tuple[int, float, object]:
    with CaptureQueriesContext(connection) as captured:
        began = time.process_time()
        answer = work()
        took = (time.process_time() - began) * 1000
    return len(captured), took, answer
