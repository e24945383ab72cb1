"""Every IRI of ours leads somewhere: by 303 to the page about the thing or to its RDF, 410 when it was withdrawn.

The IRI's last part names the record. The rest may hold an address part or base that is no longer in use.
"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog.models import Record
from catalog.views.found import distribution_of, find, page_of, rdf_address
from catalog.views.gone import gone, gone_distribution
from catalog.views.negotiated import OPEN, VARY, chosen, not_acceptable, wants_page, with_query


class SeeOther(HttpResponse):
    """303: what you asked for is a thing; here is something about it."""

    status_code = 303

    def __init__(self, address: str) -> None:
        super().__init__(headers={"Location": address, "Vary": VARY} | OPEN)


@require_safe
def record_iri(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """A record's IRI: leads to its page, or to the organisation's where it has none, or to its RDF."""
    record, release = find(request, identifier, class_name)
    if release is None and class_name != Record.ClassName.CATALOG:
        return gone(request, record)
    # The organisation's feed names its catalogue also when nobody has published it.
    return _leading(request, page_of(release or record), record)


@require_safe
def distribution_iri(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """A distribution's IRI: leads to its place on the dataset's page, or to its RDF."""
    record, release = find(request, dataset_id, Record.ClassName.DATASET)
    if release is None:
        return gone(request, record)
    if distribution_of(release, identifier) is None:
        return gone_distribution(request, record, identifier)
    return _leading(request, f"{page_of(release)}#distribution-{identifier}", record, distribution=identifier)


def _leading(request: HttpRequest, page: str, record: Record, *, distribution=None) -> HttpResponse:
    if wants_page(request):
        return SeeOther(page)
    choice = chosen(request)
    if choice is None:
        return not_acceptable(request.build_absolute_uri(rdf_address(record, distribution=distribution)))
    return SeeOther(with_query(rdf_address(record, choice.format.suffix, distribution=distribution), request))
