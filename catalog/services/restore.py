"""Making an old release the working copy again: saved as any edit is, with the IRIs that its parts had."""

import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.columns import MODELS, own_columns
from catalog.describe import describe, load_for_describing
from catalog.models import Dataset, Distribution, Record, Release
from catalog.reading_back import Columns, columns_of
from catalog.services.save import StaleEdit, remove_distribution, save_distribution, save_record
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.texts import in_language

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Restoration:
    """What the working copy gets: columns of the record, and of each distribution by its IRI.

    ``missing`` are sentences about what can't be brought back, ``given_keys`` those of the things described in place.
    """

    number: int
    values: Mapping[str, object]
    distributions: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    given_keys: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    is_changed: bool = True


def plan_restoration(record: Record, release: Release) -> Restoration:
    """What restoring the release would put into the working copy. Writes nothing."""
    node = release.node
    derived = {"identifier": (str(record.uuid),)} if record.class_name == Record.ClassName.DATASET else {}
    columns = columns_of(node, derived=derived)
    parts = {part.iri: (part, columns_of(part)) for part in columns.parts}
    others = _others(record, [columns, *(each for _part, each in parts.values())])
    missing: list[str] = []
    values = _values(node, columns, others, missing)
    distributions = {iri: _values(part, each, others, missing) for iri, (part, each) in parts.items()}
    if record.class_name == Record.ClassName.DATASET:
        values["recommended_dataset"] = release.recommended_dataset
    return Restoration(
        release.number,
        values,
        distributions,
        frozenset(key for each in (values, *distributions.values()) for key in _keys(each)),
        tuple(dict.fromkeys([*missing, *_taken(record, parts)])),
    )


@transaction.atomic
def restore(actor, *, record: Record, release: Release, edit_number: int) -> Restoration:
    """Let the working copy say what the release says; what is published stays as it is.

    Raises :class:`StaleEdit` when the record has been saved since ``edit_number``, unless it says all that already (the
    same form sent twice).
    """
    saved = type(record).objects.select_for_update().get(pk=record.pk)
    planned = plan_restoration(saved, release)
    loaded = load_for_describing(saved.class_name, [saved.pk])[0]
    if describe(loaded) == release.node and _is_recommended_as(loaded, planned):
        return replace(planned, is_changed=False)
    if saved.edit_number != edit_number:
        raise StaleEdit(saved)
    save_record(actor, record=saved, values=planned.values, edit_number=edit_number, given_keys=planned.given_keys)
    if isinstance(saved, Dataset):
        _restore_distributions(actor, saved, planned)
    log.info("release %s of %s restored as a draft by person %s", release.number, saved.iri, actor.pk)
    return planned


def _is_recommended_as(record: Record, planned: Restoration) -> bool:
    wanted = planned.values.get("recommended_dataset")
    return getattr(record, "recommended_dataset_id", None) == (wanted.pk if wanted else None)


def _restore_distributions(actor, dataset: Dataset, planned: Restoration) -> None:
    there = {each.iri: each for each in dataset.distributions.all()}
    for iri, distribution in there.items():
        if iri not in planned.distributions:
            remove_distribution(actor, distribution=distribution)
    restored = []
    for iri, values in planned.distributions.items():
        known = there.get(iri)
        saved = save_distribution(
            actor,
            dataset=dataset,
            distribution=known,
            values=values,
            edit_number=known.edit_number if known else 0,
            creation_token=None if known else uuid.uuid4(),
            iri=iri,
            given_keys=planned.given_keys,
        )
        restored.append(saved.pk)
    _restore_order(actor, dataset, restored)


def _restore_order(actor, dataset: Dataset, wanted: list[int]) -> None:
    there = list(dataset.distributions.all())
    if [each.pk for each in there] == wanted:
        return
    for each in there:
        values = {"position": wanted.index(each.pk) + 1}
        save_distribution(actor, dataset=dataset, distribution=each, values=values, edit_number=each.edit_number)


# --- what goes into the columns --------------------------------------------------------------------------------------


def _values(node: Node, columns: Columns, others: Mapping[str, Record], missing: list[str]) -> dict[str, object]:
    """A value for every column that a row of the profile has: also for those that the release said nothing in."""
    node_class, held = DCAT_AP_SE[node.class_name], own_columns(MODELS[node.class_name])
    values: dict[str, object] = {"further": columns.values.get("further", [])}
    for row in node_class.properties:
        column = held.get(row.name)
        if column is None:
            continue
        if not column.is_relation:
            values[row.name] = columns.values.get(row.name, column.get_default())
            continue
        iris = columns.relations.get(row.name, ())
        found = [others[iri] for iri in iris if isinstance(others.get(iri), column.related_model)]
        missing += [_gone(row.label, iri) for iri in iris if iri not in {each.iri for each in found}]
        values[row.name] = found if column.many_to_many else next(iter(found), None)
    missing += [_no_room(node_class, name) for name, _value in columns.unheld]
    return values


def _others(record: Record, columns: list[Columns]) -> dict[str, Record]:
    """The organisation's records that are pointed at, as rows of what the columns point at."""
    found: dict[str, Record] = {}
    for name, model in _related(columns):
        wanted = {iri for each in columns for iri in each.relations.get(name, ())}
        found |= {each.iri: each for each in model.objects.filter(organisation=record.organisation, iri__in=wanted)}
    return found


def _related(columns: list[Columns]) -> Iterable[tuple[str, type[Record]]]:
    """The columns that point somewhere, with what they point at."""
    wanted = {name for each in columns for name in each.relations}
    for model in MODELS.values():
        for name, column in own_columns(model).items():
            if name in wanted and column.is_relation and issubclass(column.related_model, Record):
                wanted.discard(name)
                yield name, column.related_model


def _keys(values: Mapping[str, object]) -> Iterable[str]:
    """The keys of the things described in place."""
    lists = (value for value in values.values() if isinstance(value, list))
    return (entry["key"] for each in lists for entry in each if isinstance(entry, dict) and "key" in entry)


def _taken(record: Record, parts: Mapping[str, tuple]) -> list[str]:
    """What is said of distributions whose IRI belongs to another dataset by now."""
    taken = Distribution.objects.filter(iri__in=parts).exclude(dataset=record.pk).values_list("iri", flat=True)
    language = get_language() or "sv"
    return [
        _("Distributionen %(name)s får en ny adress, för den gamla används av en annan datamängd.")
        % {"name": parts[iri][0].text("title", language)}
        for iri in taken
    ]


def _gone(label, iri: str) -> str:
    return _("%(label)s: det som valdes då finns inte kvar (%(what)s). Välj ett annat innan ni publicerar.") % {
        "label": label.in_language(get_language() or "sv"),
        "what": _last_name(iri),
    }


def _last_name(iri: str) -> str:
    """What a record was called when it was published last; its address where it never was."""
    title = Release.objects.filter(record__iri=iri).order_by("-number").values_list("title", flat=True).first()
    return in_language(title or {}, "sv") or iri


def _no_room(node_class, name: str) -> str:
    label = node_class[name].label.in_language(get_language() or "sv") if name in node_class else name
    return _("%(label)s: ett värde går inte längre att spara, och följer inte med.") % {"label": label}
