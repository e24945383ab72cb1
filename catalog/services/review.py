"""Submitting a working copy, taking it back, returning and approving it, and what is said about it meanwhile.

Approving is publishing (catalog.services.publish) exactly the version that was submitted. Callers have asked for
Action.EDIT, or Action.REVIEW where they decide; who may publish is asked here again, by the rule that all ways share.
"""

import logging
import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from catalog.models import Comment, Distribution, Record, Release, Review
from catalog.services.authorship import authors_of
from catalog.services.publish import (
    ChangedMeanwhile,
    NotPublishable,
    Plan,
    is_in_force,
    plan_publication,
    publish,
)
from dcat.node import node_to_json
from organisations.models import Organisation
from organisations.notices.kinds import NoticeKind
from organisations.notices.telling import tell
from organisations.permissions import Action, may, members_who_may

log = logging.getLogger(__name__)


class AlreadyDecided(Exception):
    """The review is not waiting any more; ``review`` says what became of it."""

    def __init__(self, review: Review) -> None:
        super().__init__(f"the review is {review.state}")
        self.review = review


class NothingToReview(Exception):
    """What would be submitted is in force already, for the same readers."""


class ChangedSinceSubmission(Exception):
    """What would be published is not what was submitted."""


@transaction.atomic
def submit(actor, *, record: Record, visibility: str, message: str = "", edit_number: int) -> Review:
    """Ask for a review of the working copy as it is saved now.

    ``edit_number`` is the version that the person looked at. A review that waits already is replaced by this one; the
    same form sent twice makes one. Raises ChangedMeanwhile, NotPublishable or NothingToReview.
    """
    _alone(record)
    plan = plan_publication(record, visibility)
    current = plan.main.record
    waiting = Review.objects.waiting().filter(record=current).first()
    if (
        waiting
        and waiting.submitted_by_id == actor.pk
        and is_as_submitted(waiting, plan)
        and waiting.visibility == visibility
    ):
        return waiting
    if current.edit_number != edit_number:
        raise ChangedMeanwhile
    if plan.errors:
        raise NotPublishable(plan)
    if is_in_force(current, visibility):
        raise NothingToReview
    if waiting:
        _decide(actor, waiting, Review.State.OVERTAKEN)
    review = Review.objects.create(
        record_id=current.pk,
        edit_number=current.edit_number,
        edit_numbers=_as_stored(plan),
        visibility=visibility,
        content=node_to_json(plan.main.node),
        title=_title_of(current),
        message=message,
        submitted_by=actor,
    )
    _tell(actor, review, NoticeKind.SUBMITTED, reviewers_of(plan), note=message)
    log.info("version %s of %s submitted by person %s", review.edit_number, current.iri, actor.pk)
    return review


@transaction.atomic
def take_back(actor, *, review: Review) -> Review:
    """End the review before anybody has decided. Raises AlreadyDecided."""
    locked = _waiting(review)
    if locked is None:
        return _ended(actor, review, Review.State.TAKEN_BACK)
    _decide(actor, locked, Review.State.TAKEN_BACK)
    log.info("review %s taken back by person %s", locked.pk, actor.pk)
    return locked


@transaction.atomic
def return_to_authors(actor, *, review: Review, reason: str) -> Review:
    """Send it back with what has to be done. Raises AlreadyDecided, or PermissionDenied for who submitted it."""
    locked = _waiting(review)
    if locked is None:
        return _ended(actor, review, Review.State.RETURNED)
    if locked.submitted_by_id == actor.pk or not may(actor, Action.REVIEW, locked.record.organisation):
        raise PermissionDenied
    _decide(actor, locked, Review.State.RETURNED, note=reason)
    _tell(actor, locked, NoticeKind.RETURNED, _writers(locked), note=reason)
    log.info("review %s returned by person %s", locked.pk, actor.pk)
    return locked


@transaction.atomic
def approve(actor, *, review: Review, note: str = "") -> Release:
    """Publish what was submitted: those versions and no others.

    Raises AlreadyDecided, ChangedSinceSubmission, what publishing raises, or PermissionDenied for who submitted it and
    for who may not publish it.
    """
    _alone(review.record)
    locked = _waiting(review)
    if locked is None:
        ended = _ended(actor, review, Review.State.APPROVED)
        if ended.release is None:
            raise AlreadyDecided(ended)
        return ended.release
    if locked.submitted_by_id == actor.pk:
        raise PermissionDenied  # another pair of eyes
    _hold(locked)
    if not is_as_submitted(locked, plan_publication(locked.record, locked.visibility)):
        raise ChangedSinceSubmission
    release = publish(
        actor, record=locked.record, visibility=locked.visibility, note=note, edit_number=locked.edit_number
    )
    log.info("review %s approved by person %s", locked.pk, actor.pk)
    return release


