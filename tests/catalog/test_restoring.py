"""History, what differs in words, and bringing an old release back as a draft."""

import pytest
from django.urls import reverse

from catalog.describe import describe, load_for_describing
from catalog.difference_in_words import ShownChange
from catalog.history import Timeline
from catalog.models import ContactPoint, Dataset, Distribution, Record, Release
from catalog.services.publish import publish, withdraw
from catalog.services.restore import plan_restoration, restore
from catalog.services.save import StaleEdit, remove_distribution, save_distribution, save_record
from catalog.versions import changes_between, version_of, working_version
from organisations.models import Role
from tests.application.people import make_agent
from tests.factories import (
    make_administrator,
    make_contact,
    make_distribution,
    make_member,
    make_organisation,
    make_published,
    make_series,
    make_service,
    sign_in,
)

pytestmark = pytest.mark.django_db

PUBLIC = Release.Visibility.PUBLIC
PERIODS = [{"start_date": "2020"}, {"start_date": "2022", "end_date": "2023"}]


@pytest.fixture
def organisation():
    return make_organisation("Badköpings kommun")


def edit(record, **values):
    saved = type(record).objects.get(pk=record.pk)
    return save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def draft_of(record):
    return describe(load_for_describing(record.class_name, [record.pk])[0])


def said(changes: list[ShownChange]) -> dict[str, list[str]]:
    """The changes as plain lines: '-gone +come'."""
    signs = {"kept": "", "removed": "-", "added": "+"}
    return {
        change.label: [
            *("".join(signs[mark] + text for mark, text in line.pieces) for line in change.lines),
            *(f"{part.name}: {said(part.changes)}" for part in change.parts),
        ]
        for change in changes
    }


def make_rich(organisation) -> Dataset:
    """A release that says something of every kind, distributions and records among it."""
    dataset = make_published(
        organisation,
        "Badplatser",
        temporal=PERIODS,
        creator=make_agent(organisation),
        in_series=[make_series(organisation)],
        conforms_to=[{"iri": "https://example.com/bad", "title": {"sv": "Bad 1.0"}}],
        distribution={
            "title": {"sv": "Som CSV"},
            "access_service": [make_service(organisation)],
            "rights": [{"attribution_text": {"sv": "Nämn kommunen"}}],
        },
    )
    make_distribution(dataset, title={"sv": "Som JSON"}, format="application/json")
    publish(make_administrator(), record=dataset, visibility=PUBLIC)
    return dataset


def change_everything(dataset: Dataset) -> None:
    """Another title, other records, one distribution removed, one changed, one new before it is published again."""
    first, second = dataset.distributions.all()
    edit(
        dataset,
        title={"sv": "Badställen"},
        temporal=[],
        creator=None,
        in_series=[],
        conforms_to=[],
        contact_point=[make_contact(dataset.organisation, name="Nya funktionen")],
    )
    remove_distribution(make_administrator(), distribution=first)
    values = {"title": {"sv": "Som GeoJSON"}, "format": "application/geo+json"}
    actor = make_administrator()
    save_distribution(actor, dataset=dataset, distribution=second, values=values, edit_number=second.edit_number)
    make_distribution(dataset, title={"sv": "Som Excel"})
    publish(actor, record=dataset, visibility=PUBLIC)


def test_what_was_published_first_comes_back_as_a_draft_with_all_its_addresses(organisation):
    dataset = make_rich(organisation)
    first = dataset.releases.get(number=2)
    change_everything(dataset)
    latest = Dataset.objects.get(pk=dataset.pk)
    assert draft_of(latest) != first.node

    done = restore(make_administrator(), record=latest, release=first, edit_number=latest.edit_number)

    assert (done.missing, done.is_changed) == ((), True)
    assert draft_of(latest) == first.node
    restored = Dataset.objects.get(pk=dataset.pk)
    assert restored.state == Record.State.CHANGED
    assert restored.current_release.number == 3
    assert {str(each.uuid) for each in restored.distributions.all()} == {
        each.iri.rpartition("/")[2] for each in first.node.get("distribution")
    }

    again = restore(make_administrator(), record=restored, release=first, edit_number=latest.edit_number)
    assert not again.is_changed
    assert Dataset.objects.get(pk=dataset.pk).edit_number == restored.edit_number
    assert publish(make_administrator(), record=restored, visibility=PUBLIC).content_hash == first.content_hash


@pytest.mark.parametrize("make", [make_contact, make_agent, make_series, make_service])
def test_every_class_of_record_comes_back(organisation, make):
    record = make(organisation)
    first = publish(make_administrator(), record=record, visibility=PUBLIC)
    column = "name" if hasattr(record, "name") else "title"
    edit(record, **{column: "Annat" if column == "name" and isinstance(record.name, str) else {"sv": "Annat"}})
    saved = type(record).objects.get(pk=record.pk)

    restore(make_administrator(), record=saved, release=first, edit_number=saved.edit_number)

    assert draft_of(saved) == first.node


