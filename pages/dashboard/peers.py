"""What others of the same kind publish that the organisation neither describes nor prepares."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import RecommendedDataset, Release
from organisations.models import Organisation
from pages.dashboard.desk import Desk, Item

_SHOWN = 6
_NAMED = 3
# From half as many inhabitants to twice as many.
_SIMILAR = (0.5, 2)


def published_by_others(desk: Desk) -> list[Item]:
    """Recommended datasets, first those that most organisations of a similar size publish; in two queries."""
    found = list(_missing(desk.organisation))
    names = _nearest(desk.organisation, [each.pk for each in found])
    return [_item(desk, each, names[each.pk]) for each in found]


def _missing(organisation: Organisation):
    same_kind = Q(releases__in=Release.objects.public()) & Q(releases__organisation__kind=organisation.kind)
    counted = "releases__organisation"
    missing = RecommendedDataset.objects.missing_in(organisation)
    return (
        missing.annotate(
            publishing=Count(counted, filter=same_kind, distinct=True),
            similar=Count(counted, filter=same_kind & _similar(organisation), distinct=True),
        )
        .filter(publishing__gt=0)
        .order_by("-similar", "-publishing", "sort_key")[:_SHOWN]
    )


def _similar(organisation: Organisation) -> Q:
    if not organisation.population:
        return Q(releases__organisation__county=organisation.county_id)
    least, most = (int(organisation.population * factor) for factor in _SIMILAR)
    return Q(releases__organisation__population__range=(least, most))


def _nearest(organisation: Organisation, recommended: list[int]) -> dict[int, list[str]]:
    """Who publishes each of them, by short name, the nearest in size first."""
    published = Release.objects.public().filter(
        recommended_dataset__in=recommended, organisation__kind=organisation.kind
    )
    names: dict[int, list[tuple[int, str]]] = defaultdict(list)
    columns = ("recommended_dataset", "organisation__population", "organisation__short_name")
    for key, population, name in published.order_by().values_list(*columns).distinct():
        names[key].append((abs((population or 0) - (organisation.population or 0)), name))
    return {key: [name for _distance, name in sorted(names[key])[:_NAMED]] for key in recommended}


def _item(desk: Desk, recommended: RecommendedDataset, names: list[str]) -> Item:
    count = recommended.publishing
    if desk.organisation.kind == Organisation.Kind.REGION:
        text = ngettext("%(count)s region publicerar den", "%(count)s regioner publicerar den", count)
    else:
        text = ngettext("%(count)s kommun publicerar den", "%(count)s kommuner publicerar den", count)
    text = _("%(how_many)s: %(names)s.") % {"how_many": text % {"count": count}, "names": _some(names, count)}
    if not desk.may_edit:
        return Item(text, about=recommended.name)
    return Item(
        text,
        about=recommended.name,
        action=_("Börja härifrån"),
        address=desk.address("candidates_recommended"),
        sent=(("chosen", recommended.key), ("open", "1")),
    )


def _some(names: list[str], count: int) -> str:
    shown = ", ".join(names)
    if count <= len(names):
        return shown
    return _("%(names)s och %(count)s till") % {"names": shown, "count": count - len(names)}
