"""What the shared templates need to show values of the ground library and fields of forms."""

from django import template
from django.utils.translation import get_language

from dcat.bilingual import Bilingual

register = template.Library()


@register.filter
def in_language(words) -> str:
    """A pair of sentences in the language of the page; anything else as it is."""
    return words.in_language(get_language() or "sv") if isinstance(words, Bilingual) else words


@register.filter
def is_single_choice(widget_type: str) -> bool:
    """Whether the field is one checkbox, whose label stands after it."""
    return widget_type == "checkbox"
