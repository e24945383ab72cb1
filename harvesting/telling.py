"""Telling an organisation's people that its feed can't be built, or that a published record is not in it.

Run in every round of the scheduler: what is wrong stands in the feeds' rows, and a key names it, so that everybody is
told of it once however long it stays wrong.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from catalog.models import Record
from harvesting.models import Feed
from harvesting.state import owner_of
from organisations.models import Notice
from organisations.notices.kinds import NoticeKind
from organisations.notices.telling import tell
from organisations.permissions import Action, members_who_may

_ATTEMPTS = 2  # one that fails may get through by itself the next time


@dataclass(frozen=True, slots=True)
class _News:
    """One thing that is wrong."""

    feed: Feed
    kind: NoticeKind
    key: str
    path: str
    what: dict
    reason: dict
    writers: frozenset[int] = frozenset()


def tell_owners() -> int:
    """Tell of what is wrong and has not been told; how many notices."""
    is_failing = Q(attempts__gte=_ATTEMPTS, failed_at__isnull=False)
    feeds = Feed.objects.filter(kind=Feed.Kind.ORGANISATION).select_related("organisation")
    feeds = list(feeds.filter(is_failing | ~Q(left_out=[])).order_by("pk"))
    if not feeds:
        return 0
    news = [each for feed in feeds if feed.attempts >= _ATTEMPTS and feed.has_failed for each in [_failure(feed)]]
    news += _left_out(feeds)
    told = set(Notice.objects.filter(key__in=[each.key for each in news]).values_list("key", flat=True))
    return sum(_tell(each) for each in news if each.key not in told)


def _tell(news: _News) -> int:
    organisation = news.feed.organisation
    responsible = {each.pk for each in members_who_may(Action.MANAGE_SETTINGS, organisation)}
    return tell(
        None,
        people=responsible | news.writers,
        kind=news.kind,
        organisation=organisation,
        what=news.what,
        reason=news.reason,
        path=news.path,
        key=news.key,
    )


def _failure(feed: Feed) -> _News:
    since = feed.built_at.isoformat() if feed.built_at else "never"
    path = reverse("feed_status", args=[feed.organisation.slug])
    return _News(feed, NoticeKind.FEED_FAILED, f"feed_failed:{feed.pk}:{since}", path, {}, _words(feed.last_error))


def _left_out(feeds: list[Feed]) -> list[_News]:
    """Each record that is left out, with the first of the reasons."""
    reasons: dict[str, dict] = {}
    of_feed: dict[int, list[str]] = defaultdict(list)
    for feed in feeds:
        for finding in feed.left_out:
            iri = owner_of(finding["iri"])
            if iri not in reasons:
                reasons[iri] = finding
                of_feed[feed.pk].append(iri)
    known = Record.objects.filter(iri__in=reasons, current_release__isnull=False).select_related("current_release")
    records = {record.iri: record for record in known}
    return [_missing(feed, records[iri], reasons[iri]) for feed in feeds for iri in of_feed[feed.pk] if iri in records]


def _missing(feed: Feed, record: Record, finding: dict) -> _News:
    release = record.current_release
    writers = frozenset({record.changed_by_id, release.published_by_id} - {None})
    path = reverse("record_edit", args=[feed.organisation.slug, record.class_name, record.uuid])
    return _News(feed, NoticeKind.LEFT_OUT, f"left_out:{release.pk}", path, release.title, _words(finding), writers)


def _words(stored: dict) -> dict[str, str]:
    """The sentence in each language."""
    return {language: stored[language] for language in ("sv", "en") if stored.get(language)}
