"""Error pages: what happened and what to do now, in the language of the page.

The page of 500 asks neither database nor session: they may be what is broken.
"""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from catalog.views.held import hold_refused
from pages.context import site

_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a form that is larger than the server takes gets 413 and a page of its own."""
    if isinstance(exception, _TOO_LARGE):
        return _without_person(request, "too_large_form.html", 413)
    return _without_person(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _without_person(request, "500.html", 500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit (any more): the session ended, or another window signed out.

    A description that was typed on one of our pages comes up again to be sent once more; all else is 403.
    """
    if held := hold_refused(request):
        return held
    return _page(request, "expired_form.html", 403)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that knows who reads it, and that is in no part of the menu."""
    return render(request, template, _outside(request), status=status)


def _without_person(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that needs nothing but the request's address: no session, no database, no posted fields."""
    return HttpResponse(render_to_string(template, _outside(request)), status=status)


def _outside(request: HttpRequest) -> dict:
    return {"installation": site(request)["installation"] | {"section": ""}}
