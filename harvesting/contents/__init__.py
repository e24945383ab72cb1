"""What belongs in a feed: which releases, in which order, under which catalogues. Reads; writes nothing.

Releases never change and are never deleted, so their pieces may be read afterwards at leisure, whatever is published
meanwhile.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Sum

from catalog.models import Catalog, Record, Release
from dcat.finding import Finding
from dcat.node import Node
from harvesting.contents.dates import dates_of, span
from harvesting.contents.facts import Surroundings, is_gathered, own_head, surroundings
from harvesting.contents.heads import (
    Dates,
    fingerprint,
    publisher_among,
    publisher_iri,
    publisher_node,
    released_head,
    unpublished_catalogue,
    with_dates,
)
from harvesting.contents.selection import ByOrganisation, BySubject, Selection, rows_of
from harvesting.models import BUILD_VERSION, Feed
from harvesting.pins import Shown, pins_in_force
from harvesting.segments.runs import Row, Run, runs
from harvesting.segments.texts import Unusable, unrenderable
from organisations.models import Organisation

_TRIES = 10


class Unsettled(Exception):
    """Somebody published again and again while the contents were read."""


@dataclass(frozen=True, slots=True)
class ListedCatalogue:
    """A catalogue, and whose things it lists: those of one organisation, or (None) of all."""

    head: Node
    organisation: int | None
    release: int | None = None  # key of the release that the head is from
    parts: Sequence[str] = ()  # IRIs of the catalogues that are part of it


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a feed consists of, in the order in which it is written. Keys only: some bytes for a record."""

    catalogues: Sequence[ListedCatalogue]
    runs: Sequence[Run]  # datasets, series and services first, organisation by organisation, then what these need
    records: array  # the keys of the records shown, sorted
    nodes: Sequence[Node] = ()  # what is described from facts, not from a release
    pin: int | None = None  # key of the pin that holds the feed at what it was
    is_newest: bool = False  # read as if nothing were pinned
    unreadable: Sequence[Finding] = ()  # catalogues of which nothing can be made, and that are described from facts

    @property
    def key(self) -> str:
        """A hash of everything that the documents are made from: with the same key come the same bytes."""
        heads = [each.head for each in self.catalogues]
        parts = [part for each in self.catalogues for part in each.parts]
        return fingerprint([*heads, *self.nodes], BUILD_VERSION, *parts, *(run.key for run in self.runs))

    def releases(self, missing: Collection[int] = ()) -> list[int]:
        """The keys of all releases that are shown, those of the catalogues too, without some."""
        heads = (each.release for each in self.catalogues if each.release is not None)
        shown = (key for run in self.runs for key in run.releases if key not in missing)
        return sorted([*shown, *heads])


def contents_of(feed: Feed, *, without: Collection[str] = (), is_newest: bool = False) -> Contents:
    """What is to be in the feed now, but for the records with some IRIs. Raises NoPublisher, Unsettled or Unusable.

    With ``is_newest`` what is going to be in it when nothing is pinned any more.

    Several queries settle it. Whatever is published, withdrawn or pinned raises a revision, so when the revisions are
    the same afterwards, all was read as of one moment.
    """
    for _ in range(_TRIES):
        before = _revisions()
        contents = _read(feed, Shown({} if is_newest else pins_in_force(), without), is_newest)
        if _revisions() == before:
            return contents
    raise Unsettled(f"{feed}: published to more often than it can be read")


def _revisions() -> int:
    return Catalog.objects.aggregate(total=Sum("published_revision"))["total"] or 0


def _read(feed: Feed, shown: Shown, is_newest: bool) -> Contents:
    around = surroundings()
    if feed.kind in (Feed.Kind.THEME, Feed.Kind.RECOMMENDED):
        selection: Selection = BySubject(feed, shown)
        publishing = selection.publishing()
    elif feed.is_collected:
        gathered = [each.pk for each in around.organisations if is_gathered(each, feed)]
        publishing = ByOrganisation(gathered, shown).publishing()
        selection = ByOrganisation(sorted(publishing), shown)
    else:
        publishing = {feed.organisation_id}
        selection = ByOrganisation(publishing, shown)
    contents = _contents(feed, around, [each for each in around.organisations if each.pk in publishing], selection)
    return replace(contents, pin=shown.pinned.get(feed.organisation_id), is_newest=is_newest)


def _contents(feed: Feed, around: Surroundings, organisations: list[Organisation], selection: Selection) -> Contents:
    heads = _heads(organisations, around.main, selection)
    unreadable = [unrenderable(each.catalogue.head.iri) for each in heads if each.is_unreadable]
    if unreadable and not feed.is_collected:  # one of many does not stop the others; its own feed stays as it was
        raise Unusable(unreadable)
    publishers = [each.publisher for each in heads if each.publisher is not None]
    catalogues = [each.catalogue for each in heads]
    if feed.is_collected:
        publishers.append(publisher_among(around.main))
        catalogues.insert(0, _collected(around.head_of(feed), publishers[-1], heads))
    released = selection.shown.releases().filter(record__agent__publisher_of__in=publishers)
    gathering = _Gathering()
    for rows in (*selection.groups(organisations), rows_of(selection.unused(released))):
        gathering.add(rows)
    nodes = {node.iri: node for node in map(publisher_node, publishers)}
    unreleased = sorted(nodes.keys() - set(released.values_list("record__iri", flat=True)))
    return Contents(
        catalogues, gathering.runs, gathering.records(), [nodes[iri] for iri in unreleased], unreadable=unreadable
    )


class _Gathering:
    """Rows on their way to runs: what is kept of each is its key."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._records = array("Q")

    def add(self, rows: Iterable[Row]) -> None:
        """The next ones, which end a run."""
        self.runs.extend(runs(self._noted(rows), BUILD_VERSION))

    def records(self) -> array:
        """The keys of all records, sorted."""
        return array("Q", sorted(self._records))

    def _noted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._records.append(row.record)
            yield row


@dataclass(frozen=True, slots=True)
class _Head:
    """An organisation's catalogue in a feed, who publishes it, and when its content came to be and changed."""

    catalogue: ListedCatalogue
    publisher: Organisation | None  # of a catalogue that nobody has released
    dates: Dates = field(default_factory=Dates)
    is_unreadable: bool = False


def _heads(organisations: list[Organisation], main: Organisation | None, selection: Selection) -> list[_Head]:
    keys, shown = [each.pk for each in organisations], selection.shown
    catalogues = shown.releases().filter(organisation__in=keys, class_name=Record.ClassName.CATALOG)
    released = {each.organisation_id: each for each in catalogues}
    dates = dates_of(keys, shown.pinned, selection.gathered)
    return [_head(each, released.get(each.pk), dates.get(each.pk, Dates()), main) for each in organisations]


def _head(organisation: Organisation, release: Release | None, dates: Dates, main: Organisation | None) -> _Head:
    publisher = None
    head = released_head(release) if release is not None else None
    is_unreadable = release is not None and head is None
    if head is None:
        publisher = publisher_among(organisation, main)
        head = own_head(unpublished_catalogue(organisation.catalogue.iri, organisation, publisher))
    key = release.pk if release and not is_unreadable else None
    return _Head(ListedCatalogue(with_dates(head, dates), organisation.pk, key), publisher, dates, is_unreadable)


def _collected(head: Node, publisher: Organisation, heads: list[_Head]) -> ListedCatalogue:
    """The catalogue that the others are part of."""
    head = with_dates(head.replace(publisher=(publisher_iri(publisher),)), span(each.dates for each in heads))
    return ListedCatalogue(head, None, parts=[each.catalogue.head.iri for each in heads])
