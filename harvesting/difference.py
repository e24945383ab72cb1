"""What two builds of an organisation's feed differ in, record by record. Reads only.

A snapshot is a list of the keys of releases. Whatever its size, a difference takes a few queries; what is said of each
record is only looked up for those that a page shows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from catalog.models import Record, Release
from harvesting.models import Snapshot
from harvesting.pins import in_portions
from harvesting.state import owner_of

_CLASSES = [
    Record.ClassName.DATASET,
    Record.ClassName.DATASET_SERIES,
    Record.ClassName.DATA_SERVICE,
    Record.ClassName.CATALOG,
    Record.ClassName.CONTACT_POINT,
    Record.ClassName.AGENT,
]
_COLUMNS = ("pk", "record_id", "class_name", "sort_key")


class Change(StrEnum):
    """What became of a record."""

    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"  # another release of it


class Reason(StrEnum):
    """Why a record is not in it any more."""

    LEFT_OUT = "left_out"  # something is wrong with it
    WITHDRAWN = "withdrawn"
    INTERNAL = "internal"
    UNUSED = "unused"  # nothing published needs it
    NOT_IN_VERSION = "not_in_version"  # the feed went back to before it was there


@dataclass(frozen=True, slots=True)
class Line:
    """One record in a difference, by keys."""

    change: Change
    class_name: str
    sort_key: str
    record: int
    before: int | None = None
    after: int | None = None

    @property
    def place(self) -> tuple:
        """Where it stands in a list."""
        return list(Change).index(self.change), _CLASSES.index(self.class_name), self.sort_key, self.record


@dataclass(frozen=True, slots=True)
class Told:
    """One record in a difference, in full. ``release`` is the one that is in the feed, or was."""

    change: Change
    release: Release
    before: Release | None = None
    reason: Reason | None = None
    since: datetime | None = None  # when it was withdrawn or made internal


def difference(before: Collection[int], after: Collection[int]) -> list[Line]:
    """The records that differ, given the keys of the releases in each: removed, added, changed, each in order."""
    gone, come = set(before) - set(after), set(after) - set(before)
    rows = []
    for some in in_portions(gone | come):
        rows += Release.objects.filter(pk__in=some).values_list(*_COLUMNS)
    rows.sort(key=lambda row: row[1])
    lines = (_line(list(of_record), come) for _record, of_record in groupby(rows, key=lambda row: row[1]))
    return sorted(lines, key=lambda line: line.place)


def counts(lines: Collection[Line]) -> dict[str, int]:
    """How many records were removed, added and changed."""
    return {change.value: sum(line.change is change for line in lines) for change in Change}


def told(lines: Sequence[Line], newer: Snapshot | None = None) -> list[Told]:
    """What a page shows of each line, in three queries. ``newer`` is the build that something is missing from; without
    it the moment is now."""
    keys = [key for line in lines for key in (line.before, line.after) if key is not None]
    releases = Release.objects.select_related("record__current_release", "published_by")
    releases = releases.defer("content", "record__current_release__content").in_bulk(keys)
    taken_back = _taken_back([line.record for line in lines if line.change is Change.REMOVED])
    left_out = {owner_of(each["iri"]) for each in (newer.left_out if newer else [])}
    until = newer.built_at if newer else None
    result = []
    for line in lines:
        before, after = releases.get(line.before), releases.get(line.after)
        if after is not None:
            result.append(Told(line.change, after, before))
        elif before is not None:
            reason, since = _reason(before, taken_back.get(line.record, []), left_out, until)
            result.append(Told(line.change, before, before, reason, since))
    return result


def _line(rows: list[tuple], come: set[int]) -> Line:
    before = next((row for row in rows if row[0] not in come), None)
    after = next((row for row in rows if row[0] in come), None)
    _key, record, class_name, sort_key = after or before
    change = Change.CHANGED if before and after else Change.ADDED if after else Change.REMOVED
    return Line(change, class_name, sort_key, record, before and before[0], after and after[0])


def _taken_back(records: Collection[int]) -> dict[int, list[Release]]:
    """The releases by which each of some records was withdrawn or made internal, the latest last."""
    releases = Release.objects.filter(record__in=records).order_by("record", "number")
    taken_back = (each for each in releases.defer("content") if each.withdrawn_at or each.is_internal)
    return {record: list(some) for record, some in groupby(taken_back, key=lambda each: each.record_id)}


def _reason(
    release: Release, taken_back: list[Release], left_out: set[str], until: datetime | None
) -> tuple[Reason, datetime | None]:
    if release.record.iri in left_out:
        return Reason.LEFT_OUT, None
    for each in taken_back:
        if each.number > release.number and each.is_internal and _is_before(each.published_at, until):
            return Reason.INTERNAL, each.published_at
        if each.number >= release.number and each.withdrawn_at and _is_before(each.withdrawn_at, until):
            return Reason.WITHDRAWN, each.withdrawn_at
    is_listed = release.class_name in Record.LISTED
    return (Reason.NOT_IN_VERSION if is_listed else Reason.UNUSED), None


def _is_before(moment: datetime, until: datetime | None) -> bool:
    return until is None or moment <= until
