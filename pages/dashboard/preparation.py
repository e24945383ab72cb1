"""Candidates: those that are ready to be described, and how many are on their way there."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Candidate
from pages.dashboard.desk import SHOWN, Desk, Item


def ready_to_describe(desk: Desk) -> list[Item]:
    """Candidates about which everything is decided, the one that has waited longest first."""
    if not desk.may_read:
        return []
    candidates = Candidate.objects.of(desk.organisation).in_state(Candidate.State.READY)
    found = list(candidates.order_by("changed_at", "pk")[: SHOWN + 1])
    text = _("Alla frågor är besvarade.")
    items = [
        Item(text, about=each.name, action=_("Beskriv"), address=desk.address("candidate", each.uuid))
        for each in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        address = f"{desk.address('candidates')}?lage={Candidate.State.READY}"
        items.append(Item(_("Fler kandidater är klara att beskriva."), action=_("Visa alla"), address=address))
    return items


def under_way(desk: Desk) -> list[Item]:
    """How many candidates wait for answers."""
    counts = Candidate.objects.of(desk.organisation).counts()
    waiting = counts[Candidate.State.IDEA] + counts[Candidate.State.PREPARING]
    if not waiting:
        return []
    text = ngettext("%(count)s kandidat förbereds.", "%(count)s kandidater förbereds.", waiting) % {"count": waiting}
    return [Item(text, action=_("Till förberedelserna"), address=desk.address("candidates"))]
