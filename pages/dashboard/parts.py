"""The parts of the dashboard, in their order, each with the sources of its lines. A new source is a name here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.dashboard import drafts, feed, findings, peers, portal, preparation, quality, reviews
from pages.dashboard.desk import Desk, Item

Source = Callable[[Desk], Sequence[Item]]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, the sources of what stands under it, and what stands there when they have nothing to say."""

    key: str
    heading: str | Promise
    sources: tuple[Source, ...]
    empty: str | Promise


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its lines."""

    part: Part
    items: list[Item]


PARTS = (
    Part(
        "att-gora",
        _("Behöver dig i dag"),
        (
            feed.trouble,
            reviews.to_review,
            reviews.returned,
            findings.in_published,
            quality.broken_links,
            drafts.unfinished,
            preparation.ready_to_describe,
        ),
        _("Inget väntar på dig. Allt som är publicerat är i ordning."),
    ),
    Part(
        "pa-vag",
        _("På väg ut"),
        (
            drafts.ready,
            drafts.changed,
            reviews.waiting_for_others,
            drafts.drafts_in_figures,
            feed.building,
            portal.next_fetch,
            preparation.under_way,
        ),
        _("Inget är på väg. Det finns inga utkast eller ändringar som väntar."),
    ),
    Part(
        "hamtat",
        _("På dataportal.se"),
        (portal.fetched, portal.arrived),
        _("Här ser du vad dataportal.se har hämtat när ni har publicerat något för alla."),
    ),
    Part(
        "kvalitet",
        _("Så bra är beskrivningarna"),
        (quality.score, findings.advice),
        _("Inget är publicerat än."),
    ),
    Part(
        "andra",
        _("Det här publicerar andra som liknar er"),
        (peers.published_by_others,),
        _("Ni har allt som andra av samma slag publicerar av det rekommenderade."),
    ),
)


def filled_parts(desk: Desk) -> list[Filled]:
    """The parts with their lines. Of an organisation that has published nothing, only those that have any."""
    filled = [Filled(part, [item for source in part.sources for item in source(desk)]) for part in PARTS]
    return [each for each in filled if each.items or desk.counts["in_force"]]
