"""Writes made-up catalogues: in bulk, a chunk at a time, each chunk published when it is written.

Every transaction notes in :class:`Generation` what it made, so that a run that was broken off can be removed as well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from random import Random
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from catalog.columns import MODELS
from catalog.describe import describe, describe_values, load_for_describing
from catalog.generation.fates import EARLIEST, sizes
from catalog.generation.inventory import Dataset, Inventory, Supporting
from catalog.generation.names import made_up_facts, made_up_names, made_up_number
from catalog.generation.releases import ToRelease, release_all
from catalog.generation.rows import Described, described, insert_distributions, insert_records
from catalog.identity import current_base, keep_base, mint, mint_distribution
from catalog.models import Distribution, Generation, InstallationBase, RecommendedDataset, Record, Release
from catalog.services.catalogue import ensure_catalogue
from catalog.services.publish import raise_revision
from dcat.node import Node
from organisations.models import County, Organisation, OrganisationAddress
from organisations.organisation_changes import create_organisation, keep_county

_AT_ONCE = 500
MADE_UP_COUNTY = "99"  # no county has this code
_WITHDRAWAL_NOTE = "Vi har slutat samla in uppgifterna (påhittat exempel)."


class GeneratedAlready(Exception):
    """There is a generation with this seed, and it would make the same records again."""


def generate(organisations: int, datasets: int, seed: int, advance: Callable[[int], object]) -> Generation:
    """Make ``datasets`` in all for so many organisations: those that are there, then made-up ones.

    ``advance`` is told how many datasets have been made since it was told last. Raises :class:`GeneratedAlready`.
    """
    if Generation.objects.filter(seed=seed).exists():
        raise GeneratedAlready
    generation = Generation.objects.create(seed=seed, kept_base=not InstallationBase.objects.exists())
    recommended = RecommendedDataset.objects.in_bulk(field_name="key")
    taking_part = _organisations(generation, organisations)
    for organisation, count in zip(taking_part, sizes(datasets, Random(seed), len(taking_part)), strict=True):
        inventory = Inventory(organisation, count, seed, recommended)
        _Writer(generation, inventory).write(advance)
    return generation


def _organisations(generation: Generation, wanted: int) -> list[Organisation]:
    present = list(Organisation.objects.order_by("pk")[:wanted])
    missing = wanted - len(present)
    if missing:
        with transaction.atomic():
            made = list(islice(_made_up_organisations(), missing))
            generation.organisations.add(*made)
        present += made
    return present


def _made_up_organisations() -> Iterator[Organisation]:
    counties = list(County.objects.exclude(code=MADE_UP_COUNTY))
    counties = counties or [keep_county(code=MADE_UP_COUNTY, name="Exempellän")]
    taken = {*Organisation.objects.values_list("slug", flat=True)}
    taken |= {*OrganisationAddress.objects.values_list("slug", flat=True)}
    numbers = {*Organisation.objects.values_list("organisation_number", flat=True)}
    free_numbers = (number for number in map(made_up_number, range(100_000)) if number not in numbers)
    for place, (short_name, number) in enumerate(zip(made_up_names(taken), free_numbers, strict=False)):
        yield create_organisation(
            kind=Organisation.Kind.KOMMUN,
            name=f"{short_name} kommun" if short_name.endswith("s") else f"{short_name}s kommun",
            short_name=short_name,
            county=counties[place % len(counties)],
            organisation_number=number,
            number_confirmed_at=timezone.now(),
            **made_up_facts(short_name),
        )


class _Writer:
    """Writes one organisation's inventory."""

    def __init__(self, generation: Generation, inventory: Inventory) -> None:
        self._generation = generation
        self._inventory = inventory
        self._organisation = inventory.organisation
        self._made: dict[str, Record] = {}  # by name: what datasets point at
        self._keys: dict[str, int] = {}  # by IRI: what releases may need
        self._catalogue = 0  # its key

    def write(self, advance: Callable[[int], object]) -> None:
        """All of it."""
        if not self._inventory.datasets:
            return
        self._write_supporting()
        datasets = self._inventory.described(self._made)
        while chunk := list(islice(datasets, _AT_ONCE)):
            self._write_datasets(chunk)
            advance(len(chunk))

    @transaction.atomic
    def _write_supporting(self) -> None:
        """Catalogue and publisher, where they are missing, and what datasets point at."""
        if self._organisation.is_number_confirmed:
            keep_base()
        permanent = self._permanent()
        supporting = self._insert(self._inventory.parties())
        supporting += self._insert(self._inventory.listed(self._made))
        pairs = [pair for record in supporting for pair in described(record.class_name, [record.pk])]
        if self._organisation.is_number_confirmed:
            unreleased = [each for each in permanent if not _is_public(each)]
            loaded = [load_for_describing(each.class_name, [each.pk])[0] for each in unreleased]
            releases = self._release([(record, describe(record)) for record in loaded])
            self._generation.releases.add(*releases)
            self._release(pairs)
            raise_revision(self._organisation.pk)

    def _permanent(self) -> list[Record]:
        """The records that every organisation has. They stay when all else is removed, unless it is made up itself."""
        self._catalogue = ensure_catalogue(self._organisation, identifier=self._inventory.catalogue_uuid).pk
        own = Record.objects.select_related("current_release").of(self._organisation)
        is_permanent = Q(catalog__owner=self._organisation) | Q(agent__publisher_of=self._organisation)
        permanent = list(own.filter(is_permanent).order_by("pk"))
        self._keys |= {each.iri: each.pk for each in permanent}
        if self._generation.organisations.filter(pk=self._organisation.pk).exists():
            self._generation.records.add(*permanent)
        return permanent

    def _insert(self, many: Iterable[Supporting]) -> list[Record]:
        inserted = []
        for each in many:
            record = self._new(each.class_name, each.uuid)
            insert_records([record], [each.values])
            self._made[each.name] = record
            inserted.append(record)
        self._keys |= {each.iri: each.pk for each in inserted}
        self._generation.records.add(*(each.pk for each in inserted))
        return inserted

    def _new(self, class_name: str, identifier: UUID, created_at: datetime = EARLIEST, **columns) -> Record:
        return MODELS[class_name](
            uuid=identifier,
            iri=mint(class_name, self._organisation.slug, identifier, base=current_base()),
            class_name=class_name,
            organisation=self._organisation,
            created_at=created_at,
            **{"changed_at": created_at} | columns,
        )

    def _release(self, pairs: Sequence[Described]) -> list[Release]:
        """The first release of what supports datasets, or the next one of what was published before."""
        numbers = Release.objects.filter(record__in=[record.pk for record, _node in pairs]).values_list("record")
        last = dict(numbers.annotate(Max("number")))
        versions = [
            ToRelease(record, node, _columns(last.get(record.pk, 0) + 1, record.edit_number, EARLIEST))
            for record, node in pairs
        ]
        return release_all(versions, self._keys, self._catalogue)

    @transaction.atomic
    def _write_datasets(self, chunk: Sequence[Dataset]) -> None:
        records = [
            self._new(
                Record.ClassName.DATASET,
                each.uuid,
                each.history.created_at,
                edit_number=each.edit_numbers[-1],
                changed_at=each.history.edited_at[-1],
            )
            for each in chunk
        ]
        insert_records(records, [each.values for each in chunk])
        self._generation.records.add(*(record.pk for record in records))
        _write_distributions(records, chunk)
        invented = {record.pk: each for record, each in zip(records, chunk, strict=True)}
        versions = [
            version
            for record, node in described(Record.ClassName.DATASET, list(invented))
            for version in _versions(record, node, invented[record.pk])
        ]
        if versions:
            release_all(versions, self._keys, self._catalogue)
            raise_revision(self._organisation.pk)


