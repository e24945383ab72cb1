"""A storage that dies in the middle of an upload while a feed is built: the last good catalogue everywhere, and then
the new one, without a hand."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests
import time_machine
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from config.snapshot_storage import snapshot_storage
from harvesting.build import Outcome, build
from harvesting.models import Snapshot
from harvesting.scheduler import Scheduler
from harvesting.store import Pointer, Store
from harvesting.sweep import sweep
from tests.factories import make_member, make_organisation, sign_in
from tests.harvesting.breaking_proxy import BreakingProxy
from tests.harvesting.factories import feed_of, make_main_publisher, make_published
from tests.own_servers import wait_until

pytestmark = [pytest.mark.services, pytest.mark.django_db]

FEED = "/uppsala/datasets/dcat"


@pytest.fixture
def proxy(settings, monkeypatch, tmp_path) -> Iterator[BreakingProxy]:
    """In front of a server that speaks S3, where this installation keeps its catalogues."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setattr("harvesting.store.mirror._FRESH_SECONDS", 0.0)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]
    requests.post(f"http://127.0.0.1:{port}/moto-api/reset", timeout=10)  # what it keeps outlives it
    with BreakingProxy(port) as proxy:
        url = f"s3://snapshots/some/where?endpoint_url=http://127.0.0.1:{proxy.port}&region=eu-north-1"
        settings.SNAPSHOT_DIR = tmp_path / "snapshots-of-s3"
        settings.STORAGES = settings.STORAGES | {"snapshots": snapshot_storage(url, Path())}
        where = {"LocationConstraint": "eu-north-1"}
        storages["snapshots"].client.create_bucket(Bucket="snapshots", CreateBucketConfiguration=where)
        yield proxy
    server.stop()


@pytest.fixture
def uppsala(proxy):
    """With a catalogue in place, and a dataset more that waits to be built."""
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun", slug="uppsala")
    make_published(organisation, "Badplatser")
    sweep()
    assert build(feed_of(organisation).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
    make_published(organisation, "Lekplatser")
    return organisation


def answer() -> bytes:
    answered = Client().get(FEED)
    assert answered.status_code == 200
    return b"".join(answered.streaming_content)


def seen_from(machine: Store, dataset_count: int = 1) -> Pointer:
    """What another machine answers with, as soon as it has fetched it: who asks waits a second at most."""
    found = []

    def is_there() -> bool:
        found.append(machine.read("uppsala"))
        return isinstance(found[-1], Pointer) and found[-1].dataset_count == dataset_count

    wait_until(is_there, "the catalogue at another machine")
    return found[-1]


@pytest.mark.parametrize("size", [100, 5_000, 20_000])
def test_the_storage_dies_in_the_middle_of_an_upload(uppsala, proxy, tmp_path, client, size):
    before = answer()
    proxy.break_after(size)
    assert build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.FAILED
    assert proxy.is_broken
    assert answer() == before
    sign_in(client, make_member(uppsala))
    assert "filer gick inte att spara" in client.get("/arbete/uppsala/flode/").content.decode()

    proxy.mend()
    another_machine = Store(tmp_path / "another machine", storages["snapshots"])
    assert seen_from(another_machine).dataset_count == 1
    later = timezone.now() + timedelta(minutes=2)
    with time_machine.travel(later, tick=True):
        Scheduler(tmp_path / "scheduler.json", ask=lambda *_args: False).run_round(timezone.now())
    assert "Lekplatser" in answer().decode()
    assert feed_of(uppsala).last_error == {}
    there = seen_from(another_machine, dataset_count=2)
    assert another_machine.fetched(there.plain).read_bytes() == answer()
