"""An organisation's own domain is another door to addresses that there are: its catalogue, and IRIs with their RDF.

At ``https://data.kommun.se/datasets/dcat`` is what is at ``/<organisation>/datasets/dcat``: the request is passed on as
if it had come there, without cookies, and what the answer says of addresses is put right. Everything else is on the
installation's own host only: pages, signing in, the workspace, static files.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.urls import reverse

from catalog.identity import PATHS
from dcat.formats import FORMATS
from harvesting.hosts import organisation_at

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_SUFFIX = rf"(?:\.(?:{'|'.join(FORMATS)}))?"
_OPEN = re.compile(
    rf"/datasets/dcat{_SUFFIX}"
    rf"|/(?:{'|'.join(PATHS.values())})/{_UUID}{_SUFFIX}"
    rf"|/datasets/{_UUID}/distributions/{_UUID}{_SUFFIX}"
)
_RELATIVE_LINK = re.compile(r"<(/[^>]*)>")


class OwnDomainMiddleware:
    """Comes first: what is not the installation's own must not get as far as sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = split_domain_port(request.META.get("HTTP_HOST", ""))[0]
        slug = None if host == urlsplit(settings.PUBLIC_BASE_URL).hostname else organisation_at(host)
        # An unknown host is refused by Django, as ever.
        return self._get_response(request) if slug is None else self._answer(request, host, slug)

    def _answer(self, request: HttpRequest, host: str, slug: str) -> HttpResponseBase:
        asked = request.path_info
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return HttpResponsePermanentRedirect(f"https://{host}{request.get_full_path()}")
        if asked == "/" and request.method in ("GET", "HEAD"):
            return _secured(HttpResponseRedirect(settings.PUBLIC_BASE_URL + reverse("organisation", args=[slug])))
        if not _OPEN.fullmatch(asked):
            return _secured(_in_words(HttpResponse(status=404), reverse("organisation", args=[slug])))
        _pass_on(request, slug)
        return _put_right(self._get_response(request), slug, asked)


def _pass_on(request: HttpRequest, slug: str) -> None:
    """Make the request one to the installation's own host, by nobody."""
    request.path_info = request.path = f"/{slug}{request.path_info}"
    request.META["PATH_INFO"] = request.path_info
    request.META["HTTP_HOST"] = urlsplit(settings.PUBLIC_BASE_URL).netloc
    for name in ("HTTP_COOKIE", "HTTP_AUTHORIZATION"):
        request.META.pop(name, None)


def _put_right(response: HttpResponseBase, slug: str, asked: str) -> HttpResponseBase:
    """Addresses in the answer lead to this host where they are open here, else to the installation's own."""
    response.cookies.clear()
    if response.headers.get("Location", "").startswith("/"):
        response.headers["Location"] = _location(response.headers["Location"], slug)
    if "Link" in response.headers:
        response.headers["Link"] = _RELATIVE_LINK.sub(rf"<{settings.PUBLIC_BASE_URL}\1>", response.headers["Link"])
    if response.headers.get("Content-Type", "").startswith("text/html"):
        # A page of ours needs its styles, and its links; what remains of it here is what it says.
        response = _in_words(response, f"/{slug}{asked}")
    return _secured(response)


def _location(location: str, slug: str) -> str:
    path = location.removeprefix(f"/{slug}")
    is_here = path != location and _OPEN.fullmatch(urlsplit(path).path)
    return path if is_here else settings.PUBLIC_BASE_URL + location


def _in_words(response: HttpResponse, where: str) -> HttpResponse:
    """A refusal in plain text, with the address where more is to be read."""
    address = settings.PUBLIC_BASE_URL + where
    words = {
        404: "Här finns inget.\nThere is nothing here.",
        410: "Det som fanns här är tillbakadraget.\nWhat was here has been withdrawn.",
    }.get(response.status_code, "Det gick inte.\nThis did not work.")
    response.content = f"{words}\n\n{address}\n".encode()
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    del response.headers["Content-Language"]
    return response


def _secured(response: HttpResponseBase) -> HttpResponseBase:
    """The domain is somebody else's: what is demanded of browsers concerns this host and none below it."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    if settings.SECURE_HSTS_SECONDS:
        response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return response
