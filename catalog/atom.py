"""Atom feeds of new and changed datasets (RFC 4287, https://www.rfc-editor.org/rfc/rfc4287): public releases only.

A dataset has one entry, that of its release in force: its identity is the dataset's IRI with the release's number, so
that a reader shows a changed dataset once more, and an unchanged one never again.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import Release
from catalog.models.release import ReleaseQuerySet
from dcat.cleaning import remove_illegal
from dcat.texts import in_language

NEWEST = 100
LANGUAGE = "lang"  # in the query, where it is not the usual one
LAYOUT = "1"  # raised when the same releases come to be written in another way
_SINCE_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def in_present_language(path: str) -> str:
    """The address of a feed in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"{path}?{urlencode({LANGUAGE: language})}"


def newest(releases: ReleaseQuerySet) -> ReleaseQuerySet:
    """The datasets among these that were published last."""
    return releases.datasets().select_related("organisation", "record").order_by("-published_at", "-pk")[:NEWEST]


def atom_document(releases: Iterable[Release], *, title: str, page: str, address: str, language: str) -> bytes:
    """The feed of these releases in one language; ``page`` is where people see the same, ``address`` where it is."""
    feed = _Feed(
        title=remove_illegal(title),
        link=page,
        description=None,
        subtitle=_("En post för varje datamängd, när den publiceras och när den ändras."),
        language=language,
        feed_url=address,
        feed_guid=address,
        feed_copyright="CC0 1.0",
    )
    for release in releases:
        _add(feed, release, language)
    return feed.writeString("utf-8").encode()


def _add(feed: Atom1Feed, release: Release, language: str) -> None:
    summaries = {text.language: text.value for text in release.node.get("description")}
    organisation = release.organisation
    feed.add_item(
        title=_in_language(release.title, language),
        link=settings.PUBLIC_BASE_URL + reverse("dataset", args=[organisation.slug, release.record.uuid]),
        # Atom1Feed calls it HTML, so that is what it has to be.
        description=linebreaks(_in_language(summaries, language), autoescape=True),
        author_name=remove_illegal(organisation.name),
        unique_id=f"{release.record.iri}#release-{release.number}",
        pubdate=release.published_at,
        updateddate=release.published_at,
    )


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return remove_illegal(in_language(texts, language))


class _Feed(Atom1Feed):
    """Django's, without the clock: an empty feed is the same whenever it is read."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _SINCE_EVER
