"""Saving working copies. Nothing here changes what is published."""

import logging
import secrets
import uuid
from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone

from catalog.columns import MODELS
from catalog.describe import describe, load_for_describing
from catalog.findings import errors_among, findings_for
from catalog.identity import mint, mint_distribution
from catalog.models import Dataset, Distribution, Record
from catalog.models.fields import NodesField
from catalog.services.authorship import note_author
from catalog.services.catalogue import ensure_catalogue
from dcat.texts import in_language
from organisations.models import Organisation
from organisations.swedish_order import sort_key

log = logging.getLogger(__name__)

_FIRST_EDIT = 1  # what a record has that nobody has saved since it was made
_NAMING_COLUMNS = ("title", "name")


class StaleEdit(Exception):
    """Somebody else saved in between; ``current`` is what is saved now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current} was saved in between")
        self.current = current


@transaction.atomic
def create_record(
    actor, *, organisation: Organisation, class_name: str, values: Mapping, creation_token: uuid.UUID
) -> Record:
    """A new working copy. The same form sent twice makes one record.

    The second time the first one is returned, with what has been written into the form since; raises
    :class:`StaleEdit` when the record has been saved since then in another way.
    """
    model = MODELS[class_name]
    # The row lock makes two copies of the form that arrive at once come one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    made = model.objects.filter(creation_token=creation_token, organisation=organisation, created_by=actor).first()
    if made is not None:
        return save_record(actor, record=made, values=values, edit_number=_FIRST_EDIT)
    identifier = uuid.uuid4()
    ensure_catalogue(organisation)
    record = model(
        uuid=identifier,
        iri=mint(class_name, organisation.slug, identifier),
        class_name=class_name,
        organisation=organisation,
        creation_token=creation_token,
        created_by=actor,
        changed_by=actor,
    )
    _apply(record, values)
    note_author(actor, record=record)
    _count_findings(record)
    log.info("record %s created by person %s", record.iri, actor.pk)
    return record


@transaction.atomic
def save_record(
    actor, *, record: Record, values: Mapping, edit_number: int, given_keys: frozenset[str] = frozenset()
) -> Record:
    """Save over the version that the form was made from.

    ``given_keys`` are keys that the record gave out earlier, which things described in place get back.

    Raises :class:`StaleEdit` when another version has been saved since, unless it holds the same values already (the
    same form sent twice).
    """
    saved = type(record).objects.select_for_update().select_related("organisation").get(pk=record.pk)
    if not differences(saved, values, with_keys=bool(given_keys)):
        return saved
    if saved.edit_number != edit_number:
        raise StaleEdit(saved)
    _touch(saved, actor)
    _apply(saved, values, given_keys)
    _count_findings(saved)
    log.info("record %s saved by person %s as %s", saved.iri, actor.pk, saved.edit_number)
    return saved


@transaction.atomic
def save_distribution(
    actor,
    *,
    dataset: Dataset,
    values: Mapping,
    distribution: Distribution | None = None,
    edit_number: int = 0,
    creation_token: uuid.UUID | None = None,
    iri: str = "",
    given_keys: frozenset[str] = frozenset(),
) -> Distribution:
    """Save a distribution, a new one when none is given; its dataset counts as edited.

    ``iri`` is the one that a new distribution had before it was removed; it gets it back unless another has it now.
    Raises :class:`StaleEdit` as :func:`save_record` does, and as :func:`create_record` does for a new one.
    """
    saved_dataset = Dataset.objects.select_for_update().get(pk=dataset.pk)
    if distribution is None:
        distribution = saved_dataset.distributions.filter(creation_token=creation_token).first()
        edit_number = _FIRST_EDIT
    if distribution is None:
        saved = _new_distribution(saved_dataset, creation_token, iri)
    else:
        saved = saved_dataset.distributions.get(pk=distribution.pk)
        if not differences(saved, values, with_keys=bool(given_keys)):
            return saved
        if saved.edit_number != edit_number:
            raise StaleEdit(saved)
        saved.edit_number += 1
    _apply(saved, values, given_keys)
    _edited(saved_dataset, actor)
    log.info("distribution %s saved by person %s", saved.iri, actor.pk)
    return saved


@transaction.atomic
def remove_distribution(actor, *, distribution: Distribution) -> None:
    """Take a distribution out of the working copy. It stays published until the dataset is published again."""
    dataset = Dataset.objects.select_for_update().get(pk=distribution.dataset_id)
    removed = dataset.distributions.filter(pk=distribution.pk).delete()[0]
    if removed:
        _edited(dataset, actor)
        log.info("distribution %s removed by person %s", distribution.iri, actor.pk)


@transaction.atomic
def discard_draft(actor, *, record: Record) -> bool:
    """Delete a working copy that has never been published; false when it has been, and then nothing is deleted."""
    saved = type(record).objects.select_for_update().get(pk=record.pk)
    if saved.was_published:
        return False
    saved.delete()
    log.info("draft %s discarded by person %s", record.iri, actor.pk)
    return True


def _new_distribution(dataset: Dataset, creation_token: uuid.UUID | None, iri: str = "") -> Distribution:
    identifier = uuid.uuid4()
    if iri and not Distribution.objects.filter(iri=iri).exists():
        identifier = _identifier_in(iri, dataset) or identifier
    else:
        iri = mint_distribution(dataset.iri, identifier)
    last = dataset.distributions.aggregate(last=models.Max("position"))["last"] or 0
    return Distribution(
        dataset=dataset,
        uuid=identifier,
        iri=iri,
        position=last + 1,
        creation_token=creation_token,
    )


def _identifier_in(iri: str, dataset: Dataset) -> uuid.UUID | None:
    """The UUID that a distribution's IRI of our own form ends with; None where it came from elsewhere, or is in use."""
    try:
        identifier = uuid.UUID(iri.rpartition("/")[2])
    except ValueError:
        return None
    is_own = mint_distribution(dataset.iri, identifier) == iri
    return identifier if is_own and not Distribution.objects.filter(uuid=identifier).exists() else None


