"""How coverage looks in pages."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import RecommendedDataset
from coverage.cells import Coverage, Share
from coverage.measures import Measure
from coverage.words import WORDS
from dcat.texts import in_language
from organisations.models import Organisation

register = template.Library()


@register.filter
def recommended_name(recommended: RecommendedDataset) -> str:
    """What it is called in the language of the page."""
    return in_language(recommended.title, get_language())


@register.simple_tag
def coverage_cell(organisation: Organisation, recommended: RecommendedDataset, state: Coverage) -> str:
    """One cell of the matrix: a link with the state's mark, and its name for whoever can't see where it stands."""
    return format_html(
        '<a class="cell cell--{}" href="{}" title="{}, {}: {}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></a>',
        state.value,
        reverse("coverage_cell", args=[organisation.slug, recommended.key]),
        organisation.short_name,
        recommended_name(recommended),
        WORDS[state].name,
        WORDS[state].mark,
        WORDS[state].name,
    )


@register.filter
def signed(number: int | None) -> str:
    """A difference, with its sign."""
    return "" if number is None else f"{number:+d}".replace("-", "\N{MINUS SIGN}")


@register.inclusion_tag("coverage/figure.html")
def figure(measure: Measure, share: Share | None) -> dict:
    """A figure as its measure shows it: per cent, or points."""
    return {"measure": measure, "share": share}


@register.simple_tag
def figure_words(measure: Measure, share: Share | None) -> str:
    """The same in a few words, for where there is room for no more."""
    if not share or not share.of:
        return _("inget att räkna")
    if measure.is_mean:
        return _("%(mean)s av %(best)s poäng") % {"mean": share.mean, "best": measure.best}
    return f"{share.percent}\N{NO-BREAK SPACE}%"
