"""The feeds themselves: finished bytes off the shelf. No database, no session, no rendering, no compression.

Which bytes is said by a pointer file alone, so that a feed is answered while the database is away.
"""

import time

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from harvesting.negotiation import wants_gzip
from harvesting.store import COMBINED, Pointer, Redirect, Representation
from harvesting.swap import feed_store

_RETRY_SECONDS = 30
_NOT_YET = (
    "Flödet byggs för första gången. Försök igen om en halv minut.\n"
    "The feed is being built for the first time. Try again in half a minute.\n"
)


@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One organisation's feed."""
    if slug == COMBINED:
        raise Http404
    return _answer(request, slug)


@require_safe
def feed_combined(request: HttpRequest) -> HttpResponseBase:
    """The feed of all participating organisations."""
    return _answer(request, COMBINED)


@require_safe
def combined_catalogue(request: HttpRequest) -> HttpResponse:
    """The IRI of the combined feed's main catalogue leads to where it is described."""
    return HttpResponse(status=303, headers={"Location": reverse("feed_combined")})


def _answer(request: HttpRequest, slug: str) -> HttpResponseBase:
    pointer = feed_store().read(slug)
    if pointer is None:
        raise Http404
    if isinstance(pointer, Redirect):
        # 308: among the redirects that the portal follows, and kept by caches.
        return HttpResponsePermanentRedirect(reverse("feed", args=[pointer.slug]), preserve_request=True)
    if not isinstance(pointer, Pointer):
        return _not_yet()
    is_packed = wants_gzip(request.headers.get("Accept-Encoding"))
    representation = pointer.gzip if is_packed else pointer.plain
    head = HttpResponse(content_type=pointer.content_type, headers=_headers(pointer, representation, is_packed))
    answer = get_conditional_response(
        request, etag=representation.etag, last_modified=pointer.last_modified, response=head
    )
    if answer.status_code != 200:
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer
    return _with_bytes(request, representation, head, slug)


def _headers(pointer: Pointer, representation: Representation, is_packed: bool) -> dict[str, str]:
    headers = {
        "ETag": representation.etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, no-cache",  # may be kept, and is asked for again: what is published counts at once
        "Access-Control-Allow-Origin": "*",
        "Accept-Ranges": "none",
    }
    if pointer.last_modified <= time.time():
        headers["Last-Modified"] = http_date(pointer.last_modified)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return headers


def _with_bytes(
    request: HttpRequest, representation: Representation, head: HttpResponse, slug: str
) -> HttpResponseBase:
    path = feed_store().path(representation)
    if not path.is_file():
        return _not_yet()
    if request.method == "HEAD":
        head.headers["Content-Length"] = str(representation.size)
        return head
    if settings.FEED_ACCEL_PREFIX:
        # The proxy in front hands out the file itself.
        head.headers["X-Accel-Redirect"] = f"{settings.FEED_ACCEL_PREFIX}/objects/{representation.file}"
        return head
    others = {name: value for name, value in head.headers.items() if name != "Content-Type"}
    name = f"{'datasets' if slug == COMBINED else slug}.rdf"
    return FileResponse(path.open("rb"), filename=name, content_type=head.headers["Content-Type"], headers=others)


def _not_yet() -> HttpResponse:
    response = HttpResponse(_NOT_YET, status=503, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
