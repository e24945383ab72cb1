"""Keeping files: a new one, a new version, an old one again, none any more.

Bytes are kept first and rows after: bytes without a row are removed by the scheduler, rows without bytes never are.
What a file says about itself (format, size, checksum, date, address) goes into the distribution's working copy as any
edit does, and what the public address answers with follows the publication of that (:func:`put_files_in_force`).
"""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from catalog.files.examining import Examined
from catalog.files.names import address_name
from catalog.files.scanner import Verdict, scan
from catalog.files.storing import drop, fetched, put
from catalog.identity import current_base
from catalog.models import DataFile, Dataset, Distribution, FileVersion, Release
from catalog.services.save import save_distribution
from dcat.vocabularies import vocabulary
from organisations.models import Organisation

FORGOTTEN_AFTER = timedelta(days=30)  # a file whose distribution is gone, also from what is published

log = logging.getLogger(__name__)


class Infected(Exception):
    """The virus scanner stopped the file; nothing was kept."""


class QuotaExceeded(Exception):
    """The organisation has no room for so many ``size`` bytes; ``left`` is what it has."""

    def __init__(self, size: int, left: int) -> None:
        super().__init__("the organisation's room for files is used up")
        self.size, self.left = size, left


class OtherKind(Exception):
    """A file of another kind than the one at the address (``ending``)."""

    def __init__(self, ending: str) -> None:
        super().__init__("the new version is of another kind")
        self.ending = ending


class StillPublished(Exception):
    """The release in force leads to the file."""


def keep_file(
    actor,
    *,
    dataset: Dataset,
    examined: Examined,
    distribution: Distribution | None = None,
    creation_token: uuid.UUID | None = None,
    note: str = "",
) -> FileVersion:
    """Keep a file as the latest version of the distribution's, a new distribution where none is given.

    The same bytes as the latest version, or the same form sent twice, make no new one. Raises :class:`Infected`,
    :class:`QuotaExceeded`, :class:`OtherKind`, or OSError when the storage can't take the bytes.
    """
    verdict = scan(examined.handle)
    if verdict is Verdict.INFECTED:
        log.warning("a file from person %s was stopped by the virus scanner", actor.pk)
        raise Infected
    storage_name = put(examined.handle)
    try:
        with transaction.atomic():
            version = _kept(actor, dataset, distribution, creation_token, examined, storage_name, verdict, note)
    except BaseException:
        drop(storage_name)
        raise
    if version.storage_name != storage_name:
        drop(storage_name)
    return version


def _kept(actor, dataset, distribution, creation_token, examined, storage_name, verdict, note) -> FileVersion:
    organisation = Organisation.objects.select_for_update().get(pk=dataset.organisation_id)
    if distribution is None:
        distribution = save_distribution(actor, dataset=dataset, values={}, creation_token=creation_token)
    file = DataFile.objects.kept().filter(distribution=distribution).select_related("latest").first()
    latest = file.latest if file else None
    if latest and latest.sha256 == examined.sha256 and latest.may_be_served:
        return latest
    if latest and latest.ending != examined.kind.ending:
        raise OtherKind(latest.ending)
    left = settings.FILE_QUOTA - FileVersion.objects.size_of(organisation)
    if examined.size > left:
        raise QuotaExceeded(examined.size, max(left, 0))
    file = file or _new_file(dataset, distribution, examined)
    version = FileVersion(
        storage_name=storage_name,
        original_name=examined.name,
        ending=examined.kind.ending,
        media_type=examined.kind.media_type,
        charset=examined.charset,
        size=examined.size,
        sha256=examined.sha256,
        sha1=examined.sha1,
        preview=examined.preview,
        scan=verdict.value,
        note=note,
    )
    return _made_latest(actor, file, version, distribution)


@transaction.atomic
def restore_version(actor, *, file: DataFile, number: int) -> FileVersion:
    """Make an earlier version the latest one again, as a version of its own with the same bytes."""
    Organisation.objects.select_for_update().get(pk=file.dataset.organisation_id)
    old = file.versions.get(number=number)
    if old.pk == DataFile.objects.get(pk=file.pk).latest_id:
        return old
    names = ("storage_name", "original_name", "ending", "media_type", "charset", "size", "sha256", "sha1")
    copied = {name: getattr(old, name) for name in (*names, "preview", "scan")}
    return _made_latest(actor, file, FileVersion(**copied, restored_number=old.number), file.distribution)


@transaction.atomic
def unlink_file(actor, *, file: DataFile) -> None:
    """Take the file's address, size and checksum out of the working copy. What is published stays."""
    distribution = Distribution.objects.get(pk=file.distribution_id)
    version = file.latest
    values = {"download_url": [each for each in distribution.download_url if not file.is_address(each)]}
    if file.is_address(distribution.access_url):
        values["access_url"] = ""
    if version and distribution.byte_size == version.size:
        values["byte_size"] = None
    if version and any(each.get("checksum_value") == version.sha1 for each in distribution.checksum):
        values["checksum"] = []
    _save(actor, file.dataset, distribution, values)
    log.info("file %s taken out of %s by person %s", file.uuid, distribution.iri, actor.pk)


