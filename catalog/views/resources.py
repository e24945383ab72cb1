"""RDF about a single thing, at its IRI with the suffix of a format."""

import gzip
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from catalog.models import Record, Release
from catalog.resources import resource
from catalog.views.found import distribution_of, find, page_of, rdf_address
from catalog.views.gone import gone, gone_distribution
from catalog.views.iris import SeeOther
from catalog.views.negotiated import OPEN, chosen, headers_of, not_acceptable, opened, with_query
from dcat.negotiation import chosen_encoding
from dcat.node import Node


@require_safe
def record(request: HttpRequest, slug: str, class_name: str, identifier, suffix: str) -> HttpResponse:
    """A dataset with its distributions, a series, a service, a contact or an agent, each with what it needs.

    A catalogue is in the organisation's feed.
    """
    found, release = find(request, identifier, class_name)
    if class_name == Record.ClassName.CATALOG:
        return SeeOther(with_query(rdf_address(found, suffix), request))
    if release is None:
        return gone(request, found, suffix)
    if slug != release.organisation.slug:
        return HttpResponsePermanentRedirect(with_query(rdf_address(release.record, suffix), request))
    return _answer(request, release, release.node, suffix, rdf_address(release.record))


@require_safe
def distribution(request: HttpRequest, slug: str, dataset_id, identifier, suffix: str) -> HttpResponse:
    """A distribution, with the services that it names."""
    found, release = find(request, dataset_id, Record.ClassName.DATASET)
    if release is None:
        return gone(request, found, suffix)
    node = distribution_of(release, identifier)
    if node is None:
        return gone_distribution(request, found, identifier, suffix)
    if slug != release.organisation.slug:
        location = rdf_address(release.record, suffix, distribution=identifier)
        return HttpResponsePermanentRedirect(with_query(location, request))
    return _answer(request, release, node, suffix, rdf_address(release.record, distribution=identifier))


def _answer(request: HttpRequest, release: Release, node: Node, suffix: str, base: str) -> HttpResponse:
    choice = chosen(request, suffix)
    if choice is None:
        return not_acceptable(request.build_absolute_uri(base))
    content = resource(release, node, choice)
    is_packed = chosen_encoding(request.headers.get("Accept-Encoding"), ("gzip",)) == "gzip"
    if is_packed:
        content = gzip.compress(content, mtime=0)
    headers = headers_of(choice)
    if release.is_internal:
        headers = {name: value for name, value in headers.items() if name not in OPEN}
    headers["Cache-Control"] = "private, no-cache" if release.is_internal else "public, no-cache"
    headers["ETag"] = f'"{sha256(content).hexdigest()}"'
    headers["Vary"] += ", Accept-Encoding"
    headers["Link"] += f', <{page_of(release)}>; rel="alternate"; type="text/html"'
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(content, content_type=choice.format.content_type, headers=headers)
    answer = get_conditional_response(request, etag=headers["ETag"], response=response)
    return answer if release.is_internal else opened(answer)
