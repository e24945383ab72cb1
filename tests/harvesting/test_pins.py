"""Going back to a kept version of a feed, what happens while it is held there, and going forward again."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from catalog.models import Release
from harvesting import build as build_module
from harvesting.build import Outcome, build
from harvesting.cleaning import clean_files
from harvesting.contents import contents_of
from harvesting.models import Feed, Pin, Snapshot
from harvesting.pinning import NotKept, PinnedMeanwhile, pin_feed, unpin_feed
from harvesting.pins import left_behind
from harvesting.scheduler import build_all_due
from harvesting.swap import KEPT_SNAPSHOTS, feed_store, pointer_to
from tests.factories import make_administrator, make_contact, make_organisation
from tests.harvesting.factories import (
    edit_record,
    feed_of,
    make_feeds,
    make_main_publisher,
    make_published,
    poison,
    publish_record,
    withdraw_record,
)
from tests.harvesting.reading import DCTERMS, datasets, feed_bytes, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SWEEP = Snapshot.Trigger.SWEEP


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def built(organisation) -> Snapshot:
    """Build everything that is due; what the organisation's feed answers with."""
    make_feeds()
    build_all_due(SWEEP)
    feed = feed_of(organisation)
    assert feed.last_error == {} and feed not in Feed.objects.outdated()
    return Snapshot.objects.current().get(feed=feed)


def pin(snapshot: Snapshot, reason: str = "Fel uppgifter kom ut", seen: Pin | None = None) -> Pin:
    return pin_feed(make_administrator(), snapshot=snapshot, reason=reason, seen=seen.pk if seen else None)


def unpin(which: Pin) -> None:
    unpin_feed(make_administrator(), pin=which)


def shown(organisation) -> set[str]:
    return datasets(graph_of(feed_bytes(feed_of(organisation))))


def text(organisation) -> str:
    return feed_bytes(feed_of(organisation)).decode()


def modified(organisation) -> str:
    graph = graph_of(feed_bytes(feed_of(organisation)))
    return max(str(each) for each in graph.objects(None, DCTERMS.modified))


def test_a_pinned_feed_shows_what_was_in_the_snapshot_in_its_old_words(uppsala):
    kept = make_published(uppsala, "Badplatser")
    before = built(uppsala)
    later = make_published(uppsala, "Lekplatser")
    edit_record(kept, title={"sv": "Felaktiga badplatser"})
    publish_record(kept)
    built(uppsala)
    assert shown(uppsala) == {kept.iri, later.iri}
    pin(before)
    after = built(uppsala)
    assert shown(uppsala) == {kept.iri}
    assert "Felaktiga" not in text(uppsala) and "Badplatser" in text(uppsala)
    assert sorted(after.releases) == sorted(before.releases)
    assert after.pin == Pin.objects.get()


def test_the_collected_feeds_follow_the_pin(uppsala):
    other = make_published(make_organisation(), "Annans")
    kept = make_published(uppsala, theme=["http://publications.europa.eu/resource/authority/data-theme/ENVI"])
    before = built(uppsala)
    edit_record(kept, title={"sv": "Felaktiga badplatser"})
    publish_record(kept)
    make_published(uppsala, theme=["http://publications.europa.eu/resource/authority/data-theme/ENVI"])
    built(uppsala)
    collected = list(Feed.objects.collected())
    assert {each.kind for each in collected} == {"all", "county", "theme"}
    assert any("Felaktiga" in feed_bytes(each).decode() for each in collected)
    pin(before)
    built(uppsala)
    for each in collected:
        assert "Felaktiga" not in feed_bytes(each).decode()
    assert shown(None) == {kept.iri, other.iri}


