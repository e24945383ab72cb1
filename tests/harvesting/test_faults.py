"""What happens when a part is killed or goes away: a publication arrives by itself, and the feed always answers.

Real processes, with PostgreSQL and Redis of their own. Each test waits as long as the product's own times ask.
"""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.harvesting.reading import graph_of
from tests.harvesting.running_installation import FeedWatch, Installation
from tests.own_servers import MissingProgram, PostgresServer, RedisServer, wait_until

pytestmark = pytest.mark.services

FEED = "/uppsala/datasets/dcat"
# The promise to those who publish.
TWO_MINUTES = 120.0
# Nobody who publishes waits for a part that is away.
PUBLISHING_SECONDS = 10.0


@pytest.fixture
def production(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """PostgreSQL, Redis, web, worker and scheduler, with one dataset in the feed."""
    with ExitStack() as stack:
        try:
            postgres, redis = stack.enter_context(PostgresServer()), stack.enter_context(RedisServer())
        except MissingProgram as problem:
            pytest.skip(str(problem))
        installation = stack.enter_context(Installation(tmp_path, DATABASE_URL=postgres.url, REDIS_URL=redis.url))
        start_with_one_dataset(installation)
        yield SimpleNamespace(installation=installation, postgres=postgres, redis=redis)


def start_with_one_dataset(installation: Installation) -> None:
    """All three services, and a first publication that has arrived."""
    installation.publish("Badplatser")
    installation.start("web", "worker", "scheduler")
    wait_until(lambda: b"Badplatser" in installation.get(FEED)[1], "the first dataset in the feed")
    wait_until(lambda: " ready." in installation.log("worker"), "the worker takes work")


def publish(installation: Installation, title: str) -> None:
    """Publish, and see that nobody was kept waiting."""
    answer = installation.publish(title)
    assert "iri" in answer, answer
    assert answer["seconds"] < PUBLISHING_SECONDS


def kill_worker_while_it_builds(installation: Installation, title: str) -> None:
    """Hold the lock that a build needs for its last step, let the worker come to it, and kill the worker there."""
    before = installation.finished_files()
    with (installation.folder / "snapshots" / "current" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        publish(installation, title)
        wait_until(lambda: installation.finished_files() > before, "the worker has written the new catalogue")
        installation.kill("worker")


def assert_only_good_answers(watch: FeedWatch, *titles: str) -> None:
    """Never an error, never half a catalogue: the old one, then the new one."""
    assert [status for status, _body in watch.answers] == [200] * len(watch.answers)
    assert watch.count >= len(titles)
    for number, (_status, body) in enumerate(watch.answers):
        graph_of(body)
        present = [title for title in titles if title.encode() in body]
        assert present == list(titles[: number + 1])
    assert len(watch.answers) == len(titles)


def test_a_publication_arrives_within_seconds_when_all_is_well(production):
    with FeedWatch(production.installation, FEED) as watch:
        wait_until(lambda: watch.answers, "a first answer")
        publish(production.installation, "Lekplatser")
        assert watch.wait_for("Lekplatser", TWO_MINUTES) < 10
    assert_only_good_answers(watch, "Badplatser", "Lekplatser")


def test_a_worker_killed_while_it_builds_and_never_started_again(production):
    with FeedWatch(production.installation, FEED) as watch:
        wait_until(lambda: watch.answers, "a first answer")
        kill_worker_while_it_builds(production.installation, "Lekplatser")
        assert b"Lekplatser" not in production.installation.get(FEED)[1]
        watch.wait_for("Lekplatser", TWO_MINUTES)
    assert_only_good_answers(watch, "Badplatser", "Lekplatser")


def test_a_worker_killed_on_one_machine_and_started_again(tmp_path):
    """SQLite and a broker of files, which loses the task that the worker was killed in."""
    with Installation(tmp_path) as installation:
        start_with_one_dataset(installation)
        with FeedWatch(installation, FEED) as watch:
            wait_until(lambda: watch.answers, "a first answer")
            kill_worker_while_it_builds(installation, "Lekplatser")
            installation.start("worker")
            watch.wait_for("Lekplatser", TWO_MINUTES)
        assert_only_good_answers(watch, "Badplatser", "Lekplatser")


def test_redis_goes_away_for_good(production):
    with FeedWatch(production.installation, FEED) as watch:
        wait_until(lambda: watch.answers, "a first answer")
        production.redis.stop()
        publish(production.installation, "Lekplatser")
        watch.wait_for("Lekplatser", TWO_MINUTES)
        assert production.installation.get("/")[0] == 200
        assert production.installation.get("/readyz")[0] == 200
    assert_only_good_answers(watch, "Badplatser", "Lekplatser")


def test_the_database_goes_away_after_a_publication_and_comes_back(production):
    installation = production.installation
    installation.kill("worker")
    with FeedWatch(installation, FEED) as watch:
        wait_until(lambda: watch.answers, "a first answer")
        publish(installation, "Lekplatser")
        production.postgres.stop()
        assert "problem" in installation.publish("Cykelvägar")
        assert installation.get("/livez")[0] == 200
        assert installation.get("/readyz")[0] == 503
        seen = watch.count
        wait_until(lambda: watch.count > seen + 100, "a hundred answers without a database")
        production.postgres.start()
        installation.start("worker")
        watch.wait_for("Lekplatser", TWO_MINUTES)
        wait_until(lambda: installation.get("/readyz")[0] == 200, "ready again")
    assert_only_good_answers(watch, "Badplatser", "Lekplatser")


def test_the_database_goes_away_for_good_and_the_feed_still_answers(production):
    installation = production.installation
    kept = installation.get(FEED)
    assert kept[0] == 200
    production.postgres.stop()
    with FeedWatch(installation, FEED) as watch:
        wait_until(lambda: watch.count > 100, "a hundred answers without a database")
    assert watch.answers == [kept]
