"""manage.py bench_serve: how quickly feeds are answered, beside an empty view and a bare file on the same server."""

import statistics
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from harvesting.benchmarks import snapshot
from harvesting.benchmarks.load import WrongAnswers, rate
from harvesting.benchmarks.report import Target, table, targets_table
from harvesting.benchmarks.servers import NotInstalled, NotStarted, get, gunicorn, nginx

_IDENTITY = {"Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that is asked for: by what name, where, and with which headers."""

    name: str
    path: str
    headers: dict[str, str]


class Command(BaseCommand):
    """See the module."""

    help = (
        "Starts the web server on 127.0.0.1 with a prepared feed of 5 MB, alone and behind the proxy, and measures "
        "answers a second. Prints medians, and whether the targets of docs/performance.md are met."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=float, default=2.0, help="how long each address is asked for at a time")
        parser.add_argument("--rounds", type=int, default=3)
        parser.add_argument("--markdown", action="store_true", help="tables for docs/performance.md")

    def handle(self, *args, seconds: float, rounds: int, markdown: bool, **options) -> None:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            try:
                results = self._measure(Path(folder), seconds, rounds)
                megabytes = snapshot.file_in(Path(folder) / "snapshots").stat().st_size / 1e6
            except (NotStarted, WrongAnswers) as reason:
                raise CommandError(str(reason)) from None
        head = ("where", "what", "answers a second", "MB a second")
        rows = [row for where, rates in results.items() for row in _rows(where, rates, megabytes)]
        self.stdout.write("\n".join(["", *table(head, rows, markdown=markdown)]))
        targets = [target for where, rates in results.items() for target in _targets(where, rates)]
        self.stdout.write("\n".join(["", *targets_table(targets, markdown=markdown)]))

    def _measure(self, folder: Path, seconds: float, rounds: int) -> dict[str, dict[str, float]]:
        """Answers a second, by name, where the server stands alone and behind the proxy."""
        snapshots = folder / "snapshots"
        snapshot.prepare(snapshots)
        environment = _environment(folder, snapshots)
        results = {}
        with gunicorn(folder, environment) as alone:
            results["gunicorn"] = _rates(alone, seconds, rounds)
        with ExitStack() as stack:
            behind = environment | {"FEED_ACCEL_PREFIX": "/_snapshots"}
            application = stack.enter_context(gunicorn(folder, behind))
            try:
                address = stack.enter_context(nginx(folder, application, snapshots))
            except NotInstalled as reason:
                self.stderr.write(self.style.ERROR(f"NOT MEASURED behind the proxy: {reason}"))
            else:
                results["behind nginx"] = _rates(address, seconds, rounds)
        return results


def _environment(folder: Path, snapshots: Path) -> dict[str, str]:
    """An installation of its own; feeds are answered without a database."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
        "SNAPSHOT_DIR": str(snapshots),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "REDIS_URL": "",
        "PUBLIC_BASE_URL": "http://127.0.0.1",
        "FEED_ACCEL_PREFIX": "",
        "LOG_LEVEL": "WARNING",
    }


def _rates(address: str, seconds: float, rounds: int) -> dict[str, float]:
    """The medians; all are asked for in turn, so that what disturbs the machine disturbs all."""
    asked = list(_answers(address))
    rates: dict[str, list[float]] = {each.name: [] for each in asked}
    for _round in tqdm(range(rounds), desc=address, disable=None):
        for each in asked:
            rates[each.name].append(rate(address + each.path, each.headers, seconds))
    return {name: statistics.median(several) for name, several in rates.items()}


def _answers(address: str) -> Iterator[Answer]:
    """What is compared, each having been tried once."""
    feed, data = get(address + snapshot.ADDRESS, _IDENTITY)
    bare, same = get(f"{address}/benchmark/file", _IDENTITY)
    unchanged = _IDENTITY | {"If-None-Match": feed.headers["ETag"]}
    answered, _nothing = get(address + snapshot.ADDRESS, unchanged)
    if (feed.status, bare.status, answered.status) != (200, 200, 304) or data != same:
        raise WrongAnswers(f"{address} answers {feed.status}, {bare.status} and {answered.status}, or not the same")
    yield Answer("empty", "/benchmark/empty", {})
    yield Answer("304", snapshot.ADDRESS, unchanged)
    yield Answer("bare file", "/benchmark/file", _IDENTITY)
    yield Answer("feed", snapshot.ADDRESS, _IDENTITY)


def _rows(where: str, rates: dict[str, float], megabytes: float) -> Iterator[tuple[str, ...]]:
    what = {
        "empty": "an empty view",
        "304": "the feed, unchanged",
        "bare file": "a bare file",
        "feed": "the feed",
    }
    for name, answers in rates.items():
        size = f"{answers * megabytes:.0f}" if name in ("bare file", "feed") else ""
        yield where, what[name], f"{answers:.0f}", size


def _targets(where: str, rates: dict[str, float]) -> Iterator[Target]:
    yield Target(f"304 against an empty view, {where}", rates["304"] / rates["empty"], 0.9)
    yield Target(f"the feed against a bare file, {where}", rates["feed"] / rates["bare file"], 0.8)
