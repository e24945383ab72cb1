"""A coordinator's first pages: their counties, the measures with their history, and the map."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.views.held import signed_in
from coverage.cells import Share
from coverage.map import outlines
from coverage.measures import BY_KEY, MEASURES, Measure, measured_now
from coverage.measures.nation import NATIONAL, National
from coverage.measures.taking import history
from coverage.report import summed
from coverage.trend import HEIGHT, WIDTH, Trend, trend
from coverage.views.area import area_for, areas_of
from organisations.models import Organisation

_SHOWN = timedelta(days=366)
_CROWDED = 17  # so many kommuner on a map have room for small figures only


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of an area, now and before."""

    measure: Measure
    name: str
    how: str
    now: Share
    trend: Trend
    nation: National | None


@require_safe
@signed_in
def coordination(request: HttpRequest) -> HttpResponse:
    """The way in: the one county, or all of them."""
    areas = areas_of(request.user)
    if not areas:
        raise Http404
    return redirect("area_overview", area=areas[0].part)


@require_safe
@signed_in
def area_overview(request: HttpRequest, area: str) -> HttpResponse:
    """Every measure of the area, and of each of its organisations."""
    here = area_for(request.user, area)
    organisations = here.organisations()
    today = timezone.localdate()
    now = measured_now(organisations, today)
    before = history([each.pk for each in organisations], today - _SHOWN)
    context = {
        "area": here,
        "areas": areas_of(request.user),
        "lines": [_line(measure, now[measure], before.get(measure.key, {}), today) for measure in MEASURES],
        "rows": [(each, [(measure, now[measure].get(each.pk)) for measure in MEASURES]) for each in organisations],
        "sources": [
            (measure.name.in_language(language()), NATIONAL[measure.key].source.in_language(language()))
            for measure in MEASURES
            if measure.key in NATIONAL
        ],
        "chart": {"width": WIDTH, "height": HEIGHT},
    }
    return render(request, "coverage/overview.html", context)


@require_safe
@signed_in
def area_map(request: HttpRequest, area: str) -> HttpResponse:
    """The kommuner on a map, by one measure, and the same as a table."""
    here = area_for(request.user, area)
    measure = BY_KEY.get(request.GET.get("matt", ""), MEASURES[0])
    organisations = here.organisations()
    now = measured_now(organisations, timezone.localdate())[measure]
    drawn = [_drawn(each, now.get(each.pk), measure) for each in organisations if each.municipality_code]
    box = outlines().box(each["organisation"].municipality_code for each in drawn)
    regions = [(each, now.get(each.pk)) for each in organisations if not each.municipality_code]
    context = {
        "area": here,
        "areas": areas_of(request.user),
        "measures": [(each, each.name.in_language(language())) for each in MEASURES],
        "measure": measure,
        "measure_name": measure.name.in_language(language()),
        "measure_how": measure.how.in_language(language()),
        "drawn": drawn,
        "regions": regions,
        "steps": range(1, 6),
        "box": " ".join(map(str, box)),
        "letters": round(max(box[2:]) / (22 if len(drawn) < _CROWDED else 38), 1),
        "source": outlines().source,
    }
    return render(request, "coverage/map.html", context)


def language() -> str:
    """The language of the page."""
    return get_language() or "sv"


def _line(measure: Measure, now: dict[int, Share], before, today) -> Line:
    total = summed(now.values())
    return Line(
        measure,
        measure.name.in_language(language()),
        measure.how.in_language(language()),
        total,
        trend(before | {today: total}, measure.best),
        NATIONAL.get(measure.key),
    )


def _drawn(organisation: Organisation, share: Share | None, measure: Measure) -> dict:
    """A kommun on the map: its outline, the middle of it, its figure, and how good that is."""
    x, y = outlines().middles.get(organisation.municipality_code, (0, 0))
    return {
        "organisation": organisation,
        "path": outlines().paths.get(organisation.municipality_code, ""),
        "x": x,
        "y": y,
        "share": share,
        "step": measure.step(share),
    }
