"""Where feeds are answered: the path that others know, and the name under which the store has the pointer."""

from django.conf import settings
from django.urls import reverse

from catalog.feed_address import feed_address
from harvesting.models import Feed
from harvesting.store import COMBINED, collected_name

# The word in the address of a collected feed, by what it gathers.
WORDS = {Feed.Kind.COUNTY: "lan", Feed.Kind.THEME: "tema", Feed.Kind.RECOMMENDED: "rekommenderad"}


def pointer_name(feed: Feed) -> str:
    """Under which name the feed's pointer stands. An organisation's has to be loaded with its organisation."""
    if feed.kind == Feed.Kind.ORGANISATION:
        return feed.organisation.slug
    return COMBINED if feed.kind == Feed.Kind.ALL else collected_name(WORDS[feed.kind], feed.address_part)


def path_of(feed: Feed) -> str:
    """The path of the feed itself, in the format that is meant when none is asked for."""
    if feed.kind == Feed.Kind.ORGANISATION:
        return reverse("feed", args=[feed.organisation.slug])
    if feed.kind == Feed.Kind.ALL:
        return reverse("feed_combined")
    return reverse("feed_collected", args=[WORDS[feed.kind], feed.address_part])


def address_of(feed: Feed) -> str:
    """The whole address of the feed, as it is given to others."""
    if feed.kind == Feed.Kind.ORGANISATION:
        return feed_address(feed.organisation)
    return settings.PUBLIC_BASE_URL + path_of(feed)


def catalogue_path(kind: str, address_part: str) -> str:
    """The path of the IRI of a collected feed's main catalogue."""
    if kind == Feed.Kind.ALL:
        return reverse("iri_combined_catalogue")
    return reverse("iri_collected_catalogue", args=[WORDS[kind], address_part])
