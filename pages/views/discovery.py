"""What machines ask for when they look for something: VoID, sitemaps, robots.txt."""

from hashlib import sha256

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.public_state import public_state
from catalog.views.conditional import made
from catalog.views.negotiated import OPEN
from dcat.formats import FORMATS, RDF_XML
from dcat.negotiation import chosen_format
from dcat.void import void_document
from organisations.models import Organisation
from pages import release
from pages.discovery import void as catalogues
from pages.discovery.sitemaps import PAGES_SECTION, published_organisations, sitemap_of

_XML = "application/xml; charset=utf-8"


@require_safe
def well_known_void(request: HttpRequest) -> HttpResponse:
    """Where a machine that knows nothing of this site looks first; the note lets it lead on."""
    return HttpResponse(status=303, headers={"Location": reverse("void")} | OPEN)


@require_safe
def void(request: HttpRequest, suffix: str = "") -> HttpResponse:
    """The catalogues here, by suffix or ``Accept``; what can't be had is answered with RDF/XML."""
    form = FORMATS[suffix or chosen_format(request.headers.get("Accept")) or RDF_XML.suffix]
    # Small, and made of facts that no revision counts: so the tag is that of the content.
    content = void_document(catalogues.address(), *catalogues.described(), form)
    return made(request, sha256(content).hexdigest(), form.content_type, lambda: content, vary="Accept")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All files with addresses."""

    def make() -> bytes:
        sitemaps = [{"location": _section_address(PAGES_SECTION), "last_mod": None}]
        for each in published_organisations():
            sitemaps += [
                {"location": _section_address(each.slug, number), "last_mod": each.latest}
                for number in range(1, each.files + 1)
            ]
        return render_to_string("sitemap_index.xml", {"sitemaps": sitemaps}).encode()

    return made(request, public_state(Organisation.objects.all(), release.VERSION, "index"), _XML, make)


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """A file with addresses; further ones of the same organisation by ``?p=``."""
    organisations = Organisation.objects.all()
    if section != PAGES_SECTION:
        organisations = organisations.filter(slug=section)
        if not organisations.exists():
            raise Http404
    number = request.GET.get("p", "1")
    sitemap = sitemap_of(section)
    try:
        sitemap.paginator.validate_number(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error

    def make() -> bytes:
        return render_to_string("sitemap.xml", {"urlset": sitemap.get_urls(page=number)}).encode()

    return made(request, public_state(organisations, release.VERSION, "section", number), _XML, make)


@cache_control(public=True, max_age=3600)
@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Everything published may be read, RDF and pages; what is for staff leads nowhere without signing in."""
    closed = [
        reverse("workspace"),
        reverse("account_login").removesuffix("login/"),
        "/inbjudan/",
        "/sprak/",
    ]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {_absolute('sitemap_index')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _section_address(section: str, number: int = 1) -> str:
    address = _absolute("sitemap_section", section)
    return address if number == 1 else f"{address}?p={number}"


def _absolute(name: str, *parts: str) -> str:
    return settings.PUBLIC_BASE_URL + reverse(name, args=parts)
