"""Every write to the recommended list by people: each leaves a version, and nothing is ever deleted."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from catalog.models import ListImport, ListVersion, RecommendedDataset
from catalog.recommended_columns import COLUMNS, Cells, cells_of, differences, values_of
from organisations.permissions import require_coordinator

log = logging.getLogger(__name__)

_Kind = ListVersion.Kind
_KEPT = timedelta(days=2)  # a file that nobody went on with


class KeyTaken(Exception):
    """There is a row with that key, perhaps a withdrawn one."""


class StaleVersion(Exception):
    """Somebody else changed the row in between."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file would change. ``changed`` has the differing columns as (column, before, after)."""

    added: list[dict[str, str]] = field(default_factory=list)
    changed: list[tuple[RecommendedDataset, list[tuple[str, str, str]]]] = field(default_factory=list)
    unchanged: list[RecommendedDataset] = field(default_factory=list)
    missing: list[RecommendedDataset] = field(default_factory=list)  # in the list and not in the file: left alone

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.added or self.changed)


def version_of(recommended: RecommendedDataset) -> int:
    """The number of its latest version; 0 while nobody has changed it."""
    latest = recommended.versions.order_by("-number").values_list("number", flat=True).first()
    return latest or 0


@transaction.atomic
def add_recommended(actor, *, cells: Cells, note: str = "") -> RecommendedDataset:
    """Add a row. Raises KeyTaken."""
    require_coordinator(actor)
    if RecommendedDataset.objects.filter(key=cells["key"]).exists():
        raise KeyTaken
    made = RecommendedDataset.objects.create(**values_of(cells))
    _note(actor, made, _Kind.ADDED, note)
    log.info("recommended dataset %s added by person %s", made.key, actor.pk)
    return made


@transaction.atomic
def change_recommended(
    actor, *, recommended: RecommendedDataset, cells: Mapping[str, str], version: int | None = None, note: str = ""
) -> RecommendedDataset:
    """Give a row these columns; what is not given stays, and the key always does. The same as it was makes nothing.

    ``version`` is the one that the person saw: raises StaleVersion where it is no longer the latest.
    """
    require_coordinator(actor)
    locked = RecommendedDataset.objects.select_for_update().get(pk=recommended.pk)
    before = cells_of(locked)
    after = before | dict(cells) | {"key": locked.key}
    if not differences(before, after):
        return locked
    if version is not None and version != version_of(locked):
        raise StaleVersion
    _remember_beginning(locked)
    for name, value in values_of(after).items():
        setattr(locked, name, value)
    locked.save()
    _note(actor, locked, _Kind.CHANGED, note)
    log.info("recommended dataset %s changed by person %s", locked.key, actor.pk)
    return locked


@transaction.atomic
def withdraw_recommended(actor, *, recommended: RecommendedDataset, is_withdrawn: bool, note: str = "") -> None:
    """Ask for it no longer, or again. What refers to it goes on doing so."""
    require_coordinator(actor)
    locked = RecommendedDataset.objects.select_for_update().get(pk=recommended.pk)
    if bool(locked.withdrawn_at) == is_withdrawn:
        return
    _remember_beginning(locked)
    locked.withdrawn_at = timezone.now() if is_withdrawn else None
    locked.save(update_fields=["withdrawn_at"])
    _note(actor, locked, _Kind.WITHDRAWN if is_withdrawn else _Kind.RESUMED, note)
    log.info("recommended dataset %s withdrawn: %s, by person %s", locked.key, is_withdrawn, actor.pk)


def compare(rows: Sequence[Mapping[str, str]]) -> Comparison:
    """What these rows would change in the list as it is now: one query. A column that a row lacks stays."""
    present = {each.key: each for each in RecommendedDataset.objects.all()}
    found = Comparison()
    for row in rows:
        recommended = present.pop(row["key"], None)
        if recommended is None:
            found.added.append(dict.fromkeys(COLUMNS, "") | dict(row))
            continue
        before = cells_of(recommended)
        if differing := differences(before, before | dict(row)):
            found.changed.append((recommended, differing))
        else:
            found.unchanged.append(recommended)
    found.missing.extend(present.values())
    return found


@transaction.atomic
def prepare_import(actor, *, file_name: str, rows: Sequence[Mapping[str, str]]) -> ListImport:
    """Keep a file's rows until somebody has seen what they change."""
    require_coordinator(actor)
    ListImport.objects.filter(made_at__lt=timezone.now() - _KEPT, done_at=None).delete()
    kept = ListImport.objects.create(file_name=file_name[:200], rows=[dict(row) for row in rows], made_by=actor)
    log.info("import %s of %s rows prepared by person %s", kept.pk, len(rows), actor.pk)
    return kept


@transaction.atomic
def run_import(actor, *, prepared: ListImport) -> Comparison:
    """Do all of it, or nothing where anything fails. Done a second time it does nothing."""
    require_coordinator(actor)
    locked = ListImport.objects.select_for_update().get(pk=prepared.pk)
    if locked.done_at is not None:
        return Comparison()
    found = compare(locked.rows)
    for cells in found.added:
        add_recommended(actor, cells=cells, note=locked.file_name)
    for recommended, differing in found.changed:
        cells = {name: after for name, _before, after in differing}
        change_recommended(actor, recommended=recommended, cells=cells, note=locked.file_name)
    locked.done_at = timezone.now()
    locked.save(update_fields=["done_at"])
    log.info("import %s done by person %s", locked.pk, actor.pk)
    return found


def _remember_beginning(recommended: RecommendedDataset) -> None:
    if not recommended.versions.exists():
        ListVersion.objects.create(recommended=recommended, number=1, kind=_Kind.BEGINNING, cells=cells_of(recommended))


def _note(actor, recommended: RecommendedDataset, kind: str, note: str) -> None:
    ListVersion.objects.create(
        recommended=recommended,
        number=version_of(recommended) + 1,
        kind=kind,
        cells=cells_of(recommended),
        note=note[:300],
        made_by=actor,
    )
