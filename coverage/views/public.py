"""What everybody may know of the state of things, and how every figure is counted."""

from datetime import date, timedelta

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from coverage.cells import Share
from coverage.measures import MEASURES, Measure
from coverage.models import Measured
from coverage.trend import HEIGHT, WIDTH, Trend, trend
from organisations.models import County, Organisation

PUBLIC = [measure for measure in MEASURES if measure.is_public]
_SHOWN = timedelta(days=366)


@require_safe
def situation(request: HttpRequest) -> HttpResponse:
    """The public figures, county by county and for all together, as they were measured last."""
    latest = Measured.objects.order_by("-on").values_list("on", flat=True).first()
    rows = Measured.objects.filter(on=latest, measure__in=[measure.key for measure in PUBLIC]) if latest else []
    counties = dict(Organisation.objects.values_list("pk", "county_id"))
    sums: dict[tuple[str, str], Share] = {}
    for row in rows:
        for place in (counties[row.organisation_id], ""):
            before = sums.get((place, row.measure), Share(0, 0))
            sums[place, row.measure] = Share(before.count + row.count, before.of + row.of)
    language = get_language() or "sv"
    days = _by_day(timezone.localdate() - _SHOWN)
    context = {
        "on": latest,
        "today": timezone.localdate(),
        "measures": [(measure.key, measure.name.in_language(language)) for measure in PUBLIC],
        "lines": [
            (measure, measure.name.in_language(language), _trend(measure, days[measure.key])) for measure in PUBLIC
        ],
        "chart": {"width": WIDTH, "height": HEIGHT},
        "rows": [
            (name, [(measure, sums.get((place, measure.key))) for measure in PUBLIC])
            for place, name in [("", ""), *County.objects.values_list("code", "name")]
        ],
    }
    return render(request, "coverage/situation.html", context)


def _by_day(since: date) -> dict[str, dict[date, Share]]:
    """The sums over everybody by public measure and day: one query, summed by the database."""
    found: dict[str, dict[date, Share]] = {measure.key: {} for measure in PUBLIC}
    rows = Measured.objects.filter(on__gte=since, measure__in=found).order_by().values_list("measure", "on")
    for measure, day, count, of in rows.annotate(Sum("count"), Sum("of")):
        found[measure][day] = Share(count, of)
    return found


def _trend(measure: Measure, days: dict[date, Share]) -> Trend:
    """A line through the last measured day of each week: enough for a year, and short as a table."""
    weeks = {day.isocalendar()[:2]: day for day in sorted(days)}
    return trend({day: days[day] for day in weeks.values()}, measure.best)


@require_safe
def how_it_is_counted(request: HttpRequest) -> HttpResponse:
    """Every measure with its rule."""
    language = get_language() or "sv"
    measures = [(each.key, each.name.in_language(language), each.how.in_language(language)) for each in MEASURES]
    return render(request, "coverage/counted.html", {"measures": measures})
