"""The steps of a trial: something happens, what is due is built, what was built is judged."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from harvesting.addresses import pointer_name
from harvesting.build import Outcome, build
from harvesting.contents.heads import NoPublisher
from harvesting.judge import Stopped
from harvesting.models import Feed, Snapshot
from harvesting.segments.texts import Unusable
from harvesting.sweep import sweep
from harvesting.trials.damage import DAMAGES, FILE_DAMAGES
from harvesting.trials.people import CHANGES, Change
from harvesting.trials.rebuilding import Bytes, Rebuilt, nothing_kept, rebuilt
from harvesting.trials.surroundings import one_world, own_files
from harvesting.trials.verdict import Published, Served, differences
from harvesting.trials.world import World, make_world

STEPS_PER_WORLD = 40
_CHANGES_AT_ONCE = 3  # at most, between two builds
_DAMAGE_SHARE = 0.35  # of the steps in which something breaks
_THOROUGH_SHARE = 0.05  # of the builds that two parsers read in every format
_PEOPLE = list(CHANGES), list(CHANGES.values())
_FAULTS = list(DAMAGES), list(DAMAGES.values())


class Wrong(Exception):
    """A feed is not what it ought to be; the message says in which ``step``, after what, and what is wrong."""

    def __init__(self, step: int, happened: Sequence[str], fault: str) -> None:
        super().__init__(f"step {step}, after {'; '.join(happened) or 'nothing'}: {fault}")
        self.step = step


class _Complaint(Exception):
    """What is wrong with one feed."""


@dataclass(slots=True)
class Tally:
    """How far a trial has come. ``builds`` are feeds that were built and judged."""

    step: int = 0
    builds: int = 0
    failed: int = 0  # builds that were rightly stopped
    left_out: int = 0  # builds that rightly left out something
    seconds: float = 0.0


def try_builds(seed: int, builds: int, *, start: int = 0, told: Callable[[Tally], None]) -> Tally:
    """Build and judge until there have been so many builds; ``start`` is a step in the first world. Raises Wrong.

    The database has to be one that nobody else uses.
    """
    tally, began = Tally(), time.monotonic()
    number = start // STEPS_PER_WORLD
    while tally.builds < builds:
        for step in _world(seed, number, tally, builds):
            tally.step, tally.seconds = step, time.monotonic() - began
            told(tally)
        number += 1
    return tally


def _world(seed: int, number: int, tally: Tally, builds: int) -> Iterator[int]:
    chance = Random(f"{seed}/{number}")
    with own_files(), one_world(chance), _quiet():
        trial = _Trial(make_world(chance), tally)
        for step in range(number * STEPS_PER_WORLD, (number + 1) * STEPS_PER_WORLD):
            happened = trial.happen()
            try:
                trial.build_and_judge()
            except Exception as fault:
                raise Wrong(step, happened, f"{type(fault).__name__}: {fault}") from fault
            yield step
            if tally.builds >= builds:
                return


class _Trial:
    """One world, lived through."""

    def __init__(self, world: World, tally: Tally) -> None:
        self._world, self._tally = world, tally
        self._good: dict[int, Bytes] = {}  # what each feed answered with after its last good build
        self._was_damaged = False  # any file of it, in this step

    def happen(self) -> list[str]:
        """Whatever does; what it was."""
        chance = self._world.chance
        changes: list[Change] = chance.choices(*_PEOPLE, k=chance.randint(0, _CHANGES_AT_ONCE))
        if chance.random() < _DAMAGE_SHARE or not changes:
            changes.insert(chance.randint(0, len(changes)), chance.choices(*_FAULTS)[0])
        self._was_damaged = bool(FILE_DAMAGES.intersection(changes))
        return [told for change in changes if (told := change(self._world))]

    def build_and_judge(self) -> None:
        """As the scheduler does it in a round, then judge what was built and one more."""
        sweep(is_thorough=True)
        due = list(Feed.objects.outdated().order_by("pk").values_list("pk", flat=True))
        # Nobody waits in a trial: what failed before is tried again.
        Feed.objects.filter(pk__in=due).update(next_attempt_at=None)
        outcomes = {key: build(key, trigger=Snapshot.Trigger.COMMAND) for key in due}
        others = list(Feed.objects.exclude(pk__in=due).order_by("pk").values_list("pk", flat=True))
        if others:
            outcomes[self._world.chance.choice(others)] = Outcome.NOT_DUE
        with nothing_kept(), TemporaryDirectory(prefix="oppna-trial-") as folder:
            wanted = {key: _outcome_of_rebuild(key, Path(folder) / "rebuilt") for key in outcomes}
        published = Published(self._world)
        for key, outcome in outcomes.items():
            self._judge(key, outcome, wanted[key], published)

    def _judge(self, key: int, outcome: Outcome, wanted: Rebuilt | Exception, published: Published) -> None:
        feed = Feed.objects.select_related("organisation").get(pk=key)
        if outcome is not Outcome.NOT_DUE:
            self._tally.builds += 1
        complaints = list(self._complaints(feed, outcome, wanted, published))
        if complaints:
            raise _Complaint(f"{feed} ({pointer_name(feed)}, {outcome}): {' | '.join(complaints[:5])}")

    def _complaints(
        self, feed: Feed, outcome: Outcome, wanted: Rebuilt | Exception, published: Published
    ) -> Iterator[str]:
        if isinstance(wanted, Exception):
            yield from self._of_a_stopped_build(feed, outcome, wanted)
            return
        if outcome not in (Outcome.BUILT, Outcome.NOT_DUE):
            yield f"could be built, but: {feed.last_error}"
            return
        served = Served(feed)
        self._good[feed.pk] = served.bytes
        self._tally.left_out += bool(feed.left_out)
        yield from served.complaints(feed, published, thoroughly=self._world.chance.random() < _THOROUGH_SHARE)
        yield from differences(served.bytes, wanted.bytes)
        if feed.left_out != wanted.left_out:
            yield f"left out {feed.left_out}, rebuilt without {wanted.left_out}"

    def _of_a_stopped_build(self, feed: Feed, outcome: Outcome, reason: Exception) -> Iterator[str]:
        """The last good catalogue stays, and the owner is told."""
        self._tally.failed += 1
        if outcome is not Outcome.FAILED:
            yield f"can't be built: {reason!r}"
        if not (feed.last_error.get("sv") and feed.last_error.get("en")):
            yield "nobody is told why it was not built"
        good = self._good.get(feed.pk)
        try:
            stays = good is None or Served(feed).bytes == good
        except FileNotFoundError:
            stays = False
        if not stays and self._was_damaged:
            self._good.pop(feed.pk, None)  # something of it is lost, and nothing can be made now
        elif not stays:
            yield "the last good catalogue has not stayed"


def _outcome_of_rebuild(key: int, folder: Path) -> Rebuilt | Exception:
    try:
        return rebuilt(Feed.objects.select_related("organisation").get(pk=key), folder)
    except (Stopped, Unusable, NoPublisher) as reason:
        return reason


@contextmanager
def _quiet() -> Iterator[None]:
    """What breaks is meant to break: the log says nothing of it."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
