"""What templates may ask about points and stars."""

from django import template

from catalog.describe import describe, load_for_describing
from catalog.models import Record
from catalog.quality import Quality, Remark, quality_of, remarks
from dcat.quality import DIMENSIONS, MOST_STARS, Dimension, Indicator, Rating, Score, whole

register = template.Library()

IN_SIGHT = 5  # remarks; the others are folded


@register.simple_tag(takes_context=True)
def dataset_quality(context, record: Record) -> Quality:
    """The quality of what is saved. Loads it, unless the page has done so (``loaded``)."""
    loaded = context.get("loaded") or load_for_describing(record.class_name, [record.pk])[0]
    return quality_of(describe(loaded))


@register.simple_tag
def quality_remarks(quality: Quality, record: Record) -> list[Remark]:
    """What it lacks, what is worth most first. The record's organisation has to be loaded."""
    return remarks(quality, record)


@register.filter
def in_sight(found: list) -> list:
    """The first of them."""
    return found[:IN_SIGHT]


@register.filter
def folded(found: list) -> list:
    """All but the first of them."""
    return found[IN_SIGHT:]


@register.filter
def rating_of(points: int) -> Rating:
    """What so many points are called."""
    return Rating.of(points)


@register.filter
def by_dimension(score: Score) -> list[tuple]:
    """The outcomes under what they are gathered under, each with whole points."""
    return [
        (DIMENSIONS[dimension], [_shown(each) for each in score.outcomes if each.indicator.dimension is dimension])
        for dimension in Dimension
    ]


def _shown(outcome) -> dict:
    indicator: Indicator = outcome.indicator
    parts = ("had", "missing", "not_known", "out_of_reach")
    return {"indicator": indicator} | {part: whole(getattr(outcome, part)) for part in parts}


@register.simple_tag
def most_stars() -> int:
    """How many stars there are."""
    return MOST_STARS