@transaction.atomic
def remove_file(actor, *, file: DataFile) -> None:
    """Remove a file with all its versions. Raises :class:`StillPublished`. Its address is never used again."""
    Organisation.objects.select_for_update().get(pk=file.dataset.organisation_id)
    if is_published(file):
        raise StillPublished
    if file.distribution_id:
        unlink_file(actor, file=file)
    _forget(file)
    log.info("file %s removed by person %s", file.uuid, actor.pk)


def put_files_in_force(record) -> None:
    """Let the public addresses answer with the latest versions. In the transaction of the dataset's publication."""
    DataFile.objects.kept().filter(dataset_id=record.pk).update(served=F("latest"))


def is_published(file: DataFile) -> bool:
    """Whether the release in force, public or internal, leads to the file."""
    release = Release.objects.in_force().filter(record=file.dataset_id).first()
    return release is not None and file.is_named_by(release.node)


@transaction.atomic
def forget_files(*, now: datetime) -> int:
    """Remove the files whose distribution was removed long ago and that nothing published leads to; how many."""
    left_behind = DataFile.objects.kept().filter(distribution=None, dataset__changed_at__lt=now - FORGOTTEN_AFTER)
    forgotten = [file for file in left_behind.select_for_update(of=("self",)) if not is_published(file)]
    for file in forgotten:
        _forget(file)
        log.info("file %s forgotten: no distribution has it", file.uuid)
    return len(forgotten)


def scan_waiting() -> int:
    """Ask the scanner about versions that it has given no answer about; how many have one now.

    Also about those from before there was a scanner. They are served meanwhile, as they were.
    """
    if not settings.FILE_SCANNER:
        return 0
    answered = 0
    unscanned = FileVersion.objects.filter(scan__in=(FileVersion.Scan.WAITING, FileVersion.Scan.OFF))
    for version in unscanned.order_by("-scan", "pk").iterator():
        try:
            with fetched(version.storage_name) as handle:
                verdict = scan(handle)
        except OSError as fault:  # the others' bytes may be there
            log.error("version %s of file %s can't be scanned: %s", version.number, version.file_id, fault)
            continue
        if verdict in (Verdict.CLEAN, Verdict.INFECTED):
            FileVersion.objects.filter(storage_name=version.storage_name).update(scan=verdict.value)
            answered += 1
        if verdict is Verdict.INFECTED:
            log.error(
                "version %s of file %s is stopped: the virus scanner found something", version.number, version.file
            )
    return answered


def _new_file(dataset: Dataset, distribution: Distribution, examined: Examined) -> DataFile:
    return DataFile.objects.create(
        dataset=dataset,
        distribution=distribution,
        distribution_uuid=distribution.uuid,
        name=address_name(examined.name, examined.kind.ending),
    )


def _made_latest(actor, file: DataFile, version: FileVersion, distribution: Distribution) -> FileVersion:
    """Save the version as the latest, say so in the working copy, and let go of the oldest ones."""
    version.file = file
    version.number = (file.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version.uploaded_by = actor
    version.save()
    DataFile.objects.filter(pk=file.pk).update(latest=version)
    file.latest = version
    saved = Distribution.objects.get(pk=distribution.pk)
    _save(actor, file.dataset, saved, values_from(file, version, saved))
    _let_go_of_old(file)
    log.info("version %s of file %s kept by person %s", version.number, file.uuid, actor.pk)
    return version


def values_from(file: DataFile, version: FileVersion, distribution: Distribution) -> dict:
    """What a version says of itself, as columns of the distribution. Other addresses that it has are kept."""
    address = current_base() + file.path
    others = [each for each in distribution.download_url if not file.is_address(each)]
    values = {
        "download_url": [address, *others],
        "format": version.media_type,
        "byte_size": version.size,
        "checksum": [{"checksum_value": version.sha1, "algorithm": _sha1_algorithm()}],
        "modified": timezone.localdate(version.uploaded_at).isoformat(),
    }
    if not distribution.access_url or file.is_address(distribution.access_url):
        values["access_url"] = address
    return values


def _sha1_algorithm() -> str:
    """The only algorithm that the specification knows."""
    return next(concept.iri for concept in vocabulary("checksum-algorithm") if concept.notation.endswith("_sha1"))


def _save(actor, dataset: Dataset, distribution: Distribution, values: dict) -> None:
    save_distribution(
        actor, dataset=dataset, distribution=distribution, values=values, edit_number=distribution.edit_number
    )


def _let_go_of_old(file: DataFile) -> None:
    kept = file.versions.order_by("-number").values_list("pk", flat=True)[: settings.FILE_VERSIONS_KEPT]
    current = DataFile.objects.values_list("latest_id", "served_id").get(pk=file.pk)
    file.versions.exclude(pk__in=[*kept, *(each for each in current if each)]).delete()


def _forget(file: DataFile) -> None:
    """Without versions there are no bytes; the row stays, so that the address says that there was something."""
    file.versions.all().delete()
    DataFile.objects.filter(pk=file.pk).update(removed_at=timezone.now(), distribution=None, latest=None, served=None)
