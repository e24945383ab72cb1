"""What every page knows of the site it belongs to. Never touches the database: error pages use it too."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

# First segment of the path: the part of the main menu that the page belongs to.
_SECTIONS = {
    "": "front",
    "om": "about",
    "specifikation": "about",
    "laget": "about",
    "arbete": "workspace",
    "samordning": "coordination",
    "konto": "account",
    "organisationer": "organisations",
}


def site(request: HttpRequest) -> dict:
    """`installation` in every template: its name, addresses, languages; allauth has a `site` of its own."""
    return {
        "installation": {
            "name": settings.SITE_NAME,
            "base_url": settings.PUBLIC_BASE_URL,
            "operator": settings.OPERATOR_NAME,
            "contact": settings.CONTACT_EMAIL,
            "is_demonstration": settings.DEMONSTRATION,
            # Everything that is not a page of ours is below an organisation.
            "section": _SECTIONS.get(request.path.strip("/").split("/")[0], "organisations"),
            "other_languages": _other_languages(request.get_full_path()),
        }
    }


def _other_languages(path: str) -> list[dict]:
    """The languages that the page can be read in instead, each by its own name, and the address that switches."""
    current = get_language()
    return [
        {"code": code, "own_name": own_name, "url": f"{reverse('language', args=[code])}?{urlencode({'till': path})}"}
        for code, own_name in settings.LANGUAGES
        if code != current
    ]
