"""Every IRI of ours leads somewhere: by 303 to the page about the thing, 410 when it was withdrawn.

The IRI's last part names the record. The rest may hold an address part or base that is no longer in use.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Record, Release
from catalog.paths import PAGES
from catalog.views.gone import gone_page


class SeeOther(HttpResponse):
    """303: what you asked for is a thing; here is a page about it."""

    status_code = 303

    def __init__(self, address: str) -> None:
        super().__init__(headers={"Location": address})


@require_safe
def record_iri(request: HttpRequest, slug: str, class_name: str, identifier) -> HttpResponse:
    """A record's IRI: leads to its page, or to the organisation's where it has none."""
    record, release = _found(request, identifier, class_name)
    if release is None and class_name != Record.ClassName.CATALOG:
        return gone_page(request, record)
    # The organisation's feed names its catalogue also when nobody has published it.
    return SeeOther(_page_of(release or record))


@require_safe
def distribution_iri(request: HttpRequest, slug: str, dataset_id, identifier) -> HttpResponse:
    """A distribution's IRI: leads to its place on the dataset's page."""
    record, release = _found(request, dataset_id, Record.ClassName.DATASET)
    if release is None:
        return gone_page(request, record)
    known = {node.iri.rpartition("/")[2] for node in release.node.get("distribution")}
    if str(identifier) not in known:
        raise Http404
    return SeeOther(f"{_page_of(release)}#distribution-{identifier}")


def _found(request: HttpRequest, identifier, class_name: str) -> tuple[Record, Release | None]:
    record = Record.objects.filter(uuid=identifier, class_name=class_name).first()
    if record is None:
        raise Http404
    releases = Release.objects.visible_to(request.user).select_related("organisation", "record")
    return record, releases.filter(record=record).first()


def _page_of(described: Release | Record) -> str:
    if described.class_name in PAGES:
        return reverse(PAGES[described.class_name], args=[described.organisation.slug, described.record.uuid])
    return reverse("organisation", args=[described.organisation.slug])
