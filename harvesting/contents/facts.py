"""What feeds say beside the releases: names, numbers, who takes part. It changes without a publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from catalog.models import Release
from dcat.node import Node
from harvesting.contents.collected import collected_head, subject_names
from harvesting.contents.heads import fingerprint, marked_as_example, publisher_node, unpublished_catalogue
from harvesting.models import Feed
from organisations.models import Organisation, OrganisationAddress


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the heads of all feeds are made from: organisations, who publishes for them, what subjects are called."""

    organisations: list[Organisation]
    main: Organisation | None
    names: Mapping
    agents: Mapping[int, str]  # hash of what each organisation has published of itself, by its key

    def head_of(self, feed: Feed) -> Node:
        """The catalogue of a collected feed, without publisher, dates and parts."""
        return own_head(collected_head(feed, self.names))


def surroundings() -> Surroundings:
    """As of now, in a few queries."""
    everyone = list(Organisation.objects.select_related("catalogue", "publisher_agent", "county").order_by("pk"))
    agents = Release.objects.public().filter(record__agent__publisher_of__isnull=False)
    released = dict(agents.order_by().values_list("organisation", "content_hash"))
    return Surroundings(everyone, _main_publisher(everyone), subject_names(), released)


def is_gathered(organisation: Organisation, feed: Feed) -> bool:
    """Whether a collected feed may hold what the organisation publishes.

    What is harvested from elsewhere must not be delivered twice, so each organisation chooses whether it is in the feed
    of all; the others are for those who gather one kind of data, or one county's.
    """
    if feed.kind == Feed.Kind.ALL:
        return organisation.in_combined_feed
    return feed.kind != Feed.Kind.COUNTY or organisation.county_id == feed.subject


def facts_of(feed: Feed, around: Surroundings) -> str:
    """A hash of what the feed says beside the releases."""
    if not feed.is_collected:
        return _facts(next(each for each in around.organisations if each.pk == feed.organisation_id), around)
    gathered = [_facts(each, around) for each in around.organisations if is_gathered(each, feed)]
    return fingerprint([around.head_of(feed)], *_publishers(_confirmed(around.main), around), *gathered)


def own_head(head: Node) -> Node:
    """A head that nobody has written; in a demonstration it says that it is an example."""
    return marked_as_example(head) if settings.DEMONSTRATION else head


def _main_publisher(organisations: Iterable[Organisation]) -> Organisation | None:
    """The organisation named by the setting, also by a former address."""
    slugs = {each.slug: each for each in organisations}
    if settings.MAIN_PUBLISHER not in slugs:
        former = OrganisationAddress.objects.filter(slug=settings.MAIN_PUBLISHER).select_related("organisation")
        slugs |= {each.slug: each.organisation for each in former}
    return slugs.get(settings.MAIN_PUBLISHER)


def _facts(organisation: Organisation, around: Surroundings) -> str:
    catalogue = getattr(organisation, "catalogue", None)
    if catalogue is None:
        return ""
    head = own_head(unpublished_catalogue(catalogue.iri, organisation, organisation))
    return fingerprint([head], *_publishers(_confirmed(organisation, around.main)[:1], around))


def _publishers(organisations: list[Organisation], around: Surroundings) -> list[str]:
    """What the feed says of these as publishers, whose own publications raise no revision of the feed's."""
    return [fingerprint([publisher_node(each)], around.agents.get(each.pk, "")) for each in organisations]


def _confirmed(*organisations: Organisation | None) -> list[Organisation]:
    return [each for each in organisations if each is not None and each.is_number_confirmed]
