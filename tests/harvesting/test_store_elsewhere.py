"""A storage that several machines share, spoken to over the network: what is here answers whatever becomes of it."""

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from django.test import Client
from moto.server import ThreadedMotoServer

from config.snapshot_storage import snapshot_storage
from harvesting.build import Outcome, build
from harvesting.models import Snapshot
from harvesting.store import NewerInPlace, Pending, Pointer, Redirect, Representation, Store
from harvesting.store.s3 import SnapshotStorage, StorageAway
from harvesting.swap import feed_store
from tests.factories import make_organisation
from tests.harvesting.factories import feed_of, make_feeds, make_main_publisher, make_published
from tests.harvesting.snapshots import put
from tests.own_servers import free_port, wait_until

pytestmark = pytest.mark.services

FEED = "/uppsala/datasets/dcat"


@pytest.fixture(autouse=True)
def credentials(monkeypatch):
    """As an installation gives them; and nothing of this machine's own."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)


@pytest.fixture(autouse=True)
def looks_each_time(monkeypatch):
    """What is here is never fresh enough, and a look is waited for however busy this machine is."""
    monkeypatch.setattr("harvesting.store.mirror._FRESH_SECONDS", 0.0)
    monkeypatch.setattr("harvesting.store.mirror._PATIENCE_SECONDS", 60.0)


@pytest.fixture
def server() -> Iterator[ThreadedMotoServer]:
    """A server that speaks S3."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    requests.post(f"{address_of(server)}/moto-api/reset", timeout=10)  # what it keeps outlives it
    yield server
    with suppress(AttributeError):  # the test has stopped it
        server.stop()


def address_of(server: ThreadedMotoServer) -> str:
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


def storage_at(endpoint: str, **options: object) -> SnapshotStorage:
    url = f"s3://snapshots/some/where?endpoint_url={endpoint}&region=eu-north-1"
    return SnapshotStorage(**snapshot_storage(url, Path())["OPTIONS"], **options)


@pytest.fixture
def storage(server) -> SnapshotStorage:
    """With its bucket."""
    storage = storage_at(address_of(server))
    where = {"LocationConstraint": "eu-north-1"}
    storage.client.create_bucket(Bucket="snapshots", CreateBucketConfiguration=where)
    return storage


@pytest.fixture
def machine(tmp_path, storage) -> Callable[[str], Store]:
    """Makes the store of a machine: its own folder, the same storage."""
    return lambda name: Store(tmp_path / name, storage)


def there(storage: SnapshotStorage, folder: str = "objects") -> set[str]:
    return {each.name for each in storage.files(folder)}


def files(pointer: Pointer) -> set[str]:
    return {each.file for each in pointer.representations}


def bytes_of(store: Store, representation: Representation) -> bytes:
    return store.fetched(representation).read_bytes()


# --- Several machines ------------------------------------------------------------------------------------------------


def test_what_one_machine_swaps_in_another_one_answers_with(machine, storage):
    pointer = put(machine("worker"), "uppsala")
    assert there(storage) == files(pointer)
    assert there(storage, "current") == {"uppsala.json"}

    web = machine("web")
    assert web.read("uppsala") == pointer
    assert all(web.path(each).is_file() for each in pointer.representations)
    newer = put(machine("worker"), "uppsala", b"<new/>", claim_number=2)
    assert web.read("uppsala") == newer
    assert bytes_of(web, newer.plain) == b"<new/>"


def test_other_machines_know_former_addresses_and_those_that_wait(machine):
    worker, web = machine("worker"), machine("web")
    put(worker, "upsala")
    assert isinstance(web.read("upsala"), Pointer)
    worker.redirect("upsala", "uppsala")
    worker.announce("uppsala")
    assert web.read("upsala") == Redirect("uppsala")
    assert web.read("uppsala") == Pending()
    assert web.read("orebro") is None


def test_an_older_claim_of_another_machine_never_replaces_a_newer_one(machine):
    newer = put(machine("one"), "uppsala", b"new", claim_number=8)
    two = machine("two")
    with pytest.raises(NewerInPlace):
        put(two, "uppsala", b"old", claim_number=7)
    two.announce("uppsala")
    assert two.read("uppsala") == machine("three").read("uppsala") == newer


