"""What people are told about reviews: who has the ball, and what was submitted. Reads only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.display import ShownProperty, shown_properties
from catalog.models import Record, Review
from dcat.node import Node


@dataclass(frozen=True, slots=True)
class Part:
    """A description, or one of its distributions, as somebody who reviews it reads it."""

    key: str  # UUID of the distribution; empty for the record itself
    title: str
    properties: list[ShownProperty]


def latest_reviews(keys: Collection[int]) -> dict[int, Review]:
    """The review that somebody has something to do with, for each of the records (keys) that have one. One query."""
    reviews = Review.objects.open().for_lists().defer("content").filter(record__in=keys)
    return {review.record_id: review for review in reviews}


def ball(review: Review, record: Record, *, requires_approval: bool) -> str:
    """Who has to do what now: 'Väntar på granskning av publicist sedan 3 dagar'."""
    if not review.is_waiting:
        return _("Skickad tillbaka till %(person)s") % {"person": _person(review.submitted_by)}
    if record.edit_number != review.edit_number:
        return _("Ändrad efter att %(person)s skickade den för granskning. Behöver skickas igen.") % {
            "person": _person(review.submitted_by)
        }
    since = waited(review.submitted_at)
    if requires_approval:
        return _("Väntar på granskning av publicist %(since)s") % {"since": since}
    return _("Väntar på granskning av en kollega %(since)s") % {"since": since}


def waited(since: datetime) -> str:
    """'sedan i dag', 'sedan 3 dagar': by the calendar."""
    days = (timezone.localdate() - timezone.localdate(since)).days
    if days < 1:
        return _("sedan i dag")
    return ngettext("sedan %(days)s dag", "sedan %(days)s dagar", days) % {"days": days}


def parts_of(node: Node, language: str, names: Mapping[str, str]) -> list[Part]:
    """All that a description says: the record itself first, then each of its distributions."""
    distributions = [each for each in node.get("distribution") if isinstance(each, Node)]
    shown = shown_properties(node, language, names, is_whole=True)
    own = Part("", "", [each for each in shown if each.name != "distribution"])
    return [own, *(_part(each, language, names) for each in distributions)]


def _part(node: Node, language: str, names: Mapping[str, str]) -> Part:
    properties = shown_properties(node, language, names, is_whole=True)
    formats = [value.text for each in properties if each.name == "format" for value in each.values]
    title = node.text("title", language) or next(iter(formats), "") or _("Distribution utan titel")
    return Part(node.iri.rpartition("/")[2], title, properties)


def _person(person) -> str:
    return str(person) if person else _("den som skrev")
