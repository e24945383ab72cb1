"""What waits for somebody else's eyes: what this person may look at, and what has come back to them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.forms.relations import name_of
from catalog.models import Review
from catalog.names import DESCRIBED
from catalog.reviewing import ball
from organisations.permissions import Action
from pages.dashboard.desk import SHOWN, Desk, Item


def to_review(desk: Desk) -> list[Item]:
    """What others have submitted, the longest waiting first, for those who may review it."""
    if not desk.may(Action.REVIEW):
        return []
    waiting = _open(desk).waiting().exclude(submitted_by=desk.person.pk)
    items = [_item(desk, each, _("Granska")) for each in waiting[:SHOWN]]
    return items + _more(desk, waiting.count(), len(items))


def returned(desk: Desk) -> list[Item]:
    """What this person submitted and somebody sent back."""
    mine = _open(desk).filter(submitted_by=desk.person.pk, state=Review.State.RETURNED)
    return [_item(desk, each, _("Läs vad som behöver ändras")) for each in mine[:SHOWN]]


def waiting_for_others(desk: Desk) -> list[Item]:
    """What nobody has decided about yet, but for what this person is to decide."""
    if not desk.may_read:
        return []
    waiting = _open(desk).waiting()
    if desk.may(Action.REVIEW):
        waiting = waiting.filter(submitted_by=desk.person.pk)
    return [_item(desk, each, _("Se granskningen")) for each in waiting[:SHOWN]]


def _open(desk: Desk):
    reviews = Review.objects.filter(record__organisation=desk.organisation).open().for_lists()
    return reviews.select_related(*(f"record__{name}" for name in DESCRIBED))


def _item(desk: Desk, review: Review, action: str) -> Item:
    record = review.record
    address = desk.address("record_review", record.class_name, record.uuid)
    text = ball(review, record, requires_approval=desk.organisation.requires_approval)
    return Item(text, about=name_of(record), action=action, address=address)


def _more(desk: Desk, count: int, shown: int) -> list[Item]:
    if count <= shown:
        return []
    text = ngettext("%(count)s till väntar.", "%(count)s till väntar.", count - shown) % {"count": count - shown}
    return [Item(text, action=_("Visa alla"), address=desk.address("reviews"))]
