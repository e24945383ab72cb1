"""Where finished segments are kept: found by their key, made when not there, removed when nobody needs them."""

import logging
import os
import shutil
import time
from collections.abc import Callable, Collection
from pathlib import Path

from harvesting.segments.making import make
from harvesting.segments.runs import Run
from harvesting.segments.segment import Segment

log = logging.getLogger(__name__)


class SegmentFolder:
    """The folder of all segments. Several processes may use it at once. Losing it costs time and nothing else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def ready(self, run: Run, *, beat: Callable[[], None], is_fresh: bool = False) -> Segment:
        """The segment of a run, made if need be; ``is_fresh``: made in any case. Raises Unusable."""
        place = self._folder / run.key
        found = None if is_fresh else Segment.load(place)
        if found is not None:
            os.utime(place)  # in use: not to be removed as old
            return found
        return self._made(run, place, beat)

    def discard(self, run: Run) -> None:
        """Forget a segment, as one that turned out to be damaged."""
        shutil.rmtree(self._folder / run.key, ignore_errors=True)

    def clean(self, keep: Collection[str], *, older_than: float) -> int:
        """Remove what is in no feed and was last used before a time, in seconds since 1970; how many there were."""
        removed = 0
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            if place.name not in keep and place.stat().st_mtime < older_than:
                shutil.rmtree(place, ignore_errors=True)
                removed += 1
        return removed

    def _made(self, run: Run, place: Path, beat: Callable[[], None]) -> Segment:
        fresh = place.with_name(f".{run.key}.{os.getpid()}.{time.monotonic_ns()}")
        fresh.mkdir(parents=True)
        try:
            make(fresh, run.releases, beat=beat)
            _put_in_place(fresh, place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        segment = Segment.load(place)
        if segment is None:
            raise OSError(f"segment {run.key} is not whole after it was written")
        return segment


def _put_in_place(fresh: Path, place: Path) -> None:
    """A folder can't take the place of another one at a stroke: what is there is moved aside first."""
    aside = fresh.with_name(f"{fresh.name}.old")
    try:
        os.rename(place, aside)
    except FileNotFoundError:
        aside = None
    try:
        os.rename(fresh, place)
    except OSError:
        if not (place / "summary.json").exists():  # another process may have been quicker, with the same
            raise
        log.info("segment %s was made by another process meanwhile", place.name)
    if aside:
        shutil.rmtree(aside, ignore_errors=True)
