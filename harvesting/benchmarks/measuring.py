"""One measurement, in a process of its own: so that nobody's memory is counted as somebody else's."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from django.conf import settings

from harvesting.benchmarks.contenders import CONTENDERS, Contender
from harvesting.benchmarks.content import Content

_ROOT = Path(settings.ROOT)
# A measurement is repeated so often, or until it has taken so long in all.
_ROUNDS = 5
_SECONDS = 10.0
_MOST_SECONDS = 1800


class MeasurementFailed(Exception):
    """A measuring process ended with an error; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a contender took for so many datasets."""

    name: str
    datasets: int
    seconds: float  # the median of the rounds
    rounds: int
    peak_mb: float  # of the whole process, at its end
    size: int  # of the finished file, in bytes


def measured(name: str, datasets: int, *, environment: Mapping[str, str] | None = None) -> Measurement:
    """Measure in a new process. ``environment`` says in which installation. Raises :class:`MeasurementFailed`."""
    command = [sys.executable, "manage.py", "bench_publish", "--measure", name, str(datasets)]
    done = subprocess.run(
        command,
        cwd=_ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=_MOST_SECONDS,
    )
    if done.returncode:
        raise MeasurementFailed(f"{name}, {datasets} datasets: {done.stderr[-2000:]}")
    return Measurement(**json.loads(done.stdout.splitlines()[-1]))


def as_line(measurement: Measurement) -> str:
    """What a measuring process says at its end."""
    return json.dumps(asdict(measurement))


def measure_contender(name: str, datasets: int) -> Measurement:
    """Measure one of the contenders here and now, by the time that the processor works for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue"
        # Other datasets in every round: else what the writer remembers of the last one would count for it.
        seeds = count(1)
        times = list(_rounds(lambda: _written(CONTENDERS[name](path), Content(datasets, next(seeds)))))
        size = path.stat().st_size if path.exists() else path.with_suffix(".gz").stat().st_size
    return Measurement(name, datasets, statistics.median(times), len(times), peak_mb(), size)


def repeated(measure: Callable[[], float]) -> tuple[float, int]:
    """The median of what ``measure`` says, and how often it was asked."""
    times = list(_rounds(measure))
    return statistics.median(times), len(times)


def peak_mb() -> float:
    """The most memory that this process has had since it was started, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike getrusage this does not count what the process was before it became this program.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    began = time.process_time()
    yield
    spent.append(time.process_time() - began)


def _written(contender: Contender, content: Content) -> float:
    """The seconds that the contender itself took."""
    spent: list[float] = []
    for nodes in content.chunks():
        prepared = contender.prepare(nodes)
        with _timed(spent):
            contender.add(prepared)
    contender.before_the_end()
    with _timed(spent):
        contender.finish()
    return sum(spent)


def _rounds(measure: Callable[[], float]) -> Iterator[float]:
    began = time.monotonic()
    for _round in range(_ROUNDS):
        yield measure()
        if time.monotonic() - began > _SECONDS:
            return
