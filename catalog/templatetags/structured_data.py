"""Puts data for machines into a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog.structured_data import as_script

register = template.Library()


@register.simple_tag
def structured_data(data: dict | None) -> SafeString | str:
    """The data as a block of JSON-LD, which browsers don't execute; nothing when there is none."""
    if not data:
        return ""
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(as_script(data)))
