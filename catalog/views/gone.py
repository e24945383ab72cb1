"""The page of what was published and is not any more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.models import Record, Release


def gone_page(request: HttpRequest, record: Record) -> HttpResponse:
    """410 with what it was and since when, for what has been public; 404 for what never was."""
    last = record.releases.filter(visibility=Release.Visibility.PUBLIC).order_by("-number").first()
    if last is None:
        raise Http404
    following = record.releases.filter(number__gt=last.number).order_by("number").first()
    context = {
        "title": last.title.get("sv") or next(iter(last.title.values()), ""),
        "when": last.withdrawn_at or (following.published_at if following else None),
        "organisation": last.organisation,
    }
    return render(request, "410.html", context, status=410)
