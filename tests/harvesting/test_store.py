"""Files: pointers are exchanged as a whole and never for older ones; no name leads out of the folder."""

import gzip
import json
import os
import random
import subprocess
import sys
import time
import zlib
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from harvesting.store import COMBINED, Document, NewerInPlace, Pending, Pointer, Redirect, Store

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "snapshots")


def keep(store: Store, content: bytes, claim_number: int = 1) -> Pointer:
    """A main document, and another one."""
    main = candidate(store, "a.rdf", content, claim_number)
    others = {"b": candidate(store, "b.ttl", content + b"!", claim_number)}
    return Pointer(main, 0, revision=1, claim_number=claim_number, dataset_count=0, others=others)


def candidate(store: Store, name: str, content: bytes, claim_number: int, feed_id: int = 1) -> Document:
    path = store.candidate_folder(feed_id, claim_number) / name
    path.write_bytes(content)
    return store.keep(path)


def test_what_was_swapped_in_is_read_back(store):
    pointer = keep(store, b"<rdf/>")
    store.swap("uppsala", pointer)
    assert store.read("uppsala") == pointer
    assert store.path(pointer.plain).read_bytes() == b"<rdf/>"
    assert gzip.decompress(store.path(pointer.gzip).read_bytes()) == b"<rdf/>"
    assert pointer.gzip.sha256 == sha256(store.path(pointer.gzip).read_bytes()).hexdigest()


def test_the_same_bytes_are_the_same_files(store):
    assert keep(store, b"<rdf/>", 1).main == keep(store, b"<rdf/>", 2).main


def test_every_encoding_says_the_same_and_is_named_by_its_own_hash(store):
    document = keep(store, b"<rdf/>" * 1000).main
    plain, packed, smallest = (store.path(each).read_bytes() for each in document.representations)
    assert gzip.decompress(packed) == brotli.decompress(smallest) == plain == b"<rdf/>" * 1000
    for each, content in zip(document.representations, (plain, packed, smallest), strict=True):
        assert (each.size, each.sha256) == (len(content), sha256(content).hexdigest())
    files = [document.plain.file, document.gzip.file, document.brotli.file]
    hashes = [each.sha256 for each in document.representations]
    assert files == [f"{hashes[0]}.rdf", f"{hashes[1]}.rdf.gz", f"{hashes[2]}.rdf.br"]


def test_a_document_over_the_limit_has_no_brotli(store, monkeypatch):
    monkeypatch.setattr("harvesting.store.objects.BROTLI_LIMIT", 6)
    assert candidate(store, "a.rdf", b"<rdf/>", 1).brotli is not None
    large = candidate(store, "a.rdf", b"<rdf />", 2)
    assert large.brotli is None
    store.swap("uppsala", Pointer(large, 0, revision=1, claim_number=1, dataset_count=0))
    assert store.read("uppsala").main == large


def ready(store: Store, content: bytes, packed: bytes) -> Document:
    folder = store.candidate_folder(1, 1)
    path, compressed = folder / "a.rdf", folder / "ready"
    path.write_bytes(content)
    compressed.write_bytes(packed)
    return store.keep(path, compressed=compressed)


def test_a_gzip_file_that_is_there_already_is_taken_as_it_is(store):
    deflate = zlib.compressobj(1, zlib.DEFLATED, 31)
    # Segments as they are stored with pieces: each ends where the next one can begin.
    packed = b"".join(deflate.compress(part) + deflate.flush(zlib.Z_FULL_FLUSH) for part in (b"<rdf>", b"</rdf>"))
    packed += deflate.flush()
    document = ready(store, b"<rdf></rdf>", packed)
    assert store.path(document.gzip).read_bytes() == packed
    assert document.gzip.sha256 == sha256(packed).hexdigest()
    assert brotli.decompress(store.path(document.brotli).read_bytes()) == b"<rdf></rdf>"


PACKED = gzip.compress(b"<rdf/>" * 100, mtime=0)


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        pytest.param(gzip.compress(b"<other/>"), "does not hold the bytes", id="other bytes"),
        pytest.param(PACKED[:-9], "cut short", id="cut short"),
        pytest.param(PACKED[:-8] + bytes(8), "no gzip file", id="a wrong checksum"),
        pytest.param(PACKED + b"x", "after the end", id="more after the end"),
        pytest.param(PACKED + PACKED, "after the end", id="two members"),
        pytest.param(b"<rdf/>", "no gzip file", id="not compressed"),
        pytest.param(b"", "cut short", id="empty"),
    ],
)
def test_a_gzip_file_that_does_not_hold_the_same_is_refused(store, packed, reason):
    with pytest.raises(ValueError, match=reason):
        ready(store, b"<rdf/>" * 100, packed)
    assert list((store.folder / "objects").iterdir()) == []


