"""The organisation's feed: what is wrong with it, what is not in it, and what is being built."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from harvesting.state import Progress
from harvesting.templatetags.feed import moment_in_words
from harvesting.views.explaining import explained
from organisations.permissions import Action
from pages.dashboard.desk import SHOWN, Desk, Item


def trouble(desk: Desk) -> list[Item]:
    """What keeps published descriptions from being fetched."""
    return [*_unconfirmed(desk), *_failed(desk), *_pinned(desk), *_left_out(desk)]


def building(desk: Desk) -> list[Item]:
    """What was published a moment ago."""
    if desk.feed.progress is not Progress.BUILDING or not desk.counts["in_force"]:
        return []
    return [Item(_("Katalogen byggs nu. Det tar oftast några sekunder."), **_to_feed(desk))]


def _unconfirmed(desk: Desk) -> list[Item]:
    if desk.organisation.is_number_confirmed:
        return []
    if desk.may(Action.MANAGE_SETTINGS):
        text = _("Organisationsnumret är inte bekräftat. Ni kan inte publicera något förrän det är det.")
        address = desk.address("organisation_settings")
        return [Item(text, action=_("Bekräfta numret"), address=address, is_wrong=True)]
    text = _("Organisationsnumret är inte bekräftat. Be organisationsansvarig göra det, så att ni kan publicera.")
    return [Item(text, is_wrong=True)]


def _failed(desk: Desk) -> list[Item]:
    error = desk.feed.error if desk.feed.progress is Progress.FAILED else None
    if error is None:
        return []
    text = _("Senaste bygget misslyckades: %(why)s") % {"why": error.in_language(get_language() or "sv")}
    return [Item(text, about=_("Flödet"), is_wrong=True, **_to_feed(desk))]


def _pinned(desk: Desk) -> list[Item]:
    pin = desk.feed.pin
    if pin is None:
        return []
    text = _("Visar en äldre version, från %(when)s. Det som ni publicerar kommer inte ut förrän ni låser upp.")
    when = moment_in_words(pin.snapshot.built_at)
    return [Item(text % {"when": when}, about=_("Flödet"), is_wrong=True, **_to_feed(desk))]


def _left_out(desk: Desk) -> list[Item]:
    findings = desk.feed.left_out[:SHOWN]
    found = explained(desk.organisation, findings, desk.may_read)
    language = get_language() or "sv"
    return [
        Item(
            _("Inte med i flödet: %(why)s") % {"why": finding.message.in_language(language)},
            about=name,
            action=_("Rätta") if address else _("Se flödet"),
            address=address or desk.address("feed_status"),
            is_wrong=True,
        )
        for finding, name, address in found
    ]


def _to_feed(desk: Desk) -> dict[str, str]:
    return {"action": _("Se flödet"), "address": desk.address("feed_status")}
