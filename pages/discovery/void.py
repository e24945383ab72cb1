"""What is described at /void: the catalogues as they are served now, in two queries and without reading any of them."""

from django.conf import settings
from django.urls import reverse

from catalog.feed_address import feed_address
from dcat.void import Described
from harvesting.contents.heads import publisher_iri
from harvesting.models import Feed, Snapshot
from organisations.models import Organisation

_TITLE = {
    "sv": "Data från kommuner och regioner i Mellansverige",
    "en": "Data from municipalities and regions in central Sweden",
}


def address() -> str:
    """Where the description is; what it describes is named below it."""
    return settings.PUBLIC_BASE_URL + reverse("void")


def described() -> tuple[Described, list[Described], list[Described]]:
    """The whole, the organisations' catalogues in it, and those that are only served for themselves."""
    current = Snapshot.objects.current().defer("releases", "others")
    current = current.select_related("feed__organisation__catalogue", "feed__organisation__publisher_agent")
    snapshots = list(current.prefetch_related("feed__organisation__domains").order_by("feed__organisation_id"))
    own = [each for each in snapshots if not each.feed.is_collected]
    parts = [_catalogue(each) for each in own if each.feed.organisation.in_combined_feed]
    others = [_catalogue(each) for each in own if not each.feed.organisation.in_combined_feed]
    return _whole(next((each for each in snapshots if each.feed.kind == Feed.Kind.ALL), None)), parts, others


def _whole(snapshot: Snapshot | None) -> Described:
    return Described(
        iri=f"{address()}#all",
        title=_TITLE,
        page=settings.PUBLIC_BASE_URL + reverse("front"),
        feed=settings.PUBLIC_BASE_URL + reverse("feed_combined"),
        datasets=snapshot.dataset_count if snapshot else 0,
        modified=snapshot.built_at if snapshot else None,
        catalogue=snapshot.feed.main_catalogue_iri if snapshot else "",
    )


def _catalogue(snapshot: Snapshot) -> Described:
    organisation: Organisation = snapshot.feed.organisation
    return Described(
        iri=f"{address()}#catalogue-{organisation.catalogue.uuid}",
        title={"sv": organisation.name},
        page=settings.PUBLIC_BASE_URL + reverse("organisation", args=[organisation.slug]),
        feed=feed_address(organisation),
        datasets=snapshot.dataset_count,
        modified=snapshot.built_at,
        catalogue=organisation.catalogue.iri,
        publisher=publisher_iri(organisation) if organisation.is_number_confirmed else "",
    )
