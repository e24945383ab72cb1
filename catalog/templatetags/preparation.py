"""What templates may ask about what came before a description."""

from django import template

from catalog.models import Candidate, Record

register = template.Library()


@register.inclusion_tag("catalog/preparation/of_record.html")
def preparation_of(record: Record, organisation) -> dict:
    """The candidate that a dataset grew out of, if it did."""
    is_dataset = record.class_name == Record.ClassName.DATASET
    candidate = Candidate.objects.filter(dataset=record.pk).first() if is_dataset else None
    return {"candidate": candidate, "organisation": organisation}
