"""What requests for RDF have in common: which document is meant, what answers say of it, what is said if none fits.

Asked for by suffix and ``?profile=``, else by ``Accept`` and ``Accept-Profile``. An address says more than a header.
"""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from dcat.formats import FORMATS
from dcat.negotiation import HTML, Choice, choices, chosen_format, chosen_profile
from dcat.profile import PROFILES

VARY = "Accept, Accept-Profile"
_QUERY = "profile"


class Alternate(NamedTuple):
    """Another way in which the same is said, for ``rel="alternate"``."""

    address: str
    media_type: str
    title: str


def chosen(request: HttpRequest, suffix: str = "") -> Choice | None:
    """The document that is meant; None when there is no such one."""
    wanted = suffix or chosen_format(request.META.get("HTTP_ACCEPT"))
    profile = profile_of(request)
    return Choice(PROFILES[profile], FORMATS[wanted]) if wanted and profile else None


def wants_page(request: HttpRequest) -> bool:
    """Whether a page for people suits better than any RDF: browsers name HTML, machines don't."""
    return chosen_format(request.headers.get("Accept"), has_page=True) == HTML


def profile_of(request: HttpRequest) -> str | None:
    """The key of the profile that is meant; None when there is no such one."""
    if request.META["QUERY_STRING"] and _QUERY in request.GET:
        return request.GET[_QUERY] if request.GET[_QUERY] in PROFILES else None
    return chosen_profile(request.META.get("HTTP_ACCEPT_PROFILE"))


def with_query(address: str, request: HttpRequest) -> str:
    """The address with the query of the request, as far as it means something."""
    return f"{address}?{urlencode({_QUERY: request.GET[_QUERY]})}" if _QUERY in request.GET else address


def headers_of(choice: Choice) -> dict[str, str]:
    """What every answer with this document says of it. Public things may be read by any page's scripts."""
    return {
        "Vary": VARY,
        "Link": f'<{choice.profile.iri}>; rel="profile"',
        "Content-Profile": f"<{choice.profile.iri}>",
    } | OPEN


OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Content-Profile, ETag, Link"}


def opened(response: HttpResponse) -> HttpResponse:
    """An answer without content about a public document, which other pages' scripts may see too."""
    for name, value in OPEN.items():
        response.headers[name] = value
    return response


def not_acceptable(base: str) -> HttpResponse:
    """406 with a list of what there is. ``base`` is the address to which a suffix is added."""
    lines = [
        "Det du frågar efter finns inte här. Det här finns:",
        "What you ask for is not available here. This is:",
        "",
        *(f"{base}.{each.format.suffix}{_as_query(each)}  {_described(each)}" for each in choices()),
    ]
    content = "\n".join(lines) + "\n"
    response = HttpResponse(content, status=406, content_type="text/plain; charset=utf-8", headers=OPEN)
    response.headers["Vary"] = VARY
    response.headers["Cache-Control"] = "no-store"
    return response


def alternates(base: str) -> list[Alternate]:
    """Every format and profile of what is described at ``base``, the address to which a suffix is added."""
    return [
        Alternate(f"{base}.{each.format.suffix}{_as_query(each)}", each.format.media_type, _name(each))
        for each in choices()
    ]


def link_header(links: Iterable[Alternate], *, described_by: str = "") -> str:
    """The alternates as a ``Link`` header; ``described_by`` is where what the page is about is described."""
    written = [f'<{each.address}>; rel="alternate"; type="{each.media_type}"' for each in links]
    if described_by:
        written.append(f'<{described_by}>; rel="describedby"')
    return ", ".join(written)


def _as_query(choice: Choice) -> str:
    is_default = choice.profile is Choice().profile
    return "" if is_default else f"?{_QUERY}={choice.profile.key}"


def _name(choice: Choice) -> str:
    return f"{choice.profile.name} ({choice.format.name})"


def _described(choice: Choice) -> str:
    return f"{choice.format.media_type}  {choice.profile.name} {choice.profile.version} <{choice.profile.iri}>"
