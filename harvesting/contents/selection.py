"""Which releases a feed consists of, as queries and streams of rows. Reads; holds no more than a few rows at a time.

What is shown is always the same in kind: what catalogues list (datasets, series, services), the catalogues themselves,
and what these can't do without (contacts, agents), from whichever organisation.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When

from catalog.models import RecommendedDataset, Record, Release
from harvesting.models import Feed
from harvesting.segments.making import LISTED_AS
from harvesting.segments.runs import Row

_NEEDS = Release.needs.through
_AT_ONCE = 2000
_PLACES = [When(class_name=name, then=Value(number)) for number, name in enumerate(LISTED_AS)]


@dataclass(frozen=True, slots=True)
class Selection:
    """The public releases in force that are listed, and the catalogues of the organisations that they are from.

    ``without`` are the IRIs of records that are left out because something is wrong with them.
    """

    listed: QuerySet
    catalogues: QuerySet
    without: Collection[str] = ()

    @property
    def organisations(self) -> set[int]:
        """The keys of the organisations that something listed is from."""
        return set(self.listed.order_by().values_list("organisation", flat=True).distinct())

    @property
    def supporting(self) -> QuerySet:
        """What the listed and the catalogues need and is not listed itself."""
        needed = _public(self.without).filter(record__in=self._needs.values("record"))
        return needed.exclude(class_name__in=[*LISTED_AS, Record.ClassName.CATALOG])

    @property
    def from_elsewhere(self) -> QuerySet:
        """Those of the supporting that nothing of their own organisation needs."""
        at_home = self._needs.filter(record__organisation=F("release__organisation"))
        return self.supporting.exclude(record__in=at_home.values("record"))

    def publishers(self, organisations: Collection) -> QuerySet:
        """The releases of some organisations as publishers."""
        return _public(self.without).filter(record__agent__publisher_of__in=organisations)

    def unused_publishers(self, organisations: Collection) -> QuerySet:
        """Those that nothing listed needs."""
        return self.publishers(organisations).exclude(record__in=self._needs.values("record"))

    @property
    def _needs(self) -> QuerySet:
        users = Release.objects.filter(pk__in=self.listed.values("pk")).order_by() | Release.objects.filter(
            pk__in=self.catalogues.values("pk")
        )
        return _NEEDS.objects.filter(release__in=users.values("pk"))


def by_organisation(organisations: Collection[int], without: Collection[str] = ()) -> Selection:
    """Everything that some organisations publish."""
    public = _public(without).filter(organisation__in=organisations)
    return Selection(
        listed=public.filter(class_name__in=LISTED_AS),
        catalogues=public.filter(class_name=Record.ClassName.CATALOG),
        without=without,
    )


def by_subject(feed: Feed, without: Collection[str] = ()) -> Selection:
    """Everybody's datasets of a theme or of a recommended kind, with the series and services that these need."""
    public = _public(without)
    datasets = _of_subject(public.datasets(), feed)
    series = _needed_by(public, datasets, Record.ClassName.DATASET_SERIES)
    # A service may stand behind a dataset or behind its series.
    services = _needed_by(public, _any(public, datasets, series), Record.ClassName.DATA_SERVICE)
    listed = _any(public, datasets, series, services)
    catalogues = public.filter(class_name=Record.ClassName.CATALOG, organisation__in=listed.values("organisation"))
    return Selection(listed=listed, catalogues=catalogues, without=without)


def in_order(releases: QuerySet) -> Iterator[Row]:
    """Organisation by organisation, datasets first, and what is new after what was there."""
    place = Case(*_PLACES, default=Value(len(_PLACES)))
    columns = ("pk", "class_name", "record_id", "record__iri", "organisation_id", "content_hash")
    ordered = releases.annotate(place=place).order_by("organisation_id", "place", "record_id")
    return (Row(*values) for values in ordered.values_list(*columns).iterator(chunk_size=_AT_ONCE))


def _public(without: Collection[str]) -> QuerySet:
    public = Release.objects.public()
    return public.exclude(record__iri__in=without) if without else public


def _of_subject(datasets: QuerySet, feed: Feed) -> QuerySet:
    if feed.kind == Feed.Kind.THEME:
        return datasets.about("theme", feed.subject)
    recommended = RecommendedDataset.objects.filter(key=feed.subject).first()
    if recommended is None:
        return datasets.none()
    chosen = datasets.filter(recommended_dataset=recommended)
    if not recommended.specification_iri:
        return chosen
    return _any(datasets, chosen, datasets.about("conforms_to", recommended.specification_iri))


def _needed_by(public: QuerySet, releases: QuerySet, class_name: str) -> QuerySet:
    needed = _NEEDS.objects.filter(release__in=releases.values("pk"))
    return public.filter(class_name=class_name, record__in=needed.values("record"))


def _any(among: QuerySet, *parts: QuerySet) -> QuerySet:
    """What is in one of the parts. Subqueries, since the parts' own conditions don't always join."""
    found = among.none()
    for part in parts:
        found = found | among.filter(pk__in=part.values("pk"))
    return found
