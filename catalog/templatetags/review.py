"""What templates may ask about reviews and comments."""

from django import template
from django.utils.translation import get_language

from catalog.models import Comment, Distribution, Record
from catalog.reviewing import ball, latest_reviews
from catalog.services.review import comment_path
from dcat.profile import DCAT_AP_SE
from organisations.models import Organisation

register = template.Library()


@register.inclusion_tag("catalog/review_panel.html")
def review_panel(organisation: Organisation, record: Record, distribution: Distribution | None = None) -> dict:
    """Who has the ball, and what has been said and is still to be done; beside a form. Two queries."""
    comments = Comment.objects.filter(record=record).open().in_order()
    if distribution is not None:
        comments = comments.filter(distribution=distribution)
    return {
        "organisation": organisation,
        "record": record,
        "is_about_record": distribution is None,
        "state": None if distribution else _state(organisation, record, latest_reviews([record.pk])),
        "comments": [(each, comment_about(each)) for each in comments],
    }


@register.simple_tag
def review_states(organisation: Organisation, records: list) -> dict[int, str]:
    """Who has the ball, by the keys of the records that somebody has something to do with. One query."""
    reviews = latest_reviews([record.pk for record in records])
    return {record.pk: _state(organisation, record, reviews) for record in records if record.pk in reviews}


@register.filter
def state_of(states: dict[int, str] | str, record: Record) -> str:
    """The record's sentence among those of ``review_states``."""
    return states.get(record.pk, "") if states else ""


@register.filter
def comment_about(comment: Comment) -> str:
    """The label of the field that a comment is about; empty for the whole."""
    node_class = DCAT_AP_SE["Distribution" if comment.distribution_id else comment.record.class_name]
    if comment.field not in node_class:
        return ""
    return node_class[comment.field].label.in_language(get_language() or "sv")


@register.simple_tag
def comment_address(comment: Comment, record: Record, organisation: Organisation) -> str:
    """The form at the field that a comment is about."""
    return comment_path(organisation.slug, record, comment)


def _state(organisation: Organisation, record: Record, reviews: dict) -> str:
    review = reviews.get(record.pk)
    return ball(review, record, requires_approval=organisation.requires_approval) if review else ""
