"""Writing down which addresses releases in force lead to, and forgetting those that nobody uses any longer.

Follows from the database alone: what has been published since, by whatever way, has not been noted.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.models import Link, LinkUse, NotedRelease, Release
from catalog.models.link import address_of, hash_of_url
from dcat.iri import is_accepted
from dcat.links import links_of
from dcat.profile import DCAT_AP_SE
from organisations.models import Organisation

KEPT_AFTER_ASKING = timedelta(days=30)  # addresses of drafts
_RELEASES_AT_ONCE = 200
_LONGEST = 4000
_LONGEST_HOST = 255

log = logging.getLogger(__name__)


def note_links(organisation: Organisation | None = None) -> int:
    """Note what is new, of all or of one organisation; how many releases were noted."""
    releases, noted = Release.objects.in_force().filter(links_noted=None), 0
    if organisation is not None:
        releases = releases.of(organisation)
    while some := list(releases.order_by("pk")[:_RELEASES_AT_ONCE]):
        noted += _note(some, timezone.now())
    if noted:
        log.info("links noted of %s releases", noted)
    return noted


def forget_links(now: datetime) -> int:
    """Remove what was noted of releases that are no longer in force, and the addresses that nobody uses any longer.

    Where there is nothing to remove nothing is written. How many addresses were removed.
    """
    noted, removed = NotedRelease.objects.filter(release__current_for=None), 0
    while some := list(noted.values_list("pk", flat=True)[:_RELEASES_AT_ONCE]):
        LinkUse.objects.filter(release__in=some).delete()
        NotedRelease.objects.filter(pk__in=some).delete()
    is_forgotten = Q(asked_at=None) | Q(asked_at__lt=now - KEPT_AFTER_ASKING)
    unused = Link.objects.filter(is_forgotten, uses=None)
    while some := list(unused.values_list("pk", flat=True)[:_RELEASES_AT_ONCE]):
        removed += len(some)
        Link.objects.filter(pk__in=some).delete()
    if removed:
        log.info("%s links that nobody uses removed", removed)
    return removed


@transaction.atomic
def _note(releases: list[Release], now: datetime) -> int:
    # Two may do this at once: whoever comes second finds the rows.
    found = [(release, each) for release in releases for each in links_of(release.node, DCAT_AP_SE)]
    links = links_at((each.url for _, each in found), now)
    uses = [
        LinkUse(
            release=release,
            link=links[url_hash],
            iri=each.iri,
            class_name=each.class_name,
            field=each.field,
            is_data=each.is_data,
        )
        for release, each in found
        if (url_hash := hash_of_url(each.url)) in links
    ]
    LinkUse.objects.bulk_create(uses, ignore_conflicts=True, batch_size=_RELEASES_AT_ONCE)
    NotedRelease.objects.bulk_create([NotedRelease(release=each) for each in releases], ignore_conflicts=True)
    for link in links.values():
        if link.next_check_at is None:  # of a draft until now
            Link.objects.filter(pk=link.pk).update(next_check_at=now)
    return len(releases)


def links_at(urls: Iterable[str], now: datetime) -> dict[str, Link]:
    """The rows of all addresses that can be asked at all, made where they are missing, by hash."""
    wanted = {hash_of_url(url): address_of(url) for url in urls if is_address(url)}
    new = [Link(url=url, url_hash=url_hash, host=host_of(url), next_check_at=now) for url_hash, url in wanted.items()]
    hashes, found = list(wanted), {}
    for start in range(0, len(hashes), _RELEASES_AT_ONCE):
        some = hashes[start : start + _RELEASES_AT_ONCE]
        known = set(Link.objects.filter(url_hash__in=some).values_list("url_hash", flat=True))
        missing = [each for each in new[start : start + _RELEASES_AT_ONCE] if each.url_hash not in known]
        Link.objects.bulk_create(missing, ignore_conflicts=True)
        found |= {each.url_hash: each for each in Link.objects.filter(url_hash__in=some)}
    return found


def is_address(url: str) -> bool:
    """Whether it can be asked at all. What can't is said where it is typed."""
    return url.startswith(("http://", "https://")) and len(url) <= _LONGEST and is_accepted(url) and bool(host_of(url))


def host_of(url: str) -> str:
    """The host, with its port where that is said; nothing where there is none that could be."""
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
    return host if len(host) <= _LONGEST_HOST else ""
