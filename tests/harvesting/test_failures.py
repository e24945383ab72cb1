"""A build that goes wrong: the last good feed stays, the owner is told what and why, and nothing loops."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from catalog.models import Fragment
from catalog.models.release import hash_of
from dcat.profile import DCAT_AP_SE
from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from tests.factories import make_organisation
from tests.harvesting.factories import (
    catalogue_of,
    edit_record,
    feed_of,
    make_feeds,
    make_main_publisher,
    make_published,
    poison,
    publish_record,
)
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

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
    """Change the dataset's stored piece, as a fault of the database would."""
    fragment = Fragment.objects.get(release__current_for=dataset, profile=DCAT_AP_SE.name)
    assert old in fragment.rdfxml
    Fragment.objects.filter(pk=fragment.pk).update(rdfxml=fragment.rdfxml.replace(old, new))


def shown(organisation) -> set[str]:
    return datasets(graph_of(feed_bytes(feed_of(organisation))))


def good_then_stopped(uppsala) -> bytes:
    """The last good feed, after a build that had to be stopped."""
    make_published(uppsala, "Bra")
    assert build_feed(uppsala) is Outcome.BUILT
    good = feed_bytes(feed_of(uppsala))
    make_published(uppsala, "Ny")
    poison(catalogue_of(uppsala))
    assert build_feed(uppsala) is Outcome.FAILED
    return good


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</dcterms:title>", ""),  # does not parse
        ('rdf:about="http', 'rdf:about="//http'),  # a relative IRI
        ("dcterms:title", "dcterms:label"),  # a mandatory property is missing
        ("<dcat:Dataset", "<dcat:CatalogRecord"),  # not what it was
    ],
)
def test_a_damaged_piece_is_rendered_again_from_the_frozen_description(uppsala, old, new):
    dataset = make_published(uppsala, "Skadad")
    good = Fragment.objects.get(release__current_for=dataset, profile=DCAT_AP_SE.name).rdfxml
    damage(dataset, old, new)
    assert build_feed(uppsala) is Outcome.BUILT
    assert Fragment.objects.get(release__current_for=dataset, profile=DCAT_AP_SE.name).rdfxml == good
    assert shown(uppsala) == {dataset.iri}
    assert feed_of(uppsala).left_out == []


def test_a_piece_that_was_lost_is_rendered_again(uppsala):
    lost = make_published(uppsala, "Borttappad")
    Fragment.objects.filter(release__current_for=lost).update(rdfxml="", ntriples="")
    assert build_feed(uppsala) is Outcome.BUILT
    assert shown(uppsala) == {lost.iri}


def test_a_record_that_can_not_be_shown_is_left_out_and_the_owner_is_told_which_and_why(uppsala):
    good, bad = make_published(uppsala, "Bra"), make_published(uppsala, "Skadad")
    poison(bad)
    assert build_feed(uppsala) is Outcome.BUILT
    assert shown(uppsala) == {good.iri}
    feed = feed_of(uppsala)
    assert feed.last_error == {}
    assert [(each["iri"], each["field"]) for each in feed.left_out] == [(bad.iri, "title")]
    assert all(each["sv"] and each["en"] and each["why_sv"] for each in feed.left_out)
    assert bad.releases.get().pk not in Snapshot.objects.current().get(feed=feed).releases
    # Built again from nothing it is the same.
    before = feed_bytes(feed)
    assert build(feed.pk, trigger=SWEEP, is_forced=True) is Outcome.BUILT
    assert feed_bytes(feed_of(uppsala)) == before


def test_a_record_that_can_not_even_be_rendered_is_left_out(uppsala):
    good, bad = make_published(uppsala, "Bra"), make_published(uppsala, "Skadad")
    release = bad.releases.get()
    content = release.content | {"class": "NoSuchClass"}
    bad.releases.update(content=content, content_hash=hash_of(content))
    Fragment.objects.filter(release=release).delete()
    assert build_feed(uppsala) is Outcome.BUILT
    assert shown(uppsala) == {good.iri}
    assert [each["code"] for each in feed_of(uppsala).left_out] == ["unrenderable"]


