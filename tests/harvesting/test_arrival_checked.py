"""Proof of arrival: what a check finds out, against a stand-in of the portal over HTTP."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Record
from harvesting.arrival import check as checking
from harvesting.arrival.check import Outcome, check
from harvesting.arrival.client import Client
from harvesting.arrival.due import AT_MOST_EVERY, REST, check_due, due, latest_morning
from harvesting.arrival.registry import Harvest, Registry
from harvesting.arrival.state import arrival_of, arrival_of_record, lingering_of, missing_of
from harvesting.arrival.verdict import Published, Source, verdict
from harvesting.beside import Beside
from harvesting.build import build
from harvesting.models import Arrival, Feed, PortalVisit, RecordArrival
from harvesting.scheduler import Scheduler
from organisations.models import Organisation
from tests.factories import make_organisation
from tests.harvesting.factories import (
    feed_of,
    make_feeds,
    make_main_publisher,
    make_published,
    publish_record,
    withdraw_record,
)
from tests.harvesting.portal_stand_in import CATALOGUE, Harvested, PortalStandIn, Thing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

State = RecordArrival.State
OURS, ANOTHER = "50", "77"


@pytest.fixture
def portal(settings):
    with PortalStandIn() as stand_in:
        settings.PORTAL_API_URL = stand_in.url
        stand_in.add(["https://other.example/1"], source=ANOTHER)
        stand_in.harvests = [Harvested(ANOTHER)]
        yield stand_in


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def published(organisation, count: int = 1):
    """Datasets that are in the feed."""
    datasets = [make_published(organisation) for _ in range(count)]
    build_feed(organisation)
    return datasets


def build_feed(organisation) -> None:
    build(feed_of(organisation).pk, trigger="sweep")


def harvested(portal: PortalStandIn, datasets, *, at=None, status="Success", source=OURS) -> None:
    """The portal has fetched these, now or at a given time."""
    portal.add([each.iri for each in datasets], source=source)
    portal.harvests.append(Harvested(source, status, (at or timezone.now()).isoformat()))


def run(portal: PortalStandIn, organisation) -> Outcome:
    client = Client(portal.url, pause=0, sleep=lambda seconds: None)
    try:
        return check(organisation, Registry(client))
    finally:
        client.close()


def state_of(record) -> str:
    return RecordArrival.objects.get(record=record).state


@contextmanager
def later(**elapsed):
    with time_machine.travel(timezone.now() + timedelta(**elapsed)):
        yield


# --- What is found out ------------------------------------------------------------------------------------------------


def test_what_the_portal_shows_is_visible_with_its_page_and_date(portal, uppsala):
    datasets = published(uppsala, 3)
    harvested(portal, datasets)
    assert run(portal, uppsala) is Outcome.CHECKED
    arrival = Arrival.objects.get(organisation=uppsala)
    assert (arrival.source, arrival.harvest_result) == (OURS, "success")
    assert (arrival.visible_count, arrival.dataset_count) == (3, 3)
    row = RecordArrival.objects.get(record=datasets[0])
    assert row.state == State.VISIBLE
    assert row.url == "https://www.dataportal.se/datasets/50_1001"
    assert row.since.isoformat() == "2026-01-02T02:04:05+00:00"


def test_a_feed_that_nobody_has_fetched(portal, uppsala):
    (dataset,) = published(uppsala)
    run(portal, uppsala)
    assert state_of(dataset) == State.NEVER_FETCHED
    assert Arrival.objects.get(organisation=uppsala).source == ""


def test_what_was_published_after_the_latest_harvest_is_not_there_yet(portal, uppsala):
    first = published(uppsala)
    harvested(portal, first)
    with later(hours=9):
        (second,) = published(uppsala)
        run(portal, uppsala)
    assert state_of(second) == State.NOT_YET


def test_what_was_published_long_before_the_harvest_and_is_not_there_is_not_shown(portal, uppsala):
    first, second = published(uppsala, 2)
    harvested(portal, [first], at=timezone.now() + timedelta(hours=9))
    with later(hours=10):
        run(portal, uppsala)
    assert [state_of(first), state_of(second)] == [State.VISIBLE, State.NOT_SHOWN]


def test_what_was_published_again_counts_from_its_first_publication(portal, uppsala):
    first, second = published(uppsala, 2)
    harvested(portal, [first], at=timezone.now() + timedelta(hours=9))
    with later(hours=10):
        Record.objects.filter(pk=second.pk).update(edit_number=7)
        publish_record(second)
        build_feed(uppsala)
        run(portal, uppsala)
    assert state_of(second) == State.NOT_SHOWN


def test_what_was_withdrawn_and_published_again_begins_anew(portal, uppsala):
    first, second = published(uppsala, 2)
    harvested(portal, [first, second], at=timezone.now() + timedelta(hours=9))
    run(portal, uppsala)
    withdraw_record(second)
    portal.things = [each for each in portal.things if each.iri != second.iri]
    with later(hours=10):
        run(portal, uppsala)
        publish_record(second)
        build_feed(uppsala)
        run(portal, uppsala)
    assert state_of(second) == State.NOT_YET


def test_a_failed_harvest_is_the_reason(portal, uppsala):
    first, second = published(uppsala, 2)
    harvested(portal, [first], status="Failed")
    run(portal, uppsala)
    assert [state_of(first), state_of(second)] == [State.VISIBLE, State.HARVEST_FAILED]
    assert Arrival.objects.get(organisation=uppsala).harvest_result == "failed"


def test_the_same_dataset_from_another_source_only(portal, uppsala):
    mine, other = published(uppsala, 2)
    third = published(uppsala)
    harvested(portal, [mine, *third])
    portal.add([other.iri], source=ANOTHER)
    run(portal, uppsala)
    assert state_of(other) == State.DUPLICATE
    assert RecordArrival.objects.get(record=other).url.startswith("https://www.dataportal.se/datasets/77_")
    assert Arrival.objects.get(organisation=uppsala).visible_count == 2


def test_the_same_identifier_under_another_iri(portal, uppsala):
    mine, other = published(uppsala, 2)
    harvested(portal, [mine])
    portal.add(["https://old.example/2"], source=ANOTHER, identifier=str(other.uuid))
    run(portal, uppsala)
    assert state_of(other) == State.DUPLICATE


def test_the_same_dataset_from_two_sources_is_visible(portal, uppsala):
    datasets = published(uppsala, 2)
    harvested(portal, datasets)
    portal.add([datasets[0].iri], source=ANOTHER)
    run(portal, uppsala)
    assert {state_of(each) for each in datasets} == {State.VISIBLE}


def test_what_was_there_and_is_not_any_longer_is_gone(portal, uppsala):
    first, second = published(uppsala, 2)
    harvested(portal, [first, second])
    run(portal, uppsala)
    portal.things = [each for each in portal.things if each.iri != second.iri]
    portal.harvests[-1].modified = (timezone.now() + timedelta(days=1)).isoformat()
    with later(days=1, hours=1):
        run(portal, uppsala)
    assert [state_of(first), state_of(second)] == [State.VISIBLE, State.GONE]


def test_what_we_withdrew_is_told_as_long_as_the_portal_has_it(portal, uppsala):
    kept, withdrawn = published(uppsala, 2)
    harvested(portal, [kept, withdrawn])
    run(portal, uppsala)
    withdraw_record(withdrawn)
    run(portal, uppsala)
    assert state_of(withdrawn) == State.WITHDRAWN
    assert [url for _title, url in lingering_of(uppsala)] == ["https://www.dataportal.se/datasets/50_1002"]
    portal.things = [each for each in portal.things if each.iri != withdrawn.iri]
    run(portal, uppsala)
    assert lingering_of(uppsala) == []
    assert Arrival.objects.get(organisation=uppsala).dataset_count == 1


def test_what_is_not_in_the_feed_can_not_have_arrived(portal, uppsala):
    first = published(uppsala)
    harvested(portal, first)
    second = make_published(uppsala)
    run(portal, uppsala)
    assert state_of(second) == State.NOT_IN_FEED


def test_the_source_of_the_feed_of_all_is_ours_too(portal, uppsala):
    published(uppsala)
    main = Feed.objects.combined().get().main_catalogue_iri
    portal.things.append(Thing(main, "60", "1", type=CATALOGUE))
    portal.harvests.append(Harvested("60", "Failed"))
    run(portal, uppsala)
    assert Arrival.objects.get(organisation=uppsala).source == "60"
    Arrival.objects.update(source="")
    Organisation.objects.filter(pk=uppsala.pk).update(in_combined_feed=False)
    run(portal, Organisation.objects.get(pk=uppsala.pk))
    assert Arrival.objects.get(organisation=uppsala).source == ""


def test_a_source_once_known_is_kept_when_its_datasets_are_gone(portal, uppsala):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    run(portal, uppsala)
    portal.things = [each for each in portal.things if each.source != OURS]
    portal.harvests[-1].status = "Failed"
    run(portal, uppsala)
    assert Arrival.objects.get(organisation=uppsala).source == OURS
    assert state_of(dataset) == State.HARVEST_FAILED


def test_visits_tell_when_the_portal_came_where_no_harvest_does(portal, uppsala):
    (dataset,) = published(uppsala)
    PortalVisit.objects.create(
        feed="uppsala",
        at=timezone.now() + timedelta(hours=9),
        document="dcat-ap-se.rdf",
        status=200,
        size=1,
        version="",
    )
    with later(hours=10):
        run(portal, uppsala)
    assert state_of(dataset) == State.NOT_SHOWN


# --- What is not known stays so ---------------------------------------------------------------------------------------


FAULTS = ["500", "429 0", "cut off", "not json", "huge", "hang up", "redirect", "other shape"]
# Every fault at some question, and every question with some fault.
FAULTS_AT = [(fault, number % 4) for number, fault in enumerate(FAULTS)]


@pytest.mark.any_database
@pytest.mark.parametrize(("fault", "question"), FAULTS_AT)
def test_a_register_that_is_away_changes_nothing(portal, uppsala, fault, question):
    datasets = published(uppsala, 3)
    harvested(portal, datasets[:2])
    run(portal, uppsala)
    before = list(RecordArrival.objects.order_by("pk").values())
    checked_at = Arrival.objects.get(organisation=uppsala).checked_at
    portal.things = []
    portal.add(["https://other.example/1"])
    portal.faults, portal.always = [""] * question, fault
    assert run(portal, uppsala) is Outcome.AWAY
    arrival = Arrival.objects.get(organisation=uppsala)
    assert list(RecordArrival.objects.order_by("pk").values()) == before
    assert (arrival.visible_count, arrival.checked_at) == (2, checked_at)
    assert arrival.error["sv"].startswith("Dataportalens register")
    assert arrival.claimed_until is None
    portal.faults, portal.always = [], ""
    assert run(portal, uppsala) is Outcome.CHECKED
    assert Arrival.objects.get(organisation=uppsala).error == {}


@pytest.mark.parametrize("question", range(3))
def test_a_part_of_an_answer_changes_nothing(portal, uppsala, question):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    run(portal, uppsala)
    portal.faults = [""] * question + ["half"]
    assert run(portal, uppsala) is (Outcome.CHECKED if question == 0 else Outcome.AWAY)  # first only a number is asked
    assert state_of(dataset) == State.VISIBLE


def test_a_register_that_is_being_rebuilt_makes_nothing_gone(portal, uppsala):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    run(portal, uppsala)
    portal.things = []
    assert run(portal, uppsala) is Outcome.AWAY
    assert state_of(dataset) == State.VISIBLE


def test_a_trouble_of_our_own_is_written_down_and_is_no_reason_to_ask_nobody_else(portal, uppsala, settings):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    settings.PORTAL_DATASET_URL = None
    assert run(portal, uppsala) is Outcome.FAILED
    arrival = Arrival.objects.get(organisation=uppsala)
    assert arrival.error["sv"] == "Ett tekniskt fel stoppade kontrollen."
    assert not arrival.error["is_away"]


def test_who_checks_has_claimed_it(portal, uppsala):
    published(uppsala)
    run(portal, uppsala)
    Arrival.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert run(portal, uppsala) is Outcome.BUSY
    Arrival.objects.update(claimed_until=timezone.now() - timedelta(minutes=1))
    assert run(portal, uppsala) is Outcome.CHECKED


def test_who_was_overtaken_writes_nothing(portal, uppsala):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    taken = timezone.now() + timedelta(hours=1)
    real = checking._find

    def overtaken(*given):
        found = real(*given)
        Arrival.objects.update(claimed_until=taken)
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checking, "_find", overtaken)
        assert run(portal, uppsala) is Outcome.BUSY
    assert not RecordArrival.objects.exists()
    assert Arrival.objects.get(organisation=uppsala).claimed_until == taken


# --- What is due ------------------------------------------------------------------------------------------------------


def is_due(organisation, **elapsed) -> bool:
    return organisation in due(timezone.now() + timedelta(**elapsed))


def checked(organisation, *, at) -> None:
    Arrival.objects.update_or_create(organisation=organisation, defaults={"checked_at": at, "attempted_at": at})


def test_who_was_never_checked_is_due_and_then_not_until_the_next_morning(portal, uppsala):
    assert is_due(uppsala)
    checked(uppsala, at=timezone.now())
    assert not is_due(uppsala)
    assert not is_due(uppsala, minutes=1)
    assert is_due(uppsala, hours=25)


def test_who_has_published_since_is_due_after_an_hour(portal, uppsala):
    morning = latest_morning(timezone.now())
    checked(uppsala, at=morning + timedelta(seconds=1))
    assert not due(morning + timedelta(hours=3)).filter(pk=uppsala.pk).exists()
    with time_machine.travel(morning + timedelta(minutes=10)):
        make_published(uppsala)
        assert not is_due(uppsala)
    assert due(morning + AT_MOST_EVERY + timedelta(minutes=1)).filter(pk=uppsala.pk).exists()


def test_a_check_that_failed_is_tried_again_after_an_hour(portal, uppsala):
    portal.always = "404"
    run(portal, uppsala)
    assert not is_due(uppsala, minutes=30)
    assert is_due(uppsala, minutes=61)


def test_all_that_is_due_is_checked_and_the_harvests_are_asked_for_once(portal, uppsala, monkeypatch):
    monkeypatch.setattr("harvesting.arrival.client.Client._take_turn", lambda client: None)
    published(uppsala)
    make_organisation("Enköpings kommun")
    make_feeds()
    assert check_due() == {Outcome.CHECKED: 3}
    assert sum("PipelineResult" in question for question in portal.questions) == 1
    assert check_due() == {}


def test_a_register_that_is_away_is_left_in_peace(portal, uppsala):
    portal.always = "404"
    assert check_due() == {Outcome.AWAY: 1}
    asked = len(portal.questions)
    assert check_due() == {}
    assert len(portal.questions) == asked
    with later(seconds=REST.total_seconds() + 1):
        assert check_due() == {Outcome.AWAY: 1}


def test_nobody_is_asked_where_no_address_is_set(portal, uppsala, settings, tmp_path):
    settings.PORTAL_API_URL = ""
    Scheduler(tmp_path / "scheduler.json", ask=lambda *asked: True).run_round(timezone.now())
    assert check_due() == {}
    assert portal.questions == []


def test_nobody_is_asked_by_default(settings):
    assert settings.PORTAL_API_URL == ""


@pytest.mark.django_db(transaction=True)
def test_the_scheduler_checks_beside_its_rounds(portal, uppsala, tmp_path):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    scheduler = Scheduler(tmp_path / "scheduler.json", ask=lambda *asked: True)
    scheduler.run_round(timezone.now())
    assert scheduler._arrivals.wait(30)
    assert state_of(dataset) == State.VISIBLE


def test_work_beside_never_runs_twice_at_once_and_outlives_its_errors():
    runs = []

    def work() -> None:
        runs.append(1)
        assert not beside.start()
        raise ValueError("as it happens")

    beside = Beside(work)
    for _ in range(2):
        assert beside.start()
        assert beside.wait(10)
    assert len(runs) == 2


def test_the_command(portal, uppsala, capsys, monkeypatch):
    monkeypatch.setattr("harvesting.arrival.client.Client._take_turn", lambda client: None)
    harvested(portal, published(uppsala, 2)[:1])
    call_command("check_arrival", "uppsala")
    assert capsys.readouterr().out == "uppsala: 1 of 2 visible (source 50, success)\n"
    portal.always = "404"
    with pytest.raises(CommandError, match="what was known before stays"):
        call_command("check_arrival")
    assert "answered with error 404" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_with_what_it_was_given(portal, settings):
    with pytest.raises(CommandError, match="no such organisation: nowhere"):
        call_command("check_arrival", "nowhere")
    settings.PORTAL_API_URL = ""
    with pytest.raises(CommandError, match="PORTAL_API_URL"):
        call_command("check_arrival")


# --- Many -------------------------------------------------------------------------------------------------------------


def test_many_datasets_and_organisations_take_the_queries_of_few(portal, uppsala):
    def queries() -> tuple[int, int]:
        organisations = list(Organisation.objects.all())
        with CaptureQueriesContext(connection) as states:
            found = arrival_of(organisations)
        with CaptureQueriesContext(connection) as missing:
            missing_of(uppsala, found[uppsala.pk].counts)
            lingering_of(uppsala)
        return len(states), len(missing)

    published(uppsala, 2)
    run(portal, uppsala)
    before = queries()
    published(uppsala, 8)
    other = make_organisation("Enköpings kommun")
    make_feeds()
    published(other, 2)
    run(portal, uppsala)
    run(portal, other)
    assert queries() == before == (2, 2)


def test_the_states_of_several_organisations(portal, uppsala):
    other = make_organisation("Enköpings kommun")
    make_feeds()
    harvested(portal, published(uppsala, 2))
    published(other)
    run(portal, uppsala)
    make_published(uppsala)
    states = arrival_of([uppsala, other])
    assert (states[uppsala.pk].visible, states[uppsala.pk].public, states[uppsala.pk].unknown) == (2, 3, 1)
    assert not states[other.pk].is_known
    assert states[other.pk].unknown == 1


def test_what_was_published_again_is_not_known_until_it_is_checked(portal, uppsala):
    (dataset,) = published(uppsala)
    harvested(portal, [dataset])
    run(portal, uppsala)
    withdraw_record(dataset)
    assert arrival_of_record(Record.objects.get(pk=dataset.pk)) is None
    run(portal, uppsala)
    assert arrival_of_record(Record.objects.get(pk=dataset.pk)).state == State.WITHDRAWN
    publish_record(dataset)
    assert arrival_of_record(Record.objects.get(pk=dataset.pk)) is None
    assert arrival_of([uppsala])[uppsala.pk].unknown == 1


def test_of_very_many_only_the_first_are_listed(portal, uppsala, monkeypatch):
    monkeypatch.setattr("harvesting.arrival.state._SHOWN", 2)
    published(uppsala, 3)
    run(portal, uppsala)
    (group,) = missing_of(uppsala, arrival_of([uppsala])[uppsala.pk].counts)
    assert (group.count, len(group.datasets), group.unlisted) == (3, 2, 1)


# --- The verdict alone ------------------------------------------------------------------------------------------------

NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("facts", "source", "expected"),
    [
        ({"is_found": True, "is_elsewhere": True}, {}, State.VISIBLE),
        ({"is_found": True, "is_in_feed": False}, {}, State.VISIBLE),
        ({"is_elsewhere": True, "is_in_feed": False}, {}, State.DUPLICATE),
        ({"is_in_feed": False}, {"harvest": Harvest("failed", NOW)}, State.NOT_IN_FEED),
        ({"was_seen": True}, {"harvest": Harvest("failed", NOW)}, State.HARVEST_FAILED),
        ({}, {"key": "", "fetched_at": None}, State.NEVER_FETCHED),
        ({}, {"key": "50", "fetched_at": None}, State.NOT_YET),
        ({"since": NOW - HOUR / 2}, {}, State.NOT_YET),
        ({"since": NOW + HOUR, "was_seen": True}, {}, State.NOT_YET),
        ({}, {}, State.NOT_SHOWN),
        ({}, {"harvest": Harvest("a word of tomorrow", NOW)}, State.NOT_SHOWN),
        ({"was_seen": True}, {}, State.GONE),
    ],
)
def test_the_reason_that_counts(facts, source, expected):
    defaults = {"since": NOW - 24 * HOUR, "is_in_feed": True}
    dataset = Published(**defaults | dict.fromkeys(("is_found", "is_elsewhere", "was_seen"), False) | facts)
    assert verdict(dataset, Source(**{"key": "50", "harvest": None, "fetched_at": NOW} | source)) == expected
