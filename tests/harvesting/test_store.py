"""Files: pointers are exchanged as a whole and never for older ones; no name leads out of the folder."""

import gzip
import json
import os
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from harvesting.store import COMBINED, Document, NewerInPlace, Pending, Pointer, Redirect, Store


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
    first, second = keep(store, b"<rdf/>", 1), keep(store, b"<rdf/>", 2)
    assert (first.plain, first.gzip) == (second.plain, second.gzip)


def test_a_pointer_that_an_earlier_version_wrote_is_read_as_it_was(store):
    pointer = keep(store, b"<rdf/>")
    store.swap("uppsala", pointer)
    path = store.folder / "current" / "uppsala.json"
    written = json.loads(path.read_text())
    del written["snapshot"]["others"]
    written["snapshot"]["content_type"] = "application/rdf+xml; charset=utf-8"
    path.write_text(json.dumps(written))
    assert store.read("uppsala") == replace(pointer, others={})


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