def test_what_was_left_out_comes_back_when_it_is_published_again(uppsala):
    make_published(uppsala, "Bra")
    bad = make_published(uppsala, "Skadad")
    poison(bad)
    build_feed(uppsala)
    edit_record(bad, title={"sv": "Hel igen"})
    publish_record(bad)
    assert build_feed(uppsala) is Outcome.BUILT
    assert bad.iri in shown(uppsala)
    assert feed_of(uppsala).left_out == []


def test_what_needs_a_record_that_is_left_out_is_left_out_too(uppsala):
    good, bad = make_published(uppsala, "Bra"), make_published(uppsala, "Utan kontakt")
    poison(bad.contact_point.get(), "name", "email")
    assert build_feed(uppsala) is Outcome.BUILT
    assert shown(uppsala) == {good.iri}
    assert bad.iri in {each["iri"] for each in feed_of(uppsala).left_out}


def test_nothing_is_left_out_when_most_of_it_would_be(uppsala):
    good = make_published(uppsala, "Bra")
    build_feed(uppsala)
    before = feed_bytes(feed_of(uppsala))
    for number in range(4):
        poison(make_published(uppsala, f"Skadad {number}", contact=good.contact_point.get()))
    poison(good)
    assert build_feed(uppsala) is Outcome.FAILED
    assert feed_bytes(feed_of(uppsala)) == before
    assert len(feed_of(uppsala).last_error["findings"]) == 5


def test_a_candidate_that_fails_the_check_leaves_the_last_good_feed(uppsala):
    good = good_then_stopped(uppsala)
    assert feed_bytes(feed_of(uppsala)) == good
    error = feed_of(uppsala).last_error
    assert error["sv"] and error["en"]
    assert [(each["iri"], each["field"]) for each in error["findings"]] == [(catalogue_of(uppsala).iri, "title")]
    assert all(finding["sv"] and finding["why_sv"] for finding in error["findings"])


def test_a_catalogue_that_can_not_be_written_leaves_the_last_good_feed_and_is_named(uppsala):
    make_published(uppsala)
    build_feed(uppsala)
    good = feed_bytes(feed_of(uppsala))
    release = catalogue_of(uppsala).releases.get()
    values = release.content["values"] | {"homepage": ["]]>"]}
    content = release.content | {"values": values}
    catalogue_of(uppsala).releases.update(content=content, content_hash=hash_of(content))
    make_published(uppsala)
    assert build_feed(uppsala) is Outcome.FAILED
    assert feed_bytes(feed_of(uppsala)) == good
    assert [each["iri"] for each in feed_of(uppsala).last_error["findings"]] == [catalogue_of(uppsala).iri]


def test_a_failed_feed_waits_longer_and_longer(uppsala):
    good_then_stopped(uppsala)
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
    good_then_stopped(uppsala)
    edit_record(catalogue_of(uppsala), title={"sv": "Hel igen", "en": "Whole again"})
    publish_record(catalogue_of(uppsala))
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())
    assert build_feed(uppsala) is Outcome.BUILT
    feed = feed_of(uppsala)
    assert (feed.last_error, feed.attempts, feed.next_attempt_at, feed.failed_at) == ({}, 0, None, None)


def test_a_stopped_feed_does_not_stop_anothers(uppsala):
    other = make_organisation("Enköpings kommun")
    make_feeds()
    good_then_stopped(uppsala)
    dataset = make_published(other)
    assert build_feed(other) is Outcome.BUILT
    assert shown(other) == {dataset.iri}


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
    assert "filer gick inte att spara" in feed.last_error["sv"]
    assert feed.lease_until is None
    os.unlink(store.folder / "objects")
    with time_machine.travel(feed.next_attempt_at + timedelta(seconds=1), tick=True):
        assert build_feed(uppsala) is Outcome.BUILT


def test_a_build_that_is_told_to_stop_gives_its_lease_back(uppsala, monkeypatch):
    def told_to_stop(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr("harvesting.candidate.write_documents", told_to_stop)
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
