"""The commands that operators and bin/start use."""

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from harvesting.models import Feed
from harvesting.store import COMBINED, Pointer
from tests.factories import make_organisation
from tests.harvesting.factories import catalogue_of, make_feeds, make_main_publisher, make_published, poison
from tests.own_servers import wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def uppsala():
    make_main_publisher()
    return make_organisation("Uppsala kommun")


def run(*command, **options) -> str:
    output = StringIO()
    call_command(*command, stdout=output, stderr=output, **options)
    return output.getvalue()


def test_build_feeds_builds_what_is_due_and_says_so(uppsala, store):
    assert run("build_feeds").count(": built") == Feed.objects.count()
    assert isinstance(store.read("uppsala"), Pointer)
    assert run("build_feeds") == ""


def test_build_feeds_builds_named_ones_and_all_of_them_also_when_nothing_has_changed(uppsala):
    run("build_feeds")
    assert run("build_feeds", "uppsala", COMBINED).splitlines() == ["1/2 uppsala: built", "2/2 _all: built"]
    assert run("build_feeds", "--all").count(": built") == Feed.objects.count()


def test_build_feeds_refuses_an_organisation_that_does_not_exist(uppsala):
    with pytest.raises(CommandError, match="atlantis"):
        run("build_feeds", "atlantis")


def test_build_feeds_says_what_is_wrong_and_fails(uppsala):
    make_published(uppsala)
    poison(catalogue_of(uppsala))
    output = StringIO()
    with pytest.raises(CommandError, match="could not be built"):
        call_command("build_feeds", "uppsala", stdout=output, stderr=output)
    assert "1/1 uppsala: failed" in output.getvalue()
    assert len(output.getvalue().splitlines()) > 2


def test_wait_for_feeds_returns_when_every_feed_can_be_fetched(uppsala):
    run("build_feeds")
    count = Feed.objects.count()
    assert f"{count} of {count} feeds ready" in run("wait_for_feeds", timeout=0)


def test_wait_for_feeds_gives_up_and_says_what_is_missing(uppsala):
    make_feeds()
    with pytest.raises(CommandError, match="4 feeds are not ready .*uppsala"):
        run("wait_for_feeds", timeout=0, interval=0)


def test_wait_for_feeds_says_why_a_feed_is_not_there(store):
    make_organisation("Laxå kommun", is_number_confirmed=False)
    with pytest.raises(CommandError):
        run("build_feeds")
    with pytest.raises(CommandError, match="laxa: .*MAIN_PUBLISHER"):
        run("wait_for_feeds", timeout=0, interval=0)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_scheduler_lives_without_a_database_and_ends_at_once_when_told_to(tmp_path, number):
    environment = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DATA_DIR": str(tmp_path / "data"),
        "PATH": os.environ["PATH"],
    }
    heartbeat = tmp_path / "data" / "scheduler.json"
    command = [sys.executable, "manage.py", "run_scheduler", "--interval", "3600"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        wait_until(heartbeat.exists, "the scheduler's first heartbeat")
        assert json.loads(heartbeat.read_text())["failures"] == 1
        process.send_signal(number)
        printed = process.communicate(timeout=5)[0].decode()
    assert process.returncode == 0, printed
    assert "scheduler stopped" in printed
