"""Publishing and withdrawing: from a working copy to a release in force, and back.

A publication is one transaction: the release of the record and of the unpublished records that it needs, each with its
rendered piece, and the organisation's published revision.
"""

import logging
from collections import defaultdict
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from catalog.describe import describe, load_for_describing
from catalog.findings import errors_among, findings_for, unconfirmed_number
from catalog.identity import keep_base
from catalog.models import Catalog, Fragment, Record, Release, Topic
from catalog.models.release import checksum_of, hash_of, topics_of
from catalog.services.authorship import authors_of
from catalog.services.catalogue import ensure_catalogue
from catalog.services.decided import close_reviews, tell_of_publication
from catalog.services.files import put_files_in_force
from catalog.services.quality import count_release
from catalog.services.wake import wake_after_commit
from dcat.finding import Finding
from dcat.mentions import mentioned_records
from dcat.node import Node, node_to_json
from dcat.profile import DCAT_AP_SE, PROFILES, Profile
from dcat.writer import WRITER_VERSION, render
from organisations.models import Organisation
from organisations.permissions import Action, may

log = logging.getLogger(__name__)


# What may be needed, in the order in which it is shown.
_NEEDED = (
    Record.ClassName.DATASET_SERIES,
    Record.ClassName.DATA_SERVICE,
    Record.ClassName.CONTACT_POINT,
    Record.ClassName.AGENT,
    Record.ClassName.CATALOG,
)


class NotPublishable(Exception):
    """Something has to be mended first; ``plan`` holds the findings."""

    def __init__(self, plan: "Plan") -> None:
        super().__init__("the record has errors")
        self.plan = plan


class StillNeeded(Exception):
    """Something published needs the record; ``users`` are the releases in force that do."""

    def __init__(self, users: list[Release]) -> None:
        super().__init__("the record is needed by something published")
        self.users = users


class ChangedMeanwhile(Exception):
    """The working copy is not the version that was looked at before publishing."""


@dataclass(frozen=True, slots=True)
class PlannedRelease:
    """One record of a publication, as it is going to be released."""

    record: Record
    node: Node
    findings: list[Finding]
    needed: list[Record]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication consists of: the record itself first, then the records taken along."""

    visibility: str
    releases: list[PlannedRelease]
    authors: frozenset[int]  # all who wrote any part of what is new in it

    @property
    def edit_numbers(self) -> dict[int, int]:
        """Which version of which record: what tells this publication from every other."""
        return {each.record.pk: each.record.edit_number for each in self.releases}

    @property
    def main(self) -> PlannedRelease:
        """The record that is published."""
        return self.releases[0]

    @property
    def taken_along(self) -> list[PlannedRelease]:
        """The unpublished records that it needs."""
        return self.releases[1:]

    @property
    def findings(self) -> list[Finding]:
        """All findings of all records."""
        return [finding for release in self.releases for finding in release.findings]

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop the publication."""
        return errors_among(self.findings)


def plan_publication(record: Record, visibility: str) -> Plan:
    """What publishing the record as it is saved now would release, and what stops it. Writes nothing but the
    organisation's own catalogue and publisher, when they are missing."""
    ensure_catalogue(record.organisation)
    main = _planned(load_for_describing(record.class_name, [record.pk])[0])
    if not main.record.organisation.is_number_confirmed and not record.is_listed:
        main.findings.append(unconfirmed_number(main.record))
    planned = {main.record.pk: main}
    waiting = [main]
    while waiting:
        for needed in waiting.pop(0).needed:
            if needed.pk not in planned and not _is_released(needed, visibility):
                planned[needed.pk] = _planned(needed)
                waiting.append(planned[needed.pk])
    authors = authors_of([each.record for each in planned.values()], visibility)
    return Plan(visibility, list(planned.values()), authors)


def may_publish(person, plan: Plan) -> bool:
    """Whether the person may put all of it in force: who wrote any part of it counts as author of the whole."""
    return may(person, Action.PUBLISH, plan.main.record.organisation, author_ids=plan.authors)


@transaction.atomic
def publish(actor, *, record: Record, visibility: str, note: str = "", edit_number: int | None = None) -> Release:
    """Put the working copy in force, with the unpublished records that it needs.

    ``edit_number`` is the version that the person looked at. Raises :class:`NotPublishable`,
    :class:`ChangedMeanwhile`, or PermissionDenied where the organisation wants another person to publish.
    The same publication sent twice is one release.
    """
    Organisation.objects.select_for_update().get(pk=record.organisation_id)
    plan = plan_publication(record, visibility)
    current = plan.main.record
    if edit_number is not None and current.edit_number != edit_number:
        raise ChangedMeanwhile
    _hold(plan)
    if not may_publish(actor, plan):
        raise PermissionDenied
    if plan.errors:
        raise NotPublishable(plan)
    if visibility == Release.Visibility.INTERNAL:
        _refuse_while_needed(Release.objects.public(), current)
    if is_in_force(current, visibility):
        return current.current_release
    keep_base()
    releases = [_release(actor, planned, visibility, note) for planned in plan.releases]
    raise_revision(current.organisation_id)
    close_reviews(actor, releases=releases)
    tell_of_publication(actor, record=current, release=releases[0], authors=plan.authors)
    return releases[0]


