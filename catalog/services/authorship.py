"""Who has written what. Where approval is required, nobody publishes what they wrote any part of."""

from collections.abc import Sequence

from catalog.models import Contribution, Record, Release


def note_author(actor, *, record: Record) -> None:
    """Remember that ``actor`` wrote in the version that the record has now. Part of every save, in its transaction."""
    Contribution.objects.bulk_create(
        [Contribution(record_id=record.pk, person_id=actor.pk, edit_number=record.edit_number)],
        update_conflicts=True,
        unique_fields=["record", "person"],
        update_fields=["edit_number"],
    )


def authors_of(records: Sequence[Record], visibility: str) -> frozenset[int]:
    """The keys of all who wrote any part of what publishing these records for ``visibility`` would newly show.

    What is in force for the same readers has been through somebody's hands already; all else counts, however old: what
    was withdrawn, and what was internal and is to be public. Needs current_release loaded. One query.
    """
    since = {record.pk: _shown_version(record, visibility) for record in records}
    contributions = Contribution.objects.filter(record__in=since).values_list("record", "person", "edit_number")
    authors = {person for record, person, edit_number in contributions if edit_number > since[record]}
    for record in records:
        # Also what was saved before contributions were kept.
        if record.edit_number > since[record.pk]:
            authors.add(record.changed_by_id)
        if not since[record.pk]:
            authors.add(record.created_by_id)
    return frozenset(authors - {None})


def _shown_version(record: Record, visibility: str) -> int:
    """The version that those who see ``visibility`` see now; 0 for none."""
    release = record.current_release
    if release is None or (release.is_internal and visibility != Release.Visibility.INTERNAL):
        return 0
    return release.edit_number