def run(program: str, *arguments: object) -> str:
    """What another process prints that runs this with the package at hand."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


MEMORY = """
import pathlib, resource, sys
from harvesting.store import Store
store = Store(pathlib.Path(sys.argv[1]))
def keep(claim, megabytes):
    path = store.candidate_folder(1, claim) / "a.rdf"
    with path.open("wb") as target:
        for number in range(megabytes * 10):
            target.write((f"<{number:x}>" * 50_000)[:100_000].encode())
    document = store.keep(path)
    again = path.with_name("again.rdf")
    store.path(document.plain).rename(again)
    store.keep(again, compressed=store.path(document.gzip).rename(path.with_name("ready")))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(keep(1, 10), keep(2, 30))
"""


def test_memory_does_not_grow_with_what_is_kept(tmp_path):
    small, large = map(int, run(MEMORY, tmp_path).split())
    assert large - small < 10_000  # kilobytes


def test_a_pointer_that_an_earlier_version_wrote_is_read_as_it_was(store):
    pointer = keep(store, b"<rdf/>")
    store.swap("uppsala", pointer)
    path = store.folder / "current" / "uppsala.json"
    written = json.loads(path.read_text())
    del written["snapshot"]["others"], written["brotli"]
    written["snapshot"]["content_type"] = "application/rdf+xml; charset=utf-8"
    path.write_text(json.dumps(written))
    assert store.read("uppsala") == replace(pointer, main=replace(pointer.main, brotli=None), others={})


def test_a_pointer_can_be_read_by_the_version_that_knew_no_brotli(store):
    store.swap("uppsala", keep(store, b"<rdf/>"))
    facts = json.loads((store.folder / "current" / "uppsala.json").read_text())["snapshot"]
    # That version makes an object of just these names, and takes what it knows out of a document.
    rest = {"last_modified", "revision", "claim_number", "dataset_count"}
    assert set(facts) == {"plain", "gzip", "others"} | rest
    for document in (facts, *facts["others"].values()):
        assert set(document["plain"]) == set(document["gzip"]) == {"file", "size", "sha256"}


def test_a_pointer_is_read_once_as_long_as_it_stays_the_same(store):
    store.swap("uppsala", keep(store, b"old", 1))
    assert store.read("uppsala") is store.read("uppsala")
    newer = keep(store, b"new", 2)
    Store(store.folder).swap("uppsala", newer)  # by another process
    assert store.read("uppsala") == newer
    (store.folder / "current" / "uppsala.json").unlink()
    assert store.read("uppsala") is None


def test_an_older_claim_never_replaces_a_newer_one(store):
    newer, older = keep(store, b"new", 8), keep(store, b"old", 7)
    store.swap("uppsala", newer)
    with pytest.raises(NewerInPlace):
        store.swap("uppsala", older)
    assert store.read("uppsala") == newer


def test_an_address_that_is_not_known_has_nothing(store):
    assert store.read("uppsala") is None


def test_an_announced_address_waits_for_its_first_snapshot(store):
    store.announce("uppsala")
    assert store.read("uppsala") == Pending()
    pointer = keep(store, b"<rdf/>")
    store.swap("uppsala", pointer)
    store.announce("uppsala")
    assert store.read("uppsala") == pointer


def test_a_former_address_leads_to_the_present_one_whatever_stood_there(store):
    store.swap("upsala", keep(store, b"<rdf/>"))
    store.redirect("upsala", "uppsala")
    assert store.read("upsala") == Redirect("uppsala")


def test_a_damaged_pointer_counts_as_not_yet_built(store):
    store.swap("uppsala", keep(store, b"<rdf/>"))
    (store.folder / "current" / "uppsala.json").write_text('{"snapshot": {')
    assert store.read("uppsala") == Pending()


@pytest.mark.parametrize(
    "content", ["[]", "{}", '"text"', '{"snapshot": {}}', '{"snapshot": {"plain": 1, "gzip": 2}}', ""]
)
def test_a_pointer_that_makes_no_sense_counts_as_not_yet_built(store, content):
    store.announce("uppsala")
    (store.folder / "current" / "uppsala.json").write_text(content)
    assert store.read("uppsala") == Pending()


@pytest.mark.parametrize("slug", ["..", "../x", "a/b", "", ".", ".lock", "__all", "Uppsala", "a" * 161, "a\n", "a\x00"])
def test_no_other_name_reaches_a_file(store, slug):
    store.announce("uppsala")
    assert store.read(slug) is None
    with pytest.raises(ValueError, match="not an address part"):
        store.redirect(slug, "uppsala")


def test_the_combined_feed_has_a_name_that_no_organisation_can_have(store):
    store.announce(COMBINED)
    assert store.read(COMBINED) == Pending()


def test_a_new_candidate_removes_what_earlier_builds_of_the_feed_left_behind(store):
    left_behind, other = (store.candidate_folder(feed_id, 1) / "a.rdf" for feed_id in (1, 11))
    earlier = left_behind.parent.with_name("1-0.rdf")  # as an earlier version named it
    for path in (left_behind, other, earlier):
        path.write_text("half")
    assert list(store.candidate_folder(1, 2).iterdir()) == []
    assert not left_behind.exists()
    assert not earlier.exists()
    assert other.exists()


def test_a_missing_or_short_file_is_noticed(store):
    pointer = keep(store, b"<rdf/>")
    assert store.is_complete(pointer)
    store.path(pointer.gzip).write_bytes(b"")
    assert not store.is_complete(pointer)
    store.path(pointer.gzip).unlink()
    assert not store.is_complete(pointer)
    pointer = keep(store, b"<rdf/>")
    store.path(pointer.others["b"].plain).unlink()
    assert not store.is_complete(pointer)


def test_cleaning_removes_only_what_is_old_unnamed_and_answers_nowhere(store):
    current, named, fresh, old = (keep(store, content) for content in (b"current", b"named", b"fresh", b"old"))
    store.swap("uppsala", current)
    long_ago = time.time() - 7200
    for pointer in (current, named, old):
        for representation in pointer.representations:
            os.utime(store.path(representation), (long_ago, long_ago))
    removed = store.clean({each.file for each in named.representations}, older_than=time.time() - 3600)
    assert removed == sorted(each.file for each in old.representations)
    assert all(store.is_complete(pointer) for pointer in (current, named, fresh))


def test_cleaning_removes_what_a_broken_off_fetch_left_behind(store):
    keep(store, b"<rdf/>")
    left_behind = store.folder / "objects" / ".fetching-abc"
    left_behind.mkdir()
    (left_behind / "half.rdf").write_bytes(b"<rd")
    store.clean(set(), older_than=time.time() - 3600)
    assert left_behind.exists()
    store.clean(set(), older_than=time.time() + 3600)
    assert not left_behind.exists()


# As on a disk that is full: a process that can write no file longer than the limit.
LIMITED = """
import errno, json, pathlib, resource, sys
from harvesting.store import Pointer, Store, document_from_json
def limited(limit, action):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        action()
    except OSError as error:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(errno.errorcode[error.errno])
