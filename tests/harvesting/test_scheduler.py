"""The scheduler: asks first, builds itself when nobody has done it in time, and outlives what it depends on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection
from django.utils import timezone

from catalog.models import Link, ReleaseQuality
from config.celery import app
from harvesting.broker import ask_worker_to_build
from harvesting.models import Feed
from harvesting.scheduler import GRACE, Scheduler, build_all_due
from harvesting.tasks import build_feed
from harvesting.tasks import sweep as sweep_task
from tests.factories import make_organisation
from tests.harvesting.factories import feed_of, make_feeds, make_main_publisher, make_published
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def uppsala():
    make_main_publisher()
    return make_organisation("Uppsala kommun")


class Broker:
    """Takes note of what is asked for; answers whether it could be sent."""

    def __init__(self, is_up: bool = True) -> None:
        self.is_up = is_up
        self.asked: list[int | None] = []

    def __call__(self, organisation_id: int | None, trigger: str) -> bool:
        self.asked.append(organisation_id)
        return self.is_up


def scheduler_with(broker: Broker, tmp_path: Path) -> Scheduler:
    return Scheduler(tmp_path / "scheduler.json", ask=broker)


def is_anything_due() -> bool:
    return Feed.objects.due(timezone.now()).exists()


def test_what_is_due_is_first_asked_for(uppsala, tmp_path):
    broker = Broker()
    scheduler_with(broker, tmp_path).run_round(timezone.now())
    assert set(broker.asked) == {feed.organisation_id for feed in Feed.objects.all()}
    assert not Feed.objects.exclude(built_revision=None).exists()


def test_what_no_worker_has_built_in_time_is_built_by_the_scheduler(uppsala, tmp_path):
    dataset = make_published(uppsala)
    broker, now = Broker(), timezone.now()
    scheduler = scheduler_with(broker, tmp_path)
    scheduler.run_round(now)
    scheduler.run_round(now + GRACE - timedelta(seconds=1))
    assert is_anything_due()
    scheduler.run_round(now + GRACE)
    assert not is_anything_due()
    assert datasets(graph_of(feed_bytes(feed_of(uppsala)))) == {dataset.iri}


def test_without_a_broker_the_scheduler_builds_at_once_and_asks_once_only(uppsala, tmp_path):
    broker = Broker(is_up=False)
    scheduler_with(broker, tmp_path).run_round(timezone.now())
    assert len(broker.asked) == 1
    assert not is_anything_due()


def test_what_was_built_meanwhile_is_no_longer_counted_as_waiting(uppsala, tmp_path):
    broker, now = Broker(), timezone.now()
    scheduler = scheduler_with(broker, tmp_path)
    scheduler.run_round(now)
    sweep_task()
    scheduler.run_round(now + GRACE)
    make_published(uppsala)
    asked_before = len(broker.asked)
    scheduler.run_round(now + 2 * GRACE)
    # Once for its own feed, and once for all that are collected.
    assert sorted(broker.asked[asked_before:], key=str) == sorted([uppsala.pk, None], key=str)
    assert is_anything_due()


def test_a_round_says_that_the_scheduler_is_alive(uppsala, tmp_path):
    scheduler = scheduler_with(Broker(is_up=False), tmp_path)
    scheduler.run_round(timezone.now())
    heartbeat = json.loads((tmp_path / "scheduler.json").read_text())
    assert heartbeat["failures"] == 0


def test_a_round_counts_the_quality_of_what_was_written_without_it(uppsala, tmp_path):
    make_published(uppsala)
    ReleaseQuality.objects.all().delete()

    scheduler_with(Broker(), tmp_path).run_round(timezone.now())

    assert ReleaseQuality.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_scheduler_outlives_a_database_that_is_away(uppsala, tmp_path):
    make_feeds()
    table = connection.ops.quote_name(Feed._meta.db_table)
    away = connection.ops.quote_name("feeds_that_are_away")
    rounds = []

    class Clock(Scheduler):
        """Takes the table away for two rounds, and never waits."""

        def beat(self, failures: int) -> None:
            rounds.append(failures)
            if len(rounds) == 2:
                with connection.cursor() as cursor:
                    cursor.execute(f"ALTER TABLE {away} RENAME TO {table}")
            if failures == 0:
                self.stop()

        def _pause(self, failures: int) -> float:
            return 0.0

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {away}")
    Clock(tmp_path / "scheduler.json", ask=Broker()).run()
    assert rounds == [1, 2, 0]


def test_pauses_after_failures_grow_but_stay_short_enough_for_two_minutes(tmp_path):
    scheduler = scheduler_with(Broker(), tmp_path)
    pauses = [scheduler._pause(failures) for failures in range(1, 12)]
    assert pauses == sorted(pauses)
    assert pauses[-1] <= 30


@contextmanager
def unreachable_broker() -> Iterator[None]:
    """As when Redis is away."""
    Celery("unreachable", broker="redis://127.0.0.1:1/0", broker_transport_options={"max_retries": 1}).set_current()
    try:
        yield
    finally:
        app.set_current()


def collected() -> int:
    return Feed.objects.collected().count()


def test_the_task_builds_the_organisations_feed_and_each_collected_one_in_a_task_of_its_own(uppsala):
    dataset = make_published(uppsala)
    make_feeds()
    assert build_feed(uppsala.pk) == ["built"]
    assert datasets(graph_of(feed_bytes(feed_of(uppsala)))) == {dataset.iri}
    # That of all, that of its county, and that of the dataset's theme.
    assert [build_feed(None) for _ in range(collected())] == [["built"]] * collected()
    assert datasets(graph_of(feed_bytes(feed_of(None)))) == {dataset.iri}
    assert build_feed(None) == []


def test_what_is_published_meanwhile_is_built_before_the_rest_of_what_is_collected(uppsala):
    make_published(uppsala)
    make_feeds()
    build_feed(uppsala.pk)
    build_feed(None)
    later = make_published(uppsala)
    assert build_feed(uppsala.pk) == ["built"]
    assert later.iri in datasets(graph_of(feed_bytes(feed_of(uppsala))))


def test_without_a_broker_the_task_builds_what_is_collected_itself(uppsala):
    make_feeds()
    with unreachable_broker():
        assert build_feed(uppsala.pk) == ["built"] * (1 + collected())


def test_the_task_run_twice_builds_once(uppsala):
    make_feeds()
    build_feed(uppsala.pk)
    assert build_feed(uppsala.pk) == []


def test_the_task_makes_a_feed_that_no_sweep_has_made_yet(uppsala):
    make_published(uppsala)
    assert build_feed(uppsala.pk) == ["built"]


def test_the_task_for_an_organisation_that_is_gone_does_no_harm(uppsala):
    make_feeds()
    assert build_feed(uppsala.pk + 1000) == []


def test_the_sweep_task_builds_everything_due_and_then_nothing(uppsala):
    assert sweep_task() == Feed.objects.count()
    assert build_all_due("sweep") == 0


def test_a_worker_can_be_asked_and_a_broker_that_can_not_be_reached_is_no_error(uppsala):
    assert ask_worker_to_build(uppsala.pk, "sweep") is True
    with unreachable_broker():
        assert ask_worker_to_build(uppsala.pk, "sweep") is False


def test_links_are_checked_beside_the_rounds_when_somebody_waits_or_weekly(uppsala, tmp_path, monkeypatch, settings):
    checked = []
    monkeypatch.setattr("harvesting.scheduler.check_due_links", lambda: checked.append(1))
    scheduler = scheduler_with(Broker(), tmp_path)
    scheduler.run_round(timezone.now())
    assert checked == []  # on this machine nobody is asked
    now = timezone.now()
    Link.objects.create(url="https://a.example/", url_hash="1", host="a.example", wanted_at=now)
    scheduler.run_round(timezone.now())
    assert scheduler._links.wait(5) and checked == [1]
    Link.objects.all().delete()
    settings.LINK_CHECKS = True
    scheduler.run_round(timezone.now())
    assert scheduler._links.wait(5) and checked == [1, 1]
