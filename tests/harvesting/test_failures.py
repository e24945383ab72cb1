"""A build that goes wrong: the last good feed stays, the owner is told what and why, and nothing loops."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from catalog.models import Fragment
from dcat.profile import DCAT_AP_SE
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from tests.factories import make_organisation
from tests.harvesting.factories import feed_of, make_feeds, make_main_publisher, make_published, withdraw_record
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = pytest.mark.django_db

SWEEP = Snapshot.Trigger.SWEEP


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def build_feed(organisation) -> Outcome:
    return build(feed_of(organisation).pk, trigger=SWEEP)


def damage(dataset, old: str, new: str) -> None:
    """Change the dataset's stored piece, as a fault in the writer would."""
    fragment = Fragment.objects.get(release__current_for=dataset, profile=DCAT_AP_SE.name)
    assert old in fragment.rdfxml
    Fragment.objects.filter(pk=fragment.pk).update(rdfxml=fragment.rdfxml.replace(old, new))


def good_then_damaged(uppsala, old: str, new: str) -> bytes:
    make_published(uppsala, "Bra")
    assert build_feed(uppsala) is Outcome.BUILT
    good = feed_bytes(feed_of(uppsala))
    damage(make_published(uppsala, "Skadad"), old, new)
    assert build_feed(uppsala) is Outcome.FAILED
    return good


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</dcterms:title>", ""),  # does not parse
        ('rdf:about="http', 'rdf:about="//http'),  # a relative IRI
        ("dcterms:title", "dcterms:label"),  # a mandatory property is missing
    ],
)
def test_a_candidate_that_fails_the_check_leaves_the_last_good_feed(uppsala, old, new):
    good = good_then_damaged(uppsala, old, new)
    assert feed_bytes(feed_of(uppsala)) == good
    error = feed_of(uppsala).last_error
    assert error["sv"] and error["en"] and error["findings"]
    assert all(finding["sv"] and finding["why_sv"] for finding in error["findings"])


def test_a_candidate_that_lacks_something_published_leaves_the_last_good_feed(uppsala):
    make_published(uppsala, "Bra")
    build_feed(uppsala)
    good = feed_bytes(feed_of(uppsala))
    lost = make_published(uppsala, "Borttappad")
    Fragment.objects.filter(release__current_for=lost).update(rdfxml="")
    assert build_feed(uppsala) is Outcome.FAILED
    assert feed_bytes(feed_of(uppsala)) == good
    assert any(lost.iri in finding["sv"] for finding in feed_of(uppsala).last_error["findings"])


def test_the_owner_is_told_which_record(uppsala):
    make_published(uppsala, "Bra")
    build_feed(uppsala)
    dataset = make_published(uppsala, "Skadad")
    damage(dataset, "dcterms:title", "dcterms:label")
    build_feed(uppsala)
    findings = feed_of(uppsala).last_error["findings"]
    assert any(finding["iri"] == dataset.iri and finding["field"] == "title" for finding in findings)


def test_a_failed_feed_waits_longer_and_longer(uppsala):
    good_then_damaged(uppsala, "dcterms:title", "dcterms:label")
    waits = []
    for _ in range(3):
        feed = feed_of(uppsala)
        assert feed not in Feed.objects.due(timezone.now())
        waits.append(feed.next_attempt_at - feed.failed_at)
        with time_machine.travel(feed.next_attempt_at + timedelta(seconds=1), tick=True):
            assert build_feed(uppsala) is Outcome.FAILED
    assert waits == sorted(set(waits))
    assert waits[-1] <= timedelta(hours=1)


def test_a_new_publication_is_tried_at_once_and_mends_the_feed(uppsala):
    make_published(uppsala, "Bra")
    build_feed(uppsala)
    damaged = make_published(uppsala, "Skadad")
    damage(damaged, "dcterms:title", "dcterms:label")
    build_feed(uppsala)
    withdraw_record(damaged)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())
    assert build_feed(uppsala) is Outcome.BUILT
    feed = feed_of(uppsala)
    assert (feed.last_error, feed.attempts, feed.next_attempt_at, feed.failed_at) == ({}, 0, None, None)


def test_a_damaged_record_of_one_organisation_does_not_stop_anothers_feed(uppsala):
    other = make_organisation("Enköpings kommun")
    make_feeds()
    good_then_damaged(uppsala, "dcterms:title", "dcterms:label")
    dataset = make_published(other)
    assert build_feed(other) is Outcome.BUILT
    assert datasets(graph_of(feed_bytes(feed_of(other)))) == {dataset.iri}


def test_files_that_can_not_be_written_are_a_failure_that_is_told(uppsala, settings, tmp_path):
    (tmp_path / "in the way").write_text("not a folder")
    settings.SNAPSHOT_DIR = tmp_path / "in the way" / "snapshots"
    Feed.objects.filter(organisation=uppsala).update(built_revision=None)
    # Even the look at what is in place fails there: nothing is claimed, and the feed stays due.
    with pytest.raises(NotADirectoryError):
        build_feed(uppsala)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())


def test_an_object_that_can_not_be_kept_is_a_failure_that_is_told(uppsala, store):
    make_published(uppsala)
    store.folder.mkdir(exist_ok=True)
    (store.folder / "objects").write_text("not a folder")
    assert build_feed(uppsala) is Outcome.FAILED
    feed = feed_of(uppsala)
    assert "tekniskt fel" in feed.last_error["sv"]
    assert feed.lease_until is None
    os.unlink(store.folder / "objects")
    with time_machine.travel(feed.next_attempt_at + timedelta(seconds=1), tick=True):
        assert build_feed(uppsala) is Outcome.BUILT


def test_a_build_that_is_told_to_stop_gives_its_lease_back(uppsala, monkeypatch):
    def told_to_stop(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr("harvesting.build.write_documents", told_to_stop)
    with pytest.raises(SystemExit):
        build_feed(uppsala)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())


def test_only_the_latest_snapshots_are_kept(uppsala):
    for _ in range(13):
        make_published(uppsala)
        assert build_feed(uppsala) is Outcome.BUILT
    snapshots = Snapshot.objects.filter(feed=feed_of(uppsala)).order_by("-pk")
    assert [each.dataset_count for each in snapshots] == list(range(13, 3, -1))
    assert [each.is_current for each in snapshots] == [True] + [False] * 9