store = Store(pathlib.Path(sys.argv[1]))
"""
KEEP_WITH_LIMIT = LIMITED + "limited(sys.argv[3], lambda: store.keep(pathlib.Path(sys.argv[2])))"
SWAP_WITH_LIMIT = (
    LIMITED
    + "newer = Pointer(document_from_json(json.loads(sys.argv[3])), 0, 2, 2, 0)\n"
    + "limited(sys.argv[2], lambda: store.swap('uppsala', newer))"
)


@pytest.mark.parametrize("limit", [0, 1, 50_000, 99_999])
def test_a_disk_that_is_full_leaves_nothing_half_under_a_final_name(tmp_path, limit):
    store = Store(tmp_path)
    old = keep(store, b"old")
    store.swap("uppsala", old)
    before = sorted((tmp_path / "objects").iterdir())
    path = store.candidate_folder(1, 2) / "a.rdf"
    path.write_bytes(random.Random(1).randbytes(100_000))  # compressed it is larger than the limit too

    assert run(KEEP_WITH_LIMIT, tmp_path, path, limit).split() == ["EFBIG"]

    assert sorted((tmp_path / "objects").iterdir()) == before
    assert [each.name for each in path.parent.iterdir()] == ["a.rdf"]
    assert store.read("uppsala") == old
    assert store.keep(path).plain.size == 100_000  # when there is room again


@pytest.mark.parametrize("limit", [0, 1, 400])
def test_a_pointer_that_can_not_be_written_leaves_the_old_one(tmp_path, limit):
    store = Store(tmp_path)
    old, newer = keep(store, b"old", 1), keep(store, b"new", 2)
    store.swap("uppsala", old)

    assert run(SWAP_WITH_LIMIT, tmp_path, limit, json.dumps(asdict(newer.main))).split() == ["EFBIG"]

    assert store.read("uppsala") == old
    assert [each.name for each in (tmp_path / "current").iterdir() if each.name != ".lock"] == ["uppsala.json"]
    store.swap("uppsala", newer)
    assert store.read("uppsala") == newer
