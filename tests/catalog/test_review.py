"""Two pairs of eyes: submitting, returning, approving exactly what was submitted, and that nobody gets round it."""

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from catalog.models import Comment, ContactPoint, Contribution, Dataset, Record, Release, Review
from catalog.reviewing import ball, latest_reviews
from catalog.services.mend import mend
from catalog.services.publish import ChangedMeanwhile, NotPublishable, plan_publication, publish, withdraw
from catalog.services.review import (
    AlreadyDecided,
    ChangedSinceSubmission,
    NothingToReview,
    approve,
    comment,
    resolve,
    return_to_authors,
    submit,
    take_back,
)
from catalog.services.save import remove_distribution, save_distribution, save_record
from catalog.versions import Version, changes_between
from organisations.models import Notice, Role
from organisations.notices.kinds import NoticeKind
from tests.factories import make_contact, make_dataset, make_member, make_organisation

PUBLIC, INTERNAL = Release.Visibility.PUBLIC, Release.Visibility.INTERNAL
State = Review.State

pytestmark = pytest.mark.django_db


class House:
    """An organisation that requires approval, its people, and a draft that its redaktör has written."""

    def __init__(self, *, requires_approval: bool = True) -> None:
        self.organisation = make_organisation(requires_approval=requires_approval)
        self.anna = make_member(self.organisation, Role.REDAKTOR, name="Anna")
        self.bo = make_member(self.organisation, Role.PUBLICIST, name="Bo")
        self.cia = make_member(self.organisation, Role.PUBLICIST, name="Cia")
        self.dag = make_member(self.organisation, Role.ORGANISATIONSANSVARIG, name="Dag")
        self.dataset = make_dataset(self.organisation, "Badplatser", actor=self.anna)

    def now(self) -> Dataset:
        """The dataset as it is saved."""
        return Dataset.objects.select_related("current_release", "organisation").get(pk=self.dataset.pk)

    def edit(self, person, **values) -> None:
        record = self.now()
        save_record(person, record=record, values=values, edit_number=record.edit_number)

    def submit(self, person=None, visibility=PUBLIC, message="") -> Review:
        record = self.now()
        return submit(
            person or self.anna,
            record=record,
            visibility=visibility,
            message=message,
            edit_number=record.edit_number,
        )


@pytest.fixture
def house() -> House:
    return House()


def told(kind: str) -> dict[str, str]:
    """Who has been told of this kind, and what."""
    return {each.person.name: each.note for each in Notice.objects.filter(kind=kind).select_related("person")}


def state(house: House) -> str:
    record = house.now()
    review = latest_reviews([record.pk]).get(record.pk)
    return ball(review, record, requires_approval=house.organisation.requires_approval) if review else ""


# --- The flow --------------------------------------------------------------------------------------------------------


def test_returned_with_a_reason_mended_submitted_again_and_approved(house):
    first = house.submit(message="Titta gärna på titeln")
    assert state(house) == "Väntar på granskning av publicist sedan i dag"
    assert told(NoticeKind.SUBMITTED) == dict.fromkeys(("Bo", "Cia", "Dag"), "Titta gärna på titeln")

    return_to_authors(house.bo, review=first, reason="Titeln är för kort")
    assert state(house) == "Skickad tillbaka till Anna"
    assert told(NoticeKind.RETURNED) == {"Anna": "Titeln är för kort"}

    house.edit(house.anna, title={"sv": "Kommunala badplatser"})
    second = house.submit()
    release = approve(house.bo, review=second, note="Ny titel")

    assert (release.title, release.published_by, release.note) == ({"sv": "Kommunala badplatser"}, house.bo, "Ny titel")
    assert list(house.dataset.reviews.order_by("pk").values_list("state", flat=True)) == [
        State.RETURNED,
        State.APPROVED,
    ]
    assert Review.objects.get(pk=second.pk).release == release
    assert told(NoticeKind.PUBLISHED) == {"Anna": "Ny titel"}
    assert state(house) == ""


def test_the_same_form_sent_twice_does_the_same_once(house):
    review = house.submit()
    assert house.submit() == review
    assert Notice.objects.filter(kind=NoticeKind.SUBMITTED).count() == 3

    release = approve(house.bo, review=review)
    assert approve(house.bo, review=review) == release
    with pytest.raises(AlreadyDecided):
        approve(house.cia, review=review)
    with pytest.raises(AlreadyDecided):
        return_to_authors(house.cia, review=review, reason="Nej")
    assert house.dataset.releases.count() == 1

    house.edit(house.anna, title={"sv": "Ny"})
    returned = house.submit()
    return_to_authors(house.bo, review=returned, reason="Nej")
    return_to_authors(house.bo, review=returned, reason="Nej")
    assert Notice.objects.filter(kind=NoticeKind.RETURNED).count() == 1


