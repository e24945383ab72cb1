"""What people are told about the feed, on its page and beside each record."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from catalog.models import Record, Release
from harvesting.build import build
from harvesting.models import Feed, Snapshot
from harvesting.pinning import pin_feed
from harvesting.state import Place, Progress, state_of
from organisations.models import Role
from tests.factories import (
    make_administrator,
    make_contact,
    make_coordinator,
    make_member,
    make_organisation,
    sign_in,
)
from tests.harvesting.factories import (
    catalogue_of,
    feed_of,
    make_dataset,
    make_feeds,
    make_main_publisher,
    make_published,
    poison,
    publish_record,
    withdraw_record,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/arbete/uppsala/flode/"
BUILD = "/arbete/uppsala/flode/bygg/"


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def build_feed(organisation) -> None:
    build(feed_of(organisation).pk, trigger=Snapshot.Trigger.PUBLICATION)


def damaged(organisation):
    """An organisation whose feed can't be built."""
    make_published(organisation)
    catalogue = catalogue_of(organisation)
    poison(catalogue)
    return catalogue


def place_of(record) -> Place:
    return state_of(record.organisation_id).place_of(Record.objects.select_related("current_release").get(pk=record.pk))


def rendered(template: str, **values) -> str:
    request = RequestFactory().get("/")
    with translation.override("sv"):
        return Template("{% load feed %}" + template).render(Context({"request": request, **values}))


def test_a_feed_that_has_not_been_built_yet_is_being_built(uppsala):
    assert state_of(uppsala.pk).progress is Progress.BUILDING
    assert "Byggs nu" in rendered("{% feed_state organisation %}", organisation=uppsala)


def test_an_organisation_without_feed_row_is_being_built(uppsala):
    Feed.objects.all().delete()
    assert state_of(uppsala.pk).progress is Progress.BUILDING


def test_a_built_feed_says_since_when(uppsala):
    build_feed(uppsala)
    assert state_of(uppsala.pk).progress is Progress.IN_FEED
    assert "I flödet sedan" in rendered("{% feed_state organisation %}", organisation=uppsala)


def test_a_failed_build_says_why_and_what_is_shown_meanwhile(uppsala):
    build_feed(uppsala)
    damaged(uppsala)
    build_feed(uppsala)
    assert state_of(uppsala.pk).progress is Progress.FAILED
    words = rendered("{% feed_state organisation %}", organisation=uppsala)
    assert "Senaste bygget misslyckades" in words
    assert "ligger kvar" in words


def test_a_publication_after_a_failure_is_being_built(uppsala):
    damaged(uppsala)
    build_feed(uppsala)
    make_published(uppsala)
    assert state_of(uppsala.pk).progress is Progress.BUILDING


def test_where_a_record_is(uppsala):
    dataset = make_published(uppsala)
    assert place_of(dataset) is Place.ON_ITS_WAY
    build_feed(uppsala)
    assert place_of(dataset) is Place.IN_FEED
    assert place_of(dataset.contact_point.get()) is Place.IN_FEED
    assert place_of(uppsala.catalogue) is Place.IN_FEED
    assert place_of(uppsala.publisher_agent) is Place.IN_FEED
    publish_record(make_dataset(uppsala, "Annan"))
    assert place_of(dataset) is Place.IN_FEED  # whatever else is on its way


def test_where_a_withdrawn_record_is(uppsala):
    dataset = make_published(uppsala)
    build_feed(uppsala)
    withdraw_record(dataset)
    assert place_of(dataset) is Place.LEAVING
    build_feed(uppsala)
    assert place_of(dataset) is Place.NOWHERE


def test_where_what_nobody_sees_is(uppsala):
    draft = make_dataset(uppsala)
    internal = make_published(uppsala, visibility=Release.Visibility.INTERNAL)
    contact = make_contact(uppsala)
    publish_record(contact)
    build_feed(uppsala)
    assert [place_of(each) for each in (draft, internal, contact)] == [Place.NOWHERE, Place.INTERNAL, Place.UNUSED]


def test_where_a_record_is_that_something_is_wrong_with(uppsala):
    for _ in range(3):
        make_published(uppsala)
    dataset = make_published(uppsala)
    poison(dataset)
    build_feed(uppsala)
    assert place_of(dataset) is Place.LEFT_OUT
    saved = Record.objects.select_related("current_release", "organisation").get(pk=dataset.pk)
    assert "/arbete/uppsala/flode/#utelamnat" in rendered("{% in_feed record %}", record=saved)


