"""The feeds themselves: finished bytes off the shelf. No database, no session, no rendering, no compression.

Which bytes is said by a pointer file alone, so that a feed is answered while the database is away.
"""

import logging
import time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_http_methods

from catalog.views.negotiated import OPEN, VARY, chosen, headers_of, not_acceptable, with_query
from catalog.views.ranges import NotSatisfiable
from catalog.views.sending import NOT_FOR_THE_PROXY, conditional, part_of, saying, streamed
from dcat.negotiation import ENCODINGS, IDENTITY, Choice, chosen_encoding
from harvesting.store import COMBINED, Document, Pointer, Redirect, Representation, collected_name
from harvesting.swap import MAIN, feed_store
from harvesting.visits.note import noted

_METHODS = ("GET", "HEAD", "OPTIONS")
_RETRY_SECONDS = 30
_NOT_YET = "Flödet byggs. Försök igen om en halv minut.\nThe feed is being built. Try again in half a minute.\n"
# What other pages' scripts may read of an answer, and what they may ask with.
_OPEN = OPEN | {"Access-Control-Expose-Headers": "Accept-Ranges, Content-Profile, Content-Range, ETag, Link"}
_PREFLIGHT = OPEN | {
    "Allow": ", ".join(_METHODS),
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": "Accept-Profile, If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",  # seconds
}

log = logging.getLogger(__name__)


@require_http_methods(_METHODS)
def feed(request: HttpRequest, slug: str, suffix: str = "") -> HttpResponseBase:
    """One organisation's feed."""
    if slug.startswith("_"):  # the names of collected feeds
        raise Http404
    return _answer(request, slug, suffix)


@require_http_methods(_METHODS)
def feed_combined(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """The feed of all participating organisations."""
    return _answer(request, COMBINED, suffix)


@require_http_methods(_METHODS)
def feed_collected(request: HttpRequest, word: str, address_part: str, suffix: str = "") -> HttpResponseBase:
    """What several organisations publish of one county, theme or recommended kind."""
    return _answer(request, collected_name(word, address_part), suffix)


@require_http_methods(_METHODS)
def combined_catalogue(request: HttpRequest) -> HttpResponse:
    """The IRI of the combined feed's main catalogue leads to where it is described."""
    return _leading_to(reverse("feed_combined"), request)


@require_http_methods(_METHODS)
def collected_catalogue(request: HttpRequest, word: str, address_part: str) -> HttpResponse:
    """The same for the main catalogue of another collected feed."""
    return _leading_to(reverse("feed_collected", args=[word, address_part]), request)


def _leading_to(path: str, request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    return HttpResponse(status=303, headers={"Location": with_query(path, request), "Vary": VARY} | OPEN)


@noted
def _answer(request: HttpRequest, slug: str, suffix: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight()
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
    representation, encoding = _representation(document, request.META.get("HTTP_ACCEPT_ENCODING"))
    answer = conditional(request, representation.etag, pointer.last_modified)
    if answer is not None:
        return saying(answer, _always(representation))
    headers = _description(choice, encoding, slug, pointer.last_modified) | _always(representation)
    return _with_bytes(request, representation, headers)


def _preflight() -> HttpResponse:
    """What a browser asks before it lets another page's script ask. Not 204, of which Django would say a length too."""
    return HttpResponse(headers=_PREFLIGHT)


def _address(slug: str, suffix: str = "") -> str:
    name, parts = _route(slug)
    return reverse(f"{name}_in_format", args=[*parts, suffix]) if suffix else reverse(name, args=parts)


def _route(slug: str) -> tuple[str, list[str]]:
    """The name and the arguments of the address at which a pointer is answered."""
    if slug == COMBINED:
        return "feed_combined", []
    if slug.startswith("_"):
        return "feed_collected", slug[1:].split("-", 1)
    return "feed", [slug]


def _document(pointer: Pointer, choice: Choice) -> Document | None:
    """The document in the files; None where it was built by a version that did not make it."""
    return pointer.main if choice.name == MAIN else pointer.others.get(choice.name)


def _representation(document: Document, accept_encoding: str | None) -> tuple[Representation, str]:
    """The encoding that suits best of those that there are, and what it is called."""
    by_encoding = {"br": document.brotli, "gzip": document.gzip}
    encoding = chosen_encoding(accept_encoding, tuple(each for each in ENCODINGS if by_encoding[each]))
    return by_encoding.get(encoding) or document.plain, encoding


def _always(representation: Representation) -> dict[str, str]:
    """What every answer says, also one without bytes."""
    return _OPEN | {
        "ETag": representation.etag,
        "Vary": f"{VARY}, Accept-Encoding",
        "Cache-Control": "public, no-cache",  # may be kept, and is asked for again: what is published counts at once
    }


def _description(choice: Choice, encoding: str, slug: str, last_modified: int) -> dict[str, str]:
    """What the bytes are."""
    headers = {
        **headers_of(choice),
        "Content-Type": choice.format.content_type,
        "Content-Disposition": content_disposition_header(False, _file_name(slug, choice)),
        "Accept-Ranges": "bytes",
    }
    if encoding != IDENTITY:
        headers["Content-Encoding"] = encoding
    if last_modified <= time.time():
        headers["Last-Modified"] = http_date(last_modified)
    return headers


def _file_name(slug: str, choice: Choice) -> str:
    """Under which name a browser keeps it."""
    name = "datasets" if slug == COMBINED else slug.removeprefix("_")
    profile = "" if choice.profile is Choice().profile else f"-{choice.profile.key}"
    return f"{name}{profile}.{choice.format.suffix}"


def _with_bytes(request: HttpRequest, representation: Representation, headers: dict[str, str]) -> HttpResponseBase:
    """The whole or the part that is asked for; by the proxy in front, if there is one."""
    try:
        path = feed_store().fetched(representation)
        part = part_of(request, representation.size, representation.etag, headers.get("Last-Modified"))
        if request.method == "HEAD":
            return HttpResponse(headers=headers | {"Content-Length": str(representation.size)})
        if settings.FEED_ACCEL_PREFIX and not any(name in request.META for name in NOT_FOR_THE_PROXY):
            return _by_the_proxy(representation, headers)
        return streamed(path.open("rb"), representation.size, part, headers)
    except NotSatisfiable:
        nothing = HttpResponse(status=416, headers={"Content-Range": f"bytes */{representation.size}"})
        return saying(nothing, _OPEN)
    except OSError as error:
        log.warning("the bytes of a feed are not to be had: %s", error)
        return _not_yet()


def _by_the_proxy(representation: Representation, headers: dict[str, str]) -> HttpResponse:
    """The proxy cuts the part out itself, and says that it can."""
    del headers["Accept-Ranges"]
    location = f"{settings.FEED_ACCEL_PREFIX}/objects/{representation.file}"
    response = HttpResponse(headers=headers | {"X-Accel-Redirect": location})
    response.size_by_proxy = representation.size  # for the note of the visit; a part of it is counted as the whole
    return response


def _not_yet() -> HttpResponse:
    response = HttpResponse(_NOT_YET, status=503, content_type="text/plain; charset=utf-8", headers=OPEN)
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response
