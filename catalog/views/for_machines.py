"""What pages say to machines: where the same is in RDF, and a few words of schema.org for search engines."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalog.models import Record, Release
from catalog.structured_data import data_catalog, dataset, included_in
from catalog.views.negotiated import alternates, link_header


def rendered(request: HttpRequest, template: str, context: dict, described_at: str) -> HttpResponse:
    """A page about something that is at ``described_at`` in RDF, in every format."""
    links = alternates(described_at)
    response = render(request, template, context | {"alternates": links})
    response.headers["Link"] = link_header(links, described_by=links[0].address)
    return response


def structured_dataset(
    release: Release, mentioned: Iterable[Release], language: str, names: Mapping[str, str]
) -> dict | None:
    """A public dataset; ``mentioned`` are the releases of what it needs, its catalogue among them."""
    if release.is_internal or release.class_name != Record.ClassName.DATASET:
        return None
    slug = release.organisation.slug
    catalogues = [each.node for each in mentioned if each.class_name == Record.ClassName.CATALOG]
    within = [
        included_in(each.text("title", language), each.iri, _absolute("organisation", slug)) for each in catalogues
    ]
    return dataset(
        release.node,
        language,
        page=_absolute("dataset", slug, release.record.uuid),
        catalogue=within[0] if within else {},
        names=names,
    )


def structured_catalogue(catalogue: Release | None, page: Iterable[Release], language: str) -> dict | None:
    """An organisation's public catalogue, with the datasets of this page of its list."""
    if catalogue is None or catalogue.is_internal:
        return None
    organisation, node = catalogue.organisation, catalogue.node
    public = [each for each in page if not each.is_internal]
    return data_catalog(
        node.text("title", language),
        node.text("description", language),
        iri=node.iri,
        page=_absolute("organisation", organisation.slug),
        publisher=organisation.name,
        datasets=[
            (
                each.record.iri,
                each.title.get(language) or each.title.get("sv", ""),
                _absolute("dataset", organisation.slug, each.record.uuid),
            )
            for each in public
        ],
    )


def _absolute(name: str, *parts) -> str:
    return settings.PUBLIC_BASE_URL + reverse(name, args=parts)
