"""The pages of kept versions: what two differ in and why, going back and forward again, and who may."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Release
from harvesting.build import build
from harvesting.difference import Change, Reason, counts, difference, told
from harvesting.models import Pin, Snapshot
from organisations.models import Role
from tests.factories import make_contact, make_coordinator, make_member, make_organisation, sign_in
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

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/arbete/uppsala/flode/"


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


@pytest.fixture
def responsible(client: Client, uppsala) -> Client:
    return sign_in(client, make_member(uppsala, Role.ORGANISATIONSANSVARIG))


def built(organisation) -> Snapshot:
    build(feed_of(organisation).pk, trigger=Snapshot.Trigger.PUBLICATION)
    assert feed_of(organisation).last_error == {}
    return Snapshot.objects.current().get(feed=feed_of(organisation))


def of(snapshot: Snapshot) -> str:
    return f"{PAGE}{snapshot.pk}/"


def differ(before: Snapshot, after: Snapshot) -> dict[str, tuple]:
    """What is told of each record, by its IRI."""
    rows = told(difference(before.releases, after.releases), after)
    return {row.release.record.iri: (row.change, row.reason) for row in rows}


def test_every_way_in_which_a_record_can_change_is_told_with_its_reason(uppsala):
    contact = make_contact(uppsala)
    for _ in range(6):
        make_published(uppsala)
    changed, withdrawn, internal, poisoned = (make_published(uppsala) for _ in range(4))
    lone = make_published(uppsala, contact=contact)
    before = built(uppsala)
    edit_record(changed, title={"sv": "Ny titel"})
    publish_record(changed)
    withdraw_record(withdrawn)
    publish_record(internal, Release.Visibility.INTERNAL)
    poison(poisoned)
    withdraw_record(lone)
    added = make_published(uppsala)
    after = built(uppsala)
    found = differ(before, after)
    assert found[changed.iri] == (Change.CHANGED, None)
    assert found[withdrawn.iri] == (Change.REMOVED, Reason.WITHDRAWN)
    assert found[internal.iri] == (Change.REMOVED, Reason.INTERNAL)
    assert found[poisoned.iri] == (Change.REMOVED, Reason.LEFT_OUT)
    assert found[contact.iri] == (Change.REMOVED, Reason.UNUSED)
    assert found[added.iri] == (Change.ADDED, None)
    assert differ(after, after) == {}


def test_a_difference_takes_the_same_queries_for_many_as_for_few(uppsala):
    before = built(uppsala)
    numbers = []
    for count in (3, 20):
        for _ in range(count):
            make_published(uppsala)
        after = built(uppsala)
        with CaptureQueriesContext(connection) as queries:
            lines = difference(before.releases, after.releases)
            told(lines[:50], after)
        numbers.append(len(queries))
    few, many = numbers
    assert counts(lines)["added"] > 20
    assert few == many <= 5


def test_the_page_of_a_version_says_what_it_was_and_what_changed(responsible, uppsala):
    dataset = make_published(uppsala, "Badplatser")
    before = built(uppsala)
    make_published(uppsala, "Lekplatser")
    withdraw_record(dataset)
    after = built(uppsala)
    page = responsible.get(of(after)).content.decode()
    assert all(word in page for word in ("Gäller nu", "Publicering", "millisekunder", after.sha256, "Lekplatser"))
    assert "Tillbakadragen" in page and f"/{dataset.uuid}/" in page
    first = responsible.get(of(before)).content.decode()
    assert "Gå tillbaka hit" in first
    assert "Lekplatser" not in first


def test_any_two_kept_versions_are_compared_whichever_comes_first(responsible, uppsala):
    first = built(uppsala)
    make_published(uppsala, "Badplatser")
    built(uppsala)
    make_published(uppsala, "Lekplatser")
    third = built(uppsala)
    for one, other in ((first, third), (third, first)):
        page = responsible.get(of(one), {"mot": other.pk}).content.decode()
        assert "Badplatser" in page and "Lekplatser" in page
        assert "Försvinner: 0" in page


@pytest.mark.parametrize("asked", ["", "x", "-1", "0", "9" * 30, "99999999", "²"])
def test_a_version_that_is_not_there_is_not_compared_with(responsible, uppsala, asked):
    assert responsible.get(of(built(uppsala)), {"mot": asked}).status_code == 404


def test_going_back_asks_why_says_what_changes_and_shows_it_everywhere(responsible, uppsala):
    dataset = make_published(uppsala, "Badplatser")
    gone = make_published(uppsala, "Borttagen")
    before = built(uppsala)
    make_published(uppsala, "Lekplatser")
    withdraw_record(gone)
    built(uppsala)
    page = responsible.get(f"{of(before)}las/")
    text = page.content.decode()
    assert "Lekplatser" in text and "Fanns inte i den version som flödet går tillbaka till" in text
    assert "Det här kommer inte tillbaka" in text and "Borttagen" in text
    assert responsible.post(f"{of(before)}las/", {"seen": ""}).status_code == 422
    assert not Pin.objects.exists()
    answer = responsible.post(f"{of(before)}las/", {"seen": "", "reason": "Lekplatserna var <fel>"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    built(uppsala)
    for address in (PAGE, "/arbete/uppsala/"):
        text = responsible.get(address).content.decode()
        assert "Flödet är låst vid versionen från" in text
        assert "Lekplatserna var &lt;fel&gt;" in text
    text = responsible.get(PAGE).content.decode()
    assert "Borttagen" in text and "Väntar" in text and "Se vad som väntar" in text
    assert dataset.title["sv"] == "Badplatser"
    waiting = Snapshot.objects.get(is_waiting=True)
    assert responsible.get(of(waiting)).status_code == 200
    assert responsible.get(f"{of(waiting)}las/").status_code == 404


def test_the_same_form_twice_and_a_form_that_is_out_of_date(responsible, uppsala):
    first = built(uppsala)
    make_published(uppsala)
    second = built(uppsala)
    form = {"seen": "", "reason": "Fel"}
    for _ in range(2):
        assert responsible.post(f"{of(first)}las/", form).status_code == 302
    stale = responsible.post(f"{of(second)}las/", {"seen": "", "reason": "Mitt skäl"})
    assert stale.status_code == 409
    text = stale.content.decode()
    assert "Mitt skäl" in text and "Någon annan har låst" in text
    seen = Pin.objects.in_force().get().pk
    assert f'value="{seen}"' in text
    assert responsible.post(f"{of(second)}las/", {"seen": seen, "reason": "Mitt skäl"}).status_code == 302
    assert Pin.objects.in_force().get().snapshot == second


def test_letting_go_says_what_comes_and_is_done_once(responsible, uppsala):
    first = built(uppsala)
    make_published(uppsala, "Lekplatser")
    built(uppsala)
    responsible.post(f"{of(first)}las/", {"seen": "", "reason": "Fel"})
    built(uppsala)
    page = responsible.get(f"{PAGE}las-upp/").content.decode()
    assert "Lekplatser" in page and "Släpp låset nu" in page
    pin = Pin.objects.get()
    for bad in ({}, {"seen": "x"}, {"seen": pin.pk + 1}):
        assert responsible.post(f"{PAGE}las-upp/", bad)["Location"] == f"{PAGE}las-upp/"
    assert Pin.objects.in_force().exists()
    for _ in range(2):
        assert responsible.post(f"{PAGE}las-upp/", {"seen": pin.pk})["Location"] == PAGE
    assert not Pin.objects.in_force().exists()
    assert responsible.get(f"{PAGE}las-upp/")["Location"] == PAGE
    built(uppsala)
    assert "Flödet är låst" not in responsible.get(PAGE).content.decode()


@pytest.mark.parametrize("role", [Role.REDAKTOR, Role.PUBLICIST])
def test_who_only_publishes_sees_the_versions_and_does_not_go_back(client: Client, uppsala, role):
    snapshot = built(uppsala)
    sign_in(client, make_member(uppsala, role))
    page = client.get(of(snapshot))
    assert (page.status_code, "Lås flödet" in page.content.decode()) == (200, False)
    assert client.get(f"{of(snapshot)}las/").status_code == 404
    assert client.post(f"{of(snapshot)}las/", {"reason": "Fel"}).status_code == 404


def test_who_pinned_lets_go_of_the_own_organisations_pin_alone(responsible, uppsala):
    other = make_organisation("Heby kommun")
    make_feeds()
    snapshot = built(other)
    assert responsible.get(f"{PAGE}{snapshot.pk}/").status_code == 404
    assert responsible.get(of(built(uppsala)), {"mot": snapshot.pk}).status_code == 404
    assert responsible.post(f"{PAGE}{snapshot.pk}/las/", {"reason": "Fel"}).status_code == 404
    assert not Pin.objects.exists()


def test_a_coordinator_sees_what_changed_without_who_and_why(client: Client, uppsala):
    built(uppsala)
    dataset = make_published(uppsala, "Badplatser")
    Release.objects.filter(record=dataset).update(note="Bara för oss")
    snapshot = built(uppsala)
    sign_in(client, make_coordinator(uppsala.county))
    page = client.get(of(snapshot)).content.decode()
    assert "Badplatser" in page and f"/uppsala/datamangder/{dataset.uuid}/" in page
    assert "Bara för oss" not in page and "/arbete/uppsala/datamangder/" not in page
