"""Where IRIs come from. An IRI is made once, when its record is created, and stored.

The base of new IRIs is the installation's public address until something has been published. From then on it is the
base that was in use at the first publication, whatever the environment says, until an operator changes it on purpose
(``manage.py change_base_address``): a catalogue whose IRIs change appears twice at the portal.

An organisation with a domain of its own in use has its new IRIs there instead, without the address part.
"""

import uuid

from django.conf import settings
from django.db import transaction

from catalog.models import DataFile, Distribution, InstallationBase, Record, Release
from organisations.domains import domain_in_use
from organisations.models import Organisation

PATHS = {
    Record.ClassName.CATALOG: "catalog",
    Record.ClassName.AGENT: "agents",
    Record.ClassName.CONTACT_POINT: "contacts",
    Record.ClassName.DATASET: "datasets",
    Record.ClassName.DATASET_SERIES: "series",
    Record.ClassName.DATA_SERVICE: "services",
}


def current_base() -> str:
    """The start of the IRIs that are made now, without a slash at the end."""
    kept = InstallationBase.objects.first()
    return kept.address if kept else settings.PUBLIC_BASE_URL


def mint(class_name: str, slug: str, identifier: uuid.UUID, *, base: str | None = None) -> str:
    """The IRI of a new record of the organisation at ``slug``; ``base`` goes before a domain in use."""
    return f"{start_of_iris(slug, base=base)}/{PATHS[class_name]}/{identifier}"


def start_of_iris(slug: str, *, base: str | None = None) -> str:
    """What the organisation's new IRIs have in common."""
    domain = None if base else domain_in_use(slug)
    return domain.base if domain else f"{base or current_base()}/{slug}"


def mint_distribution(dataset_iri: str, identifier: uuid.UUID) -> str:
    """The IRI of a new distribution: it hangs on its dataset's."""
    return f"{dataset_iri}/distributions/{identifier}"


def keep_base() -> None:
    """Keep the base from now on. Called within the transaction of a publication."""
    if not InstallationBase.objects.exists():
        InstallationBase.objects.get_or_create(pk=1, defaults={"address": settings.PUBLIC_BASE_URL})


@transaction.atomic
def change_base(address: str, *, force: bool = False) -> int:
    """Make later IRIs start with ``address``, and return how many records were moved there.

    Before the first publication nobody has seen an IRI, so the records that exist move along. Afterwards all keep
    theirs, and the change is refused unless forced.
    """
    address = address.rstrip("/")
    if not Release.objects.exists():
        InstallationBase.objects.update_or_create(pk=1, defaults={"address": address})
        return _move_all(address)
    if not force:
        raise PublishedAlready
    InstallationBase.objects.update_or_create(pk=1, defaults={"address": address})
    return 0


def _move_all(base: str) -> int:
    moved = 0
    records = Record.objects.select_related("organisation").prefetch_related("organisation__domains")
    for record in records.filter(agent__publisher_of=None):
        if record.iri.startswith(_starts_elsewhere(record.organisation)):
            continue
        iri = mint(record.class_name, record.organisation.slug, record.uuid, base=base)
        if iri != record.iri:
            Record.objects.filter(pk=record.pk).update(iri=iri)
            for distribution in Distribution.objects.filter(dataset_id=record.pk):
                moved_to = mint_distribution(iri, distribution.uuid)
                Distribution.objects.filter(pk=distribution.pk).update(iri=moved_to)
            moved += 1
    _move_files(base)
    return moved


def _move_files(base: str) -> None:
    """The addresses of data files, which are always at the installation's own base."""
    files = DataFile.objects.kept().exclude(distribution=None)
    for file in files.select_related("distribution", "dataset__organisation"):
        distribution, address = file.distribution, base + file.path
        Distribution.objects.filter(pk=distribution.pk).update(
            download_url=[address if file.is_address(each) else each for each in distribution.download_url],
            access_url=address if file.is_address(distribution.access_url) else distribution.access_url,
        )


def _starts_elsewhere(organisation: Organisation) -> tuple[str, ...]:
    """How the IRIs under its own domains begin, which have nothing to do with the installation's base."""
    return tuple(f"{scheme}://{domain.host}/" for domain in organisation.domains.all() for scheme in ("http", "https"))


class PublishedAlready(Exception):
    """Something has been published under the present base."""