def test_a_draft_that_somebody_has_saved_since_is_left_alone(organisation):
    dataset = make_published(organisation)
    seen = Dataset.objects.get(pk=dataset.pk).edit_number
    edit(dataset, title={"sv": "Någon annans"})

    with pytest.raises(StaleEdit):
        restore(make_administrator(), record=dataset, release=dataset.releases.get(), edit_number=seen)

    assert Dataset.objects.get(pk=dataset.pk).title == {"sv": "Någon annans"}


def test_what_is_gone_is_told_and_left_out(organisation):
    dataset = make_published(organisation, contact_point=[make_contact(organisation, name="Gamla funktionen")])
    release = dataset.releases.get()
    ContactPoint.objects.update(iri="https://example.com/borta")
    other = make_published(organisation)
    taken = dataset.distributions.get()
    Distribution.objects.filter(pk=taken.pk).update(dataset=other)

    done = restore(
        make_administrator(),
        record=dataset,
        release=release,
        edit_number=Dataset.objects.get(pk=dataset.pk).edit_number,
    )

    assert "Kontaktuppgift" in done.missing[0] and "Välj ett annat" in done.missing[0]
    assert "ny adress" in done.missing[1]
    restored = Dataset.objects.get(pk=dataset.pk)
    assert not restored.contact_point.exists()
    assert restored.distributions.get().iri not in (taken.iri, "")


def test_a_difference_is_said_with_labels_and_names(organisation):
    dataset = make_rich(organisation)
    first = dataset.releases.get(number=2)
    change_everything(dataset)

    before = first.needs.get(contactpoint__isnull=False).contactpoint.name
    changes = said(changes_between(version_of(first), working_version(dataset), organisation))

    assert changes["Titel"] == ["-Badplatser+Badställen", "-Badplatser in English"]
    assert changes["Kontaktuppgift"] == [f"-{before}", "+Nya funktionen"]
    assert changes["Uppfyller"] == ["-Bad 1.0"]
    assert changes["Tidsperiod"] == ["-Start: 2020", "-Start: 2022; Slut: 2023"]
    assert changes["Distribution"][:2] == ["-Som CSV", "+Som Excel"]
    assert changes["Distribution"][2].startswith("Som GeoJSON: ") and "-JSON" in changes["Distribution"][2]
    assert "http" not in str(changes) and "{'key'" not in str(changes)


def test_the_history_has_everything_in_order_and_is_paged(organisation, django_assert_max_num_queries):
    dataset = make_published(organisation)
    publish(make_administrator(), record=dataset, visibility="internal", note="Inte än")
    withdraw(make_administrator(), record=dataset, note="Fel")

    timeline = Timeline(dataset)
    assert [event.what for event in timeline[0:10]] == [
        "Version 2 drogs tillbaka",
        "Version 2 publicerades internt",
        "Version 1 publicerades för alla",
        "Utkastet skapades",
    ]
    assert len(timeline) == 4
    assert [event.note for event in timeline[0:2]] == ["Fel", "Inte än"]
    with django_assert_max_num_queries(4):
        assert [event.what for event in timeline[2:3]] == ["Version 1 publicerades för alla"]


def test_the_way_through_the_pages(client, organisation):
    sign_in(client, make_member(organisation, Role.REDAKTOR))
    dataset = make_published(organisation, "Badplatser")
    place = [organisation.slug, "Dataset", dataset.uuid]
    edit(dataset, title={"sv": "Badplatser och bryggor"}, description={"sv": "Opublicerat."})

    page = client.get(reverse("record_publish", args=place)).content.decode()
    assert "Det här ändras utåt" in page and "bryggor" in page
    compared = client.get(reverse("record_difference", args=place))
    assert "<ins>" in compared.content.decode() and compared.context["before"] == 1
    assert client.get(reverse("record_difference", args=place), {"fran": "77", "till": "x"}).status_code == 422

    question = client.get(reverse("record_restore", args=[*place, 1]))
    assert "det försvinner" in question.content.decode()
    seen = question.context["form"].initial["edit_number"]
    edit(dataset, title={"sv": "Hann före"})
    refused = client.post(reverse("record_restore", args=[*place, 1]), {"edit_number": seen})
    assert refused.status_code == 409 and "Hann före" in refused.content.decode()
    seen = refused.context["form"].initial["edit_number"]
    answer = client.post(reverse("record_restore", args=[*place, 1]), {"edit_number": seen}, follow=True)
    assert "Version 1 är utkast igen" in answer.content.decode()
    assert Dataset.objects.get(pk=dataset.pk).title["sv"] == "Badplatser"
    assert client.get(reverse("record_restore", args=[*place, 9])).status_code == 404
    assert "ser redan ut så" in client.get(reverse("record_restore", args=[*place, 1])).content.decode()


def test_a_plan_takes_as_many_queries_for_many_distributions_as_for_one(organisation, django_assert_max_num_queries):
    dataset = make_published(organisation)
    for _number in range(5):
        make_distribution(dataset)
    release = publish(make_administrator(), record=dataset, visibility=PUBLIC)

    with django_assert_max_num_queries(5):
        assert len(plan_restoration(dataset, release).distributions) == 6
