"""The specification, generated from the rows of the profile: pages for people, and shapes for machines."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dcat.profile import DCAT_AP_SE, Profile
from dcat.shapes import shapes_as_turtle
from pages.specification import pointing_at, records_and_parts, shown_class, shown_properties

# Whose shapes are published, by version: an address that has been given away goes on answering.
_PUBLISHED: dict[str, Profile] = {DCAT_AP_SE.version: DCAT_AP_SE}


@require_safe
def specification(request: HttpRequest) -> HttpResponse:
    """What can be described, and how a catalogue is checked by anybody."""
    records, parts = records_and_parts(DCAT_AP_SE)
    context = {
        "breadcrumbs": [(_("Startsidan"), reverse("front")), (_("Specifikationen"), "")],
        "profile": DCAT_AP_SE,
        "records": records,
        "parts": parts,
    }
    return render(request, "pages/specification.html", context)


@require_safe
def described_class(request: HttpRequest, described_class: str) -> HttpResponse:
    """All properties of one class."""
    node_class = DCAT_AP_SE.classes.get(described_class)
    if node_class is None:
        raise Http404
    label = node_class.label.in_language(get_language() or "sv")
    context = {
        "breadcrumbs": [
            (_("Startsidan"), reverse("front")),
            (_("Specifikationen"), reverse("specification")),
            (label, ""),
        ],
        "profile": DCAT_AP_SE,
        "shown": shown_class(node_class, DCAT_AP_SE),
        "properties": shown_properties(node_class, DCAT_AP_SE),
        "pointing": list(pointing_at(node_class, DCAT_AP_SE)),
    }
    return render(request, "pages/specification_class.html", context)


@require_safe
def shapes(request: HttpRequest, version: str) -> HttpResponse:
    """The shapes of one version, in Turtle, for any program from anywhere."""
    if version not in _PUBLISHED:
        raise Http404
    document, etag = _document(version, settings.PUBLIC_BASE_URL + reverse("specification_shapes", args=[version]))
    response = get_conditional_response(
        request, etag=etag, response=HttpResponse(document, content_type="text/turtle; charset=utf-8")
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@cache
def _document(version: str, address: str) -> tuple[bytes, str]:
    """The bytes and their ETag. There is one address for each version, so that the cache stays small."""
    document = shapes_as_turtle(_PUBLISHED[version], address).encode()
    return document, f'"{hashlib.sha256(document).hexdigest()}"'
