"""What everybody sees: releases only, through ``Release.objects.visible_to``."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.display import shown_properties
from catalog.feed_address import feed_address
from catalog.file_facts import served_tables
from catalog.models import Record, Release
from catalog.names import known_names
from catalog.paths import PAGES
from catalog.views.for_machines import rendered, structured_catalogue, structured_dataset
from catalog.views.found import find, rdf_address
from catalog.views.gone import gone_page
from catalog.views.shown import shown_distribution, shown_records, shown_text
from dcat.texts import in_language
from organisations.models import Organisation
from organisations.permissions import Action, may

PAGE_SIZE = 50
_PUBLIC_DATASETS = Count(
    "releases",
    filter=Q(
        releases__current_for__isnull=False,
        releases__visibility=Release.Visibility.PUBLIC,
        releases__class_name=Record.ClassName.DATASET,
    ),
)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations by county, with the number of datasets that everybody may see."""
    listed = Organisation.objects.by_county().annotate(dataset_count=_PUBLIC_DATASETS)
    return render(request, "catalog/organisations.html", {"organisations": listed})


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation and its datasets."""
    found = Organisation.objects.select_related("county").at_address(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return HttpResponsePermanentRedirect(reverse("organisation", args=[found.slug]))
    releases = Release.objects.visible_to(request.user).of(found)
    page = Paginator(releases.datasets().for_lists(), PAGE_SIZE).get_page(request.GET.get("sida"))
    language = get_language() or "sv"
    catalogue = releases.filter(class_name=Record.ClassName.CATALOG).first()
    publisher = releases.filter(record__agent__publisher_of=found).first()
    needed = releases.filter(record__needed_by=catalogue) if catalogue else releases.none()
    names = known_names(language) | {each.node.iri: in_language(each.title, language) for each in needed}
    others = releases.filter(class_name__in=[Record.ClassName.DATASET_SERIES, Record.ClassName.DATA_SERVICE])
    context = {
        "organisation": found,
        "others": others.for_lists(),
        "catalogue": catalogue,
        "description": catalogue.node.text("description", language) if catalogue else "",
        "about": [
            (heading, shown_properties(release.node, language, names))
            for heading, release in ((_("Om katalogen"), catalogue), (_("Om utgivaren"), publisher))
            if release
        ],
        "page": page,
        "feed_address": feed_address(found),
        "structured": structured_catalogue(catalogue, page, language),
        "may_see_progress": may(request.user, Action.SEE_PROGRESS, found),
    }
    return rendered(request, "catalog/organisation.html", context, reverse("feed", args=[found.slug]))


@require_safe
def described(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """A dataset with its distributions and contacts, a series with its datasets, or a service."""
    record, release = find(request, identifier, class_name)
    if release is None:
        return gone_page(request, record)
    if release.organisation.slug != slug:
        return HttpResponsePermanentRedirect(reverse(PAGES[class_name], args=[release.organisation.slug, identifier]))
    template, context = f"catalog/{PAGES[class_name]}.html", _context(request, release)
    return rendered(request, template, context, rdf_address(release.record))


def _context(request: HttpRequest, release: Release) -> dict:
    language = get_language() or "sv"
    node = release.node
    visible = Release.objects.visible_to(request.user)
    pointed_at = [iri for name in ("serves_dataset", "source", "has_version") for iri in node.get(name)]
    mentioned = visible.filter(Q(record__needed_by=release) | Q(record__iri__in=pointed_at)).distinct()
    names = known_names(language)
    names |= {each.node.iri: in_language(each.title, language) for each in mentioned}
    publisher = release.organisation.agent_iri
    others = [each for each in mentioned if each.node.iri != publisher]
    tables = served_tables(release) if node.get("distribution") else {}
    named = [(in_language(each.title, language), each.node) for each in others]
    users = visible.filter(needs=release.record_id).datasets().for_lists()
    return {
        "release": release,
        "organisation": release.organisation,
        "node": node,
        "title": shown_text(node, "title", language),
        "description": shown_text(node, "description", language),
        "properties": shown_properties(node, language, names),
        "distributions": [
            shown_distribution(each, language, names) | {"table": tables.get(each.iri.rpartition("/")[2])}
            for each in node.get("distribution")
        ],
        "contacts": shown_records(named, Record.ClassName.CONTACT_POINT, language, names),
        "agents": shown_records(named, Record.ClassName.AGENT, language, names),
        "endpoints": node.get("endpoint_url"),
        "users": [] if release.class_name == Record.ClassName.DATASET else users,
        "structured": structured_dataset(release, mentioned, language, names),
        "may_edit": may(request.user, Action.EDIT, release.organisation),
    }
