"""What belongs in a feed: which releases, in which order, under which catalogues. Reads; writes nothing.

One query settles which releases there are. Releases never change and are never deleted, so their pieces may be read
afterwards at leisure, whatever is published meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, Max, Min, OuterRef, Q

from catalog.models import Record, Release
from dcat.node import Node
from harvesting.heads import (
    Dates,
    fingerprint,
    main_catalogue,
    marked_as_example,
    publisher_among,
    publisher_node,
    unpublished_catalogue,
    with_dates,
)
from harvesting.models import Feed
from organisations.models import Organisation, OrganisationAddress

_AT_ONCE = 500
# Under which property a catalogue lists what.
_LISTED_AS = {
    Record.ClassName.DATASET: "dataset",
    Record.ClassName.DATASET_SERIES: "dataset",
    Record.ClassName.DATA_SERVICE: "service",
}


class _Row(NamedTuple):
    """One public release in force."""

    key: int
    class_name: str
    record: int
    iri: str
    organisation: int


@dataclass(frozen=True, slots=True)
class ListedCatalogue:
    """A catalogue, and what it links to."""

    head: Node
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)  # what it lists, by the property's name
    release: int | None = None  # key of the release that the head is from


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a feed consists of, in the order in which it is written."""

    catalogues: Sequence[ListedCatalogue]
    releases: Sequence[int]  # keys: datasets, series and services first, then what they need
    described: Mapping[str, str]  # the name of the class of everything described, by its IRI
    datasets: Sequence[str] = ()  # the IRIs of the datasets among them
    nodes: Sequence[Node] = ()  # what is described from facts, not from a release

    @property
    def listed(self) -> set[str]:
        """The IRIs of all datasets, series and services. The first catalogue lists every one."""
        links = self.catalogues[0].links
        return {*links.get("dataset", ()), *links.get("service", ())}

    @property
    def all_releases(self) -> list[int]:
        """The keys of all releases that are shown, those of the catalogues too."""
        heads = [each.release for each in self.catalogues if each.release is not None]
        return sorted([*self.releases, *heads])


def contents_of(feed: Feed) -> Contents:
    """What is to be in the feed now. Raises NoPublisher."""
    everyone = loaded_organisations()
    main = _main_publisher(everyone)
    if feed.is_combined:
        return _combined(feed, [each for each in everyone if each.in_combined_feed], main)
    own = [each for each in everyone if each.pk == feed.organisation_id]
    rows = _public_rows(own)
    listed, publishers = _listed(own, rows, main)
    return _contents(listed, rows, publishers)


def facts_of(feed: Feed, organisations: Iterable[Organisation]) -> str:
    """A hash of what the feed says beside the releases. ``organisations`` are all, from ``loaded_organisations``."""
    organisations = list(organisations)
    main = _main_publisher(organisations)
    if feed.is_combined:
        taking_part = [_facts(each, main) for each in organisations if each.in_combined_feed]
        return fingerprint(map(publisher_node, _confirmed(main)), feed.main_catalogue_iri, *taking_part)
    return _facts(next(each for each in organisations if each.pk == feed.organisation_id), main)


def loaded_organisations() -> list[Organisation]:
    """All organisations with what heads are made from, in one query."""
    return list(Organisation.objects.select_related("catalogue", "publisher_agent").order_by("pk"))


def _combined(feed: Feed, taking_part: list[Organisation], main: Organisation | None) -> Contents:
    publisher = publisher_among(main)
    rows = _public_rows(taking_part)
    publishing = {row.organisation for row in rows if row.class_name in _LISTED_AS}
    rows = [row for row in rows if row.organisation in publishing]
    listed, publishers = _listed([each for each in taking_part if each.pk in publishing], rows, main)
    head = _own_head(main_catalogue(feed.main_catalogue_iri, publisher))
    head = with_dates(head, _span(_dates(publishing).values()))
    parts = {"has_part": [each.head.iri for each in listed]}
    first = ListedCatalogue(head, parts | _links(rows))
    return _contents([first, *listed], rows, [publisher, *publishers])


def _listed(
    organisations: list[Organisation], rows: list[_Row], main: Organisation | None
) -> tuple[list[ListedCatalogue], list[Organisation]]:
    """The organisations' catalogues, and the publishers of those that nobody has released."""
    keys = {row.organisation: row.key for row in rows if row.class_name == Record.ClassName.CATALOG}
    released = Release.objects.in_bulk(keys.values())
    dates = _dates([each.pk for each in organisations])
    own = defaultdict(list)
    for row in rows:
        own[row.organisation].append(row)
    listed, publishers = [], []
    for organisation in organisations:
        if organisation.pk in keys:
            head = released[keys[organisation.pk]].node
        else:
            publishers.append(publisher_among(organisation, main))
            head = _own_head(unpublished_catalogue(organisation.catalogue.iri, organisation, publishers[-1]))
        head = with_dates(head, dates.get(organisation.pk, Dates()))
        listed.append(ListedCatalogue(head, _links(own[organisation.pk]), release=keys.get(organisation.pk)))
    return listed, publishers


