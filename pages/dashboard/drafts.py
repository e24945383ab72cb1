"""What has been begun and is not out yet: unfinished drafts, what can be published, and changes that wait."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.forms.relations import name_of
from catalog.models import Record
from pages.dashboard.desk import CHANGED, READY, SHOWN, UNFINISHED, Desk, Item


def unfinished(desk: Desk) -> list[Item]:
    """Drafts that something is missing in, one's own first."""
    count = desk.counts["unfinished"]
    if not count or not desk.may_read:
        return []
    own_first = Case(When(changed_by=desk.person.pk, then=Value(0)), default=Value(1))
    drafts = desk.records(UNFINISHED).order_by(own_first, "-changed_at", "-pk")[:SHOWN]
    return [_unfinished(desk, each) for each in drafts] + more(desk, count)


def ready(desk: Desk) -> list[Item]:
    """Drafts that can be published."""
    count = desk.counts["ready"]
    if not count or not desk.may_read:
        return []
    drafts = desk.records(READY).order_by("-changed_at", "-pk")[:SHOWN]
    return [_to_publish(desk, each, _("Klar att publicera.")) for each in drafts] + more(desk, count)


def changed(desk: Desk) -> list[Item]:
    """Changes in what is published that nobody outside has seen yet."""
    count = desk.counts["changed"]
    if not count or not desk.may_read:
        return []
    records = desk.records(CHANGED).order_by("-changed_at", "-pk")[:SHOWN]
    return [_to_publish(desk, each, _("Ändrad sedan publiceringen.")) for each in records] + more(desk, count)


def drafts_in_figures(desk: Desk) -> list[Item]:
    """That drafts exist, for those who may not read them."""
    count = desk.counts["unfinished"] + desk.counts["ready"]
    if not count or desk.may_read:
        return []
    text = ngettext("%(count)s utkast är påbörjat.", "%(count)s utkast är påbörjade.", count) % {"count": count}
    return [Item(text, action=_("Se läget"), address=desk.address("workspace_organisation"))]


def more(desk: Desk, count: int) -> list[Item]:
    """One line that leads to all, where not all are shown."""
    if count <= SHOWN:
        return []
    text = _("Och %(count)s till.") % {"count": count - SHOWN}
    return [Item(text, action=_("Visa alla"), address=desk.address("workspace_organisation"))]


def _unfinished(desk: Desk, record: Record) -> Item:
    remaining = ngettext("%(count)s sak återstår.", "%(count)s saker återstår.", record.errors)
    text = remaining % {"count": record.errors}
    return Item(text, about=name_of(record), action=_("Fortsätt"), address=desk.form_address(record))


def _to_publish(desk: Desk, record: Record, text: str) -> Item:
    address = desk.address("record_publish", record.class_name, record.uuid)
    return Item(text, about=name_of(record), action=_("Granska och publicera"), address=address)
