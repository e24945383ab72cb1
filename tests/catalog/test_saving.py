"""Working copies: what is typed is kept, nothing is saved over somebody else's work, and nothing gets out."""

import uuid

import pytest

from catalog.models import ContactPoint, Dataset, Record, Release
from catalog.services.save import (
    StaleEdit,
    create_record,
    discard_draft,
    remove_distribution,
    save_distribution,
    save_record,
)
from tests.factories import make_dataset, make_distribution, make_member, make_organisation, make_published

pytestmark = pytest.mark.django_db


def values(**given) -> dict:
    return {"title": {"sv": "Badplatser"}, **given}


def test_a_draft_may_be_empty():
    organisation = make_organisation()
    actor = make_member(organisation)

    record = create_record(
        actor, organisation=organisation, class_name="Dataset", values={}, creation_token=uuid.uuid4()
    )

    assert record.errors > 0
    assert record.state == Record.State.DRAFT


def test_the_same_new_form_sent_twice_is_one_record():
    organisation = make_organisation()
    actor = make_member(organisation)
    token = uuid.uuid4()
    form = {"organisation": organisation, "class_name": "Dataset", "values": values(), "creation_token": token}

    first = create_record(actor, **form)
    second = create_record(actor, **form)

    assert first.pk == second.pk
    assert Dataset.objects.count() == 1


def test_somebody_elses_token_makes_a_record_of_ones_own():
    organisation = make_organisation()
    token = uuid.uuid4()
    form = {"organisation": organisation, "class_name": "Dataset", "values": values(), "creation_token": token}

    first = create_record(make_member(organisation), **form)
    second = create_record(make_member(organisation), **form)

    assert first.pk != second.pk


def test_a_stale_save_is_refused_and_changes_nothing():
    organisation = make_organisation()
    dataset = make_dataset(organisation)
    actor = make_member(organisation)
    before = dataset.edit_number
    save_record(actor, record=dataset, values=values(title={"sv": "Först"}), edit_number=before)

    with pytest.raises(StaleEdit) as refusal:
        save_record(actor, record=dataset, values=values(title={"sv": "Sen"}), edit_number=before)

    assert refusal.value.current.title == {"sv": "Först"}
    assert Dataset.objects.get(pk=dataset.pk).title == {"sv": "Först"}


def test_the_same_edit_sent_twice_is_one_save():
    organisation = make_organisation()
    dataset = make_dataset(organisation)
    actor = make_member(organisation)
    before = dataset.edit_number

    save_record(actor, record=dataset, values=values(), edit_number=before)
    again = save_record(actor, record=dataset, values=values(), edit_number=before)

    assert again.edit_number == before + 1


def test_a_node_keeps_its_key_and_a_key_posted_by_hand_is_not_taken():
    organisation = make_organisation()
    dataset = make_dataset(organisation, temporal=[{"key": "", "start_date": "2020"}])
    [period] = dataset.temporal
    actor = make_member(organisation)

    kept = save_record(
        actor,
        record=dataset,
        values={"temporal": [{"key": period["key"], "start_date": "2021"}, {"key": "deadbeef", "start_date": "2022"}]},
        edit_number=dataset.edit_number,
    )

    assert kept.temporal[0] == {"key": period["key"], "start_date": "2021"}
    assert kept.temporal[1]["key"] not in {"deadbeef", period["key"], ""}


def test_one_key_posted_twice_names_one_node():
    organisation = make_organisation()
    dataset = make_dataset(organisation, temporal=[{"start_date": "2020"}])
    key = dataset.temporal[0]["key"]

    saved = save_record(
        make_member(organisation),
        record=dataset,
        values={"temporal": [{"key": key, "start_date": "2020"}, {"key": key, "start_date": "2021"}]},
        edit_number=dataset.edit_number,
    )

    assert len({period["key"] for period in saved.temporal}) == 2


def test_editing_a_distribution_counts_as_editing_its_dataset():
    dataset = make_published(make_organisation())
    distribution = dataset.distributions.get()

    save_distribution(
        make_member(dataset.organisation),
        dataset=dataset,
        distribution=distribution,
        values={"title": {"sv": "Ny titel"}},
        edit_number=distribution.edit_number,
    )

    assert Dataset.objects.get(pk=dataset.pk).state == Record.State.CHANGED


def test_a_stale_distribution_is_refused():
    dataset = make_dataset(make_organisation())
    distribution = make_distribution(dataset)
    actor = make_member(dataset.organisation)
    old = distribution.edit_number
    given = {"dataset": dataset, "distribution": distribution, "edit_number": old}
    save_distribution(actor, values={"title": {"sv": "Ett"}}, **given)

    with pytest.raises(StaleEdit):
        save_distribution(actor, values={"title": {"sv": "Två"}}, **given)


def test_removing_a_distribution_leaves_what_is_published():
    dataset = make_published(make_organisation())
    distribution = dataset.distributions.get()

    remove_distribution(make_member(dataset.organisation), distribution=distribution)

    release = Release.objects.public().get(record=dataset)
    assert [node.iri for node in release.node.get("distribution")] == [distribution.iri]


def test_a_draft_can_be_thrown_away_and_something_published_can_not():
    organisation = make_organisation()
    draft, published = make_dataset(organisation), make_published(organisation)
    actor = make_member(organisation)

    assert discard_draft(actor, record=draft)
    assert not discard_draft(actor, record=published)
    assert list(Dataset.objects.values_list("pk", flat=True)) == [published.pk]


def test_findings_are_counted_at_every_save():
    dataset = make_dataset(make_organisation())
    assert dataset.errors == 0

    saved = save_record(
        make_member(dataset.organisation), record=dataset, values={"title": {}}, edit_number=dataset.edit_number
    )

    assert saved.errors == 1
    assert ContactPoint.objects.get().errors == 0