def _edited(dataset: Dataset, actor) -> None:
    _touch(dataset, actor)
    dataset.save()
    _count_findings(dataset)


def _touch(record: Record, actor) -> None:
    record.edit_number += 1
    record.changed_at = timezone.now()
    record.changed_by = actor
    note_author(actor, record=record)


def _apply(thing: models.Model, values: Mapping, given_keys: frozenset[str] = frozenset()) -> None:
    """Put the values into their columns and save the row, relations last."""
    relations = {}
    for name, value in values.items():
        column = thing._meta.get_field(name)
        if column.many_to_many:
            relations[name] = value
        else:
            is_keyed = isinstance(column, NodesField)
            setattr(thing, name, _keyed(getattr(thing, name), value, given_keys) if is_keyed else value)
    if isinstance(thing, Record):
        thing.sort_key = sort_key_of(thing)
    thing.save()
    for name, value in relations.items():
        getattr(thing, name).set(value)


def _keyed(saved: list[dict], posted: list[dict], given_keys: frozenset[str]) -> list[dict]:
    """The posted nodes with their keys; a key that this record has not given out itself is replaced by a new one."""
    free = {entry["key"] for entry in saved} | given_keys
    keyed = []
    for entry in posted:
        key = entry.get("key")
        if key in free:
            free.discard(key)
        else:
            key = secrets.token_hex(4)
        keyed.append({**entry, "key": key})
    return keyed


def differences(thing: models.Model, values: Mapping, *, with_keys: bool = False) -> dict[str, object]:
    """The columns whose saved value is another than the given one, each with what is saved. Keys count when asked."""
    differing = {}
    for name, value in values.items():
        column = thing._meta.get_field(name)
        saved = getattr(thing, name)
        if column.many_to_many:
            saved = list(saved.all())
            same = {each.pk for each in saved} == {each.pk for each in value}
        elif isinstance(column, NodesField) and not with_keys:
            same = _without_keys(saved) == _without_keys(value)
        else:
            same = saved == value
        if not same:
            differing[name] = saved
    return differing


def _without_keys(entries: list[dict]) -> list[dict]:
    return [{name: value for name, value in entry.items() if name != "key"} for entry in entries]


def sort_key_of(record: Record) -> str:
    """Where lists show the record, by what it is called."""
    return sort_key(_name_of(record))[:400]


def _name_of(record: Record) -> str:
    for column in _NAMING_COLUMNS:
        name = getattr(record, column, "")
        if isinstance(name, dict):
            return in_language(name, "sv")
        if name:
            return name
    return ""


def _count_findings(record: Record) -> None:
    loaded = load_for_describing(record.class_name, [record.pk])[0]
    findings = findings_for(loaded, describe(loaded))
    record.errors = len(errors_among(findings))
    record.advice = len(findings) - record.errors
    Record.objects.filter(pk=record.pk).update(errors=record.errors, advice=record.advice)
