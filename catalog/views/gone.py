"""What was published and is not any more: 410, as a page or as RDF, with its title and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from catalog.models import Record, Release
from catalog.views.found import distribution_of
from catalog.views.negotiated import OPEN, VARY
from dcat.formats import FORMATS
from dcat.negotiation import HTML, chosen_format
from dcat.profile import DCAT_AP_SE
from dcat.texts import in_language
from dcat.tombstone import tombstone
from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Gone:
    """What is still said of it."""

    iri: str
    class_name: str
    title: dict[str, str]
    when: datetime | None
    organisation: Organisation


def gone_page(request: HttpRequest, record: Record) -> HttpResponse:
    """The page, for what has been public; 404 for what never was."""
    return _page(request, _gone(record))


def gone(request: HttpRequest, record: Record, suffix: str = "") -> HttpResponse:
    """As a page or as RDF, by suffix or ``Accept``; 404 for what never was public."""
    return _answer(request, _gone(record), suffix)


def gone_distribution(request: HttpRequest, record: Record, identifier, suffix: str = "") -> HttpResponse:
    """For a distribution that a public release of the dataset had; 404 for one that none had.

    The dataset's title stands for it: what the distribution said of itself is not said any more.
    """
    for release in _public(record).select_related("organisation").iterator():
        node = distribution_of(release, identifier)
        if node is not None:
            found = Gone(node.iri, node.class_name, release.title, _end_of(release), release.organisation)
            return _answer(request, found, suffix)
    raise Http404


def _gone(record: Record) -> Gone:
    last = _public(record).select_related("organisation").first()
    if last is None:
        raise Http404
    # The name of a contact may be a person's: it goes with the record.
    title = last.title if record.is_listed else {}
    return Gone(record.iri, record.class_name, title, _end_of(last), last.organisation)


def _public(record: Record) -> Iterable[Release]:
    """Its public releases, in force or not, the latest first."""
    return record.releases.filter(visibility=Release.Visibility.PUBLIC).order_by("-number")


def _end_of(release: Release) -> datetime | None:
    """When the release went out of force."""
    following = Release.objects.filter(record=release.record_id, number__gt=release.number).order_by("number")
    return release.withdrawn_at or following.values_list("published_at", flat=True).first()


def _answer(request: HttpRequest, what: Gone, suffix: str) -> HttpResponse:
    suffix = suffix or chosen_format(request.headers.get("Accept"), has_page=True) or HTML
    if suffix == HTML:
        response = _page(request, what)
    else:
        form = FORMATS[suffix]
        content = tombstone(what.iri, DCAT_AP_SE[what.class_name], what.title, what.when, form)
        response = HttpResponse(content, status=410, content_type=form.content_type, headers=OPEN)
    response.headers["Vary"] = VARY
    return response


def _page(request: HttpRequest, what: Gone) -> HttpResponse:
    language = get_language() or "sv"
    title = in_language(what.title, language) or DCAT_AP_SE[what.class_name].label.in_language(language)
    context = {"title": title, "when": what.when, "organisation": what.organisation}
    return render(request, "410.html", context, status=410)
