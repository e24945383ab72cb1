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
def save_record(actor, *, record: Record, values: Mapping, edit_number: int) -> Record:
    """Save over the version that the form was made from.

    Raises :class:`StaleEdit` when another version has been saved since, unless it holds the same values already (the
    same form sent twice).
    """
    saved = type(record).objects.select_for_update().select_related("organisation").get(pk=record.pk)
    if not differences(saved, values):
        return saved
    if saved.edit_number != edit_number:
        raise StaleEdit(saved)
    _touch(saved, actor)
    _apply(saved, values)
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
) -> Distribution:
    """Save a distribution, a new one when none is given; its dataset counts as edited.

    Raises :class:`StaleEdit` as :func:`save_record` does, and as :func:`create_record` does for a new one.
    """
    saved_dataset = Dataset.objects.select_for_update().get(pk=dataset.pk)
    if distribution is None:
        distribution = saved_dataset.distributions.filter(creation_token=creation_token).first()
        edit_number = _FIRST_EDIT
    if distribution is None:
        saved = _new_distribution(saved_dataset, creation_token)
    else:
        saved = saved_dataset.distributions.get(pk=distribution.pk)
        if not differences(saved, values):
            return saved
        if saved.edit_number != edit_number:
            raise StaleEdit(saved)
        saved.edit_number += 1
    _apply(saved, values)
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


def _new_distribution(dataset: Dataset, creation_token: uuid.UUID | None) -> Distribution:
    identifier = uuid.uuid4()
    last = dataset.distributions.aggregate(last=models.Max("position"))["last"] or 0
    return Distribution(
        dataset=dataset,
        uuid=identifier,
        iri=mint_distribution(dataset.iri, identifier),
        position=last + 1,
        creation_token=creation_token,
    )


def _edited(dataset: Dataset, actor) -> None:
    _touch(dataset, actor)
    dataset.save()
    _count_findings(dataset)


def _touch(record: Record, actor) -> None:
    record.edit_number += 1
    record.changed_at = timezone.now()
    record.changed_by = actor
    note_author(actor, record=record)


def _apply(thing: models.Model, values: Mapping) -> None:
    """Put the values into their columns and save the row, relations last."""
    relations = {}
    for name, value in values.items():
        column = thing._meta.get_field(name)
        if column.many_to_many:
            relations[name] = value
        else:
            setattr(thing, name, _keyed(getattr(thing, name), value) if isinstance(column, NodesField) else value)
    if isinstance(thing, Record):
        thing.sort_key = sort_key_of(thing)
    thing.save()
    for name, value in relations.items():
        getattr(thing, name).set(value)


def _keyed(saved: list[dict], posted: list[dict]) -> list[dict]:
    """The posted nodes with their keys; a key that this record has not given out itself is replaced by a new one."""
    free = {entry["key"] for entry in saved}
    keyed = []
    for entry in posted:
        key = entry.get("key")
        if key in free:
            free.discard(key)
        else:
            key = secrets.token_hex(4)
        keyed.append({**entry, "key": key})
    return keyed


def differences(thing: models.Model, values: Mapping) -> dict[str, object]:
    """The columns whose saved value is another than the given one, each with what is saved."""
    differing = {}
    for name, value in values.items():
        column = thing._meta.get_field(name)
        saved = getattr(thing, name)
        if column.many_to_many:
            saved = list(saved.all())
            same = {each.pk for each in saved} == {each.pk for each in value}
        elif isinstance(column, NodesField):
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
            return name.get("sv") or next(iter(name.values()), "")
        if name:
            return name
    return ""


def _count_findings(record: Record) -> None:
    loaded = load_for_describing(record.class_name, [record.pk])[0]
    findings = findings_for(loaded, describe(loaded))
    record.errors = len(errors_among(findings))
    record.advice = len(findings) - record.errors
    Record.objects.filter(pk=record.pk).update(errors=record.errors, advice=record.advice)
