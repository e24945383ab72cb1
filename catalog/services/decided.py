"""What follows for reviews and authors when something is published, whichever way it came about."""

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils import timezone

from catalog.models import Record, Release, Review
from organisations.notices.kinds import NoticeKind
from organisations.notices.telling import tell


def close_reviews(actor, *, releases: Sequence[Release]) -> None:
    """End the waiting reviews of what has just been released: approved where it is what was submitted."""
    now = timezone.now()
    released = {release.record_id: release for release in releases}
    for review in Review.objects.waiting().select_for_update().filter(record__in=released):
        release = released[review.record_id]
        is_what_was_submitted = (release.edit_number, release.visibility) == (review.edit_number, review.visibility)
        is_approved = is_what_was_submitted and review.submitted_by_id != actor.pk
        review.state = Review.State.APPROVED if is_approved else Review.State.OVERTAKEN
        review.decided_by, review.decided_at = actor, now
        review.note, review.release = release.note, release
        review.save(update_fields=["state", "decided_by", "decided_at", "note", "release"])


def tell_of_publication(actor, *, record: Record, release: Release, authors: Collection[int]) -> None:
    """Tell those who wrote it, and who submitted it, that somebody else has published it."""
    submitted = release.reviews.values_list("submitted_by", flat=True)
    tell(
        actor,
        people={*authors, *submitted},
        kind=NoticeKind.PUBLISHED,
        organisation=record.organisation,
        what=release.title,
        note=release.note,
        path=reverse("record_edit", args=[record.organisation.slug, record.class_name, record.uuid]),
    )
