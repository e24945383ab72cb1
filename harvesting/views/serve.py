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

from catalog.views.negotiated import OPEN, VARY, chosen, headers_of, not_acceptable, opened, with_query
from dcat.negotiation import Choice, wants_gzip
from harvesting.store import COMBINED, Document, Pointer, Redirect, Representation
from harvesting.swap import MAIN, feed_store
from harvesting.visits.note import noted

_RETRY_SECONDS = 30
_NOT_YET = "Flödet byggs. Försök igen om en halv minut.\nThe feed is being built. Try again in half a minute.\n"


@require_safe
def feed(request: HttpRequest, slug: str, suffix: str = "") -> HttpResponseBase:
    """One organisation's feed."""
    if slug == COMBINED:
        raise Http404
    return _answer(request, slug, suffix)


@require_safe
def feed_combined(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """The feed of all participating organisations."""
    return _answer(request, COMBINED, suffix)


@require_safe
def combined_catalogue(request: HttpRequest) -> HttpResponse:
    """The IRI of the combined feed's main catalogue leads to where it is described."""
    location = with_query(reverse("feed_combined"), request)
    return HttpResponse(status=303, headers={"Location": location, "Vary": VARY} | OPEN)


@noted
def _answer(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    pointer = feed_store().read(slug)
    if pointer is None:
        raise Http404
    if isinstance(pointer, Redirect):
        # 308: among the redirects that the portal follows, and kept by caches.
        location = with_query(_address(pointer.slug, suffix), request)
        return HttpResponsePermanentRedirect(location, preserve_request=True)
    choice = chosen(request, suffix)
    if choice is None:
        return not_acceptable(request.build_absolute_uri(_address(slug)))
    document = _document(pointer, choice) if isinstance(pointer, Pointer) else None
    if document is None:
        return _not_yet()
    is_packed = wants_gzip(request.headers.get("Accept-Encoding"))
    representation = document.gzip if is_packed else document.plain
    headers = _headers(pointer, choice, representation, is_packed)
    head = HttpResponse(content_type=choice.format.content_type, headers=headers)
    answer = get_conditional_response(
        request, etag=representation.etag, last_modified=pointer.last_modified, response=head
    )
    if answer.status_code != 200:
        return opened(answer)
    return _with_bytes(request, representation, head, _file_name(slug, choice))


def _address(slug: str, suffix: str = "") -> str:
    parts = [] if slug == COMBINED else [slug]
    name = "feed_combined" if slug == COMBINED else "feed"
    return reverse(f"{name}_in_format", args=[*parts, suffix]) if suffix else reverse(name, args=parts)


def _document(pointer: Pointer, choice: Choice) -> Document | None:
    """The document in the files; None where it was built by a version that did not make it."""
    return pointer.main if choice.name == MAIN else pointer.others.get(choice.name)


def _headers(pointer: Pointer, choice: Choice, representation: Representation, is_packed: bool) -> dict[str, str]:
    headers = headers_of(choice) | {
        "ETag": representation.etag,
        "Vary": f"{VARY}, Accept-Encoding",
        "Cache-Control": "public, no-cache",  # may be kept, and is asked for again: what is published counts at once
        "Accept-Ranges": "none",
    }
    if pointer.last_modified <= time.time():
        headers["Last-Modified"] = http_date(pointer.last_modified)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return headers


def _file_name(slug: str, choice: Choice) -> str:
    """Under which name a browser keeps it."""
    name = "datasets" if slug == COMBINED else slug
    profile = "" if choice.profile is Choice().profile else f"-{choice.profile.key}"
    return f"{name}{profile}.{choice.format.suffix}"


def _with_bytes(
    request: HttpRequest, representation: Representation, head: HttpResponse, file_name: str
) -> HttpResponseBase:
    path = feed_store().path(representation)
    if not path.is_file():
        return _not_yet()
    if request.method == "HEAD":
        head.headers["Content-Length"] = str(representation.size)
        return head
    if settings.FEED_ACCEL_PREFIX:
        # The proxy in front hands out the file itself.
        head.size_by_proxy = representation.size
        head.headers["X-Accel-Redirect"] = f"{settings.FEED_ACCEL_PREFIX}/objects/{representation.file}"
        return head
    others = {name: value for name, value in head.headers.items() if name != "Content-Type"}
    return FileResponse(path.open("rb"), filename=file_name, content_type=head.headers["Content-Type"], headers=others)


def _not_yet() -> HttpResponse:
    response = HttpResponse(_NOT_YET, status=503, content_type="text/plain; charset=utf-8", headers=OPEN)
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
