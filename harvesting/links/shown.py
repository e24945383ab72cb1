"""What pages show of addresses: of an organisation's releases in force, and of one working copy. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from catalog.links import links_for, links_in_working_copy
from catalog.models import Link, LinkExemption, LinkUse, Record
from dcat.finding import Finding
from dcat.links import LinkedFrom
from harvesting.links.sentences import finding_of, is_told
from organisations.models import Organisation

PLACES_SHOWN = 5
_EXEMPTIONS_SHOWN = 100
_TOLD = ~Q(remark="") | Q(state__in=[Link.State.DEAD, Link.State.SUSPECT, Link.State.UNKNOWN])
_WORST_FIRST = Case(
    When(state=Link.State.DEAD, then=Value(0)),
    When(~Q(remark=""), then=Value(1)),
    When(state=Link.State.SUSPECT, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Told:
    """An address that something is said of, with some of the places where it stands: what is said there, and in which
    record."""

    link: Link
    places: list[tuple[Finding, Record, dict]] = field(default_factory=list)  # with the title of the release
    unlisted: int = 0

    @property
    def finding(self) -> Finding:
        """What is said, as of the first place."""
        return self.places[0][0]


@dataclass(frozen=True, slots=True)
class Seen:
    """An address of a working copy: where it stands, what is known of it, and what is said of that."""

    place: LinkedFrom
    link: Link | None
    finding: Finding | None


def links_of_organisation(organisation: Organisation) -> QuerySet[Link]:
    """The addresses that the organisation's releases in force lead to."""
    uses = LinkUse.objects.filter(release__organisation=organisation, release__current_for__isnull=False)
    return Link.objects.filter(pk__in=uses.values("link"))


def counts_of(organisation: Organisation) -> Counter:
    """How many addresses are in which state, in one query; those that the organisation has exempted as ``exempted``."""
    links = links_of_organisation(organisation).annotate(is_exempted=Exists(_exempted_by(organisation)))
    counts: Counter = Counter()
    for *link, count in links.order_by().values_list("state", "remark", "is_exempted").annotate(Count("pk")):
        counts[standing(*link)] += count
    return counts


def standing(state: str, remark: str, is_exempted: bool = False) -> str:
    """By what an address is counted: the remark of one that works with one, else its state."""
    return "exempted" if is_exempted else remark or state or "not_checked"


def told_of(organisation: Organisation) -> QuerySet[Link]:
    """Those of which something is said, the worst first, without the exempted ones."""
    links = links_of_organisation(organisation).filter(_TOLD).exclude(Exists(_exempted_by(organisation)))
    return links.order_by(_WORST_FIRST, "host", "url", "pk")


def with_places(links: Iterable[Link], organisation: Organisation) -> list[Told]:
    """The addresses with the places where they stand, in one query."""
    links = list(links)
    uses = LinkUse.objects.filter(link__in=links, release__organisation=organisation).order_by(
        "release__sort_key", "pk"
    )
    by_link: dict[int, list[LinkUse]] = defaultdict(list)
    for use in uses.select_related("release__record").defer("release__content"):
        by_link[use.link_id].append(use)
    told = []
    for link in links:
        places = [
            (finding_of(link, use.iri, use.class_name, use.field), use.release.record, use.release.title)
            for use in by_link[link.pk][:PLACES_SHOWN]
        ]
        if places:
            told.append(Told(link, places, len(by_link[link.pk]) - len(places)))
    return told


def exemptions_of(organisation: Organisation) -> list[LinkExemption]:
    """What the organisation does not want to be told of, the latest first."""
    exemptions = LinkExemption.objects.filter(organisation=organisation).select_related("link", "made_by")
    return list(exemptions.order_by("-made_at", "-pk")[:_EXEMPTIONS_SHOWN])


def seen_in(record: Record) -> list[Seen]:
    """The addresses of a working copy with what is known of them, in three queries at most."""
    places = links_in_working_copy(record)
    known = links_for(place.url for place in places)
    return [
        Seen(place, link, finding_of(link, place.iri, place.class_name, place.field) if _is_said(link) else None)
        for place in places
        for link in [known.get(place.url)]
    ]


def _exempted_by(organisation: Organisation) -> QuerySet[LinkExemption]:
    return LinkExemption.objects.filter(organisation=organisation, link=OuterRef("pk"))


def _is_said(link: Link | None) -> bool:
    return link is not None and is_told(link)