def _contents(catalogues: list[ListedCatalogue], rows: list[_Row], publishers: list[Organisation]) -> Contents:
    """All that the catalogues list and that this needs, each once."""
    listed = sorted((row for row in rows if row.class_name in _LISTED_AS), key=_place)
    released = Release.objects.public().filter(record__agent__publisher_of__in=publishers)
    supporting = {row.record: row for row in [*_needed(rows), *_rows(released)]}
    written = [*listed, *(supporting[record] for record in sorted(supporting))]
    iris = {row.iri for row in written}
    nodes = {node.iri: node for node in map(publisher_node, publishers) if node.iri not in iris}
    unreleased = [*(each.head for each in catalogues), *nodes.values()]
    return Contents(
        catalogues,
        releases=[row.key for row in written],
        described={each.iri: each.class_name for each in (*written, *unreleased)},
        datasets=[row.iri for row in listed if row.class_name == Record.ClassName.DATASET],
        nodes=[nodes[iri] for iri in sorted(nodes)],
    )


def _links(rows: Iterable[_Row]) -> dict[str, list[str]]:
    """What a catalogue with these releases lists."""
    links: dict[str, list[str]] = {}
    for row in sorted((row for row in rows if row.class_name in _LISTED_AS), key=_place):
        links.setdefault(_LISTED_AS[row.class_name], []).append(row.iri)
    return links


def _place(row: _Row) -> int:
    """Where its class stands among what is listed; within a class the order stays as it is."""
    return list(_LISTED_AS).index(row.class_name)


def _public_rows(organisations: Iterable[Organisation]) -> list[_Row]:
    return _rows(Release.objects.public().filter(organisation__in=organisations))


def _rows(releases) -> list[_Row]:
    """In the order in which the records were made, so that what is new stands after what was there."""
    columns = ("pk", "class_name", "record_id", "record__iri", "organisation_id")
    return [_Row(*values) for values in releases.order_by("record_id").values_list(*columns)]


def _needed(rows: list[_Row]) -> list[_Row]:
    """What the catalogues among the rows, and what they list, can't do without: contacts and agents, from anywhere."""
    needed = set()
    users = [row.key for row in rows if _is_user(row)]
    for start in range(0, len(users), _AT_ONCE):
        links = Release.needs.through.objects.filter(release__in=users[start : start + _AT_ONCE])
        needed.update(links.values_list("record_id", flat=True))
    elsewhere = needed - {row.record for row in rows}
    rows = [row for row in rows if row.record in needed]
    rows += _rows(Release.objects.public().filter(record__in=elsewhere)) if elsewhere else []
    return [row for row in rows if not _is_user(row)]


def _is_user(row: _Row) -> bool:
    return row.class_name in _LISTED_AS or row.class_name == Record.ClassName.CATALOG


def _dates(organisations: Iterable[int]) -> dict[int, Dates]:
    """When each organisation's public content came to be, and was last changed by a release or a withdrawal."""
    is_public = Q(visibility=Release.Visibility.PUBLIC)
    before = Release.objects.filter(
        is_public, record=OuterRef("record"), number=OuterRef("number") - 1, withdrawn_at=None
    )
    # An internal release that took a public one's place has changed what the public sees.
    changes = Release.objects.filter(is_public | Exists(before), organisation__in=organisations)
    rows = changes.values("organisation").annotate(
        issued=Min("published_at", filter=is_public),
        published=Max("published_at"),
        withdrawn=Max("withdrawn_at", filter=is_public),
    )
    return {
        row["organisation"]: Dates(row["issued"], max(filter(None, [row["published"], row["withdrawn"]])))
        for row in rows.order_by("organisation")
    }


def _span(dates: Iterable[Dates]) -> Dates:
    dates = list(dates)
    return Dates(min(each.issued for each in dates), max(each.modified for each in dates)) if dates else Dates()


def _facts(organisation: Organisation, main: Organisation | None) -> str:
    catalogue = getattr(organisation, "catalogue", None)
    if catalogue is None:
        return ""
    head = _own_head(unpublished_catalogue(catalogue.iri, organisation, organisation))
    return fingerprint([head, *map(publisher_node, _confirmed(organisation, main)[:1])])


def _own_head(head: Node) -> Node:
    """A head that nobody has written; in a demonstration it says that it is an example."""
    return marked_as_example(head) if settings.DEMONSTRATION else head


def _confirmed(*organisations: Organisation | None) -> list[Organisation]:
    return [each for each in organisations if each is not None and each.is_number_confirmed]


def _main_publisher(organisations: Iterable[Organisation]) -> Organisation | None:
    """The organisation named by the setting, also by a former address."""
    slugs = {each.slug: each for each in organisations}
    if settings.MAIN_PUBLISHER not in slugs:
        former = OrganisationAddress.objects.filter(slug=settings.MAIN_PUBLISHER).select_related("organisation")
        slugs |= {each.slug: each.organisation for each in former}
    return slugs.get(settings.MAIN_PUBLISHER)
