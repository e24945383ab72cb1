"""Atom feeds of new and changed datasets: of all, of a county, of an organisation; in Swedish, or with ?lang=en."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.atom import LANGUAGE, LAYOUT, atom_document, in_present_language, newest
from catalog.models import Release
from catalog.models.release import ReleaseQuerySet
from catalog.public_state import public_state
from catalog.views.conditional import made
from organisations.models import County, Organisation

_CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """Of everybody."""
    with _wanted_language(request):
        title = _("Nya och ändrade datamängder i Mellansverige")
        return _answer(request, Release.objects.public(), Organisation.objects.all(), title, reverse("organisations"))


@require_safe
def atom_county(request: HttpRequest, code: str) -> HttpResponse:
    """Of a county's region and kommuner."""
    county = get_object_or_404(County, pk=code)
    with _wanted_language(request):
        title = _("Nya och ändrade datamängder: %(whose)s") % {"whose": county.name}
        releases = Release.objects.public().filter(organisation__county=county)
        return _answer(request, releases, county.organisations.all(), title, reverse("organisations"))


@require_safe
def atom_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one organisation."""
    organisation = Organisation.objects.at_address(slug)
    if organisation is None:
        raise Http404
    with _wanted_language(request):
        if organisation.slug != slug:
            return HttpResponsePermanentRedirect(
                in_present_language(reverse("atom_organisation", args=[organisation.slug]))
            )
        title = _("Nya och ändrade datamängder: %(whose)s") % {"whose": organisation.name}
        page = reverse("organisation", args=[slug])
        own = Organisation.objects.filter(pk=organisation.pk)
        return _answer(request, Release.objects.public().of(organisation), own, title, page)


def _wanted_language(request: HttpRequest) -> translation.override:
    language = request.GET.get(LANGUAGE, settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return translation.override(language)


def _answer(
    request: HttpRequest, releases: ReleaseQuerySet, organisations: QuerySet[Organisation], title: str, page: str
) -> HttpResponse:
    language = translation.get_language()
    state = public_state(organisations, LAYOUT, language, title)

    def make() -> bytes:
        return atom_document(
            newest(releases),
            title=title,
            page=settings.PUBLIC_BASE_URL + page,
            address=settings.PUBLIC_BASE_URL + in_present_language(request.path),
            language=language,
        )

    return made(request, state, _CONTENT_TYPE, make)