def test_what_is_taken_back_is_neither_approved_nor_returned(house):
    review = house.submit()
    take_back(house.anna, review=review)

    for decide in (
        lambda: approve(house.bo, review=review),
        lambda: return_to_authors(house.bo, review=review, reason="Nej"),
    ):
        with pytest.raises(AlreadyDecided):
            decide()
    assert not house.dataset.releases.exists()
    assert state(house) == ""


def test_an_edit_after_submission_is_noticed_and_shown_in_words(house):
    review = house.submit()
    house.edit(house.anna, title={"sv": "Något annat"})

    with pytest.raises(ChangedSinceSubmission):
        approve(house.bo, review=review)

    assert state(house) == "Ändrad efter att Anna skickade den för granskning. Behöver skickas igen."
    assert not house.dataset.releases.exists()
    plan = plan_publication(house.now(), PUBLIC)
    changed = changes_between(Version(review.node), Version(plan.main.node), house.organisation)
    assert [each.label for each in changed] == ["Titel"]
    assert house.submit().edit_number == house.now().edit_number
    review.refresh_from_db()
    assert review.state == State.OVERTAKEN


def test_a_contact_changed_after_submission_is_noticed_too(house):
    review = house.submit()
    contact = house.dataset.contact_point.get()
    save_record(house.anna, record=contact, values={"name": "En annan"}, edit_number=contact.edit_number)

    with pytest.raises(ChangedSinceSubmission):
        approve(house.bo, review=review)
    assert not Release.objects.exists()


def test_a_contact_published_on_its_own_meanwhile_stops_nothing(house):
    review = house.submit()
    publish(house.bo, record=house.dataset.contact_point.get(), visibility=PUBLIC)

    assert approve(house.bo, review=review).number == 1


def test_what_can_not_be_published_or_is_in_force_is_not_submitted(house):
    approve(house.bo, review=house.submit())
    with pytest.raises(NothingToReview):
        house.submit()
    house.edit(house.anna, title={})
    with pytest.raises(NotPublishable):
        house.submit()
    with pytest.raises(ChangedMeanwhile):
        submit(house.anna, record=house.now(), visibility=PUBLIC, edit_number=1)


def test_where_nobody_requires_approval_a_colleague_may_be_asked_all_the_same():
    house = House(requires_approval=False)
    colleague = make_member(house.organisation, Role.REDAKTOR)
    review = house.submit()
    assert state(house) == "Väntar på granskning av en kollega sedan i dag"
    with pytest.raises(PermissionDenied):
        approve(house.anna, review=review)

    assert approve(colleague, review=review).published_by == colleague


def test_publishing_another_way_ends_the_review(house):
    review = house.submit()
    publish(house.dag, record=house.dataset, visibility=INTERNAL)

    review.refresh_from_db()
    assert (review.state, review.decided_by) == (State.OVERTAKEN, house.dag)


# --- Nobody gets round it --------------------------------------------------------------------------------------------


def refused(person, house: House, visibility=PUBLIC) -> bool:
    """Whether the person can neither publish the dataset nor approve it, and nothing comes of trying."""
    count = Release.objects.count()
    with pytest.raises(PermissionDenied):
        publish(person, record=house.now(), visibility=visibility)
    review = house.submit(visibility=visibility)
    with pytest.raises(PermissionDenied):
        approve(person, review=review)
    take_back(house.anna, review=review)
    return Release.objects.count() == count


def test_a_redaktor_neither_publishes_approves_nor_returns(house):
    other = make_member(house.organisation, Role.REDAKTOR)
    assert refused(house.anna, house)
    assert refused(other, house)
    with pytest.raises(PermissionDenied):
        return_to_authors(other, review=house.submit(), reason="Nej")


def test_who_wrote_a_part_of_it_is_an_author_though_another_edited_last(house):
    house.edit(house.bo, description={"sv": "Bo har skrivit det här."})
    house.edit(house.anna, keyword={"sv": ["bad"]})

    assert house.now().changed_by == house.anna
    assert refused(house.bo, house)
    assert publish(house.cia, record=house.now(), visibility=PUBLIC)