def test_where_a_record_is_while_the_feed_is_pinned(uppsala):
    dataset = make_published(uppsala)
    build_feed(uppsala)
    pin_feed(make_administrator(), snapshot=state_of(uppsala.pk).snapshot, reason="Fel", seen=None)
    later = make_published(uppsala)
    assert [place_of(each) for each in (dataset, later)] == [Place.IN_FEED, Place.WAITING]
    build_feed(uppsala)
    assert [place_of(each) for each in (dataset, later)] == [Place.IN_FEED, Place.WAITING]
    assert "Väntar" in rendered("{% in_feed record %}", record=Record.objects.get(pk=later.pk))


def test_many_records_on_a_page_take_as_many_queries_as_one(uppsala, django_assert_num_queries):
    for _ in range(5):
        make_published(uppsala)
    build_feed(uppsala)
    records = list(Record.objects.of(uppsala).select_related("current_release"))
    with django_assert_num_queries(3):
        words = rendered("{% for record in records %}{% in_feed record %}{% endfor %}", records=records)
    assert words.count("I flödet") == len(records)


def test_the_page_shows_address_and_versions(client: Client, uppsala):
    make_published(uppsala)
    build_feed(uppsala)
    sign_in(client, make_member(uppsala))
    page = client.get(PAGE).content.decode()
    assert "http://127.0.0.1:8000/uppsala/datasets/dcat" in page
    assert "Gäller nu" in page
    assert "Publicering" in page
    assert "Bygg nu" in page


def test_the_page_shows_what_is_wrong_and_leads_to_the_record(client: Client, uppsala):
    catalogue = damaged(uppsala)
    build_feed(uppsala)
    sign_in(client, make_member(uppsala))
    page = client.get(PAGE).content.decode()
    assert "Därför misslyckades senaste bygget" in page
    assert f"/{catalogue.uuid}/" in page


def test_the_page_says_what_is_left_out_and_leads_to_it(client: Client, uppsala):
    for _ in range(3):
        make_published(uppsala)
    dataset = make_published(uppsala)
    poison(dataset)
    build_feed(uppsala)
    sign_in(client, make_member(uppsala))
    page = client.get(PAGE).content.decode()
    assert "Publicerat men inte i flödet" in page
    assert f"/{dataset.uuid}/" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Hämtas från adressen och jämförs inom någon minut."),
        ({"confirmed_at": timezone.now()}, "Kontrollerad utifrån"),
        ({"fetch_fault": {"sv": "Adressen svarade med 502.", "en": "502"}, "fetched_at": timezone.now()}, "med 502."),
        (
            {
                "fetch_fault": {"sv": "Annat.", "en": "Other."},
                "fetched_at": timezone.now(),
                "is_answered_wrongly": True,
            },
            "Säg till den som driver tjänsten",
        ),
    ],
)
def test_the_page_says_whether_the_feed_has_been_seen_from_outside(client: Client, uppsala, settings, values, words):
    settings.FETCH_BACK = True
    build_feed(uppsala)
    Snapshot.objects.update(**values)
    sign_in(client, make_member(uppsala))
    assert words in client.get(PAGE).content.decode()


def test_a_coordinator_sees_the_page_but_builds_nothing(client: Client, uppsala):
    sign_in(client, make_coordinator(uppsala.county))
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Bygg nu" not in page.content.decode()
    assert client.post(BUILD).status_code == 404


def test_others_do_not_find_the_page(client: Client, uppsala):
    assert client.get(PAGE).status_code == 302
    sign_in(client, make_member(make_organisation(), Role.ORGANISATIONSANSVARIG))
    assert client.get(PAGE).status_code == 404
    assert client.post(BUILD).status_code == 404


def test_build_now_makes_the_feed_due_and_changes_nothing_else(client: Client, uppsala):
    build_feed(uppsala)
    before = Snapshot.objects.current().get(feed=feed_of(uppsala))
    sign_in(client, make_member(uppsala))
    assert client.get(BUILD).status_code == 405
    answer = client.post(BUILD)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert feed_of(uppsala) in Feed.objects.outdated()
    assert client.get(PAGE).status_code == 200
    build_feed(uppsala)
    assert Snapshot.objects.current().get(feed=feed_of(uppsala)).pk == before.pk
