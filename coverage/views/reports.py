"""Reports for printing, and the same as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.views.held import signed_in
from coverage.report import Report, report_of_area, report_of_organisation, sheets
from coverage.views.area import area_for
from coverage.views.downloads import download
from organisations.permissions import Action, organisation_for


@require_safe
@signed_in
def area_report_page(request: HttpRequest, area: str) -> HttpResponse:
    """The report of an area that the person coordinates."""
    here = area_for(request.user, area)
    back = (here.name, reverse("area_overview", args=[here.part]))
    return _page(request, _of_area(here), "area_report_file", here.part, back)


@require_safe
@signed_in
def area_report_file(request: HttpRequest, area: str, suffix: str) -> HttpResponse:
    """The same as Excel or CSV."""
    report = _of_area(area_for(request.user, area))
    return download(report.title, suffix, sheets(report))


@require_safe
@signed_in
def own_report_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The report of one organisation, for itself and for the coordinators of its county."""
    organisation = organisation_for(request.user, slug, Action.SEE_PROGRESS)
    report = report_of_organisation(organisation, timezone.localdate())
    back = (organisation.name, reverse("own_coverage", args=[slug]))
    return _page(request, report, "own_report_file", slug, back)


@require_safe
@signed_in
def own_report_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The same as Excel or CSV."""
    report = report_of_organisation(organisation_for(request.user, slug, Action.SEE_PROGRESS), timezone.localdate())
    return download(report.title, suffix, sheets(report))


def _of_area(here) -> Report:
    return report_of_area(here.name, here.organisations(), timezone.localdate())


def _page(request: HttpRequest, report: Report, file_page: str, part: str, back: tuple[str, str]) -> HttpResponse:
    files = [(name, reverse(file_page, args=[part, suffix])) for name, suffix in (("Excel", "xlsx"), ("CSV", "csv"))]
    return render(request, "coverage/report.html", {"report": report, "files": files, "back": back})