def _write_distributions(records: Sequence[Record], chunk: Sequence[Dataset]) -> None:
    distributions, values = [], []
    for record, dataset in zip(records, chunk, strict=True):
        for position, each in enumerate(dataset.distributions, 1):
            iri = mint_distribution(record.iri, each.uuid)
            distributions.append(Distribution(dataset_id=record.pk, uuid=each.uuid, iri=iri, position=position))
            values.append(each.values)
    insert_distributions(distributions, values)


def _versions(record: Record, node: Node, dataset: Dataset) -> Iterator[ToRelease]:
    """The releases of a dataset: versions of the working copy that differ in what each edit changed."""
    life = dataset.history
    edits = zip(life.released_at, dataset.edit_numbers, dataset.versions, strict=False)
    for number, (moment, edit_number, changed) in enumerate(edits, 1):
        said = describe_values(record.class_name, record.iri, changed)
        columns = _columns(number, edit_number, moment)
        if life.is_internal:
            columns["visibility"] = Release.Visibility.INTERNAL
        if life.withdrawn_at:
            columns |= {"withdrawn_at": life.withdrawn_at, "withdrawal_note": _WITHDRAWAL_NOTE}
        yield ToRelease(record, node.replace(**{name: said.get(name) for name in changed}), columns)


def _columns(number: int, edit_number: int, published_at: datetime) -> dict[str, object]:
    return {
        "number": number,
        "edit_number": edit_number,
        "visibility": Release.Visibility.PUBLIC,
        "published_at": published_at,
    }


def _is_public(record: Record) -> bool:
    return record.current_release is not None and not record.current_release.is_internal
