"""What people are told about arrival: on the page of the feed, and beside a dataset's form."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from catalog.models import Release
from harvesting.arrival.reasons import REASONS, SHORT
from harvesting.models import Arrival, RecordArrival
from organisations.models import Role
from tests.factories import make_coordinator, make_member, make_organisation, sign_in
from tests.harvesting.factories import make_dataset, make_feeds, make_main_publisher, make_published, withdraw_record

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGE = "/arbete/uppsala/flode/"
State = RecordArrival.State


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def checked(organisation, **values) -> Arrival:
    now = timezone.now()
    values = {"source": "50", "checked_at": now, "attempted_at": now} | values
    return Arrival.objects.update_or_create(organisation=organisation, defaults=values)[0]


def arrived(record, state=State.VISIBLE, **values) -> RecordArrival:
    values = {"url": "https://www.dataportal.se/datasets/50_7", "since": timezone.now()} | values
    return RecordArrival.objects.create(record=record, organisation=record.organisation, state=state, **values)


def page_of(client: Client, organisation, address: str = PAGE) -> str:
    sign_in(client, make_member(organisation))
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form_of(client: Client, record) -> str:
    return page_of(client, record.organisation, f"/arbete/uppsala/datamangder/{record.uuid}/")


def test_how_many_are_visible_and_how_the_harvest_went(client: Client, uppsala):
    arrived(make_published(uppsala))
    arrived(make_published(uppsala), State.NOT_YET, url="")
    checked(uppsala, harvest_result="success", harvested_at=timezone.now())
    page = page_of(client, uppsala)
    assert "1 av 2 publicerade datamängder syns på dataportal.se. Kontrollerat i dag" in page
    assert "Portalens senaste hämtning lyckades i dag" in page


@pytest.mark.parametrize("state", REASONS)
def test_each_reason_says_what_it_means_and_what_to_do(client: Client, uppsala, state):
    dataset = make_published(uppsala, "Badplatser")
    arrived(dataset, state, url="")
    checked(uppsala)
    page = page_of(client, uppsala)
    meaning, remedy = REASONS[state]
    assert str(meaning) in page and str(remedy) in page
    assert f"{state.label} (1)" in page
    assert "Badplatser" in page
    form = form_of(client, dataset)
    assert str(SHORT[state]) in form
    assert f"{PAGE}#framme" in form


def test_every_state_is_explained():
    assert set(State) - {State.VISIBLE, State.WITHDRAWN} == set(REASONS) == set(SHORT)
    with translation.override("en"):
        english = [str(text) for texts in REASONS.values() for text in texts] + [str(text) for text in SHORT.values()]
    assert not set(english) & {str(text) for texts in REASONS.values() for text in texts}


def test_a_failed_harvest_stands_out(client: Client, uppsala):
    checked(uppsala, harvest_result="failed", harvested_at=timezone.now() - timedelta(days=1))
    assert "<strong>Portalens senaste hämtning misslyckades i går" in page_of(client, uppsala)


def test_what_is_not_known_is_said_to_be_so(client: Client, uppsala, settings):
    make_published(uppsala)
    assert "den här tjänsten frågar inte portalen" in page_of(client, uppsala)
    settings.PORTAL_API_URL = "http://127.0.0.1:1/"
    assert "Vi har inte hunnit fråga dataportal.se än." in page_of(client, uppsala)
    error = {"sv": "Dataportalens register svarar inte.", "en": "The portal's register does not answer."}
    checked(uppsala, checked_at=None, error=error)
    page = page_of(client, uppsala)
    assert "Vi vet inte än vad som syns på dataportal.se. Dataportalens register svarar inte." in page
    assert "0 av 1" not in page


def test_a_check_that_got_no_answer_says_that_what_stands_there_is_older(client: Client, uppsala):
    arrived(make_published(uppsala))
    checked(uppsala, error={"sv": "Dataportalens register svarar inte.", "en": "It does not answer."})
    page = page_of(client, uppsala)
    assert "1 av 1 publicerade" in page
    assert "gav inget svar: Dataportalens register svarar inte. Uppgifterna här är de senast kända." in page


def test_an_old_check_says_so(client: Client, uppsala):
    checked(uppsala, checked_at=timezone.now() - timedelta(days=3))
    assert "Kontrollen är gammal." in page_of(client, uppsala)


def test_what_was_published_since_is_counted_apart(client: Client, uppsala):
    checked(uppsala)
    make_published(uppsala)
    assert "1 datamängd har publicerats sedan dess och är inte kontrollerad än." in page_of(client, uppsala)


def test_what_was_withdrawn_and_is_still_there_is_listed(client: Client, uppsala):
    dataset = make_published(uppsala, "Cykelpumpar")
    arrived(dataset)
    checked(uppsala)
    withdraw_record(dataset)
    RecordArrival.objects.update(state=State.WITHDRAWN)
    page = page_of(client, uppsala)
    assert "Tillbakadragna men kvar på dataportal.se" in page
    assert "Cykelpumpar" in page
    assert "Kvar på dataportal.se tills portalen har hämtat flödet igen" in form_of(client, dataset)


def test_a_visible_dataset_leads_to_its_page_at_the_portal(client: Client, uppsala):
    dataset = make_published(uppsala)
    arrival = arrived(dataset)
    form = form_of(client, dataset)
    when = timezone.localtime(arrival.since).strftime("%Y-%m-%d")
    assert f'<a href="{arrival.url}">Syns på dataportal.se sedan {when}</a>' in form


def test_a_form_says_nothing_of_what_is_not_known(client: Client, uppsala):
    for record in (make_dataset(uppsala), make_published(uppsala)):
        form = form_of(client, record)
        assert "Syns på dataportal.se" not in form
        assert "Inte på dataportal.se" not in form


def test_nothing_internal_is_shown_to_a_coordinator(client: Client, uppsala):
    internal = make_published(uppsala, "Hemligheter", visibility=Release.Visibility.INTERNAL)
    arrived(internal, State.GONE)
    checked(uppsala)
    sign_in(client, make_coordinator(uppsala.county))
    assert "Hemligheter" not in client.get(PAGE).content.decode()


def test_others_do_not_see_it(client: Client, uppsala):
    sign_in(client, make_member(make_organisation(), Role.ORGANISATIONSANSVARIG))
    assert client.get(PAGE).status_code == 404


def test_hostile_titles_stay_text(client: Client, uppsala):
    arrived(make_published(uppsala, "<script>alert(1)</script>"), State.DUPLICATE)
    checked(uppsala)
    assert "<script>alert" not in page_of(client, uppsala)


def test_the_page_takes_as_many_queries_for_many_datasets_as_for_few(client: Client, uppsala):
    sign_in(client, make_member(uppsala))
    checked(uppsala)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PAGE).status_code == 200
        return len(captured)

    def some(count: int) -> None:
        for _ in range(count):
            arrived(make_published(uppsala))
            arrived(make_published(uppsala), State.GONE)
            withdrawn = make_published(uppsala)
            arrived(withdrawn, State.WITHDRAWN)
            withdraw_record(withdrawn)

    some(1)
    queries()
    before = queries()
    some(4)
    assert queries() == before
