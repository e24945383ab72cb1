"""The pages of an organisation in the workspace: a few tabs, and within the current one its pages."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from catalog.models import Record
from organisations.permissions import Action, may

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Page:
    """One page and the action that it takes; ``below`` is the class whose records are below it, where it lists them."""

    words: str | Promise
    name: str
    action: Action
    below: str = ""

    def address(self, slug: str) -> str:
        if self.name == "record_list":
            return _list_of(slug, self.below)
        return reverse(self.name, args=[slug])

    def covers(self, slug: str) -> str:
        """The address that all pages below this one begin with."""
        return _list_of(slug, self.below) if self.below else self.address(slug)


def _list_of(slug: str, class_name: str) -> str:
    return reverse("record_list", args=[slug, class_name])


_SEES, _READS, _EDITS = Action.SEE_PROGRESS, Action.READ_DRAFTS, Action.EDIT
_CLASS = Record.ClassName
# Seven tabs fit beside each other, fifteen do not: what is opened seldom is found within what it belongs to.
_TABS: tuple[tuple[str | Promise, tuple[_Page, ...]], ...] = (
    (gettext_lazy("Översikt"), (_Page(gettext_lazy("Översikt"), "dashboard", _SEES),)),
    (gettext_lazy("Förberedelser"), (_Page(gettext_lazy("Förberedelser"), "candidates", _SEES),)),
    (
        gettext_lazy("Datamängder"),
        (
            _Page(gettext_lazy("Alla datamängder"), "workspace_organisation", _SEES, _CLASS.DATASET),
            _Page(gettext_lazy("Rekommenderade"), "own_coverage", _SEES),
            _Page(gettext_lazy("Serier"), "record_list", _READS, _CLASS.DATASET_SERIES),
            _Page(gettext_lazy("Datatjänster"), "record_list", _READS, _CLASS.DATA_SERVICE),
            _Page(gettext_lazy("Kontaktuppgifter"), "record_list", _READS, _CLASS.CONTACT_POINT),
            _Page(gettext_lazy("Aktörer"), "record_list", _READS, _CLASS.AGENT),
        ),
    ),
    (gettext_lazy("Att granska"), (_Page(gettext_lazy("Att granska"), "reviews", _EDITS),)),
    (
        gettext_lazy("Kvalitet"),
        (
            _Page(gettext_lazy("Poäng och råd"), "organisation_quality", _SEES),
            _Page(gettext_lazy("Länkar"), "organisation_links", _READS),
        ),
    ),
    (gettext_lazy("Till dataportal.se"), (_Page(gettext_lazy("Till dataportal.se"), "feed_status", _SEES),)),
    (
        gettext_lazy("Organisationen"),
        (
            _Page(gettext_lazy("Medlemmar"), "members", Action.MANAGE_MEMBERS),
            _Page(gettext_lazy("Inställningar"), "organisation_settings", Action.MANAGE_SETTINGS),
            _Page(gettext_lazy("Katalogen"), "own_catalogue", _EDITS, _CLASS.CATALOG),
            _Page(gettext_lazy("Utgivaren"), "own_publisher", _EDITS),
        ),
    ),
)


@register.inclusion_tag("catalog/tabs.html", takes_context=True)
def workspace_tabs(context, organisation) -> dict:
    """``tabs`` that this person may open, and the pages ``within`` the current one where it has more than one.

    Each has ``words``, ``address`` and ``current``, the value of ``aria-current``: "page", "true" or "".
    """
    path, person, slug = context["request"].path, context["request"].user, organisation.slug
    tabs, within = [], []
    for words, pages in _TABS:
        links = [
            {"words": page.words, "address": page.address(slug), "current": _current(page, slug, path)}
            for page in pages
            if may(person, page.action, organisation)
        ]
        if not links:
            continue
        current = next((link["current"] for link in links if link["current"]), "")
        if len(links) > 1:
            within = links if current else within
            current = current and "true"  # which of its pages it is, is said within
        tabs.append({"words": words, "address": links[0]["address"], "current": current})
    return {"tabs": tabs, "within": within}


def _current(page: _Page, slug: str, path: str) -> str:
    covers = page.covers(slug)
    if path in (page.address(slug), covers):
        return "page"
    return "true" if path.startswith(covers) else ""
