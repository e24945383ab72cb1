"""Shows on any page of a record how its addresses are."""

from collections import Counter

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import Link, Record
from dcat.links import LinkedFrom
from dcat.profile import DCAT_AP_SE
from harvesting.links.shown import seen_in, standing
from organisations.permissions import Action, may

register = template.Library()


@register.inclusion_tag("harvesting/links_short.html", takes_context=True)
def links_short(context, record: Record, organisation) -> dict:
    """A line about the addresses in the working copy, and the button that has them checked; nothing where there are
    none."""
    seen = {each.place.url: each.link for each in seen_in(record)}
    counts = Counter(standing(link.state, link.remark) if link else standing("", "") for link in seen.values())
    return {
        "record": record,
        "organisation": organisation,
        "counts": counts,
        "number": len(seen),
        "is_waiting": any(link and link.wanted_at for link in seen.values()),
        "may_check": may(context["request"].user, Action.EDIT, organisation),
    }


@register.filter
def place_label(place: LinkedFrom) -> str:
    """The label of the field where an address stands."""
    return DCAT_AP_SE[place.class_name][place.field].label.in_language(get_language() or "sv")


@register.filter
def link_state(link: Link | None) -> str:
    """How an address is, in a few words."""
    if link is None:
        return Link.State.NOT_CHECKED.label
    if link.wanted_at is not None:
        return _("Väntar på kontroll")
    return Link.Remark(link.remark).label if link.remark else Link.State(link.state).label
