"""Measures the validation of one record on save, and of a whole organisation; prints medians in milliseconds."""

import statistics
import time
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.describe import describe, load_for_describing
from catalog.findings import findings_for
from catalog.models import Record
from dcat.check import check
from dcat.profile import DCAT_AP_SE


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="address part of an organisation with datasets, as uppsala")
        parser.add_argument("--datasets", type=int, default=300, help="how many the whole is counted up to")
        parser.add_argument("--rounds", type=int, default=5)

    def handle(self, *args, organisation: str, datasets: int, rounds: int, **options) -> None:
        """Measure on what is in the database; where it is too little, the same datasets go round again."""
        keys = Record.objects.filter(organisation__slug=organisation, class_name=Record.ClassName.DATASET)
        keys = list(keys.values_list("pk", flat=True))
        if not keys:
            raise CommandError(f"The organisation {organisation!r} has no datasets to measure on.")
        keys = (keys * (datasets // len(keys) + 1))[:datasets]
        records = load_for_describing(Record.ClassName.DATASET, set(keys))
        loaded = {record.pk: record for record in records}
        one = loaded[keys[0]]
        nodes = [describe(loaded[key]) for key in keys]

        def all_rows() -> None:
            for node in nodes:
                check(node, DCAT_AP_SE)

        def all_findings() -> None:
            for key, node in zip(keys, nodes, strict=True):
                findings_for(loaded[key], node)

        self._say("one record: the rows and rules", lambda: check(nodes[0], DCAT_AP_SE), rounds * 20)
        self._say("one record: as on save", lambda: findings_for(one, nodes[0]), rounds * 20)
        self._say(f"{datasets} datasets: the rows and rules", all_rows, rounds)
        self._say(f"{datasets} datasets: as on save", all_findings, rounds)

    def _say(self, what: str, measured: Callable[[], object], rounds: int) -> None:
        took = []
        for _round in range(rounds):
            began = time.perf_counter()
            measured()
            took.append((time.perf_counter() - began) * 1000)
        self.stdout.write(f"{what:45} {statistics.median(took):10.2f} ms  (median of {rounds})")