def test_what_is_here_is_not_replaced_by_something_older_from_there(machine, storage, tmp_path):
    older = put(machine("worker"), "uppsala", b"old", claim_number=1)
    newer = put(Store(tmp_path / "web"), "uppsala", b"new", claim_number=2)  # as before there was a storage
    assert machine("web").read("uppsala") == newer != older


def test_who_looks_often_fetches_only_what_is_new(machine, storage, monkeypatch):
    put(machine("worker"), "uppsala")
    web = machine("web")
    web.read("uppsala")
    fetched = []
    download = storage.download
    monkeypatch.setattr(storage, "download", lambda name: fetched.append(name) or download(name))
    for _ in range(5):
        web.read("uppsala")
    put(machine("worker"), "orebro", b"<orebro/>")
    fetched.clear()
    assert isinstance(web.read("orebro"), Pointer)
    assert fetched.count("current/orebro.json") == 1
    assert "current/uppsala.json" not in fetched


def test_within_seconds_of_a_look_nobody_asks_again(machine, storage, monkeypatch):
    monkeypatch.setattr("harvesting.store.mirror._FRESH_SECONDS", 60.0)
    web = machine("web")
    asked = []
    listed = storage.files
    monkeypatch.setattr(storage, "files", lambda folder: asked.append(folder) or listed(folder))
    for slug in ("uppsala", "orebro", "uppsala"):
        web.read(slug)
    assert asked == ["current"]


# --- Something goes wrong --------------------------------------------------------------------------------------------


def test_what_is_here_answers_when_the_storage_dies(machine, server):
    worker, web = machine("worker"), machine("web")
    pointer = put(worker, "uppsala")
    assert web.read("uppsala") == pointer
    server.stop()
    for _ in range(3):
        assert web.read("uppsala") == pointer
        assert bytes_of(web, pointer.gzip) == worker.path(pointer.gzip).read_bytes()
    assert web.read("orebro") is None  # it was no address when we last looked
    with pytest.raises(StorageAway):
        put(worker, "uppsala", b"<new/>", claim_number=2)
    assert worker.read("uppsala") == pointer


def test_who_has_never_seen_the_storage_does_not_deny_any_address(tmp_path):
    new = Store(tmp_path / "new", storage_at(f"http://127.0.0.1:{free_port()}"))
    assert new.read("uppsala") == Pending()
    assert new.read("no address") == Pending()


def test_nobody_waits_long_for_a_storage_that_says_nothing(tmp_path, machine, monkeypatch):
    monkeypatch.setattr("harvesting.store.mirror._PATIENCE_SECONDS", 1.0)
    pointer = put(machine("web"), "uppsala")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store(tmp_path / "web", storage_at(f"http://127.0.0.1:{silent.getsockname()[1]}"))
        began = time.monotonic()
        answers = [store.read("uppsala") for _ in range(200)]
        took = time.monotonic() - began
    assert answers == [pointer] * 200
    assert took < 5  # one short wait, not two hundred


def test_a_lost_file_is_fetched_back(machine):
    web = machine("web")
    pointer = put(web, "uppsala")
    for each in pointer.representations:
        web.path(each).unlink()
    web.path(pointer.plain).write_bytes(b"cut")
    assert web.is_complete(pointer)
    assert web.path(pointer.plain).read_bytes() == b"<rdf/>"


def test_a_lost_file_that_is_fetched_by_many_at_once_is_whole(machine):
    web = machine("web")
    content = random.Random(1).randbytes(3_000_000)
    pointer = put(web, "uppsala", content)
    web.path(pointer.plain).unlink()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: bytes_of(web, pointer.plain), range(8)))
    assert found == [content] * 8
    assert {each.name for each in web.path(pointer.plain).parent.iterdir()} == files(pointer)


