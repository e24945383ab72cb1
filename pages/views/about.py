"""Pages about the service, and the choice of language."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dcat.formats import FORMATS
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES
from dcat.quality import DIMENSIONS, INDICATORS, METHOD_ADDRESS, METHODS, Rating, ceiling
from pages.accessibility import load_statement


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the service does and for whom."""
    return render(request, "pages/about.html")


@require_safe
def about_feed(request: HttpRequest) -> HttpResponse:
    """How catalogues get to dataportal.se, and how an organisation leads its own address here."""
    context = {
        "breadcrumbs": _trail(_("Så når data dataportal.se")),
        "formats": FORMATS.values(),
        "profiles": PROFILES.values(),
    }
    return render(request, "pages/about_feed.html", context)


@require_safe
def about_quality(request: HttpRequest) -> HttpResponse:
    """How points and stars are counted: the rows of the method, as they are."""
    context = {
        "breadcrumbs": _trail(_("Så räknas poängen")),
        "dimensions": [
            (words, [each for each in INDICATORS.values() if each.dimension is dimension])
            for dimension, words in DIMENSIONS.items()
        ],
        "ratings": list(Rating),
        "portal": METHODS[DCAT_AP_SE.key],
        "most_in_europe": ceiling(METHODS[DCAT_AP.key]),
        "most_at_the_portal": ceiling(METHODS[DCAT_AP_SE.key]),
        "method_address": METHOD_ADDRESS,
    }
    return render(request, "pages/about_quality.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement of this installation."""
    context = {
        "breadcrumbs": _trail(_("Tillgänglighetsredogörelse")),
        "statement": load_statement(settings.ACCESSIBILITY_STATEMENT),
        "supervisor": {"name": settings.SUPERVISOR_NAME, "url": settings.SUPERVISOR_URL},
    }
    return render(request, "pages/accessibility.html", context)


@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Which personal data is kept, why and how long."""
    context = {"breadcrumbs": _trail(_("Personuppgifter")), "contact": settings.CONTACT_EMAIL}
    return render(request, "pages/personal_data.html", context)


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """The three cookies, by the names that they have on this installation."""
    context = {
        "breadcrumbs": _trail(_("Kakor")),
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
    }
    return render(request, "pages/cookies.html", context)


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Go on in another language. A link and no form, so that reading pages sets no cookie before this choice."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    onward = request.GET.get("till", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None, require_https=request.is_secure()):
        onward = reverse("front")
    response = HttpResponseRedirect(onward)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=60 * 60 * 24 * 365,
        secure=settings.IS_HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def _trail(words: str) -> list[tuple[str, str]]:
    """The way to a page below the page about the service."""
    return [(_("Startsidan"), reverse("front")), (_("Om tjänsten"), reverse("about")), (words, "")]
