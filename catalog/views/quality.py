"""How good descriptions are: one dataset's working copy, and all that an organisation has published."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from catalog.models import Record, Release, ReleaseQuality
from catalog.quality_overview import indicator_named, overview_of
from catalog.views.access import record_for
from catalog.views.held import signed_in
from organisations.permissions import Action, may, organisation_for

PAGE_SIZE = 50


@require_safe
@signed_in
def dataset_quality(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """The points of what is saved: the panel alone when a script asks for it, else a page with every indicator."""
    record = record_for(request.user, slug, Record.ClassName.DATASET, identifier, Action.READ_DRAFTS)
    is_part = request.headers.get("HX-Request") == "true"
    template = "catalog/quality_panel.html" if is_part else "catalog/dataset_quality.html"
    response = render(request, template, {"record": record, "organisation": record.organisation})
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@signed_in
def organisation_quality(request: HttpRequest, slug: str) -> HttpResponse:
    """The mean, the spread, what costs most, and the datasets by their scores; of what everybody may see."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    qualities = ReleaseQuality.objects.public().of(organisation)
    lacking = indicator_named(request.GET.get("saknar", ""))
    listed = qualities.lacking(lacking.name) if lacking else qualities
    listed = listed.select_related("release__organisation", "release__record").order_by("european", "release__sort_key")
    waiting = Release.objects.public().of(organisation).datasets().filter(quality=None)
    context = {
        "organisation": organisation,
        "overview": overview_of(qualities),
        "lacking": lacking,
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("sida")),
        "waiting": waiting.count(),
        "may_read": may(request.user, Action.READ_DRAFTS, organisation),
    }
    return render(request, "catalog/organisation_quality.html", context)
