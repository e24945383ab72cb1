"""What dataportal.se has fetched, what it shows of it, and when it comes next."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harvesting.arrival.reasons import REASONS
from harvesting.models import RecordArrival
from harvesting.templatetags.feed import moment_in_words
from harvesting.visits.state import Fetch, visits_of
from pages.dashboard.desk import Desk, Item

_WAITING = ("", RecordArrival.State.NOT_YET)


def next_fetch(desk: Desk) -> list[Item]:
    """How many public datasets the portal has not seen yet, and when it usually comes."""
    waiting = sum(desk.arrival.counts[state] for state in _WAITING)
    if not waiting or not desk.arrival.is_known:
        return []
    text = ngettext(
        "%(count)s datamängd väntar på att dataportal.se hämtar den, oftast omkring klockan fyra på natten.",
        "%(count)s datamängder väntar på att dataportal.se hämtar dem, oftast omkring klockan fyra på natten.",
        waiting,
    )
    return [Item(text % {"count": waiting})]


def fetched(desk: Desk) -> list[Item]:
    """The portal's latest visit."""
    if not desk.arrival.public:
        return []
    visits = visits_of(desk.organisation, timezone.localdate(desk.now))
    latest = visits.fetched or (visits.combined if visits.combined and visits.combined.has_fetched else None)
    if latest is None:
        text = _("Dataportal.se har inte hämtat er katalog än. Anmäl adressen dit, så hämtas den varje natt.")
        return [Item(text, action=_("Se adressen"), address=desk.address("feed_status"))]
    return [Item(_fetched(latest), action=_("Se alla besök"), address=desk.address("feed_status"))]


def arrived(desk: Desk) -> list[Item]:
    """How much of what is public the portal shows, and each reason why something is missing there."""
    state = desk.arrival
    if not state.is_known or not state.public:
        return []
    address = desk.address("feed_status")
    text = _("Dataportal.se visar %(visible)s av era %(public)s publika datamängder.")
    items = [Item(text % {"visible": state.visible, "public": state.public})]
    for each, (means, _remedy) in REASONS.items():
        if state.counts[each] and each not in _WAITING:
            about = ngettext("%(count)s datamängd", "%(count)s datamängder", state.counts[each])
            items.append(
                Item(
                    str(means),
                    about=about % {"count": state.counts[each]},
                    action=_("Så gör ni"),
                    address=address,
                    is_wrong=True,
                )
            )
    return items


def _fetched(latest: Fetch) -> str:
    when = {"when": moment_in_words(latest.at)}
    if latest.is_unchanged:
        return _("Dataportal.se hämtade katalogen %(when)s. Inget var nytt sedan gången före.") % when
    return _("Dataportal.se hämtade katalogen %(when)s.") % when
