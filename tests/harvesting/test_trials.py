"""Builds at random, each held against a full rebuild; and that a trial would notice.

A fresh seed each time, which is printed; ``--trial-seed`` repeats a run, ``--trial-builds`` makes it longer. All ten
thousand: ``manage.py try_builds``.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom

import pytest

from harvesting.models import Snapshot
from harvesting.segments.segment import Listed, Segment
from harvesting.trials.trial import Wrong, try_builds

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent


def told(_tally) -> None:
    """Nobody watches."""


def test_whatever_happens_the_feed_is_what_a_full_rebuild_gives(request):
    builds = request.config.getoption("--trial-builds")
    seed = request.config.getoption("--trial-seed") or SystemRandom().randrange(1, 1_000_000)
    print(f"\nseed {seed}: repeat with --trial-seed {seed} --trial-builds {builds}", flush=True)
    tally = try_builds(seed, builds, told=told)
    assert tally.builds >= builds


@pytest.mark.any_database
def test_the_same_seed_gives_the_same_trial():
    seen: list[list[tuple]] = [[], []]
    for place in seen:
        try_builds(7, 12, told=lambda tally, place=place: place.append((tally.step, tally.builds, tally.left_out)))
    assert seen[0] == seen[1]


def has_been_built(feed, contents_key) -> bool:
    """A build that does not look whether anything is new."""
    return Snapshot.objects.current().filter(feed=feed).exists()


def all_but_one(segment: Segment) -> Iterator[Listed]:
    """A catalogue that forgets to list something, however it is built."""
    return iter(list(listed(segment))[:-1])


listed = Segment.listed


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("place", "fault"),
    [("harvesting.build.is_in_place", has_been_built), ("harvesting.assembly.Segment.listed", all_but_one)],
)
def test_a_fault_is_noticed_and_can_be_repeated(monkeypatch, place, fault):
    monkeypatch.setattr(place, fault)
    with pytest.raises(Wrong) as noticed:
        try_builds(1, 100, told=told)
    with pytest.raises(Wrong) as again:
        try_builds(1, 100, start=noticed.value.step, told=told)
    assert again.value.step == noticed.value.step


@pytest.mark.any_database
def test_the_command_touches_nothing_of_the_installation(tmp_path):
    env = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "try_builds", "--builds", "5", "--seed", "3"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ builds in \d+ s, .* all equal to a full rebuild", done.stdout)
    assert not (tmp_path / "snapshots").exists()
    assert not (tmp_path / "db.sqlite3").exists()
