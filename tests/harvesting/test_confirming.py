"""What follows from fetching a feed back: confirmed, tried again later, or back to the version before. Never a loop."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from catalog.models import Release
from harvesting.addresses import path_of, pointer_name
from harvesting.build import Outcome as Built
from harvesting.build import build
from harvesting.confirming import confirm, confirm_due
from harvesting.fetch_back import Outcome
from harvesting.going_back import go_back
from harvesting.models import Feed, Snapshot
from harvesting.pinning import pin_feed
from harvesting.state import Progress, state_of
from harvesting.store import Pointer
from harvesting.swap import feed_store
from tests.factories import make_administrator, make_organisation
from tests.harvesting.factories import (
    edit_record,
    feed_of,
    make_feeds,
    make_main_publisher,
    make_published,
    publish_record,
    withdraw_record,
)
from tests.harvesting.public_address import Playing, PublicAddress, public_address, right, status
from tests.harvesting.reading import feed_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SWEEP = Snapshot.Trigger.SWEEP


@pytest.fixture
def server(settings):
    with public_address() as running:
        settings.FETCH_BACK = True
        settings.FETCH_BACK_BASE_URL = running.base
        running.play = as_stored
        yield running


@pytest.fixture
def uppsala(server: PublicAddress):
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def as_stored(request: Playing) -> None:
    """As the web server answers: with what the pointer names."""
    pointer = feed_store().read(request.path.split("/")[1])
    assert isinstance(pointer, Pointer)
    right(feed_store().path(pointer.plain).read_bytes())(request)


def built(organisation) -> Snapshot:
    assert build(feed_of(organisation).pk, trigger=SWEEP) is Built.BUILT
    return current(organisation)


def current(organisation) -> Snapshot:
    return Snapshot.objects.current().select_related("feed__organisation").get(feed=feed_of(organisation))


def fetch(organisation) -> Outcome | None:
    return confirm(current(organisation), pause=0)


def later(hours: float = 7):
    return time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True)


def text(organisation) -> str:
    return feed_bytes(feed_of(organisation)).decode()


def test_what_was_put_there_is_confirmed_once(uppsala, server):
    make_published(uppsala)
    snapshot = built(uppsala)
    assert snapshot in Snapshot.objects.unconfirmed(timezone.now())
    assert confirm_due([snapshot.feed_id], seconds=5) == 1
    assert current(uppsala).confirmed_at is not None
    assert {path for path, _headers in server.seen} == {path_of(snapshot.feed)}
    assert confirm_due(seconds=5) == 0
    assert fetch(uppsala) is None


def test_nothing_is_fetched_where_that_is_turned_off(uppsala, server, settings):
    settings.FETCH_BACK = False
    built(uppsala)
    assert confirm_due(seconds=5) == 0
    assert server.seen == []


def test_an_address_that_does_not_answer_is_no_reason_to_go_back_and_is_tried_again(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    make_published(uppsala)
    newest = built(uppsala)
    server.play = status(502)
    assert fetch(uppsala) is Outcome.NOT_CONFIRMED
    assert current(uppsala).pk == newest.pk
    assert "502" in current(uppsala).fetch_fault["sv"]
    assert fetch(uppsala) is None  # not yet again
    assert feed_of(uppsala).last_error == {}
    server.play = as_stored
    with later():
        assert fetch(uppsala) is Outcome.CONFIRMED
    assert current(uppsala).fetch_fault == {}


def test_other_bytes_raise_the_alarm_and_the_version_before_is_answered_with(uppsala, server, caplog):
    first = make_published(uppsala, "Badplatser")
    before = built(uppsala)
    fetch(uppsala)
    second = make_published(uppsala, "Lekplatser")
    newest = built(uppsala)
    server.play = right(b"<html>annat</html>")
    assert fetch(uppsala) is Outcome.OTHER_BYTES
    assert "answers with other bytes" in caplog.text
    assert (first.iri in text(uppsala), second.iri in text(uppsala)) == (True, False)
    back = current(uppsala)
    assert (back.sha256, back.trigger) == (before.sha256, Snapshot.Trigger.GOING_BACK)
    assert int(back.built_at.timestamp()) > int(newest.built_at.timestamp())
    assert feed_store().read("uppsala").last_modified == int(back.built_at.timestamp())
    state = state_of(uppsala.pk)
    assert state.progress is Progress.FAILED
    assert "gick tillbaka till versionen före" in state.error.sv
    assert feed_of(uppsala) not in Feed.objects.due(timezone.now())
    # It heals by itself.
    server.play = as_stored
    with later():
        assert feed_of(uppsala) in Feed.objects.due(timezone.now())
        again = built(uppsala)
        assert again.sha256 == newest.sha256
        assert fetch(uppsala) is Outcome.CONFIRMED
    assert feed_of(uppsala).times_gone_back == 0
    assert state_of(uppsala.pk).progress is Progress.IN_FEED


def test_bytes_that_are_wrong_only_once_are_no_reason(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    answers = [right(b"annat")]
    server.play = lambda request: (answers.pop() if answers else as_stored)(request)
    assert fetch(uppsala) is Outcome.CONFIRMED


def test_the_next_publication_tries_again_at_once(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    make_published(uppsala)
    built(uppsala)
    server.play = right(b"annat")
    fetch(uppsala)
    assert feed_of(uppsala) not in Feed.objects.due(timezone.now())
    make_published(uppsala)
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())


def test_where_going_back_does_not_help_the_newest_stays_and_only_the_alarm_goes_off(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    make_published(uppsala)
    newest = built(uppsala)
    server.play = right(b"annat")
    fetch(uppsala)
    back = current(uppsala)
    assert fetch(uppsala) is Outcome.OTHER_BYTES
    assert current(uppsala).pk == back.pk
    rows = 0
    for day in range(1, 5):
        with later(24 * day):
            if feed_of(uppsala) in Feed.objects.due(timezone.now()):
                built(uppsala)
            assert fetch(uppsala) is Outcome.OTHER_BYTES
            assert current(uppsala).sha256 == newest.sha256
            rows = rows or Snapshot.objects.filter(feed=newest.feed).count()
    assert Snapshot.objects.filter(feed=newest.feed).count() == rows
    assert current(uppsala).is_answered_wrongly


def test_what_was_withdrawn_is_never_brought_back(uppsala, server):
    make_published(uppsala)
    withdrawn = make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    withdraw_record(withdrawn)
    newest = built(uppsala)
    server.play = right(b"annat")
    assert fetch(uppsala) is Outcome.OTHER_BYTES
    assert current(uppsala).pk == newest.pk
    assert withdrawn.iri not in text(uppsala)
    assert current(uppsala).fetch_fault["sv"]


@pytest.mark.parametrize("is_taken_back", [True, False])
def test_a_collected_feed_goes_back_unless_anything_was_taken_back_since(uppsala, server, is_taken_back):
    dataset = make_published(uppsala)
    make_published(uppsala)
    server.play = lambda request: right(feed_bytes(feed_of(None)))(request)
    built(None)
    fetch(None)
    if is_taken_back:
        publish_record(dataset, Release.Visibility.INTERNAL)
    else:
        edit_record(dataset, title={"sv": "Ny titel"})
        publish_record(dataset)
    newest = built(None)
    server.play = right(b"annat")
    assert fetch(None) is Outcome.OTHER_BYTES
    assert (current(None).pk == newest.pk) is is_taken_back


def test_a_pin_is_not_left_by_going_back(uppsala, server):
    make_published(uppsala)
    before = built(uppsala)
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    pin_feed(make_administrator(), snapshot=before, reason="Fel", seen=None)
    pinned = built(uppsala)
    server.play = right(b"annat")
    assert fetch(uppsala) is Outcome.OTHER_BYTES
    assert current(uppsala).pk == pinned.pk


def test_an_address_that_still_answers_with_the_version_before_is_told_and_nothing_is_changed(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    server.play = right(text(uppsala).encode())
    make_published(uppsala)
    newest = built(uppsala)
    assert fetch(uppsala) is Outcome.NOT_CONFIRMED
    assert current(uppsala).pk == newest.pk
    assert "äldre version" in current(uppsala).fetch_fault["sv"]


def test_a_version_that_is_replaced_while_it_is_fetched_is_not_judged(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    make_published(uppsala)

    def play(request) -> None:
        if feed_of(uppsala) in Feed.objects.outdated():
            build(feed_of(uppsala).pk, trigger=SWEEP)
        right(b"annat")(request)

    stale = current(uppsala)
    newest = built(uppsala)
    Snapshot.objects.filter(pk=stale.pk).update(next_fetch_at=None)
    assert confirm(stale, pause=0) is None
    assert current(uppsala).pk == newest.pk
    assert feed_of(uppsala).last_error == {}


def test_what_has_come_meanwhile_is_not_taken_away_with_the_version_that_was_wrong(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    make_published(uppsala)
    stale = built(uppsala)
    make_published(uppsala)
    newest = built(uppsala)
    assert go_back(stale) is None
    assert current(uppsala).pk == newest.pk
    assert feed_of(uppsala) in Feed.objects.free(timezone.now())


def test_two_who_fetch_at_once_go_back_once(uppsala, server):
    make_published(uppsala)
    built(uppsala)
    fetch(uppsala)
    make_published(uppsala)
    built(uppsala)
    server.play = right(b"annat")
    one, other = current(uppsala), current(uppsala)
    assert confirm(one, pause=0) is Outcome.OTHER_BYTES
    assert confirm(other, pause=0) is None
    assert Snapshot.objects.filter(trigger=Snapshot.Trigger.GOING_BACK).count() == 1


def test_a_worker_that_is_killed_while_it_fetches_is_followed_by_another(uppsala, server, monkeypatch):
    make_published(uppsala)
    built(uppsala)

    def killed(*arguments):
        raise SystemExit

    monkeypatch.setattr("harvesting.confirming.fetched", killed)
    with pytest.raises(SystemExit):
        fetch(uppsala)
    monkeypatch.undo()
    with later(1):
        assert fetch(uppsala) is Outcome.CONFIRMED


def test_the_first_version_has_nothing_to_go_back_to(uppsala, server):
    make_published(uppsala)
    only = built(uppsala)
    server.play = right(b"annat")
    assert fetch(uppsala) is Outcome.OTHER_BYTES
    assert current(uppsala).pk == only.pk
    assert pointer_name(only.feed) == "uppsala"
