"""The page of a review as people meet it: what it refuses it explains, and what was typed stays."""

import pytest
from django.urls import reverse

from catalog.models import Comment, Release, Review
from catalog.services.review import submit
from catalog.services.save import save_record
from organisations.models import Role
from tests.application.browser import fields, words
from tests.application.people import client_of
from tests.factories import make_dataset, make_member, make_organisation

pytestmark = pytest.mark.django_db


class Case:
    """A submitted draft, and browsers of those who have to do with it."""

    def __init__(self) -> None:
        self.organisation = make_organisation(requires_approval=True)
        self.anna = make_member(self.organisation, Role.REDAKTOR, name="Anna")
        self.bo = make_member(self.organisation, Role.PUBLICIST, name="Bo")
        self.dataset = make_dataset(self.organisation, "Badplatser", actor=self.anna)
        self.review = submit(self.anna, record=self.dataset, visibility="public", edit_number=self.dataset.edit_number)
        self.page = reverse("record_review", args=[self.organisation.slug, "Dataset", self.dataset.uuid])
        self.writer, self.reviewer = client_of(self.anna), client_of(self.bo)

    def decide(self, client, action: str, **typed):
        return client.post(self.page, {"action": action, "review": self.review.pk, **typed})


@pytest.fixture
def case() -> Case:
    return Case()


def test_approving_another_version_is_refused_with_a_link_to_what_changed(case):
    values = {"title": {"sv": "Badplatser och badhus"}}
    save_record(case.anna, record=case.dataset, values=values, edit_number=case.dataset.edit_number)

    answer = case.decide(case.reviewer, "approve")

    assert answer.status_code == 409
    assert "något har ändrats sedan den skickades för granskning" in words(answer)
    address = reverse("review_changes", args=[case.organisation.slug, "Dataset", case.dataset.uuid])
    assert address in answer.content.decode()
    assert "Badplatser och badhus" in words(case.reviewer.get(address))
    assert not Release.objects.exists()


def test_who_may_not_decide_is_told_so_and_sees_no_button(case):
    assert "Godkänn och publicera" not in words(case.writer.get(case.page))
    assert "Godkänn och publicera" in words(case.reviewer.get(case.page))
    for action in ("approve", "return"):
        answer = case.decide(case.writer, action, reason="Nej")
        assert answer.status_code == 409
        assert "Be en kollega." in words(answer)
    case.review.refresh_from_db()
    assert case.review.is_waiting


def test_a_reason_is_needed_to_return_and_another_records_review_is_not_there(case):
    answer = case.decide(case.reviewer, "return")
    assert answer.status_code == 422
    assert "Skriv något här först." in words(answer)

    other = Case()
    answer = case.reviewer.post(case.page, {"action": "return", "review": other.review.pk, "reason": "Nej"})
    assert answer.status_code == 404
    assert Review.objects.waiting().count() == 2


def test_what_is_decided_already_says_by_whom(case):
    case.decide(case.reviewer, "return", reason="För kort")
    other = client_of(make_member(case.organisation, Role.PUBLICIST))

    answer = case.decide(other, "approve")

    assert answer.status_code == 409
    assert "Skickad tillbaka av Bo" in words(answer)


def test_a_comment_typed_before_the_session_ended_is_there_after_the_sign_in(case):
    typed = {"action": "comment", "about": "title", "text": "Finns den på engelska?"}
    visitor = client_of(None)
    assert visitor.post(case.page, typed).status_code == 302
    visitor.force_login(case.bo)

    answer = visitor.get(case.page)

    assert fields(answer)["text"] == ["Finns den på engelska?"]
    assert not Comment.objects.exists()
    visitor.post(case.page, typed)
    assert "Finns den på engelska?" in words(case.writer.get(case.page))
    edit = reverse("record_edit", args=[case.organisation.slug, "Dataset", case.dataset.uuid])
    assert f'href="{edit}#id_title"' in case.writer.get(edit).content.decode()


def test_a_comment_on_another_records_distribution_or_an_unknown_field_is_refused(case):
    foreign = make_dataset(case.organisation, "Annat").distributions.get()
    for about in (f"{foreign.uuid}/format", "no_such_field", "__class__"):
        answer = case.writer.post(case.page, {"action": "comment", "about": about, "text": "Hej"})
        assert answer.status_code == 422, about
    assert not Comment.objects.exists()
