"""Asking the portal's register: real HTTP on this machine, with everything that can go wrong on the way."""

import json
import time

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from harvesting.arrival import client as asking
from harvesting.arrival.answers import Entry, Page, Unreadable, page_from
from harvesting.arrival.client import Client, PortalAway
from harvesting.arrival.registry import Registry, escaped
from tests.harvesting.portal_stand_in import CATALOGUE, Harvested, PortalStandIn, Thing
from tests.reference import reference_path

pytestmark = pytest.mark.any_database

HARVESTS = "graphType:PipelineResult AND tag.literal:latest"
IRI = "https://data.uppsala.se/uppsala/datasets/1f8d5d38-9a50-4f1c-9f5c-0123456789ab"


@pytest.fixture
def portal():
    with PortalStandIn() as stand_in:
        yield stand_in


class Waits:
    """Sleeping that takes no time, on a clock of its own."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


def client_of(portal: PortalStandIn, **values) -> Client:
    waits = Waits()
    client = Client(portal.url, **{"sleep": waits.sleep, "clock": waits.clock} | values)
    client.waits = waits
    return client


def registry_of(portal: PortalStandIn, **values) -> Registry:
    return Registry(client_of(portal, **values))


# --- What comes back --------------------------------------------------------------------------------------------------


def test_the_recorded_answers_of_the_register_are_read():
    page = page_from(reference_path("portal/search-datasets.json").read_bytes())
    assert (page.total, page.length) == (23548, 2)
    assert [(entry.source, entry.key) for entry in page.entries] == [("50", "6088"), ("50", "6079")]
    for number, entry in zip((735, 623), page.entries, strict=True):
        iri = f"https://metadata.trafikverket.se/store/1/resource/{number}"
        assert entry.datasets == entry.subjects == {iri}
        assert entry.created.isoformat()[:16] == "2025-08-29T00:30"
        assert entry.modified.isoformat()[:16] == "2026-09-21T02:17"


@pytest.mark.parametrize("name", ["search-link-check", "search-quality"])
def test_recorded_answers_about_other_things_hold_no_datasets(name):
    page = page_from(reference_path(f"portal/{name}.json").read_bytes())
    assert len(page.entries) == page.length == 2
    assert all(entry.datasets == frozenset() for entry in page.entries)


def test_the_stand_in_serves_the_recorded_answers_too(portal):
    address = portal.url.replace("/store/search", "/samples/search-datasets.json")
    assert page_from(requests.get(address, timeout=5).content).total == 23548


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"results": true, "resource": {"children": []}}',
        b'{"results": -1, "resource": {"children": []}}',
        b'{"results": "1", "resource": {"children": []}}',
        b'{"results": 1, "resource": []}',
        b'{"results": 1, "resource": {"children": {}}}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"results": NaN}',
    ],
)
def test_what_is_no_page_is_refused(content):
    with pytest.raises(Unreadable):
        page_from(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([IRI, "uri", "literal"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["contextId", "entryId", "metadata", "info", "type", "value", IRI, asking._STABLE]), inner
        )
    ),
    max_leaves=20,
)


@given(st.lists(_JSON, max_size=4))
def test_whatever_stands_in_a_page_is_read_without_harm(children):
    content = json.dumps({"results": len(children), "resource": {"children": children}}).encode()
    page = page_from(content)
    assert isinstance(page, Page)
    assert page.length == len(children)
    assert all(isinstance(entry, Entry) for entry in page.entries)


@pytest.mark.parametrize("source", ["../../evil", "50/1", "", "x" * 65, 50, None, "5 0", "å"])
def test_keys_that_would_lead_elsewhere_are_left_out(source):
    child = Thing(IRI, "50", "1").child() | {"contextId": source}
    assert page_from(json.dumps({"results": 1, "resource": {"children": [child]}}).encode()).entries == []


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "not an iri", "/relative", "https://a.se/" + "x" * 3000])
def test_what_is_no_iri_is_no_dataset(iri):
    child = Thing(iri, "50", "1").child()
    (entry,) = page_from(json.dumps({"results": 1, "resource": {"children": [child]}}).encode()).entries
    assert entry.datasets == entry.subjects == frozenset()


@pytest.mark.parametrize("moment", ["yesterday", "9999-12-31T23:59:59-23:59", "2026-13-01T00:00:00Z", "", "2026"])
def test_a_moment_that_is_none_is_not_known(moment):
    child = Thing(IRI, "50", "1", created=moment).child()
    (entry,) = page_from(json.dumps({"results": 1, "resource": {"children": [child]}}).encode()).entries
    assert entry.created is None


# --- On the way -------------------------------------------------------------------------------------------------------


def test_all_pages_are_fetched(portal):
    portal.harvests = [Harvested(str(number)) for number in range(250)]
    assert len(list(client_of(portal).search(HARVESTS))) == 250
    assert len(portal.questions) == 3


def test_two_questions_a_second_at_most(portal):
    portal.harvests = [Harvested(str(number)) for number in range(450)]
    client = client_of(portal)
    list(client.search(HARVESTS))
    assert client.waits.slept == [asking.PAUSE_SECONDS] * 4


@pytest.mark.parametrize("fault", ["500", "503", "hang up", "cut off", "429 0"])
def test_a_passing_fault_is_tried_again(portal, fault):
    portal.harvests = [Harvested("50")]
    portal.faults = [fault] * (asking.ATTEMPTS - 1)
    assert len(list(client_of(portal).search(HARVESTS))) == 1


@pytest.mark.parametrize(
    ("fault", "asked"),
    [
        ("500", asking.ATTEMPTS),
        ("hang up", asking.ATTEMPTS),
        ("cut off", asking.ATTEMPTS),
        ("404", 1),
        ("403", 1),
        ("redirect", 1),
        ("not json", 1),
        ("other shape", 1),
        ("half", 1),
    ],
)
def test_a_lasting_fault_is_said_in_plain_words_and_not_tried_for_ever(portal, fault, asked):
    portal.harvests = [Harvested("50")]
    portal.always = fault
    with pytest.raises(PortalAway) as away:
        list(client_of(portal).search(HARVESTS))
    assert away.value.message.sv.startswith("Dataportalens register")
    assert len(portal.questions) == asked


def test_waiting_grows_and_what_the_server_asks_for_is_kept_to(portal):
    portal.harvests = [Harvested("50")]
    portal.faults = ["500", "500", "429 17"]
    client = client_of(portal, pause=0)
    list(client.search(HARVESTS))
    assert client.waits.slept == [1.0, 2.0, 17.0]


def test_nobody_waits_for_as_long_as_a_server_may_ask(portal):
    portal.harvests = [Harvested("50")]
    portal.faults = ["429 999999"]
    client = client_of(portal, pause=0)
    list(client.search(HARVESTS))
    assert client.waits.slept == [60.0]


def test_an_answer_that_unpacks_to_too_much_is_given_up(portal):
    portal.always = "huge"
    with pytest.raises(PortalAway, match="larger"):
        list(client_of(portal, largest_page=1_000_000).search(HARVESTS))
    assert len(portal.questions) == 1


def test_an_answer_that_trickles_in_is_given_up(portal):
    portal.harvests = [Harvested("50")]
    portal.always = "slow"
    client = Client(portal.url, whole_seconds=0.2, sleep=lambda seconds: None)
    began = time.monotonic()
    with pytest.raises(PortalAway, match="does not answer"):
        list(client.search(HARVESTS))
    assert time.monotonic() - began < 15  # the whole of it takes half a minute, four times


def test_a_server_that_is_not_there(portal):
    client = client_of(portal)
    portal.__exit__()
    with pytest.raises(PortalAway, match="does not answer"):
        client.count("anything")
    portal.__enter__()


# --- The questions ----------------------------------------------------------------------------------------------------


def test_datasets_are_found_by_their_iris_in_all_sources(portal):
    portal.add([IRI], "50")
    portal.add([IRI, f"{IRI}x"], "77")
    found = list(registry_of(portal).datasets([IRI]))
    assert {(entry.source, *entry.datasets) for entry in found} == {("50", IRI), ("77", IRI)}


def test_many_iris_are_asked_for_a_few_at_a_time(portal):
    iris = [f"{IRI}-{number}" for number in range(45)]
    portal.add(iris)
    beats = []
    found = list(registry_of(portal).datasets(iris, beat=lambda: beats.append(1)))
    assert {iri for entry in found for iri in entry.datasets} == set(iris)
    assert len(portal.questions) == len(beats) == 3


def test_datasets_are_found_by_their_identifier(portal):
    portal.add([IRI], identifier="1f8d5d38-9a50-4f1c-9f5c-0123456789ab")
    (entry,) = registry_of(portal).identified(["1f8d5d38-9a50-4f1c-9f5c-0123456789ab", "other"])
    assert entry.identifiers == {"1f8d5d38-9a50-4f1c-9f5c-0123456789ab"}


def test_a_catalogue_is_no_dataset(portal):
    portal.things = [Thing(IRI, "50", "1", type=CATALOGUE)]
    registry = registry_of(portal)
    assert list(registry.datasets([IRI])) == []
    assert [entry.subjects for entry in registry.things([IRI])] == [{IRI}]


def test_the_latest_harvest_of_each_source_is_asked_for_once(portal):
    portal.add([IRI])
    portal.harvests = [
        Harvested("50", "Failed", "2026-01-01T04:00:00Z"),
        Harvested("50", "Success", "2026-01-02T04:00:00Z"),
        Harvested("50", "Failed", "2025-12-31T04:00:00Z"),
        Harvested("77", "Failed"),
    ]
    registry = registry_of(portal)
    for _ in range(2):
        assert {key: each.status for key, each in registry.harvests().items()} == {"50": "success", "77": "failed"}
    assert len(portal.questions) == 2


def test_an_empty_register_is_one_that_is_away(portal):
    portal.harvests = [Harvested("50")]
    with pytest.raises(PortalAway, match="empty"):
        registry_of(portal).harvests()


@given(st.text(min_size=1, max_size=40))
def test_no_value_can_change_the_question(value):
    assert escaped(value).count("\\") >= sum(character in '+-!(){}[]^"~*?:\\/&|; ' for character in value)
