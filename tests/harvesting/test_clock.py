"""A clock that goes backwards: what it noted while it was ahead keeps nothing waiting until that time comes."""

import time
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from harvesting.build import Outcome, build
from harvesting.lease import claim
from harvesting.models import LEASE, LONGEST_WAIT, Feed, Snapshot
from harvesting.scheduler import BETWEEN_CLEANINGS, GRACE, Scheduler
from harvesting.sweep import sweep
from tests.factories import make_organisation
from tests.harvesting.factories import catalogue_of, feed_of, make_main_publisher, make_published, poison
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SWEEP = Snapshot.Trigger.SWEEP
FEED = "/uppsala/datasets/dcat"
AHEAD = timedelta(days=400)


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun", slug="uppsala")
    sweep()
    return organisation


def build_feed(organisation) -> Outcome:
    return build(feed_of(organisation).pk, trigger=SWEEP)


def ahead():
    """The clock as it goes wrong."""
    return time_machine.travel(timezone.now() + AHEAD, tick=True)


def is_due(organisation) -> bool:
    return feed_of(organisation) in Feed.objects.due(timezone.now())


def test_an_attempt_that_was_put_off_by_a_clock_that_was_ahead_is_made_now(uppsala):
    make_published(uppsala)
    with ahead():
        poison(catalogue_of(uppsala))
        assert build_feed(uppsala) is Outcome.FAILED
        assert not is_due(uppsala)
    assert is_due(uppsala)


def test_a_failed_feed_still_waits_when_the_clock_goes_back_a_little(uppsala):
    make_published(uppsala)
    poison(catalogue_of(uppsala))
    assert build_feed(uppsala) is Outcome.FAILED
    with time_machine.travel(timezone.now() - timedelta(minutes=5), tick=True):
        assert not is_due(uppsala)
    Feed.objects.update(next_attempt_at=timezone.now() + LONGEST_WAIT - timedelta(seconds=1))
    assert not is_due(uppsala)


def test_a_lease_of_a_worker_that_was_killed_while_the_clock_was_ahead_stops_nobody(uppsala):
    dataset = make_published(uppsala)
    with ahead():
        feed = feed_of(uppsala)
        assert claim(feed, now=timezone.now(), at_least=0) is not None
    assert build_feed(uppsala) is Outcome.BUILT
    assert datasets(graph_of(feed_bytes(feed_of(uppsala)))) == {dataset.iri}


def test_a_machine_whose_clock_is_a_little_behind_respects_a_lease(uppsala):
    make_published(uppsala)
    feed = feed_of(uppsala)
    assert claim(feed, now=timezone.now() + LEASE / 2, at_least=0) is not None
    assert build_feed(uppsala) is Outcome.NOT_DUE


def test_what_was_built_while_the_clock_was_ahead_is_replaced_and_told_apart(uppsala, client: Client):
    with ahead():
        make_published(uppsala, "Badplatser")
        assert build_feed(uppsala) is Outcome.BUILT
    first = client.get(FEED)
    make_published(uppsala, "Lekplatser")
    assert is_due(uppsala)
    assert build_feed(uppsala) is Outcome.BUILT
    second = client.get(FEED, HTTP_IF_NONE_MATCH=first["ETag"])
    assert second.status_code == 200
    assert b"Lekplatser" in b"".join(second.streaming_content)
    assert second["ETag"] != first["ETag"]
    for answer in (first, second):  # no time that has yet to come
        assert (
            "Last-Modified" not in answer or parsedate_to_datetime(answer["Last-Modified"]).timestamp() <= time.time()
        )
    assert client.get(FEED, HTTP_IF_NONE_MATCH=second["ETag"]).status_code == 304
    built = list(Snapshot.objects.filter(feed=feed_of(uppsala)).order_by("pk").values_list("built_at", flat=True))
    assert built == sorted(set(built))


def test_the_scheduler_does_not_wait_for_a_time_that_it_has_seen_already(uppsala, tmp_path):
    """A worker that never comes is waited for as long as ever, counted from now."""
    dataset = make_published(uppsala)
    scheduler, now = Scheduler(tmp_path / "scheduler.json", ask=lambda *_args: True), timezone.now()
    scheduler.run_round(now + AHEAD)
    scheduler.run_round(now)
    assert is_due(uppsala)
    scheduler.run_round(now + GRACE)
    assert datasets(graph_of(feed_bytes(feed_of(uppsala)))) == {dataset.iri}


def test_the_scheduler_cleans_after_the_clock_has_gone_back(uppsala, tmp_path, monkeypatch):
    cleaned = []
    monkeypatch.setattr("harvesting.scheduler.clean_files", cleaned.append)
    scheduler, now = Scheduler(tmp_path / "scheduler.json", ask=lambda *_args: True), timezone.now()
    for moment in (now + AHEAD, now, now + BETWEEN_CLEANINGS / 2, now + BETWEEN_CLEANINGS):
        scheduler.run_round(moment)
    assert cleaned == [now + AHEAD, now, now + BETWEEN_CLEANINGS]
