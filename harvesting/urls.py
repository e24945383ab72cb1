"""Addresses of feeds, and of the page about an organisation's feed."""

from django.urls import path

import catalog.paths  # noqa: F401  for the converters
from harvesting.views import serve, status

urlpatterns = [
    path("datasets/dcat", serve.feed_combined, name="feed_combined"),
    path("datasets/dcat.<rdf:suffix>", serve.feed_combined, name="feed_combined_in_format"),
    path("datasets/catalog", serve.combined_catalogue, name="iri_combined_catalogue"),
    path("<slug:slug>/datasets/dcat", serve.feed, name="feed"),
    path("<slug:slug>/datasets/dcat.<rdf:suffix>", serve.feed, name="feed_in_format"),
    path("arbete/<slug:slug>/flode/", status.feed_status, name="feed_status"),
    path("arbete/<slug:slug>/flode/bygg/", status.build_now, name="feed_build"),
]