@pytest.mark.parametrize("write", ["distribution", "removed distribution", "contact", "mend"])
def test_whatever_a_person_writes_counts(house, write):
    if write == "distribution":
        distribution = house.dataset.distributions.get()
        save_distribution(
            house.bo,
            dataset=house.dataset,
            distribution=distribution,
            values={"title": {"sv": "CSV"}},
            edit_number=distribution.edit_number,
        )
    elif write == "removed distribution":
        extra = save_distribution(
            house.anna, dataset=house.dataset, values={"title": {"sv": "En till"}}, creation_token=uuid.uuid4()
        )
        remove_distribution(house.bo, distribution=extra)
    elif write == "contact":
        contact = house.dataset.contact_point.get()
        save_record(house.bo, record=contact, values={"name": "Bos kontakt"}, edit_number=contact.edit_number)
    else:
        house.edit(house.anna, keyword={"sv": ["bad, strand"]})
        finding = next(each for each in plan_publication(house.now(), PUBLIC).main.findings if each.mend)
        mend(
            house.bo,
            record=house.now(),
            name=finding.mend,
            iri=finding.iri,
            field=finding.field,
            edit_number=house.now().edit_number,
        )
    house.edit(house.anna, title={"sv": "Anna sist"})
    contact = ContactPoint.objects.get(datasets=house.dataset)
    save_record(house.anna, record=contact, values={"name": "Anna sist"}, edit_number=contact.edit_number)

    assert refused(house.bo, house)
    assert publish(house.cia, record=house.now(), visibility=PUBLIC)


def test_what_is_in_force_for_the_same_readers_has_no_authors_any_more(house):
    house.edit(house.bo, title={"sv": "Bo"})
    publish(house.cia, record=house.now(), visibility=PUBLIC)
    house.edit(house.anna, title={"sv": "Anna"})

    assert publish(house.bo, record=house.now(), visibility=PUBLIC).title == {"sv": "Anna"}


def test_internal_approval_is_none_for_everybody_and_what_was_withdrawn_needs_a_new_one(house):
    house.edit(house.bo, title={"sv": "Bo"})
    publish(house.cia, record=house.now(), visibility=INTERNAL)
    assert refused(house.bo, house)

    publish(house.cia, record=house.now(), visibility=PUBLIC)
    withdraw(house.anna, record=house.now())
    assert not Release.objects.in_force().filter(record=house.dataset).exists()
    assert refused(house.bo, house)


def test_a_contact_that_becomes_public_along_with_a_dataset_counts_with_its_authors(house):
    contact = make_contact(house.organisation, actor=house.bo)
    publish(house.cia, record=contact, visibility=INTERNAL)
    house.edit(house.anna, contact_point=[contact])

    assert refused(house.bo, house)


def test_what_was_saved_before_contributions_were_kept_has_its_last_writer_as_author(house):
    house.edit(house.bo, title={"sv": "Bo"})
    Contribution.objects.all().delete()

    assert refused(house.bo, house)


def test_another_organisations_publicist_has_nothing_to_say(house):
    stranger = make_member(make_organisation(), Role.ORGANISATIONSANSVARIG)
    assert refused(stranger, house)
    with pytest.raises(PermissionDenied):
        return_to_authors(stranger, review=house.submit(), reason="Nej")


def test_nothing_is_released_of_a_version_that_was_saved_while_it_was_read(house, monkeypatch):
    def plan_and_save(record, visibility):
        plan = plan_publication(record, visibility)
        Record.objects.filter(pk=record.pk).update(edit_number=record.edit_number + 1)
        return plan

    monkeypatch.setattr("catalog.services.publish.plan_publication", plan_and_save)
    with pytest.raises(ChangedMeanwhile):
        publish(house.bo, record=house.now(), visibility=PUBLIC)


# --- What is said ----------------------------------------------------------------------------------------------------


def test_a_comment_at_a_field_reaches_who_wrote_and_can_be_resolved(house):
    token = uuid.uuid4()
    said = comment(house.bo, record=house.dataset, text="Finns på engelska?", field="title", creation_token=token)
    assert comment(house.bo, record=house.dataset, text="igen", field="title", creation_token=token) == said

    [notice] = Notice.objects.filter(kind=NoticeKind.COMMENTED)
    assert (notice.person, notice.note) == (house.anna, "Finns på engelska?")
    assert notice.path.endswith(f"/datamangder/{house.dataset.uuid}/#id_title")

    comment(house.anna, record=house.dataset, text="Nu gör den det", creation_token=uuid.uuid4())
    assert set(told(NoticeKind.COMMENTED)) == {"Anna", "Bo"}

    resolve(house.anna, comment=said)
    said.refresh_from_db()
    assert said.resolved_by == house.anna
    assert Comment.objects.open().count() == 1
    resolve(house.bo, comment=said, is_resolved=False)
    assert Comment.objects.open().count() == 2


# --- Two at once -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_make_one_release():
    house = House()
    review = house.submit()
    outcomes, start = [], threading.Barrier(2)

    def decide(person) -> None:
        start.wait()
        try:
            outcomes.append(approve(person, review=Review.objects.select_related("record").get(pk=review.pk)).number)
        except AlreadyDecided:
            outcomes.append("decided")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=[person]) for person in (house.bo, house.cia)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == ["1", "decided"]
    assert house.dataset.releases.count() == 1
