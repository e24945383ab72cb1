"""A worker killed at every stage of a build, and parts that go away in the middle of one.

The feed goes on answering with the last good catalogue, and what was published arrives without a hand.
"""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from harvesting.build import Outcome, build
from harvesting.cleaning import clean_files
from harvesting.models import LEASE, Snapshot
from harvesting.scheduler import Scheduler, build_all_due
from harvesting.segments import runs
from harvesting.state import Place, Progress, state_of
from harvesting.sweep import sweep
from tests.factories import make_member, make_organisation, sign_in
from tests.harvesting import children
from tests.harvesting.children import KILLED, Child, at, die, in_child
from tests.harvesting.factories import feed_of, make_main_publisher, make_published
from tests.harvesting.reading import datasets, graph_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]

FEED = "/uppsala/datasets/dcat"
SWEEP = Snapshot.Trigger.SWEEP
# Where a worker is killed. In the last ones the new catalogue has been put in place already.
BEFORE_THE_SWAP = {
    "after the claim": partial(at, "harvesting.build.contents_of", die),
    "while a segment is made": partial(at, "harvesting.segments.making.pack", die, call=3),
    "before a segment is put in place": partial(at, "harvesting.segments.folder._put_in_place", die),
    "between two segments": partial(at, "harvesting.segments.folder._put_in_place", die, after=True),
    "while documents are begun": partial(at, "harvesting.documents._Writer.open", die, call=3),
    "while documents are written": partial(at, "harvesting.documents._Writer.copy", die, call=6),
    "before they are read back": partial(at, "harvesting.candidate.read_whole", die),
    "while objects are kept": partial(at, "harvesting.store.disk._to_disk", die, call=5),
    "after all are kept": partial(at, "harvesting.build.swap", die),
    "between the row and the pointer": partial(at, "harvesting.store.store.Store.replace", die),
    "while the pointer is written": partial(at, "harvesting.store.pointer_files.put_in_place", die),
}
AFTER_THE_SWAP = {
    "between the pointer and the end of the transaction": partial(
        at, "harvesting.store.store.Store.replace", die, after=True
    ),
    "before old snapshots are forgotten": partial(at, "harvesting.build.forget_old", die),
}


@pytest.fixture
def uppsala(monkeypatch):
    """With a catalogue of several segments in place, and one dataset more that waits to be built."""
    monkeypatch.setattr(runs, "MEAN", 1)
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun", slug="uppsala")
    for title in ("Badplatser", "Lekplatser"):
        make_published(organisation, title)
    sweep()
    assert build(feed_of(organisation).pk, trigger=SWEEP) is Outcome.BUILT
    make_published(organisation, "Cykelvägar")
    return organisation


def answer() -> bytes:
    """What the feed answers, whole."""
    answered = Client().get(FEED)
    assert answered.status_code == 200
    body = b"".join(answered.streaming_content)
    graph_of(body)
    return body


def heal(tmp_path, *, after: timedelta = LEASE) -> None:
    """What the scheduler does by itself, without broker and worker, as soon as the lease has run out."""
    with time_machine.travel(timezone.now() + after + timedelta(seconds=1), tick=True):
        Scheduler(tmp_path / "scheduler.json", ask=lambda *_args: False).run_round(timezone.now())


def assert_healed(organisation, tmp_path) -> None:
    """Everything that is published is in the feed, in every format, and nothing half-made is answered with."""
    heal(tmp_path)
    body = answer()
    assert all(title.encode() in body for title in ("Badplatser", "Lekplatser", "Cykelvägar"))
    assert len(datasets(graph_of(body))) == 3
    feed = feed_of(organisation)
    assert (feed.last_error, feed.left_out, feed.lease_until) == ({}, [], None)
    assert state_of(organisation.pk).progress is Progress.IN_FEED
    assert Snapshot.objects.current().get(feed=feed).dataset_count == 3
    assert list((tmp_path / "snapshots" / "building").iterdir()) == []
    # Built from nothing it is the same.
    assert build(feed.pk, trigger=SWEEP, is_forced=True) is Outcome.BUILT
    assert answer() == body


