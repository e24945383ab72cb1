"""The Monday list: every kind counted by hand, in its order; what is done, what may wait, and what comes back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.models import Dataset, Link, Record
from coverage.models import ConcernMark
from coverage.monday.kinds import KINDS
from coverage.monday.ranking import ranked
from coverage.services.concerns import mark_concern
from harvesting.links.noting import note_links
from harvesting.models import Arrival, Feed, RecordArrival
from organisations.address_parts import address_part
from organisations.models import Organisation
from tests.coverage.test_matrix import make_recommended
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_county,
    make_dataset,
    make_organisation,
    make_published,
    sign_in,
)

pytestmark = pytest.mark.django_db

MONTHLY = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"


@pytest.fixture
def sala() -> Organisation:
    """Something of every kind, and at the portal nothing that is published."""
    sala = make_organisation("Sala kommun")
    make_recommended("adresser", "Adresser", hvd_category="http://data.europa.eu/bna/c_ac64a52d")
    old = make_published(sala, "Gamla", accrual_periodicity=MONTHLY, modified="2020-01-01")
    make_published(sala, "Utan kontakt", contact_point=[])
    Record.objects.filter(pk=old.pk).update(errors=2)
    make_dataset(sala)
    Dataset.objects.filter(current_release=None).update(changed_at=timezone.now() - timedelta(days=31))
    note_links()
    Link.objects.filter(pk=Link.objects.first().pk).update(state=Link.State.DEAD)
    Feed.objects.create(kind=Feed.Kind.ORGANISATION, organisation=sala)
    Arrival.objects.create(organisation=sala, dataset_count=2, visible_count=0, checked_at=timezone.now())
    for record in Record.objects.filter(class_name="Dataset", current_release__isnull=False):
        RecordArrival.objects.create(
            record=record, organisation=sala, state=RecordArrival.State.NOT_SHOWN, since=timezone.now()
        )
    return sala


def lines(organisations) -> list[tuple[str, int]]:
    today = timezone.localdate()
    return [(each.kind.key, each.count) for each in ranked(organisations, today) if not each.is_hidden(today)]


def test_every_kind_can_be_counted_by_hand_and_the_heaviest_comes_first(sala):
    assert lines([sala]) == [
        ("feed", 1),
        ("empty", 2),
        ("wrong", 1),
        ("broken", 1),
        ("contact", 1),
        ("late", 1),
        ("drafts", 1),
        ("high_value", 1),
    ]
    RecordArrival.objects.filter(pk=RecordArrival.objects.first().pk).update(state=RecordArrival.State.VISIBLE)
    assert ("missing", 1) in lines([sala]) and ("empty", 2) not in lines([sala])


def test_of_one_kind_most_come_first(sala):
    heby = make_organisation("Heby kommun")
    for _number in range(2):
        make_published(heby, contact_point=[])
    found = [each for each in ranked([sala, heby], timezone.localdate()) if each.kind.key == "contact"]
    assert [(each.organisation, each.count) for each in found] == [(heby, 2), (sala, 1)]


def test_what_is_done_comes_back_when_it_is_worse_and_what_may_wait_on_its_day(sala):
    who, today = make_administrator(), timezone.localdate()
    said = {"organisation": sala, "concern": "contact", "count": 1}
    for _time in range(2):
        mark_concern(who, kind=ConcernMark.Kind.DONE, **said)
    assert ConcernMark.objects.count() == 1
    assert "contact" not in dict(lines([sala]))
    make_published(sala, contact_point=[])
    assert dict(lines([sala]))["contact"] == 2

    mark_concern(who, kind=ConcernMark.Kind.SNOOZED, until=today + timedelta(days=1), reason="Semester", **said)
    assert "contact" not in dict(lines([sala]))
    ConcernMark.objects.update(until=today)
    assert "contact" in dict(lines([sala]))


def test_a_coordinator_says_why_it_may_wait_and_nobody_of_another_county_may(sala):
    address = reverse("monday", args=[address_part(sala.county.name)])
    client = sign_in(Client(), make_coordinator(sala.county))
    sent = {"organisation": sala.pk, "concern": "contact", "count": 1}
    refused = client.post(address, sent | {"snooze": "", "reason": "Semester", "until": "2020-01-01"})
    assert refused.status_code == 422
    assert "Semester" in refused.content.decode()
    later = timezone.localdate() + timedelta(days=7)
    assert client.post(address, sent | {"snooze": "", "reason": "Semester", "until": later}).status_code == 302
    page = client.get(address)
    assert [each["concern"].kind.key for each in page.context["hidden"]] == ["contact"]
    assert client.get(address, {"slag": "feed"}).context["hidden"] == []

    elsewhere = make_organisation(county=make_county("03"))
    assert client.post(address, sent | {"organisation": elsewhere.pk, "done": ""}).status_code == 404
    stranger = sign_in(Client(), make_coordinator(make_county("03")))
    assert stranger.get(address).status_code == 404


def test_many_organisations_take_the_queries_of_few(sala):
    def queries(organisations) -> int:
        with CaptureQueriesContext(connection) as captured:
            ranked(organisations, timezone.localdate())
        return len(captured)

    before = queries([sala])
    many = [sala, *(make_organisation() for _number in range(4))]
    for each in many:
        make_published(each)
    assert queries(many) == before <= 40


def test_every_kind_has_a_weight_of_its_own_and_its_sentences():
    assert len({kind.weight for kind in KINDS}) == len({kind.key for kind in KINDS}) == len(KINDS)
