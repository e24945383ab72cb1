"""A dataset as others will see it, before it is published. For those who may read drafts, and for no cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.display import shown_properties
from catalog.models import Record
from catalog.names import known_names
from catalog.preview import NOT_SHOWN, WITH_A_PLACE_OF_THEIR_OWN, documents, nodes_of, other_languages
from catalog.views.access import record_for
from catalog.views.held import signed_in
from catalog.views.shown import shown_distribution, shown_records, shown_text
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.rules import is_high_value
from organisations.permissions import Action


@require_safe
@signed_in
def preview(request: HttpRequest, slug: str, identifier) -> HttpResponse:
    """The working copy as a page of the portal, and as RDF."""
    record = record_for(request.user, slug, Record.ClassName.DATASET, identifier, Action.READ_DRAFTS)
    response = render(request, "catalog/preview.html", _context(record))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _context(record: Record) -> dict:
    language = get_language() or "sv"
    nodes = nodes_of(record)
    node, *others = nodes
    named = [(_name(each, language), each) for each in others]
    names = known_names(language) | {each.iri: name for name, each in named}
    columns = {row.name for row in DCAT_AP_SE[node.class_name].properties}
    return {
        "record": record,
        "organisation": record.organisation,
        "title": shown_text(node, "title", language),
        "description": shown_text(node, "description", language),
        "is_high_value": is_high_value(node),
        "properties": shown_properties(node, language, names, NOT_SHOWN | WITH_A_PLACE_OF_THEIR_OWN),
        "series": [names[iri] for iri in node.get("in_series") if iri in names],
        "areas": shown_properties(node, language, names, columns - {"geographical_area"}),
        "distributions": [shown_distribution(each, language, names) for each in node.get("distribution")],
        "contacts": shown_records(named, Record.ClassName.CONTACT_POINT, language, names),
        "not_shown": shown_properties(node, language, names, columns - NOT_SHOWN),
        "further": len(node.further),
        "other_languages": other_languages(node),
        "documents": documents(nodes),
    }


def _name(node: Node, language: str) -> str:
    """What a record is called; its IRI where it has no name yet."""
    for column in ("title", "name"):
        if value := node.first(column):
            return node.text(column, language) if isinstance(value, LanguageText) else value
    return node.iri