@pytest.mark.parametrize("stage", [*BEFORE_THE_SWAP, *AFTER_THE_SWAP])
def test_a_worker_that_is_killed(uppsala, tmp_path, stage):
    before = answer()
    with (BEFORE_THE_SWAP | AFTER_THE_SWAP)[stage]():
        assert in_child(lambda: build(feed_of(uppsala).pk, trigger=SWEEP)) == KILLED
    assert (answer() == before) is (stage in BEFORE_THE_SWAP)
    if stage in BEFORE_THE_SWAP:
        waiting = uppsala.records.get(dataset__title__sv="Cykelvägar")
        assert state_of(uppsala.pk).progress is Progress.BUILDING
        assert state_of(uppsala.pk).place_of(waiting) is Place.ON_ITS_WAY
    assert_healed(uppsala, tmp_path)


def test_killed_again_and_again(uppsala, tmp_path):
    before = answer()
    for number, stage in enumerate(BEFORE_THE_SWAP.values()):
        with time_machine.travel(timezone.now() + (LEASE + timedelta(seconds=1)) * number, tick=True), stage():
            assert in_child(lambda: build(feed_of(uppsala).pk, trigger=SWEEP)) == KILLED
    assert answer() == before
    heal(tmp_path, after=LEASE * 20)
    assert b"Cykelv\xc3\xa4gar" in answer()


def test_killed_while_old_files_are_removed(uppsala, tmp_path):
    assert build(feed_of(uppsala).pk, trigger=SWEEP) is Outcome.BUILT
    Snapshot.objects.filter(is_current=False).delete()
    later = timezone.now() + timedelta(hours=2)
    with at("harvesting.store.objects._modified", die, call=4):
        assert in_child(lambda: clean_files(later)) == KILLED
    assert_healed(uppsala, tmp_path)


@pytest.mark.parametrize(
    "stage",
    ["harvesting.build.contents_of", "harvesting.segments.making.pack", "harvesting.build.swap"],
)
def test_the_database_goes_away_in_the_middle_of_a_build(uppsala, tmp_path, stage):
    before = answer()
    with at(stage, children.lose_the_database):
        assert in_child(lambda: build(feed_of(uppsala).pk, trigger=SWEEP)) == 1  # and the worker says so in its log
    assert answer() == before
    assert_healed(uppsala, tmp_path)


def test_the_database_goes_away_when_the_pointer_is_in_place(uppsala, tmp_path):
    """The catalogue is whole and may be answered with; the database learns of it by the next build."""
    with at("harvesting.store.store.Store.replace", children.lose_the_database, after=True):
        assert in_child(lambda: build(feed_of(uppsala).pk, trigger=SWEEP)) == 1
    assert "Cykelvägar" in answer().decode()
    assert Snapshot.objects.current().get(feed=feed_of(uppsala)).dataset_count == 2
    assert_healed(uppsala, tmp_path)


@pytest.mark.parametrize("size", [0, 500, 3_000, 9_000])
def test_the_disk_is_full(uppsala, tmp_path, size, client):
    before = answer()

    def work() -> None:
        children.fill_the_disk(size)
        build(feed_of(uppsala).pk, trigger=SWEEP)

    ended = in_child(work)
    assert answer() == before
    if connection.vendor == "sqlite":  # the database is on the same disk
        assert ended == 1
    else:
        assert ended == 0
        sign_in(client, make_member(uppsala))
        assert "filer gick inte att spara" in client.get("/arbete/uppsala/flode/").content.decode()
    assert_healed(uppsala, tmp_path)


def test_several_workers_at_once(uppsala, tmp_path):
    """Each builds whatever is due, again and again, while somebody publishes."""
    seen = [answer()]

    def work() -> None:
        for _ in range(8):
            build_all_due(SWEEP)

    workers = [Child(work) for _ in range(3)]
    for number in range(4):
        make_published(uppsala, f"Samtidig {number}")
        seen.append(answer())
    assert [each.wait() for each in workers] == [0, 0, 0]
    heal(tmp_path)
    seen.append(answer())
    shown = [datasets(graph_of(body)) for body in seen]
    assert all(earlier <= later for earlier, later in zip(shown, shown[1:], strict=False)), "something older came back"
    assert len(shown[-1]) == 7
    assert Snapshot.objects.current().filter(feed=feed_of(uppsala)).count() == 1
