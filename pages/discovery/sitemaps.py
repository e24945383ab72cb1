"""Every page that everybody may read, for search engines (https://www.sitemaps.org/protocol.html).

One file for what belongs to no organisation, and one or more for each organisation that has published: only what has
changed has to be read again. A page has one address for both languages, so there is nothing to say by hreflang.
"""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Max
from django.urls import reverse

from catalog.models import Release
from catalog.paths import PAGES
from dcat.profile import DCAT_AP_SE
from organisations.models import Organisation

AT_MOST = 5_000  # addresses in one file; the protocol allows 50,000
PAGES_SECTION = "sidor"  # no organisation's address part can be this
_OF_NO_ORGANISATION = ("front", "organisations", "about", "about_feed", "specification")
_TEXTS = ("accessibility", "personal_data", "cookies")


class _Here(Sitemap):
    """At the installation's public address, whatever address a request came by."""

    limit = AT_MOST

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_BASE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_BASE_URL).scheme


class PagesSitemap(_Here):
    """The pages about the service, the specification, and each organisation's page."""

    def items(self) -> list[tuple[str, datetime | None]]:
        """Addresses, with the time of the latest release that is shown there."""
        fixed = [reverse(name) for name in (*_OF_NO_ORGANISATION, *_TEXTS)]
        classes = [reverse("specification_class", args=[name]) for name in DCAT_AP_SE.classes]
        latest = {each.slug: each.latest for each in published_organisations()}
        slugs = Organisation.objects.order_by("pk").values_list("slug", flat=True)
        of_organisations = [(reverse("organisation", args=[slug]), latest.get(slug)) for slug in slugs]
        return [*((each, None) for each in (*fixed, *classes)), *of_organisations]

    def location(self, item: tuple[str, datetime | None]) -> str:
        return item[0]

    def lastmod(self, item: tuple[str, datetime | None]) -> datetime | None:
        return item[1]


class OrganisationSitemap(_Here):
    """An organisation's public datasets, series and services, in the order in which they were made."""

    def __init__(self, slug: str) -> None:
        self.slug = slug

    def items(self):
        """Class, UUID and time of each, read a file at a time."""
        releases = _with_page().filter(organisation__slug=self.slug).order_by("record_id")
        return releases.values_list("class_name", "record__uuid", "published_at")

    def location(self, item: tuple[str, UUID, datetime]) -> str:
        return f"{self._beginning(item[0])}{item[1]}/"

    def lastmod(self, item: tuple[str, UUID, datetime]) -> datetime:
        return item[2]

    def _beginning(self, class_name: str) -> str:
        # Looked up once for a class: a file may hold thousands of addresses.
        beginnings = self.__dict__.setdefault("_beginnings", {})
        if class_name not in beginnings:
            sample = UUID(int=0)
            beginnings[class_name] = reverse(PAGES[class_name], args=[self.slug, sample]).removesuffix(f"{sample}/")
        return beginnings[class_name]


class Published(NamedTuple):
    """How much an organisation has published, and when the latest."""

    slug: str
    count: int
    latest: datetime

    @property
    def files(self) -> int:
        """How many files its addresses take."""
        return -(-self.count // AT_MOST)


def published_organisations() -> list[Published]:
    """Those with something public, in one query."""
    rows = _with_page().values("organisation__slug").annotate(count=Count("pk"), latest=Max("published_at"))
    return [
        Published(*row) for row in rows.order_by("organisation_id").values_list("organisation__slug", "count", "latest")
    ]


def sitemap_of(section: str) -> Sitemap:
    """The addresses of a section of the index."""
    return PagesSitemap() if section == PAGES_SECTION else OrganisationSitemap(section)


def _with_page():
    return Release.objects.public().filter(class_name__in=PAGES)
