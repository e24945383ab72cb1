"""manage.py bench_publish: how long a feed takes, beside rdflib, beside plain templates, and from the database."""

from argparse import SUPPRESS, ArgumentParser
from collections.abc import Iterator, Sequence

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from harvesting.benchmarks.contenders import FORMATS
from harvesting.benchmarks.installation import own_installation
from harvesting.benchmarks.measuring import Measurement, MeasurementFailed, as_line, measure_contender, measured
from harvesting.benchmarks.report import Target, table, targets_table
from harvesting.benchmarks.stored import MEASURES

_MOST_FOR_RDFLIB = 10_000
_MOST_FOR_OTHER_FORMATS = 1000
_FROM_DATABASE = ("fill", "pieces", "rows", "build")
_AFTER_AN_EDIT = ("fill", "contents", "edit", "rdflib-rebuild", "build-edit")
_HEAD = ("datasets", "what", "seconds", "µs each", "times ours", "peak MB", "MB written")


class Command(BaseCommand):
    """See the module."""

    help = (
        "Measures the writing of feeds, each contender in a process of its own, on the same made-up content; and "
        "building from a database of its own, which is made for it and removed. Prints medians, and whether the "
        "targets of docs/performance.md are met."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--n", type=int, nargs="+", default=[100, 1000, 10_000], help="numbers of datasets")
        parser.add_argument("--large", type=int, default=100_000, help="ours also with so many; 0 for none")
        parser.add_argument("--stored", type=int, nargs="*", default=[1000], help="numbers of datasets in a database")
        parser.add_argument("--edited", type=int, default=300, help="datasets of the organisation where one is edited")
        parser.add_argument("--all", action="store_true", help=f"rdflib with more than {_MOST_FOR_RDFLIB} too: slow")
        parser.add_argument("--markdown", action="store_true", help="tables for docs/performance.md")
        # How the command starts itself for one measurement.
        parser.add_argument("--measure", nargs=2, metavar=("NAME", "N"), help=SUPPRESS)

    def handle(self, *args, **options) -> None:
        if options["measure"]:
            name, datasets = options["measure"]
            measure = MEASURES.get(name) or (lambda number: measure_contender(name, number))
            self.stdout.write(as_line(measure(int(datasets))))
            return
        try:
            self._run(**options)
        except MeasurementFailed as reason:
            raise CommandError(str(reason)) from None

    def _run(self, n: list[int], large: int, stored: list[int], edited: int, markdown: bool, **options) -> None:
        numbers = sorted(set(n))
        most = numbers[-1] if options["all"] else _MOST_FOR_RDFLIB
        written = _Measured(_writing_jobs(numbers, large, most))
        others = _Measured(_format_jobs(min(numbers[-1], _MOST_FOR_OTHER_FORMATS)))
        database = _Measured(_stored_jobs(sorted(set(stored)), edited))
        with tqdm(total=len(written.jobs) + len(others.jobs) + len(database.jobs), disable=None) as bar:
            written.measure(bar)
            others.measure(bar)
            for number in database.numbers:
                with own_installation() as environment:
                    database.measure(bar, number, environment)
        where = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
        self._say("RDF/XML, from nodes in memory to a file", written.rows("ours-rdfxml"), markdown)
        self._say("Other formats, from nodes in memory to a file", others.rows(), markdown)
        self._say(f"From a database to a file ({where})", database.rows(), markdown)
        targets = [*_writing_targets(written), *_format_targets(others), *_stored_targets(database, edited, where)]
        self.stdout.write("\n".join(["", *targets_table(targets, markdown=markdown)]))

    def _say(self, title: str, rows: Sequence[Sequence[str]], markdown: bool) -> None:
        title = f"**{title}**\n" if markdown else title
        self.stdout.write("\n".join(["", title, *table(_HEAD, rows, markdown=markdown)]))


Job = tuple[str, int]


class _Measured:
    """Measurements to be made, and their results by contender and number of datasets."""

    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = jobs
        self.results: dict[Job, Measurement] = {}

    @property
    def numbers(self) -> list[int]:
        """The numbers of datasets, smallest first."""
        return sorted({number for _name, number in self.jobs})

    def measure(self, bar: tqdm, only: int | None = None, environment: dict[str, str] | None = None) -> None:
        """Make the measurements; those with ``only`` so many datasets where it is given."""
        for name, number in self.jobs:
            if only in (None, number):
                bar.set_description(f"{name}, {number}")
                self.results[name, number] = measured(name, number, environment=environment)
                bar.update()

    @property
    def in_order(self) -> list[Measurement]:
        """The results, smallest first."""
        return sorted(self.results.values(), key=lambda result: result.datasets)

    def seconds(self, name: str, number: int) -> float:
        """The median."""
        return self.results[name, number].seconds

    def ratio(self, name: str, other: str, number: int) -> float:
        """How many times as long ``name`` takes as ``other``."""
        return self.seconds(name, number) / self.seconds(other, number)

    def rows(self, ours: str = "") -> list[tuple[str, ...]]:
        """As they are printed; where nothing is called ours, each is compared with the first of its number."""
        results = [result for result in self.results.values() if result.size]
        return [_row(result, self._compared_with(result, results, ours)) for result in results]

    def _compared_with(self, result: Measurement, results: list[Measurement], ours: str) -> Measurement:
        same = [each for each in results if each.datasets == result.datasets]
        partner = "ours-" + result.name.partition("-")[2]
        return next((each for each in same if each.name in (ours, partner)), same[0])


def _row(result: Measurement, ours: Measurement) -> tuple[str, ...]:
    return (
        str(result.datasets),
        result.name,
        f"{result.seconds:.4f}",
        f"{result.seconds / result.datasets * 1e6:.0f}",
        f"{result.seconds / ours.seconds:.2f}",
        f"{result.peak_mb:.0f}",
        f"{result.size / 1e6:.2f}",
    )


def _writing_jobs(numbers: list[int], large: int, most_for_rdflib: int) -> list[Job]:
    jobs = []
    for number in numbers:
        names = ["ours-rdfxml", "template-rdfxml", "gzip-rdfxml"]
        names += ["rdflib-rdfxml"] if number <= most_for_rdflib else []
        jobs += [(name, number) for name in names]
    return [*jobs, ("ours-rdfxml", large)] if large else jobs


def _format_jobs(number: int) -> list[Job]:
    return [(f"{who}-{name}", number) for name in FORMATS if name != "rdfxml" for who in ("ours", "rdflib")]


def _stored_jobs(numbers: list[int], edited: int) -> list[Job]:
    jobs = [(name, number) for number in numbers if number != edited for name in _FROM_DATABASE]
    return [*jobs, *((name, edited) for name in _AFTER_AN_EDIT)] if edited else jobs


def _writing_targets(written: _Measured) -> Iterator[Target]:
    compared = [number for name, number in written.results if name == "rdflib-rdfxml"]
    if compared:
        number = max(compared)
        ratio = written.ratio("rdflib-rdfxml", "ours-rdfxml", number)
        yield Target(f"rdflib takes for RDF/XML, {number} datasets", ratio, 20, unit=" times")
    number = max(number for name, number in written.results if name == "template-rdfxml")
    ratio = written.ratio("ours-rdfxml", "template-rdfxml", number)
    yield Target(f"RDF/XML takes, {number} datasets", ratio, 1.5, is_most=True, unit=" times a template")
    yield from _growth_targets("writing RDF/XML", [each for each in written.in_order if each.name == "ours-rdfxml"])


def _growth_targets(what: str, results: list[Measurement]) -> Iterator[Target]:
    """How time and memory grow with the number of datasets."""
    for less, more in zip(results, results[1:], strict=False):
        growth = more.seconds / less.seconds * 10 / (more.datasets / less.datasets)
        between = f"{less.datasets} to {more.datasets} datasets"
        yield Target(f"10 times the data, {what}, {between}", growth, 12, is_most=True, unit=" times the time")
    start = next((each for each in results if each.datasets >= 1000), results[0] if results else None)
    if start is not None and start is not results[-1]:
        more = f"memory at {results[-1].datasets} above that at {start.datasets} datasets, {what}"
        yield Target(more, results[-1].peak_mb - start.peak_mb, 10, is_most=True, unit=" MB")


def _format_targets(others: _Measured) -> Iterator[Target]:
    for name, form in FORMATS.items():
        if name != "rdfxml":
            (number,) = others.numbers
            ratio = others.ratio(f"rdflib-{name}", f"ours-{name}", number)
            yield Target(f"rdflib takes for {form.name}, {number} datasets", ratio, 10, unit=" times")


def _stored_targets(database: _Measured, edited: int, where: str) -> Iterator[Target]:
    for number in [number for name, number in database.results if name == "rows"]:
        ratio = database.ratio("rows", "pieces", number)
        yield Target(f"through rows against stored pieces, {number} datasets, {where}", ratio, 10, unit=" times")
    yield from _growth_targets(f"stored pieces, {where}", [each for each in database.in_order if each.name == "pieces"])
    if edited:
        ratio = database.ratio("rdflib-rebuild", "edit", edited)
        yield Target(f"rdflib's rebuild against one edit among {edited}, {where}", ratio, 50, unit=" times")
