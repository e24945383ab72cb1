"""The world is made to fit the database: rows, facts, pointers and files."""

import shutil

import pytest
from django.utils import timezone

from harvesting.build import Outcome, build
from harvesting.models import Feed, Snapshot
from harvesting.store import COMBINED, Pending, Pointer, Redirect
from harvesting.sweep import sweep
from organisations.models import Organisation, OrganisationAddress
from tests.factories import make_organisation
from tests.harvesting.factories import feed_of, make_main_publisher, make_published
from tests.harvesting.reading import feed_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def uppsala():
    make_main_publisher()
    return make_organisation("Uppsala kommun")


def build_feed(organisation) -> Outcome:
    return build(feed_of(organisation).pk, trigger=Snapshot.Trigger.SWEEP)


def rename(organisation: Organisation, slug: str) -> None:
    OrganisationAddress.objects.create(slug=organisation.slug, organisation=organisation)
    Organisation.objects.filter(pk=organisation.pk).update(slug=slug)


def test_new_organisations_get_a_feed_that_is_announced_and_due(uppsala, store):
    assert store.read("uppsala") is None
    sweep()
    assert store.read("uppsala") == store.read(COMBINED) == Pending()
    assert {feed.organisation_id for feed in Feed.objects.due(timezone.now())} == {
        None,
        *Organisation.objects.values_list("pk", flat=True),
    }


def test_the_collected_feeds_are_due_last(uppsala):
    sweep()
    due = [feed.is_collected for feed in Feed.objects.due(timezone.now())]
    assert due == sorted(due) and set(due) == {False, True}


def test_sweeping_again_changes_nothing(uppsala, store):
    sweep()
    build_feed(uppsala)
    before = (list(Feed.objects.order_by("pk").values()), store.read("uppsala"))
    sweep()
    assert (list(Feed.objects.order_by("pk").values()), store.read("uppsala")) == before


def test_a_renamed_organisations_feed_is_at_the_new_address_and_the_old_one_leads_there(uppsala, store):
    make_published(uppsala)
    sweep()
    build_feed(uppsala)
    before = feed_bytes(feed_of(uppsala))
    rename(uppsala, "nya-uppsala")
    sweep()
    assert store.read("uppsala") == Redirect("nya-uppsala")
    assert feed_bytes(feed_of(uppsala)) == before  # the IRIs are as they were
    assert feed_of(uppsala) not in Feed.objects.outdated()


def test_an_organisation_renamed_twice_is_reached_in_one_step(uppsala, store):
    sweep()
    build_feed(uppsala)
    rename(uppsala, "mellan")
    uppsala.refresh_from_db()
    rename(uppsala, "till-sist")
    sweep()
    assert store.read("uppsala") == store.read("mellan") == Redirect("till-sist")
    assert isinstance(store.read("till-sist"), Pointer)


def test_an_organisation_renamed_back_answers_at_its_first_address(uppsala, store):
    sweep()
    build_feed(uppsala)
    rename(uppsala, "annat")
    sweep()
    OrganisationAddress.objects.filter(slug="uppsala").delete()
    uppsala.refresh_from_db()
    rename(uppsala, "uppsala")
    sweep()
    assert isinstance(store.read("uppsala"), Pointer)
    assert store.read("annat") == Redirect("uppsala")


def test_a_build_of_an_organisation_renamed_meanwhile_is_put_at_its_new_address(uppsala, store):
    sweep()
    feed = feed_of(uppsala)
    rename(uppsala, "nya-uppsala")
    assert build(feed.pk, trigger=Snapshot.Trigger.SWEEP) is Outcome.BUILT
    assert isinstance(store.read("nya-uppsala"), Pointer)


def test_a_pointer_that_was_lost_is_made_again_without_building(uppsala, store):
    sweep()
    build_feed(uppsala)
    before = store.read("uppsala")
    shutil.rmtree(store.folder / "current")
    sweep()
    assert store.read("uppsala") == before
    assert feed_of(uppsala) not in Feed.objects.outdated()


def test_files_that_were_lost_are_built_again(uppsala, store):
    make_published(uppsala)
    sweep()
    build_feed(uppsala)
    before = feed_bytes(feed_of(uppsala))
    shutil.rmtree(store.folder)
    sweep()
    assert store.read("uppsala") == Pending()
    assert build_feed(uppsala) is Outcome.BUILT
    assert feed_bytes(feed_of(uppsala)) == before


def test_a_damaged_file_is_built_again_while_the_pointer_stays(uppsala, store):
    sweep()
    build_feed(uppsala)
    pointer = store.read("uppsala")
    store.path(pointer.gzip).write_bytes(b"short")
    sweep()
    assert build_feed(uppsala) is Outcome.BUILT
    assert store.is_complete(store.read("uppsala"))


def test_after_a_restored_backup_the_feed_shows_what_the_database_says(uppsala, store):
    make_published(uppsala)
    sweep()
    build_feed(uppsala)
    backup = Feed.objects.filter(organisation=uppsala).values().get()
    snapshot = Snapshot.objects.filter(feed=backup["id"]).values().get()
    before = feed_bytes(feed_of(uppsala))
    later = make_published(uppsala)
    build_feed(uppsala)
    assert feed_bytes(feed_of(uppsala)) != before
    # Restore: the later publication has never been, and the files are still those of after it.
    Snapshot.objects.filter(feed=backup["id"]).delete()
    Snapshot.objects.create(**snapshot)
    Feed.objects.filter(pk=backup["id"]).update(**backup)
    type(later).objects.filter(pk=later.pk).update(current_release=None)
    type(uppsala.catalogue).objects.filter(owner=uppsala).update(published_revision=backup["built_revision"])
    sweep()
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())
    assert build_feed(uppsala) is Outcome.BUILT
    assert later.iri not in feed_bytes(feed_of(uppsala)).decode()
    assert store.read("uppsala").claim_number == feed_of(uppsala).claim_number
