"""What templates may ask about records and findings."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from catalog.forms.description import DescriptionForm
from catalog.models import Distribution, Release
from catalog.paths import PAGES
from catalog.places import field_address
from dcat.finding import Finding
from dcat.profile import DCAT_AP_SE
from dcat.texts import in_language
from dcat.vocabularies import vocabulary
from organisations.permissions import Action, may

register = template.Library()

_WORDS = {
    "Dataset": {
        "one": gettext_lazy("Datamängd"),
        "many": gettext_lazy("Datamängder"),
        "new": gettext_lazy("Ny datamängd"),
    },
    "DatasetSeries": {
        "one": gettext_lazy("Datamängdsserie"),
        "many": gettext_lazy("Serier"),
        "new": gettext_lazy("Ny serie"),
    },
    "DataService": {
        "one": gettext_lazy("Datatjänst"),
        "many": gettext_lazy("Datatjänster"),
        "new": gettext_lazy("Ny datatjänst"),
    },
    "ContactPoint": {
        "one": gettext_lazy("Kontaktuppgift"),
        "many": gettext_lazy("Kontaktuppgifter"),
        "new": gettext_lazy("Ny kontaktuppgift"),
    },
    "Agent": {"one": gettext_lazy("Aktör"), "many": gettext_lazy("Aktörer"), "new": gettext_lazy("Ny aktör")},
    "Catalog": {"one": gettext_lazy("Katalog"), "many": gettext_lazy("Kataloger"), "new": gettext_lazy("Ny katalog")},
}

# The pages of an organisation in the workspace: words, the name of the address, its further words, what it takes.
_TABS = (
    (gettext_lazy("Översikt"), "dashboard", (), Action.SEE_PROGRESS),
    (gettext_lazy("Förberedelser"), "candidates", (), Action.SEE_PROGRESS),
    (gettext_lazy("Datamängder"), "workspace_organisation", (), Action.SEE_PROGRESS),
    (gettext_lazy("Rekommenderade"), "own_coverage", (), Action.SEE_PROGRESS),
    (gettext_lazy("Att granska"), "reviews", (), Action.EDIT),
    (gettext_lazy("Serier"), "record_list", ("DatasetSeries",), Action.READ_DRAFTS),
    (gettext_lazy("Datatjänster"), "record_list", ("DataService",), Action.READ_DRAFTS),
    (gettext_lazy("Kontaktuppgifter"), "record_list", ("ContactPoint",), Action.READ_DRAFTS),
    (gettext_lazy("Aktörer"), "record_list", ("Agent",), Action.READ_DRAFTS),
    (gettext_lazy("Katalogen"), "own_catalogue", (), Action.EDIT),
    (gettext_lazy("Utgivaren"), "own_publisher", (), Action.EDIT),
    (gettext_lazy("Flödet"), "feed_status", (), Action.SEE_PROGRESS),
    (gettext_lazy("Kvalitet"), "organisation_quality", (), Action.SEE_PROGRESS),
    (gettext_lazy("Länkar"), "organisation_links", (), Action.READ_DRAFTS),
    (gettext_lazy("Medlemmar"), "members", (), Action.MANAGE_MEMBERS),
    (gettext_lazy("Inställningar"), "organisation_settings", (), Action.MANAGE_SETTINGS),
)


@register.filter
def class_words(class_name: str, form: str) -> str:
    """The words for a class of records: 'one', 'many' or 'new'."""
    return _WORDS[class_name][form]


@register.filter
def in_words(texts: dict) -> str:
    """The text in the language of the page, else in any."""
    return in_language(texts, get_language()) or _("Utan titel")


@register.filter
def other_language(texts: dict) -> str:
    """The language that ``in_words`` answers in, where it is not the page's; for the ``lang`` of the words."""
    here = get_language() or "sv"
    return "" if texts.get(here) else next((code for code in ("sv", *texts) if texts.get(code)), "")


@register.simple_tag
def record_name(described) -> str:
    """What a record is called, also while it has no name."""
    for column in ("title", "name"):
        name = getattr(described, column, None)
        if name:
            return in_words(name) if isinstance(name, dict) else name
    return _("Utan titel")


@register.simple_tag
def distribution_name(distribution: Distribution) -> str:
    """What a distribution is called: its title, else its format."""
    if distribution.title:
        return in_words(distribution.title)
    return media_type_words(distribution.format) or _("Distribution utan titel")


@register.simple_tag
def page_address(release: Release) -> str:
    """The page about a release."""
    return reverse(PAGES[release.class_name], args=[release.organisation.slug, release.record.uuid])


@register.filter
def media_type_words(media_type: str | None) -> str:
    """A media type as people say it: 'CSV (.csv)'."""
    concept = vocabulary("media-type").get(media_type or "")
    return concept.shown.in_language(get_language() or "sv") if concept else media_type or ""


@register.filter
def release_summary(release: Release) -> dict[str, str]:
    """The description by language, for ``in_words`` and ``other_language``."""
    return {text.language: text.value for text in release.node.get("description")}


@register.filter
def finding_label(finding: Finding) -> str:
    """The label of the field that a finding is about."""
    node_class = DCAT_AP_SE[finding.class_name]
    return node_class[finding.field].label.in_language(get_language() or "sv") if finding.field in node_class else ""


@register.filter
def any_mend(findings: list[Finding]) -> bool:
    """Whether a machine can mend one of the findings."""
    return any(finding.mend for finding in findings)


register.simple_tag(field_address, name="finding_address")


@register.inclusion_tag("catalog/tabs.html", takes_context=True)
def workspace_tabs(context, organisation) -> dict:
    """The pages of the organisation that this person may open."""
    request = context["request"]
    tabs = []
    for words, name, arguments, action in _TABS:
        if may(request.user, action, organisation):
            address = reverse(name, args=[organisation.slug, *arguments])
            tabs.append({"words": words, "address": address, "is_current": request.path == address})
    return {"tabs": tabs}


@register.filter
def found_in(name: str, form: DescriptionForm) -> list[Finding]:
    """What is said beside a property that is no single field of the form."""
    return form.findings_at(name)


@register.filter
def says_it_all(finding: Finding) -> bool:
    """Whether the sentence needs no reason beside it: the help of the field gives one."""
    return finding.code in ("missing", "recommended", "no_english")