@transaction.atomic
def comment(
    actor,
    *,
    record: Record,
    text: str,
    field: str = "",
    distribution: Distribution | None = None,
    creation_token: uuid.UUID,
) -> Comment:
    """Say something about the record, or about one field of it or of one of its distributions."""
    said, is_new = Comment.objects.get_or_create(
        record_id=record.pk,
        author=actor,
        creation_token=creation_token,
        defaults={"text": text, "field": field, "distribution": distribution},
    )
    if is_new:
        _tell_of_comment(actor, record, said)
        log.info("comment %s on %s by person %s", said.pk, record.iri, actor.pk)
    return said


@transaction.atomic
def resolve(actor, *, comment: Comment, is_resolved: bool = True) -> None:
    """Say that nothing remains to be done about a comment, or that something does after all."""
    now = timezone.now() if is_resolved else None
    changed = Comment.objects.filter(pk=comment.pk, resolved_at__isnull=is_resolved).update(
        resolved_at=now, resolved_by=actor if is_resolved else None
    )
    if changed:
        log.info("comment %s %s by person %s", comment.pk, "resolved" if is_resolved else "opened again", actor.pk)


def is_as_submitted(review: Review, plan: Plan) -> bool:
    """Whether publishing now would publish what was submitted.

    What was published on its own meanwhile need not be published along; anything else must be as it was.
    """
    planned, submitted = _as_stored(plan), review.edit_numbers
    return all(submitted.get(key) == edit_number for key, edit_number in planned.items())


def reviewers_of(plan: Plan) -> set[int]:
    """The keys of the members who may approve it, if somebody else submits it. One query."""
    organisation = plan.main.record.organisation
    return {each.pk for each in members_who_may(Action.PUBLISH, organisation, author_ids=plan.authors)}


def _alone(record: Record) -> None:
    """The lock that all publications of an organisation take, so that two decisions come one after the other."""
    Organisation.objects.select_for_update().get(pk=record.organisation_id)


def _hold(review: Review) -> None:
    """Keep everybody from saving what was submitted until it is published: what is compared is what is frozen."""
    keys = [int(key) for key in review.edit_numbers]
    list(Record.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def _waiting(review: Review) -> Review | None:
    waiting = Review.objects.waiting().select_for_update(of=("self",))
    return waiting.filter(pk=review.pk).select_related("record__organisation").first()


def _ended(actor, review: Review, state: str) -> Review:
    """The review that is not waiting any more, where this person has done the same already: the same form sent twice.
    Else AlreadyDecided."""
    ended = Review.objects.select_related("decided_by", "release").get(pk=review.pk)
    if ended.state != state or ended.decided_by_id != actor.pk:
        raise AlreadyDecided(ended)
    return ended


def _decide(actor, review: Review, state: str, note: str = "") -> None:
    review.state, review.decided_by, review.decided_at, review.note = state, actor, timezone.now(), note
    review.save(update_fields=["state", "decided_by", "decided_at", "note"])


def _as_stored(plan: Plan) -> dict[str, int]:
    return {str(key): edit_number for key, edit_number in plan.edit_numbers.items()}


def _writers(review: Review) -> set[int]:
    record = Record.objects.select_related("current_release").get(pk=review.record_id)
    return {*authors_of([record], review.visibility), review.submitted_by_id}


def _title_of(record: Record) -> dict[str, str]:
    name = getattr(record, "title", None) or getattr(record, "name", "")
    return name if isinstance(name, dict) else {"sv": name}


def _tell(actor, review: Review, kind: str, people, *, note: str) -> None:
    record = Record.objects.select_related("organisation").get(pk=review.record_id)
    path = reverse("record_review", args=[record.organisation.slug, record.class_name, record.uuid])
    tell(actor, people=people, kind=kind, organisation=record.organisation, what=review.title, note=note, path=path)


def _tell_of_comment(actor, record: Record, said: Comment) -> None:
    """Who wrote the description, who has said something, and who has submitted it."""
    saved = Record.objects.select_related("current_release", "organisation").get(pk=record.pk)
    commented = Comment.objects.filter(record=saved).values_list("author", flat=True)
    submitted = Review.objects.filter(record=saved).open().values_list("submitted_by", flat=True)
    people = {*authors_of([saved], Release.Visibility.PUBLIC), *commented, *submitted}
    tell(
        actor,
        people=people,
        kind=NoticeKind.COMMENTED,
        organisation=saved.organisation,
        what=_title_of(saved.described),
        note=said.text,
        path=comment_path(saved.organisation.slug, saved, said),
    )


def comment_path(slug: str, record: Record, said: Comment) -> str:
    """The form with the field that a comment is about; for a comment on the whole, the comment itself."""
    if said.distribution_id and said.field:
        address = reverse("distribution_edit", args=[slug, record.uuid, said.distribution.uuid])
    elif said.field:
        address = reverse("record_edit", args=[slug, record.class_name, record.uuid])
    else:
        return reverse("record_review", args=[slug, record.class_name, record.uuid]) + f"#kommentar-{said.pk}"
    return f"{address}#id_{said.field}"