def test_other_bytes_than_the_name_says_are_refused(machine, storage, tmp_path, monkeypatch):
    monkeypatch.setattr("harvesting.store.elsewhere._FIRST_WAIT", 1.0)
    worker, web = machine("worker"), machine("web")
    old = put(worker, "uppsala", b"<old/>")
    assert web.read("uppsala") == old
    newer = put(worker, "uppsala", b"<new/>", claim_number=2)
    (tmp_path / "damaged").write_bytes(b"<bad/>")
    storage.upload(f"objects/{newer.plain.file}", tmp_path / "damaged")

    assert web.read("uppsala") == old
    assert bytes_of(web, old.plain) == b"<old/>"
    assert not web.path(newer.plain).exists()
    with pytest.raises(OSError, match="is not here|other bytes"):
        web.fetched(newer.plain)

    put(machine("again"), "uppsala", b"<new/>", claim_number=3)
    wait_until(lambda: web.read("uppsala").claim_number == 3, "the pointer with whole bytes", patience=20)


def test_a_pointer_that_makes_no_sense_is_not_taken(machine, storage, tmp_path):
    web = machine("web")
    pointer = put(web, "uppsala")
    (tmp_path / "nonsense").write_text("{")
    storage.upload("current/uppsala.json", tmp_path / "nonsense")
    storage.upload("current/..json", tmp_path / "nonsense")
    assert web.read("uppsala") == pointer


