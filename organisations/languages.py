"""The language of the interface that a person has chosen: kept on the person, carried by Django's language cookie."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from organisations.models import Person


def use_language_of(person: Person, response: HttpResponse) -> None:
    """Go on in the person's language: the rest of this request now, the next ones by the cookie."""
    translation.activate(person.language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        person.language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.IS_HTTPS,
        httponly=True,
        samesite="Lax",
    )
