"""The record that an address names by a UUID, with the release that this person may see, and where it is shown."""

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from catalog.models import Record, Release
from catalog.models.release import ReleaseQuerySet
from catalog.paths import IRIS, PAGES
from dcat.node import Node


def find(request: HttpRequest, identifier, class_name: str) -> tuple[Record, Release | None]:
    """The record and its release in force; None for the latter when this person may see none.

    A contact or an agent that nothing published needs any more is in no catalogue, and is not shown here either.
    """
    record = Record.objects.select_related("organisation").filter(uuid=identifier, class_name=class_name).first()
    if record is None:
        raise Http404
    visible = Release.objects.visible_to(request.user)
    release = visible.select_related("organisation", "record__organisation").filter(record=record).first()
    if class_name in _FOLLOWING and not _is_needed(record, visible):
        release = None
    return record, release


# Published for what needs it, not for its own sake.
_FOLLOWING = (Record.ClassName.CONTACT_POINT, Record.ClassName.AGENT)


def _is_needed(record: Record, visible: ReleaseQuerySet) -> bool:
    """Whether something visible needs it; an organisation's publisher always is."""
    return visible.filter(Q(needs=record) | Q(record=record, record__agent__publisher_of__isnull=False)).exists()


def distribution_of(release: Release, identifier) -> Node | None:
    """The distribution of a released dataset that a UUID names."""
    parts = release.node.get("distribution")
    return next((node for node in parts if node.iri.rpartition("/")[2] == str(identifier)), None)


def page_of(described: Release | Record) -> str:
    """Where people read about it: its page, or the organisation's where it has none."""
    if described.class_name in PAGES:
        return reverse(PAGES[described.class_name], args=[described.organisation.slug, described.record.uuid])
    return reverse("organisation", args=[described.organisation.slug])


def rdf_address(record: Record, suffix: str = "", *, distribution=None) -> str:
    """Where a record's RDF is, under the organisation's present address part; without a suffix the address before it.

    A catalogue is described in its organisation's feed, with all that it lists.
    """
    slug = record.organisation.slug
    if record.class_name == Record.ClassName.CATALOG:
        return reverse("feed_in_format", args=[slug, suffix]) if suffix else reverse("feed", args=[slug])
    parts = [slug, record.uuid] if distribution is None else [slug, record.uuid, distribution]
    name = IRIS[record.class_name] if distribution is None else "distribution"
    return reverse(f"rdf_{name}", args=[*parts, suffix]) if suffix else reverse(f"iri_{name}", args=parts)