class CutOff:
    """Stands between a machine and the storage, and cuts everything off after so many bytes on their way there."""

    def __init__(self, endpoint: str, budget: int) -> None:
        self._target = int(endpoint.rpartition(":")[2])
        self._left = budget
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _address = self._listener.accept()
                there = socket.create_connection(("127.0.0.1", self._target))
                threading.Thread(target=self._copy, args=(here, there, True), daemon=True).start()
                threading.Thread(target=self._copy, args=(there, here, False), daemon=True).start()

    def _copy(self, source: socket.socket, target: socket.socket, is_counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if is_counted:
                    self._left -= len(data)
                    if self._left < 0:
                        break
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """No more connections."""
        self._listener.close()


def test_an_upload_that_breaks_off_leaves_the_old_catalogue_everywhere(machine, server, storage, tmp_path):
    worker, web = machine("worker"), machine("web")
    old = put(worker, "uppsala", b"<old/>")
    between = CutOff(address_of(server), budget=1_000_000)
    store = Store(tmp_path / "worker", storage_at(between.endpoint))
    with pytest.raises(StorageAway):
        put(store, "uppsala", random.Random(1).randbytes(3_000_000), claim_number=2)
    between.close()

    assert there(storage) == files(old)
    assert {path.name for path in (tmp_path / "worker" / "objects").iterdir()} == files(old)
    assert worker.read("uppsala") == web.read("uppsala") == old


def test_a_pointer_that_can_not_be_uploaded_is_not_exchanged_here_either(machine, storage, tmp_path):
    worker = machine("worker")
    old = put(worker, "uppsala", b"<old/>")
    newer = replace(old, claim_number=2)
    away = Store(tmp_path / "worker", storage_at(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(StorageAway):
        away.swap("uppsala", newer)
    assert worker.read("uppsala") == old
    assert {path.name for path in (tmp_path / "worker" / "current").iterdir()} == {".lock", "uppsala.json"}


# --- Cleaning and filling --------------------------------------------------------------------------------------------


def test_cleaning_removes_what_nobody_names_here_and_there(machine, storage):
    worker = machine("worker")
    old = put(worker, "uppsala", b"<old/>", claim_number=1)
    kept = put(worker, "uppsala", b"<kept/>", claim_number=2)
    current = put(worker, "uppsala", b"<current/>", claim_number=3)
    elsewhere = put(machine("another"), "orebro", b"<orebro/>")

    worker.clean(files(kept), older_than=time.time() - 3600)
    assert there(storage) >= files(old)  # somebody may have just been told of it
    worker.clean(files(kept), older_than=time.time() + 3600)

    wanted = files(kept) | files(current) | files(elsewhere)
    assert there(storage) == wanted
    assert there(storage, "current") == {"orebro.json", "uppsala.json"}
    assert worker.is_complete(kept)


def test_nothing_is_removed_there_while_a_pointer_there_can_not_be_read(machine, storage, tmp_path):
    worker = machine("worker")
    old, _current = put(worker, "uppsala", b"<old/>"), put(worker, "uppsala", b"<current/>", claim_number=2)
    (tmp_path / "nonsense").write_text("{")
    storage.upload("current/orebro.json", tmp_path / "nonsense")
    worker.clean(set(), older_than=time.time() + 3600)
    assert there(storage) >= files(old)


def test_a_machine_without_the_database_forgets_what_is_gone_there(machine, storage, monkeypatch):
    web, worker = machine("web"), machine("worker")
    old = put(worker, "uppsala", b"<old/>")
    assert web.read("uppsala") == old
    current = put(worker, "uppsala", b"<current/>", claim_number=2)
    worker.clean(set(), older_than=time.time() + 3600)

    monkeypatch.setattr("harvesting.store.mirror._CLEANED_EVERY_SECONDS", -3600.0)
    web = machine("web")
    assert web.read("uppsala") == current
    objects = web.path(current.plain).parent
    wait_until(lambda: {path.name for path in objects.iterdir()} == files(current), "the old bytes are gone here")
    assert web.is_complete(current)


def test_a_storage_that_is_new_is_filled_with_what_is_here(machine, storage, tmp_path):
    before = Store(tmp_path / "worker")
    old, current = put(before, "uppsala", b"<old/>"), put(before, "uppsala", b"<current/>", claim_number=2)
    before.redirect("upsala", "uppsala")

    machine("worker").fill()

    assert there(storage) == files(old) | files(current)
    web = machine("web")
    assert web.read("uppsala") == current
    assert web.read("upsala") == Redirect("uppsala")


# --- The whole of it -------------------------------------------------------------------------------------------------


@pytest.fixture
def installation(settings, server, storage) -> str:
    """This installation with the storage; the address of which the settings are made."""
    url = f"s3://snapshots/some/where?endpoint_url={address_of(server)}&region=eu-north-1"
    settings.STORAGES = settings.STORAGES | {"snapshots": snapshot_storage(url, settings.SNAPSHOT_DIR)}
    return url


@pytest.mark.django_db
def test_a_feed_is_built_into_the_storage_and_served_while_it_is_away(installation, server, storage, client: Client):
    make_main_publisher()
    uppsala = make_organisation("Uppsala kommun")
    make_published(uppsala, "Badplatser")
    make_feeds()
    assert build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
    assert there(storage) >= files(feed_store().read("uppsala"))
    first = client.get(FEED)
    assert b"Badplatser" in b"".join(first.streaming_content)

    port = server.get_host_and_port()[1]
    server.stop()
    make_published(uppsala, "Lekplatser")
    make_feeds()
    assert build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.FAILED
    assert feed_of(uppsala).last_error
    again = client.get(FEED)
    assert (again.status_code, again["ETag"]) == (200, first["ETag"])

    back = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    back.start()
    try:
        wait_until(lambda: "current" in folders(storage), "the storage is back")
        outcome = build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP, is_forced=True)
        assert outcome is Outcome.BUILT
        assert b"Lekplatser" in b"".join(client.get(FEED).streaming_content)
    finally:
        back.stop()


def folders(storage: SnapshotStorage) -> set[str]:
    with suppress(OSError):
        return {"current"} if there(storage, "current") else set()
    return set()


def test_a_web_server_without_a_folder_answers_from_the_storage(installation, machine, client: Client):
    assert client.get(FEED).status_code == 404
    put(machine("worker"), "uppsala")
    response = client.get(FEED)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"<rdf/>")
    assert (feed_store().folder / "current" / "uppsala.json").is_file()


def test_a_web_server_that_has_never_seen_the_storage_asks_to_come_again(settings, client: Client):
    url = f"s3://snapshots?endpoint_url=http://127.0.0.1:{free_port()}"
    settings.STORAGES = settings.STORAGES | {"snapshots": snapshot_storage(url, settings.SNAPSHOT_DIR)}
    assert client.get(FEED).status_code == 503
