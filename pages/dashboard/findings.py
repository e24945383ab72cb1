"""What is wrong with published descriptions, and what could be better in them, as of their last save."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.forms.relations import name_of
from catalog.models import Record
from pages.dashboard.desk import ADVISED, IN_FORCE, SHOWN, WRONG, Desk, Item
from pages.dashboard.drafts import more

_BEST_TO_MEND = 3


def in_published(desk: Desk) -> list[Item]:
    """Published descriptions in which something has to be mended, the worst first."""
    count = desk.counts["wrong"]
    if not count:
        return []
    if not desk.may_read:
        text = ngettext(
            "%(count)s publicerad beskrivning har fel.", "%(count)s publicerade beskrivningar har fel.", count
        )
        address = desk.address("workspace_organisation")
        return [Item(text % {"count": count}, action=_("Visa alla"), address=address, is_wrong=True)]
    records = desk.records(WRONG).order_by("-errors", "-changed_at", "-pk")[:SHOWN]
    return [_wrong(desk, each) for each in records] + more(desk, count)


def advice(desk: Desk) -> list[Item]:
    """How many published descriptions there is advice for, and those with most of it."""
    count = desk.counts["advised"]
    if not count:
        return [Item(_("Det finns inga råd om det som är publicerat."))] if desk.counts["in_force"] else []
    text = ngettext(
        "%(count)s publicerad beskrivning kan bli bättre.", "%(count)s publicerade beskrivningar kan bli bättre.", count
    )
    all_of_them = Item(text % {"count": count}, action=_("Visa alla"), address=desk.address("workspace_organisation"))
    if not desk.may_read:
        return [all_of_them]
    records = desk.records(IN_FORCE & ADVISED).order_by("-advice", "-changed_at", "-pk")[:_BEST_TO_MEND]
    return [all_of_them, *(_advised(desk, each) for each in records)]


def _wrong(desk: Desk, record: Record) -> Item:
    sentence = ngettext(
        "Publicerad, men %(count)s sak måste rättas.", "Publicerad, men %(count)s saker måste rättas.", record.errors
    )
    return Item(
        sentence % {"count": record.errors},
        about=name_of(record),
        action=_("Rätta"),
        address=desk.form_address(record),
        is_wrong=True,
    )


def _advised(desk: Desk, record: Record) -> Item:
    text = ngettext("%(count)s råd.", "%(count)s råd.", record.advice) % {"count": record.advice}
    return Item(text, about=name_of(record), action=_("Förbättra"), address=desk.form_address(record))
