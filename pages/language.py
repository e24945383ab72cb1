"""The language of pages. Documents for machines are the same in every language, and say so by saying nothing."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware


class PageLanguageMiddleware(LocaleMiddleware):
    """As Django's, but ``Content-Language`` and ``Vary`` only where the language makes a difference."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type", "").startswith("text/html"):
            return super().process_response(request, response)
        return response