def test_what_is_published_meanwhile_is_built_and_waits(uppsala):
    first = make_published(uppsala, "Badplatser")
    before = built(uppsala)
    mine = pin(before)
    pinned = built(uppsala)
    second = make_published(uppsala, "Lekplatser")
    after = built(uppsala)
    assert (after.pk, after.built_at) == (pinned.pk, pinned.built_at)
    assert shown(uppsala) == {first.iri}
    waiting = Snapshot.objects.get(feed=after.feed, is_waiting=True)
    assert (waiting.dataset_count, waiting.pin) == (2, None)
    assert feed_store().path(pointer_to(waiting).plain).read_bytes().count(b"<dcat:Dataset ") == 2
    unpin(mine)
    assert built(uppsala).dataset_count == 2
    assert shown(uppsala) == {first.iri, second.iri}
    assert not Snapshot.objects.filter(is_waiting=True).exists()


def test_what_is_withdrawn_or_made_internal_meanwhile_leaves_the_pinned_feed_at_once(uppsala):
    stays, withdrawn, internal = (make_published(uppsala) for _ in range(3))
    mine = pin(built(uppsala))
    built(uppsala)
    withdraw_record(withdrawn)
    publish_record(internal, Release.Visibility.INTERNAL)
    built(uppsala)
    assert shown(uppsala) == shown(None) == {stays.iri}
    assert set(left_behind(mine).values_list("record__iri", flat=True)) >= {withdrawn.iri, internal.iri}


@pytest.mark.parametrize("taken_back", ["withdrawn", "internal"])
def test_what_was_taken_back_before_is_not_brought_out_again_though_the_record_is_public(uppsala, taken_back):
    stays, wrong = make_published(uppsala), make_published(uppsala, "Hemligt namn")
    before = built(uppsala)
    if taken_back == "withdrawn":
        withdraw_record(wrong)
    else:
        publish_record(wrong, Release.Visibility.INTERNAL)
    edit_record(wrong, title={"sv": "Rättad"})
    publish_record(wrong)
    built(uppsala)
    assert shown(uppsala) == {stays.iri, wrong.iri}
    pin(before)
    built(uppsala)
    assert shown(uppsala) == {stays.iri}
    assert "Hemligt" not in text(uppsala)


def test_a_withdrawn_contact_is_not_brought_out_again_and_what_needs_it_is_reported(uppsala):
    gone = make_contact(uppsala, name="Borttagen funktion")
    stays = make_published(uppsala)
    dataset = make_published(uppsala, contact=gone)
    before = built(uppsala)
    edit_record(dataset, contact_point=[make_contact(uppsala)])
    publish_record(dataset)
    withdraw_record(gone)
    built(uppsala)
    pin(before)
    after = built(uppsala)
    assert shown(uppsala) == {stays.iri}
    assert "Borttagen" not in text(uppsala)
    assert {each["iri"] for each in after.left_out} == {each["iri"] for each in feed_of(uppsala).left_out}
    assert dataset.iri in {each["iri"] for each in after.left_out}


