"""Shows on any page whether what was published has reached the feed."""

from django import template
from django.template import RequestContext
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import Record
from dcat.bilingual import Bilingual
from harvesting.arrival.reasons import SHORT
from harvesting.arrival.state import arrival_of_record
from harvesting.state import FeedState, Place, state_of
from organisations.models import Organisation

register = template.Library()


@register.inclusion_tag("harvesting/state.html", takes_context=True)
def feed_state(context: RequestContext, organisation: Organisation) -> dict:
    """One line about the organisation's feed: in it since when, being built, or failed and why."""
    return {"state": _state(context, organisation.pk), "organisation": organisation}


@register.inclusion_tag("harvesting/place.html", takes_context=True)
def in_feed(context: RequestContext, record: Record) -> dict:
    """A few words about where the record's release in force is. Needs current_release loaded."""
    if record.current_release is None and not record.was_published:
        return {"place": Place.NOWHERE, "record": record}
    state = _state(context, record.organisation_id)
    return {"place": state.place_of(record), "state": state, "record": record}


@register.inclusion_tag("harvesting/at_portal.html")
def at_portal(record: Record) -> dict:
    """One line about whether dataportal.se shows a dataset; nothing where it is not known."""
    is_dataset = record.class_name == Record.ClassName.DATASET and record.was_published
    arrival = arrival_of_record(record) if is_dataset else None
    return {"arrival": arrival, "reason": SHORT.get(arrival.state) if arrival else "", "record": record}


@register.filter
def moment(value) -> str:
    """A point in time in few words: the time of day when it is today, else with its date."""
    local = timezone.localtime(value)
    is_today = local.date() == timezone.localdate()
    return formats.date_format(local, "H:i" if is_today else "Y-m-d H:i")


@register.filter
def moment_in_words(value) -> str:
    """A point in time within a sentence: today and yesterday by their words."""
    local = timezone.localtime(value)
    at = formats.date_format(local, "H:i")
    days = (timezone.localdate() - local.date()).days
    if days == 0:
        return _("i dag %(time)s") % {"time": at}
    if days == 1:
        return _("i går %(time)s") % {"time": at}
    return formats.date_format(local, "Y-m-d H:i")


@register.filter
def stored_words(stored: dict[str, str]) -> str:
    """Words kept as {"sv", "en"}, in the language of the page."""
    return Bilingual(stored["sv"], stored["en"]).in_language(get_language() or "sv")


def _state(context: RequestContext, organisation_id: int) -> FeedState:
    """Asked for once per request and organisation, however many records a page shows."""
    request = context.get("request")
    if request is None:
        return state_of(organisation_id)
    if not hasattr(request, "feed_states"):
        request.feed_states = {}
    if organisation_id not in request.feed_states:
        request.feed_states[organisation_id] = state_of(organisation_id)
    return request.feed_states[organisation_id]