@transaction.atomic
def withdraw(actor, *, record: Record, note: str = "") -> Release | None:
    """Take the release out of force at once. Raises :class:`StillNeeded`; None when nothing is in force."""
    Organisation.objects.select_for_update().get(pk=record.organisation_id)
    saved = Record.objects.select_related("current_release").get(pk=record.pk)
    release = saved.current_release
    if release is None:
        return None
    _refuse_while_needed(Release.objects.in_force(), saved)
    release.withdrawn_at = timezone.now()
    release.withdrawn_by = actor
    release.withdrawal_note = note
    release.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_note"])
    Record.objects.filter(pk=saved.pk).update(current_release=None)
    raise_revision(saved.organisation_id)
    log.info("release %s of %s withdrawn by person %s", release.number, saved.iri, actor.pk)
    return release


def _hold(plan: Plan) -> None:
    """Keep everybody from saving what is about to be frozen. Who saved while it was read has made it another version
    than the one that was judged: ChangedMeanwhile."""
    locked = Record.objects.select_for_update().filter(pk__in=plan.edit_numbers).order_by("pk")
    if dict(locked.values_list("pk", "edit_number")) != plan.edit_numbers:
        raise ChangedMeanwhile


def _refuse_while_needed(releases, record: Record) -> None:
    if users := list(releases.filter(needs=record).for_lists()):
        raise StillNeeded(users)


def visibility_without_choice(record: Record) -> str:
    """The visibility of what isn't published for its own sake: as it is now, open where it is not in force."""
    release = record.current_release
    return release.visibility if release else Release.Visibility.PUBLIC


def is_in_force(record: Record, visibility: str) -> bool:
    """Whether the working copy is what is in force, for the same readers. Needs current_release loaded."""
    release = record.current_release
    return release is not None and not record.has_changes and release.visibility == visibility


def _planned(record: Record) -> PlannedRelease:
    node = describe(record)
    return PlannedRelease(record, node, findings_for(record, node), _needed(record, node))


def _needed(record: Record, node: Node) -> list[Record]:
    """The organisation's records that a published one can't do without, the publisher and the catalogue among them."""
    keys = defaultdict(list)
    mentioned = Record.objects.of(record.organisation).filter(iri__in=mentioned_records(node, DCAT_AP_SE))
    for class_name, key in mentioned.order_by("pk").values_list("class_name", "pk"):
        keys[class_name].append(key)
    if record.is_listed:
        keys[Record.ClassName.CATALOG].append(record.organisation.catalogue.pk)
    return [
        needed
        for class_name in _NEEDED
        if keys[class_name]
        for needed in load_for_describing(class_name, keys[class_name])
    ]


def _is_released(record: Record, visibility: str) -> bool:
    """Whether there is a release in force that those who see ``visibility`` see too."""
    release = record.current_release
    return release is not None and (visibility == Release.Visibility.INTERNAL or not release.is_internal)


def _release(actor, planned: PlannedRelease, visibility: str, note: str) -> Release:
    record, node = planned.record, planned.node
    last = record.releases.aggregate(last=Max("number"))["last"] or 0
    release = new_release(
        record,
        node,
        number=last + 1,
        edit_number=record.edit_number,
        visibility=visibility,
        published_by=actor,
        note=note,
    )
    release.save(force_insert=True)
    release.needs.set([needed.pk for needed in planned.needed])
    Topic.objects.bulk_create(topics_of(release, node))
    for profile in PROFILES.values():
        store_fragment(release, node, profile)
    count_release(release, node)
    Record.objects.filter(pk=record.pk).update(current_release=release, was_published=True)
    if record.class_name == Record.ClassName.DATASET:
        put_files_in_force(record)
    log.info("release %s of %s published (%s) by person %s", release.number, record.iri, visibility, actor.pk)
    return release


def new_release(record: Record, node: Node, **columns) -> Release:
    """A release of the record, described by ``node``, that is not saved yet. ``columns``: which, who, when, how."""
    content = node_to_json(node)
    return Release(
        record_id=record.pk,
        organisation_id=record.organisation_id,
        class_name=record.class_name,
        content=content,
        content_hash=hash_of(content),
        title=getattr(record, "title", None) or _as_title(record),
        sort_key=record.sort_key,
        is_high_value=bool(node.get("applicable_legislation")),
        recommended_dataset_id=getattr(record, "recommended_dataset_id", None),
        **columns,
    )


def store_fragment(release: Release, node: Node, profile: Profile) -> Fragment:
    """Render the release's piece in a profile and keep it; also when the writer has changed since."""
    fragment, _ = Fragment.objects.update_or_create(
        release=release, profile=profile.name, defaults=rendered(node, profile)
    )
    return fragment


def fragment_of(release: Release, node: Node, profile: Profile) -> Fragment:
    """The release's piece in a profile, rendered and not saved."""
    return Fragment(release=release, profile=profile.name, **rendered(node, profile))


def rendered(node: Node, profile: Profile) -> dict[str, object]:
    """A fragment's columns: the piece of a description in a profile, by the present writer."""
    piece = render(node, profile)
    documents, links = ([asdict(each) for each in some] for some in (piece.documents, piece.links))
    return {
        "writer_version": WRITER_VERSION,
        "rdfxml": piece.rdfxml,
        "ntriples": piece.ntriples,
        "documents": documents,
        "links": links,
        "checksum": checksum_of(piece.rdfxml, piece.ntriples, documents, links),
    }


def _as_title(record: Record) -> dict[str, str]:
    name = record.name
    return name if isinstance(name, dict) else {"sv": name}


def raise_revision(organisation_id: int) -> None:
    """Say that what the organisation shows has changed: every feed that may hold it is due. In the transaction."""
    Catalog.objects.filter(owner_id=organisation_id).update(published_revision=F("published_revision") + 1)
    wake_after_commit(organisation_id)
