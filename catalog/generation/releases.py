"""Many releases at once, as ``catalog.services.publish`` would make them one by one."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from catalog.models import Fragment, Record, Release, Topic
from catalog.models.release import topics_of
from catalog.services.publish import fragment_of, new_release
from dcat.mentions import mentioned_records
from dcat.node import Node
from dcat.profile import DCAT_AP_SE, PROFILES


class ToRelease(NamedTuple):
    """A version of a record. ``columns``: number, edit number, visibility, when, until when."""

    record: Record
    node: Node
    columns: dict[str, object]


def release_all(versions: Sequence[ToRelease], keys: Mapping[str, int], catalogue: int) -> list[Release]:
    """Put the latest version of each record in force, unless it was withdrawn.

    ``keys`` are those of the records that may be needed, by IRI; ``catalogue`` is the one that lists the records.
    """
    releases = [new_release(each.record, each.node, **each.columns) for each in versions]
    Release.objects.bulk_create(releases)
    fragments, needs, link = [], [], Release.needs.through
    for release, version in zip(releases, versions, strict=True):
        for profile in PROFILES.values():
            fragments.append(fragment_of(release, version.node, profile))
        needed = {keys[iri] for iri in mentioned_records(version.node, DCAT_AP_SE) if iri in keys}
        needed |= {catalogue} if version.record.is_listed else set()
        needs.extend(link(release_id=release.pk, record_id=key) for key in sorted(needed))
    Fragment.objects.bulk_create(fragments)
    pairs = zip(releases, versions, strict=True)
    Topic.objects.bulk_create(topic for release, version in pairs for topic in topics_of(release, version.node))
    link.objects.bulk_create(needs)
    _put_in_force([each.record.pk for each in versions])
    return releases


def _put_in_force(records: Sequence[int]) -> None:
    latest = Release.objects.filter(record=OuterRef("pk")).order_by("-number").values("pk")
    withdrawn = Release.objects.filter(record__in=records, withdrawn_at__isnull=False).values("record")
    released = Record.objects.filter(pk__in=records)
    released.update(was_published=True)
    released.exclude(pk__in=withdrawn).update(current_release=Subquery(latest[:1]))
