"""Addresses of pages that belong to no organisation."""

from django.urls import path

import catalog.paths  # noqa: F401  for the converters
from pages.views import about, dashboard, discovery, front, machines, specification

urlpatterns = [
    path("", front.front, name="front"),
    path("om/", about.about, name="about"),
    path("om/flodet/", about.about_feed, name="about_feed"),
    path("om/kvalitet/", about.about_quality, name="about_quality"),
    path("om/tillganglighet/", about.accessibility, name="accessibility"),
    path("om/personuppgifter/", about.personal_data, name="personal_data"),
    path("om/kakor/", about.cookies, name="cookies"),
    path("specifikation/", specification.specification, name="specification"),
    path("specifikation/<str:described_class>/", specification.described_class, name="specification_class"),
    path("specifikation/dcat-ap-se-<str:version>-shapes.ttl", specification.shapes, name="specification_shapes"),
    path("arbete/<slug:slug>/oversikt/", dashboard.dashboard, name="dashboard"),
    path("sprak/<slug:code>/", about.language, name="language"),
    path("livez", machines.livez, name="livez"),
    path("readyz", machines.readyz, name="readyz"),
    path("version", machines.version, name="version"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
    path(".well-known/void", discovery.well_known_void, name="well_known_void"),
    path("void", discovery.void, name="void"),
    path("void.<rdf:suffix>", discovery.void, name="void_in_format"),
    path("robots.txt", discovery.robots_txt, name="robots_txt"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", discovery.sitemap_section, name="sitemap_section"),
]
