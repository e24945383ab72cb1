"""Which releases a feed consists of, in groups that each end a run. Reads only.

What is shown is always the same in kind: what catalogues list (datasets, series, services), the catalogues themselves,
and what these can't do without (contacts, agents), from whichever organisation.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from django.db.models import Case, F, QuerySet, Value, When

from catalog.models import RecommendedDataset, Record, Release
from harvesting.models import Feed
from harvesting.pins import Shown
from harvesting.segments.making import LISTED_AS
from harvesting.segments.runs import Row
from organisations.models import Organisation

_NEEDS = Release.needs.through
_AT_ONCE = 500
_PLACES = [When(class_name=name, then=Value(number)) for number, name in enumerate(LISTED_AS)]
_CATALOG = Record.ClassName.CATALOG


class Selection(Protocol):
    """What a feed shows, out of what may be shown."""

    shown: Shown

    def publishing(self) -> set[int]:
        """The keys of the organisations that something listed is from."""

    def groups(self, organisations: Sequence[Organisation]) -> Iterator[Iterable[Row]]:
        """What is listed, and what that needs, of these organisations (those that are publishing)."""

    def unused(self, publishers: QuerySet) -> QuerySet:
        """Those of some publishers' releases that are in no group."""

    def gathered(self, releases: QuerySet) -> QuerySet:
        """Those of some releases that the feed is about, whether they are shown or not."""


class ByOrganisation:
    """Everything that some organisations publish, one after the other: so an organisation's own feed and the collected
    ones have their segments in common. Memory does not grow with it."""

    def __init__(self, organisations: Collection[int], shown: Shown) -> None:
        self.shown = shown
        self._users = shown.releases().filter(organisation__in=organisations, class_name__in=[*LISTED_AS, _CATALOG])

    def publishing(self) -> set[int]:
        return set(self._listed.order_by().values_list("organisation", flat=True).distinct())

    def groups(self, organisations: Sequence[Organisation]) -> Iterator[Iterable[Row]]:
        for organisation in organisations:
            own = ByOrganisation([organisation.pk], self.shown)
            yield rows_of(own._listed)
            yield rows_of(own._supporting(own._needs()).filter(organisation=organisation))
        at_home = self._needs().filter(record__organisation=F("release__organisation"))
        yield rows_of(self._supporting(self._needs()).exclude(record__in=at_home.values("record")))

    def unused(self, publishers: QuerySet) -> QuerySet:
        return publishers.exclude(record__in=self._needs().values("record"))

    def gathered(self, releases: QuerySet) -> QuerySet:
        return releases

    @property
    def _listed(self) -> QuerySet:
        return self._users.filter(class_name__in=LISTED_AS)

    def _needs(self) -> QuerySet:
        return _NEEDS.objects.filter(release__in=self._users.values("pk"))

    def _supporting(self, needs: QuerySet) -> QuerySet:
        needed = self.shown.releases().filter(record__in=needs.values("record"))
        return needed.exclude(class_name__in=[*LISTED_AS, _CATALOG])


class BySubject:
    """Everybody's datasets of a theme or of a recommended kind, with the series and services that these need.

    Holds the rows of one subject.
    """

    def __init__(self, feed: Feed, shown: Shown) -> None:
        self.shown, self._feed = shown, feed
        self._rows: dict[int, Row] = {}  # by record
        waiting = list(rows_of(self.gathered(shown.releases())))
        while waiting:
            self._rows |= {row.record: row for row in waiting}
            waiting = self._needed_by(row.release for row in waiting)
        catalogues = shown.releases().filter(class_name=_CATALOG, organisation__in=self.publishing())
        waiting = self._needed_by(catalogues.values_list("pk", flat=True))
        self._rows |= {row.record: row for row in waiting}

    def publishing(self) -> set[int]:
        return {row.organisation for row in self._rows.values() if row.class_name in LISTED_AS}

    def groups(self, organisations: Sequence[Organisation]) -> Iterator[Iterable[Row]]:
        rows = sorted(self._rows.values(), key=_place)
        yield [row for row in rows if row.class_name in LISTED_AS]
        yield [row for row in rows if row.class_name not in LISTED_AS]

    def unused(self, publishers: QuerySet) -> QuerySet:
        return publishers.exclude(record__in=[row.record for row in self._rows.values() if row.class_name == "Agent"])

    def gathered(self, releases: QuerySet) -> QuerySet:
        return _of_subject(releases.datasets(), self._feed)

    def _needed_by(self, releases: Iterable[int]) -> list[Row]:
        """What some releases need and is not there yet."""
        found, releases = [], iter(releases)
        while some := list(islice(releases, _AT_ONCE)):
            needs = _NEEDS.objects.filter(release__in=some).exclude(record__class_name=_CATALOG)
            found += rows_of(self.shown.releases().filter(record__in=needs.values("record")))
        return list({row.record: row for row in found if row.record not in self._rows}.values())


def _of_subject(datasets: QuerySet, feed: Feed) -> QuerySet:
    if feed.kind == Feed.Kind.THEME:
        return datasets.about("theme", feed.subject)
    recommended = RecommendedDataset.objects.filter(key=feed.subject).first()
    if recommended is None:
        return datasets.none()
    chosen = datasets.filter(recommended_dataset=recommended)
    if not recommended.specification_iri:
        return chosen
    return chosen | datasets.about("conforms_to", recommended.specification_iri)


def rows_of(releases: QuerySet) -> Iterator[Row]:
    """Organisation by organisation, datasets first, and what is new after what was there."""
    place = Case(*_PLACES, default=Value(len(_PLACES)))
    columns = ("pk", "class_name", "record_id", "record__iri", "organisation_id", "content_hash")
    ordered = releases.annotate(place=place).order_by("organisation_id", "place", "record_id")
    return (Row(*values) for values in ordered.values_list(*columns).iterator(chunk_size=_AT_ONCE))


def _place(row: Row) -> tuple[int, int, int]:
    """The same order, for rows that are loaded."""
    classes = list(LISTED_AS)
    place = classes.index(row.class_name) if row.class_name in classes else len(classes)
    return row.organisation, place, row.record