def test_pinning_and_unpinning_are_changes_of_the_catalogue_and_time_never_goes_back(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    make_published(uppsala)
    moments = [built(uppsala).built_at]
    dates = [modified(uppsala)]
    mine = pin(before)
    moments.append(built(uppsala).built_at)
    dates.append(modified(uppsala))
    unpin(mine)
    moments.append(built(uppsala).built_at)
    dates.append(modified(uppsala))
    assert dates == sorted(dates)
    assert [int(each.timestamp()) for each in moments] == sorted({int(each.timestamp()) for each in moments})


def test_pinning_makes_due_what_shows_the_organisation_and_nothing_needs_a_worker(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    mine = pin(before)
    assert {feed.kind for feed in Feed.objects.outdated()} == {"organisation", "all", "county", "theme"}
    assert [each.organisation for each in Feed.objects.outdated() if each.organisation] == [uppsala]
    built(uppsala)
    unpin(mine)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())


def test_what_is_new_and_can_not_be_built_stops_neither_the_pin_nor_a_withdrawal(uppsala):
    stays, withdrawn = make_published(uppsala), make_published(uppsala)
    pin(built(uppsala))
    built(uppsala)
    edit_record(uppsala.catalogue, title={"sv": "Ny titel"})
    publish_record(uppsala.catalogue)
    poison(uppsala.catalogue)
    withdraw_record(withdrawn)
    assert build(feed_of(uppsala).pk, trigger=SWEEP) is Outcome.FAILED
    assert shown(uppsala) == {stays.iri}
    assert feed_of(uppsala).last_error["findings"]
    assert feed_of(uppsala) in Feed.objects.outdated()


def test_a_build_that_is_killed_between_its_two_steps_is_due_again(uppsala, monkeypatch):
    first, second = make_published(uppsala), make_published(uppsala)
    pin(built(uppsala))
    built(uppsala)
    make_published(uppsala)
    withdraw_record(second)

    def killed(*arguments) -> None:
        raise SystemExit

    monkeypatch.setattr(build_module, "keep_waiting", killed)
    with pytest.raises(SystemExit):
        build(feed_of(uppsala).pk, trigger=SWEEP)
    assert shown(uppsala) == {first.iri}
    assert feed_of(uppsala) in Feed.objects.outdated()
    monkeypatch.undo()
    built(uppsala)
    assert Snapshot.objects.get(is_waiting=True).dataset_count == 2


def test_a_build_that_began_before_the_pin_is_followed_by_one_that_knows_of_it(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    late = make_published(uppsala)
    stale = feed_of(uppsala)
    pin(before)
    assert contents_of(stale).pin == Pin.objects.get().pk
    assert feed_of(uppsala).wanted_revision > stale.wanted_revision
    built(uppsala)
    assert late.iri not in shown(uppsala)


def test_the_same_form_sent_twice_is_one_pin(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    assert pin(before) == pin(before)
    assert Pin.objects.count() == 1


def test_who_did_not_see_the_pin_of_somebody_else_is_told(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    make_published(uppsala)
    later = built(uppsala)
    mine = pin(before)
    with pytest.raises(PinnedMeanwhile):
        pin(later, "Annat skäl")
    moved = pin(later, "Annat skäl", seen=mine)
    assert Pin.objects.in_force().get() == moved
    with pytest.raises(PinnedMeanwhile):
        unpin(mine)
    unpin(moved)
    unpin(moved)
    assert not Pin.objects.in_force().exists()
    assert not Pin.releases.through.objects.exists()
    assert Pin.objects.exclude(ended_by=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pin_at_once_one_is_told_of_the_other(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    actors = [make_administrator(), make_administrator()]
    results, start = [], threading.Barrier(2)

    def work(number: int) -> None:
        start.wait()
        try:
            pin_feed(actors[number], snapshot=before, reason=f"Skäl {number}", seen=None)
            results.append("pinned")
        except PinnedMeanwhile:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["pinned", "told"]
    assert Pin.objects.in_force().count() == 1


def test_a_pinned_snapshot_and_its_files_are_kept_however_much_is_published(uppsala):
    make_published(uppsala)
    before = built(uppsala)
    make_published(uppsala)
    built(uppsala)
    mine = pin(before)
    built(uppsala)
    for number in range(KEPT_SNAPSHOTS + 2):
        make_published(uppsala)
        if number:
            withdraw_record(Release.objects.public().datasets().order_by("-pk").first().record)
        Snapshot.objects.filter(is_current=True, feed=before.feed).update(contents_key="")
        Feed.objects.filter(pk=before.feed_id).update(built_revision=None)
        Pin.objects.filter(pk=mine.pk).update(pinned_at=timezone.now() + timedelta(seconds=number))
        built(uppsala)
    clean_files(timezone.now() + timedelta(days=3))
    assert Snapshot.objects.shown().filter(feed=before.feed).count() == KEPT_SNAPSHOTS + 1
    assert feed_store().is_complete(pointer_to(before))
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=before.pk).delete()
    unpin(mine)
    built(uppsala)
    assert not Snapshot.objects.filter(pk=before.pk).exists()
    with pytest.raises(NotKept):
        pin(before)
