"""From working copy to release and back: what is in force, who sees it, and what stops it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from catalog.models import Agent, Catalog, ContactPoint, Dataset, Fragment, InstallationBase, Record, Release
from catalog.services.publish import (
    ChangedMeanwhile,
    NotPublishable,
    StillNeeded,
    plan_publication,
    publish,
    withdraw,
)
from catalog.services.save import save_record
from dcat.profile import PROFILES
from organisations.models import Role
from tests.application.people import make_agent
from tests.factories import (
    make_administrator,
    make_contact,
    make_dataset,
    make_member,
    make_organisation,
    make_published,
)

pytestmark = pytest.mark.django_db

PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL


def edit(record, **values):
    saved = type(record).objects.get(pk=record.pk)
    return save_record(make_administrator(), record=saved, values=values, edit_number=saved.edit_number)


def public_titles() -> list[str]:
    return [release.title["sv"] for release in Release.objects.public().datasets().for_lists()]


def test_publishing_takes_along_what_is_needed():
    dataset = make_dataset(make_organisation(), "Badplatser")

    publish(make_administrator(), record=dataset, visibility=PUBLIC)

    released = set(Release.objects.public().values_list("class_name", flat=True))
    assert released == {"Dataset", "ContactPoint", "Agent", "Catalog"}
    assert Fragment.objects.count() == 4 * len(PROFILES)


def test_a_contact_that_is_published_is_not_published_again_along_with_a_dataset():
    organisation = make_organisation()
    contact = make_contact(organisation)
    make_published(organisation, contact_point=[contact])
    edit(contact, name="Nytt namn")

    make_published(organisation, contact_point=[contact])

    assert contact.releases.count() == 1
    assert contact.releases.get().node.first("name") != "Nytt namn"


def test_an_edit_changes_nothing_until_it_is_published():
    dataset = make_published(make_organisation(), "Förut")

    edit(dataset, title={"sv": "Efteråt"})
    assert public_titles() == ["Förut"]

    publish(make_administrator(), record=dataset, visibility=PUBLIC)
    assert public_titles() == ["Efteråt"]
    assert [release.number for release in dataset.releases.order_by("number")] == [1, 2]


def test_what_has_errors_is_not_published_and_nothing_is_left_behind():
    dataset = make_dataset(make_organisation(), title={})
    edit(dataset, title={})

    with pytest.raises(NotPublishable) as refusal:
        publish(make_administrator(), record=dataset, visibility=PUBLIC)

    assert {finding.field for finding in refusal.value.plan.errors} == {"title"}
    assert not Release.objects.exists()
    assert Catalog.objects.get().published_revision == 0


def test_an_error_in_what_is_taken_along_stops_too():
    organisation = make_organisation()
    contact = make_contact(organisation, email=[])
    dataset = make_dataset(organisation, contact_point=[contact])

    with pytest.raises(NotPublishable):
        publish(make_administrator(), record=dataset, visibility=PUBLIC)


def test_an_unconfirmed_number_stops_publishing():
    dataset = make_dataset(make_organisation(is_number_confirmed=False))

    plan = plan_publication(dataset, PUBLIC)

    assert [finding.code for finding in plan.errors] == ["number_unconfirmed"]
    assert not Agent.objects.exists()


def test_confirming_the_number_is_enough_afterwards():
    organisation = make_organisation(is_number_confirmed=False)
    dataset = make_dataset(organisation)
    organisation.number_confirmed_at = timezone.now()
    organisation.save()

    publish(make_administrator(), record=Dataset.objects.get(pk=dataset.pk), visibility=PUBLIC)

    assert Release.objects.public().get(record=dataset).node.first("publisher") == organisation.agent_iri


def test_the_same_publication_sent_twice_is_one_release():
    dataset = make_dataset(make_organisation())
    actor = make_administrator()

    first = publish(actor, record=dataset, visibility=PUBLIC, edit_number=dataset.edit_number)
    second = publish(actor, record=dataset, visibility=PUBLIC, edit_number=dataset.edit_number)

    assert first.pk == second.pk
    assert Catalog.objects.get().published_revision == 1


def test_a_version_that_nobody_looked_at_is_not_published():
    dataset = make_dataset(make_organisation())
    looked_at = dataset.edit_number
    edit(dataset, title={"sv": "Ändrad av någon annan"})

    with pytest.raises(ChangedMeanwhile):
        publish(make_administrator(), record=dataset, visibility=PUBLIC, edit_number=looked_at)


def test_withdrawing_takes_effect_at_once_and_the_draft_stays():
    dataset = make_published(make_organisation())

    withdraw(make_administrator(), record=dataset, note="Fel data")

    assert public_titles() == []
    assert Dataset.objects.get(pk=dataset.pk).state == Record.State.WITHDRAWN
    assert withdraw(make_administrator(), record=dataset) is None


def test_what_was_withdrawn_comes_back_under_the_same_iri_with_the_next_number():
    dataset = make_published(make_organisation())
    withdraw(make_administrator(), record=dataset)

    release = publish(make_administrator(), record=dataset, visibility=PUBLIC)

    assert release.number == 2
    assert release.node.iri == dataset.iri


def test_a_contact_in_use_can_not_be_withdrawn():
    organisation = make_organisation()
    make_published(organisation, "Badplatser")

    with pytest.raises(StillNeeded) as refusal:
        withdraw(make_administrator(), record=ContactPoint.objects.get())

    assert [user.title["sv"] for user in refusal.value.users] == ["Badplatser"]


def test_what_something_public_needs_can_not_be_made_internal():
    make_published(make_organisation())

    with pytest.raises(StillNeeded):
        publish(make_administrator(), record=edit(ContactPoint.objects.get(), name="Ny"), visibility=INTERNAL)


def test_an_internal_release_is_in_force_but_not_public():
    dataset = make_published(make_organisation(), visibility=INTERNAL)

    assert not Release.objects.public().exists()
    assert Dataset.objects.get(pk=dataset.pk).state == Record.State.INTERNAL


def test_what_was_taken_along_internally_is_released_again_for_everybody():
    organisation = make_organisation()
    contact = make_contact(organisation)
    make_published(organisation, visibility=INTERNAL, contact_point=[contact])

    make_published(organisation, contact_point=[contact])

    assert Release.objects.public().filter(record=contact).exists()


def test_a_public_dataset_made_internal_is_gone_for_the_public():
    dataset = make_published(make_organisation())

    publish(make_administrator(), record=dataset, visibility=INTERNAL)

    assert public_titles() == []


def test_where_approval_is_required_the_author_does_not_publish():
    organisation = make_organisation(requires_approval=True)
    author = make_member(organisation, Role.PUBLICIST)
    dataset = make_dataset(organisation, actor=author)

    for person in (author, make_member(organisation, Role.REDAKTOR)):
        with pytest.raises(PermissionDenied):
            publish(person, record=dataset, visibility=PUBLIC)

    publish(make_member(organisation, Role.PUBLICIST), record=dataset, visibility=PUBLIC)
    assert Release.objects.public().filter(record=dataset).exists()


def test_a_releases_content_never_changes_by_an_edit():
    dataset = make_published(make_organisation())
    content = dataset.current_release.content

    edit(dataset, title={"sv": "Annan"}, temporal=[{"start_date": "2024"}])

    assert Release.objects.get(pk=dataset.current_release_id).content == content


def test_the_first_publication_keeps_the_base_address(settings):
    make_published(make_organisation())
    settings.PUBLIC_BASE_URL = "https://data.example.org"

    later = make_published(make_organisation())

    assert InstallationBase.objects.get().address == "http://127.0.0.1:8000"
    assert later.iri.startswith("http://127.0.0.1:8000/")


def test_every_publication_raises_the_revision_and_asks_for_the_feed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        dataset = make_published(make_organisation())
        assert Catalog.objects.get().published_revision == 1

        withdraw(make_administrator(), record=dataset)

    assert Catalog.objects.get().published_revision == 2
    assert len(callbacks) == 1  # one for the organisation, however often


def test_nothing_of_another_organisation_is_taken_along():
    theirs = make_agent(make_organisation())
    role = "http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/custodian"
    dataset = make_dataset(make_organisation(), qualified_attribution=[{"had_role": role, "agent": theirs.iri}])

    plan = plan_publication(dataset, PUBLIC)

    assert theirs.pk not in [each.record.pk for each in plan.releases]
    assert [each.code for each in plan.errors] == ["agent_unknown"]
