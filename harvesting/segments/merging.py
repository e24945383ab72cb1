"""Sorted files read as one sorted stream, however many there are: never more than some are open at once."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

_AT_ONCE = 100

Lines = Callable[[], Iterable[str]]


def merged(sources: Sequence[Lines], key: Callable, scratch: Path) -> Iterator[str]:
    """The lines of all sources, each sorted by ``key``. Among equals an earlier source's lines come first.

    ``scratch`` is a folder for what has to be merged in several rounds.
    """
    waiting = list(sources)
    rounds = 0
    while len(waiting) > _AT_ONCE:
        rounds += 1
        path = scratch / f"merged-{rounds}"
        with path.open("w", encoding="utf-8", newline="\n") as target:
            target.writelines(heapq.merge(*(source() for source in waiting[:_AT_ONCE]), key=key))
        waiting = [_reading(path), *waiting[_AT_ONCE:]]
    yield from heapq.merge(*(source() for source in waiting), key=key)
    for number in range(1, rounds + 1):
        (scratch / f"merged-{number}").unlink()


def _reading(path: Path) -> Lines:
    def lines() -> Iterator[str]:
        with path.open(encoding="utf-8", newline="\n") as handle:
            yield from handle

    return lines
