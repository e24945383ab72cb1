"""Changing many records at once: what is shown first, what is done, and what is told of each that could not be."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.bulk.preview import effects
from catalog.bulk.reasons import words
from catalog.forms.record_filter import RecordFilter
from catalog.models import BulkAction, BulkItem, ContactPoint, Dataset, Record, Release
from catalog.services.bulk import choose, prepare, run
from catalog.services.publish import publish, withdraw
from catalog.services.save import save_record
from organisations.models import Organisation, Role
from tests.application.many import multiply
from tests.factories import (
    CC0,
    make_administrator,
    make_contact,
    make_coordinator,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_published,
    make_series,
    make_service,
    sign_in,
)

pytestmark = pytest.mark.django_db

Kind, Outcome = BulkAction.Kind, BulkItem.Outcome
BY = "http://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def organisation():
    return make_organisation("Badköpings kommun")


@pytest.fixture
def redaktor(organisation):
    return make_member(organisation, Role.REDAKTOR)


def prepared(actor, kind: str, records: list, **choice) -> BulkAction:
    records = [Record.objects.get(pk=record.pk) for record in records]
    action = choose(
        actor,
        organisation=records[0].organisation,
        class_name=records[0].class_name,
        kind=kind,
        records=records,
    )
    prepare(actor, action=action, choice=choice)
    action.refresh_from_db()
    return action


def shown(actor, action: BulkAction) -> list[tuple]:
    return [(effect.outcome, effect.sentence) for effect in effects(actor, action, action.items.all())]


def outcomes(action: BulkAction) -> list[tuple]:
    return [(item.outcome, " ".join(map(words, item.reasons))) for item in action.items.all()]


def edit(record, **values):
    saved = type(record).objects.get(pk=record.pk)
    return save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def test_a_contact_takes_the_place_of_all_or_of_one(organisation, redaktor):
    old, other, new = (make_contact(organisation, name=name) for name in ("Gamla", "Andra", "Nya"))
    one, both, done = (make_dataset(organisation, contact_point=each) for each in ([old], [old, other], [new]))

    action = prepared(redaktor, Kind.CONTACT, [one, both, done], contact=new.pk, instead_of=old.pk)
    assert shown(redaktor, action) == [
        (Outcome.DONE, "Från Gamla till Nya."),
        (Outcome.DONE, "Från Gamla, Andra till Nya, Andra."),
        (Outcome.UNCHANGED, "Den har inte kontaktuppgiften som skulle bytas."),
    ]
    run(redaktor, action=action)
    assert [outcome for outcome, _words in outcomes(action)] == [Outcome.DONE, Outcome.DONE, Outcome.UNCHANGED]
    assert set(both.contact_point.all()) == {new, other}

    action = prepared(redaktor, Kind.CONTACT, [one, both], contact=new.pk)
    run(redaktor, action=action)
    assert [outcome for outcome, _words in outcomes(action)] == [Outcome.UNCHANGED, Outcome.DONE]
    assert set(both.contact_point.all()) == {new}


def test_a_licence_is_that_of_all_distributions_and_the_only_one(organisation, redaktor):
    other = {"license": "", "other_license": [{"iri": "https://example.com/villkor", "title": {"sv": "Egna villkor"}}]}
    several = make_dataset(organisation)
    make_distribution(several, **other)
    same, none = make_dataset(organisation, distribution={"license": BY}), make_dataset(organisation)
    none.distributions.all().delete()

    action = prepared(redaktor, Kind.LICENCE, [several, same, none], license=BY)
    (first, *rest) = shown(redaktor, action)
    assert first[1].startswith("2 distributioner: Från ") and "Egna villkor" in first[1]
    assert [outcome for outcome, _words in rest] == [Outcome.UNCHANGED, Outcome.FAILED]

    run(redaktor, action=action)
    assert [outcome for outcome, _words in outcomes(action)] == [Outcome.DONE, Outcome.UNCHANGED, Outcome.FAILED]
    assert {(each.license, str(each.other_license)) for each in several.distributions.all()} == {(BY, "[]")}

    service = make_service(organisation, license=CC0)
    run(redaktor, action=prepared(redaktor, Kind.LICENCE, [service], license=BY))
    service.refresh_from_db()
    assert service.license == BY


def test_publishing_tells_of_each_that_can_not_be_and_publishes_the_rest(organisation, redaktor):
    contact = make_contact(organisation, name="Funktionen")
    good, again = (make_dataset(organisation, contact_point=[contact]) for _number in range(2))
    bad, out = make_dataset(organisation, title={}), make_published(organisation)
    stale = make_dataset(organisation)
    action = prepared(redaktor, Kind.PUBLISH, [good, again, bad, out, stale], visibility="public", note="Alla")
    edit(stale, title={"sv": "Någon annans"})

    found = effects(redaktor, action, action.items.all())
    assert [each.outcome for each in found] == [
        Outcome.DONE, Outcome.DONE, Outcome.FAILED, Outcome.UNCHANGED, Outcome.FAILED,
    ]  # fmt: skip
    assert contact.pk in {record.pk for record in found[0].taken_along}
    run(redaktor, action=action)

    told = outcomes(action)
    assert [outcome for outcome, _words in told] == [each.outcome for each in found]
    assert [sentence for _outcome, sentence in told] == ["", "", *(each.sentence for each in found[2:])]
    assert "måste rättas" in told[2][1] and "Någon har sparat" in told[4][1]
    assert good.releases.get().note == "Alla"
    action.refresh_from_db()
    assert action.finished_at

    run(redaktor, action=action)
    assert Release.objects.filter(record__in=[good, again, out]).count() == 3


def test_who_may_not_publish_what_they_wrote_can_not_do_so_in_bulk(organisation, redaktor):
    Organisation.objects.filter(pk=organisation.pk).update(requires_approval=True)
    organisation.refresh_from_db()
    dataset = make_dataset(organisation, actor=redaktor)
    action = prepared(redaktor, Kind.PUBLISH, [dataset], visibility="public")

    assert shown(redaktor, action)[0][0] == Outcome.FAILED
    run(redaktor, action=action)

    assert outcomes(action)[0][0] == Outcome.FAILED
    assert not Release.objects.exists()


def test_who_has_left_changes_nothing(organisation, redaktor):
    dataset = make_published(organisation)
    for kind, choice in (
        (Kind.CONTACT, {"contact": ContactPoint.objects.get().pk}),
        (Kind.LICENCE, {"license": BY}),
        (Kind.PUBLISH, {"visibility": "internal"}),
        (Kind.WITHDRAW, {}),
    ):
        action = prepared(redaktor, kind, [dataset], **choice)
        run(make_member(make_organisation()), action=action)
        assert outcomes(action)[0][0] == Outcome.FAILED, kind
    assert Release.objects.public().datasets().count() == 1


def test_what_is_needed_is_not_withdrawn_and_the_users_are_named(organisation, redaktor):
    contact, free = make_contact(organisation), make_contact(organisation)
    make_published(organisation, "Badplatser", contact_point=[contact])
    publish(make_administrator(), record=free, visibility="public")
    draft = make_contact(organisation)
    action = prepared(redaktor, Kind.WITHDRAW, [contact, free, draft], note="Slut")

    found = shown(redaktor, action)
    assert [outcome for outcome, _words in found] == [Outcome.FAILED, Outcome.DONE, Outcome.UNCHANGED]
    assert "Badplatser" in found[0][1]
    run(redaktor, action=action)
    assert outcomes(action)[0] == found[0]
    assert free.releases.get().withdrawal_note == "Slut"

    publisher = organisation.publisher_agent
    action = prepared(redaktor, Kind.WITHDRAW, [publisher])
    assert shown(redaktor, action) == outcomes_after(redaktor, action)


def outcomes_after(actor, action: BulkAction) -> list[tuple]:
    run(actor, action=action)
    return outcomes(action)


def test_forty_are_shown_and_changed_with_a_bounded_number_of_queries_each(organisation, redaktor):
    new = make_contact(organisation)
    multiply(make_published(organisation), 39)
    datasets = list(Record.objects.filter(class_name="Dataset"))
    few = prepared(redaktor, Kind.CONTACT, datasets[:5], contact=new.pk)
    many = prepared(redaktor, Kind.CONTACT, datasets, contact=new.pk)

    assert queries(lambda: shown(redaktor, few)) == queries(lambda: shown(redaktor, many))
    assert queries(lambda: run(redaktor, action=many)) <= 40 * 30
    assert Dataset.objects.filter(contact_point=new).count() == 40

    publication = prepared(redaktor, Kind.PUBLISH, datasets[:5], visibility="public")
    assert len(datasets) == 40
    assert queries(lambda: shown(redaktor, publication)) <= 5 * 40


def queries(do) -> int:
    with CaptureQueriesContext(connection) as captured:
        do()
    return len(captured)


def test_it_goes_on_where_it_was_interrupted(organisation, redaktor):
    datasets = [make_dataset(organisation) for _number in range(3)]
    new = make_contact(organisation)
    action = prepared(redaktor, Kind.CONTACT, datasets, contact=new.pk)

    run(redaktor, action=action, seconds=0)
    assert [item.outcome for item in action.items.all()] == [Outcome.DONE, Outcome.WAITING, Outcome.WAITING]
    assert not prepare(redaktor, action=action, choice={"contact": 0})
    assert BulkAction.objects.unfinished(organisation, "Dataset").get().waiting == 2

    run(redaktor, action=action)
    assert Dataset.objects.filter(contact_point=new).count() == 3
    assert not BulkAction.objects.unfinished(organisation, "Dataset").exists()


def test_what_goes_wrong_with_one_stays_with_it(organisation, redaktor, monkeypatch):
    datasets = [make_dataset(organisation) for _number in range(3)]
    action = prepared(redaktor, Kind.CONTACT, datasets, contact=make_contact(organisation).pk)

    monkeypatch.setattr("catalog.services.save._count_findings", lambda record: 1 / (record.pk - datasets[1].pk))
    run(redaktor, action=action)

    told = outcomes(action)
    assert [outcome for outcome, _words in told] == [Outcome.DONE, Outcome.FAILED, Outcome.DONE]
    assert "fel hos oss" in told[1][1]
    assert Dataset.objects.get(pk=datasets[1].pk).edit_number == datasets[1].edit_number


def test_the_way_through_the_pages(client, organisation, redaktor):
    sign_in(client, redaktor)
    new = make_contact(organisation, name="Nya funktionen")
    wanted = [make_dataset(organisation, f"Badplats {number}") for number in range(3)]
    make_dataset(organisation, "Lekplats")
    list_page = reverse("workspace_organisation", args=[organisation.slug])
    address = reverse("bulk_choose", args=[organisation.slug, "Dataset"])

    nothing = client.post(address, {"atgard": "contact"}, follow=True)
    assert "Inget är valt" in nothing.content.decode()
    assert "Välj vad" in client.post(address, {"vald": wanted[0].uuid}, follow=True).content.decode()
    assert "Lekplats" not in client.get(list_page, {"q": "badplats"}).content.decode()

    page = client.post(f"{address}?q=BADPLATS", {"atgard": "contact", "alla": "1"}, follow=True)
    place = page.request["PATH_INFO"]
    assert "3 valda" in page.content.decode()
    assert client.post(place, {}).status_code == 422
    preview = client.post(place, {"contact": new.pk}, follow=True)
    assert preview.content.decode().count("till Nya funktionen.") == 3
    refused = client.post(f"{place}andra/", {"prepared": "2020"}, follow=True)
    assert "Valet har ändrats" in refused.content.decode()
    result = client.post(f"{place}andra/", {"prepared": preview.context["prepared"]}, follow=True)
    assert "Allt är klart" in result.content.decode()
    assert Dataset.objects.filter(contact_point=new).count() == 3
    again = client.post(f"{place}andra/", {"prepared": preview.context["prepared"]}, follow=True)
    assert again.context["done"] == 3
    assert {each.edit_number for each in Dataset.objects.filter(contact_point=new)} == {wanted[0].edit_number + 1}

    following = client.post(address, {"atgard": "publish", "efter": result.context["action"].uuid}, follow=True)
    assert "3 valda" in following.content.decode()


def test_another_organisations_records_are_not_chosen(client, organisation, redaktor):
    sign_in(client, redaktor)
    strangers = make_dataset(make_organisation())
    address = reverse("bulk_choose", args=[organisation.slug, "Dataset"])

    client.post(address, {"atgard": "withdraw", "vald": [str(strangers.uuid), "inte-en-uuid", str(uuid.uuid4())]})

    assert not BulkAction.objects.exists()


def test_every_state_can_be_filtered_and_is_the_one_that_is_shown(organisation):
    make_dataset(organisation, title={})
    make_dataset(organisation)
    make_published(organisation)
    make_published(organisation, visibility="internal")
    edit(make_published(organisation), title={"sv": "Ändrad"})
    withdraw(make_administrator(), record=make_published(organisation))
    make_series(organisation)

    for state in Record.State:
        found = list(Record.objects.of(organisation).filter(class_name="Dataset").in_state(state))
        assert [record.state for record in found] == [state]


def test_who_may_not_read_drafts_does_not_find_by_what_they_say(organisation):
    dataset = make_published(organisation, "Badplatser")
    edit(dataset, title={"sv": "Hemlig plan"})
    records = Record.objects.of(organisation).filter(class_name="Dataset")

    def find(text: str, *, may_read: bool) -> int:
        return RecordFilter({"q": text}).of(records, may_read=may_read).count()

    assert (find("hemlig", may_read=True), find("hemlig", may_read=False)) == (1, 0)
    assert (find("badplats", may_read=True), find("badplats", may_read=False)) == (0, 1)
    assert RecordFilter({"lage": "finns inte", "brister": "rad"}).of(records, may_read=True).count() == 1


def test_a_coordinator_sees_no_choices(client, organisation):
    make_published(organisation)
    sign_in(client, make_coordinator(organisation.county))
    assert 'name="vald"' not in client.get(reverse("workspace_organisation", args=[organisation.slug])).content.decode()
