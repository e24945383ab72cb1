"""Addresses of feeds, and of the page about an organisation's feed."""

from django.urls import path, register_converter

import catalog.paths  # noqa: F401  for the converters
from harvesting.addresses import WORDS
from harvesting.views import collected, links, serve, snapshots, start_link, status


class CollectedConverter:
    """The word for what is gathered in a collected feed."""

    regex = "|".join(WORDS.values())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CollectedConverter, "collected")

urlpatterns = [
    path("datasets/", collected.collected_feeds, name="collected_feeds"),
    path("datasets/dcat", serve.feed_combined, name="feed_combined"),
    path("datasets/dcat.<rdf:suffix>", serve.feed_combined, name="feed_combined_in_format"),
    path("datasets/catalog", serve.combined_catalogue, name="iri_combined_catalogue"),
    path("datasets/<collected:word>/<slug:address_part>/dcat", serve.feed_collected, name="feed_collected"),
    path(
        "datasets/<collected:word>/<slug:address_part>/dcat.<rdf:suffix>",
        serve.feed_collected,
        name="feed_collected_in_format",
    ),
    path(
        "datasets/<collected:word>/<slug:address_part>/catalog",
        serve.collected_catalogue,
        name="iri_collected_catalogue",
    ),
    path("<slug:slug>/datasets/dcat", serve.feed, name="feed"),
    path("<slug:slug>/datasets/dcat.<rdf:suffix>", serve.feed, name="feed_in_format"),
    path("arbete/<slug:slug>/datamangder/borja/lank/", start_link.start_link, name="start_link"),
    path("arbete/<slug:slug>/flode/", status.feed_status, name="feed_status"),
    path("arbete/<slug:slug>/flode/bygg/", status.build_now, name="feed_build"),
    path("arbete/<slug:slug>/flode/las-upp/", snapshots.feed_unpin, name="feed_unpin"),
    path("arbete/<slug:slug>/flode/<int:snapshot_id>/", snapshots.feed_snapshot, name="feed_snapshot"),
    path("arbete/<slug:slug>/flode/<int:snapshot_id>/las/", snapshots.feed_pin, name="feed_pin"),
    path("arbete/<slug:slug>/lankar/", links.organisation_links, name="organisation_links"),
    path("arbete/<slug:slug>/lankar/kontrollera/", links.organisation_links_check, name="organisation_links_check"),
    path("arbete/<slug:slug>/lankar/<int:link_id>/undanta/", links.link_exempt, name="link_exempt"),
    path("arbete/<slug:slug>/lankar/<int:link_id>/undanta/avsluta/", links.link_exempt_end, name="link_exempt_end"),
    path("arbete/<slug:slug>/<records:class_name>/<uuid:identifier>/lankar/", links.record_links, name="record_links"),
    path(
        "arbete/<slug:slug>/<records:class_name>/<uuid:identifier>/lankar/kontrollera/",
        links.record_links_check,
        name="record_links_check",
    ),
]
