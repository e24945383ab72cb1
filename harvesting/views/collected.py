"""The page about the feeds that gather what several organisations publish."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from harvesting.addresses import address_of
from harvesting.contents.collected import name_of, subject_names
from harvesting.models import Feed, Snapshot


@require_safe
def collected_feeds(request: HttpRequest) -> HttpResponse:
    """All of them by kind, each with its address and how many datasets it holds."""
    language, names = get_language() or "sv", subject_names()
    current = Snapshot.objects.current().filter(feed__in=Feed.objects.collected())
    counts = dict(current.values_list("feed", "dataset_count"))
    by_kind: dict[str, list[dict]] = {kind.value: [] for kind in Feed.Kind if kind != Feed.Kind.ORGANISATION}
    for feed in Feed.objects.collected().order_by("pk"):
        name = name_of(feed, names).in_language(language)
        shown = {"name": name[:1].upper() + name[1:], "address": address_of(feed), "count": counts.get(feed.pk, 0)}
        by_kind[feed.kind].append(shown)
    return render(request, "harvesting/collected.html", {"feeds": by_kind})
