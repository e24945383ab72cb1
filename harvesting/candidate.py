"""A feed as it is going to be: its contents and segments, after what can't be shown has been left out.

One bad record must not stop the rest. What is wrong with a record by itself is found when its segment is made; what
several records together make wrong (a contact that is not there, an identifier that is taken) is found here. The record
that the finding names is left out and the whole is gathered anew. When that is no matter of single records, nothing is
left out: the build stops, and the last good feed stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.conf import settings

from catalog.models import Record
from dcat.finding import Finding
from harvesting.assembly import write_documents
from harvesting.contents import Contents, contents_of
from harvesting.documents import Finished
from harvesting.judge import errors_of, read_whole, stopped_by
from harvesting.models import Feed
from harvesting.segments.folder import SegmentFolder
from harvesting.segments.segment import DamagedSegment, Segment
from harvesting.state import owner_of
from harvesting.told import finding_from_json, finding_to_json

_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is about to be written. ``left_out`` are findings as JSON."""

    contents: Contents
    segments: list[Segment]
    left_out: list[dict]
    key: str  # of the contents before anything was left out

    @property
    def dataset_count(self) -> int:
        """How many datasets are in it."""
        return sum(segment.datasets for segment in self.segments)

    @property
    def releases(self) -> list[int]:
        """The keys of the releases in it."""
        return self.contents.releases(missing=frozenset().union(*(segment.missing for segment in self.segments)))

    def write(self, folder: Path, *, beat: Callable[[], None]) -> dict[str, Finished]:
        """Write and read back all documents. Raises Stopped or DamagedSegment."""
        try:
            finished = write_documents(folder, self.contents, self.segments, beat=beat)
        except DamagedSegment:
            for run in self.contents.runs:  # made again at the next attempt
                segment_folder().discard(run)
            raise
        read_whole(finished, beat=beat)
        return finished


def segment_folder() -> SegmentFolder:
    """The finished segments of this installation."""
    return SegmentFolder(Path(settings.SNAPSHOT_DIR) / "segments")


def gathered(feed: Feed, contents: Contents, scratch: Path, *, is_fresh: bool, beat: Callable[[], None]) -> Candidate:
    """What the feed is to consist of, of its contents. ``is_fresh``: nothing that was kept is used.

    Raises Stopped, Unusable or NoPublisher.
    """
    key = contents.key
    without: dict[str, list[Finding]] = {}
    for number in range(_ROUNDS):
        segments = [segment_folder().ready(run, beat=beat, is_fresh=is_fresh and number == 0) for run in contents.runs]
        errors = errors_of(contents, segments, scratch)
        if not errors:
            found = [*contents.unreadable, *chain.from_iterable(without.values())]
            left_out = [finding_to_json(each) for each in found]
            candidate = Candidate(contents, segments, [*(e for s in segments for e in s.left_out), *left_out], key)
            _refuse_to_leave_out_most(candidate)
            return candidate
        named = _by_record(errors, feed)
        if named is None or named.keys() <= without.keys():
            raise stopped_by(errors)
        without |= named
        contents = contents_of(feed, without=without, is_newest=contents.is_newest)
    raise stopped_by(errors)


def _by_record(errors: list[Finding], feed: Feed) -> dict[str, list[Finding]] | None:
    """The errors by the IRI of the record that each names; None when one names no record that can be left out.

    Instead of an organisation's catalogue a collected feed has what is known of the organisation. Its own feed stays as
    it was: there the catalogue is what everything hangs on.
    """
    by_iri: dict[str, list[Finding]] = {}
    for error in errors:
        by_iri.setdefault(owner_of(error.iri), []).append(error)
    known = Record.objects.filter(iri__in=by_iri)
    known = known if feed.is_collected else known.exclude(class_name=Record.ClassName.CATALOG)
    return by_iri if set(known.values_list("iri", flat=True)) == by_iri.keys() else None


def _refuse_to_leave_out_most(candidate: Candidate) -> None:
    """More left out than kept is not a matter of single records: something is wrong with the service."""
    records = {owner_of(each["iri"]) for each in candidate.left_out}
    if len(records) > len(candidate.contents.records) - len(records):
        raise stopped_by([finding_from_json(each) for each in candidate.left_out])
