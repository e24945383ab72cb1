"""Where a page's readers can follow what is new."""

from django import template
from django.urls import reverse

from catalog.atom import in_present_language
from organisations.models import County, Organisation

register = template.Library()


@register.simple_tag
def atom_address(whose: Organisation | County | None = None) -> str:
    """The Atom feed of an organisation, a county or everybody, in the language of the page."""
    if isinstance(whose, Organisation):
        return in_present_language(reverse("atom_organisation", args=[whose.slug]))
    if isinstance(whose, County):
        return in_present_language(reverse("atom_county", args=[whose.code]))
    return in_present_language(reverse("atom"))
