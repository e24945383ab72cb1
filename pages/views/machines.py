"""What machines ask for about the installation: health, version, security.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages import health, release


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether pages can be answered: 503 for database or disk, and nothing worse than 'degraded' for the queue."""
    state = health.state()
    return JsonResponse(state.as_dict(), status=200 if state.is_ready else 503)


@never_cache
@require_safe
def version(request: HttpRequest) -> JsonResponse:
    """Which program this is."""
    return JsonResponse({"name": release.NAME, "version": release.VERSION})


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116)."""
    address = settings.PUBLIC_BASE_URL + reverse("security_txt")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or f'mailto:{settings.CONTACT_EMAIL}'}",
        f"Expires: {settings.SECURITY_TXT_EXPIRES.isoformat()}T00:00:00Z",
        "Preferred-Languages: sv, en",
        f"Canonical: {address}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
