"""A dataset before it is published: what its document would say, and what dataportal.se would show of it.

What the portal shows is known from its open source, https://github.com/diggsweden/dataportal-web.
"""

from collections.abc import Collection
from dataclasses import dataclass

from catalog.models import Record, Release
from catalog.services.publish import plan_publication
from dcat.document import document, written
from dcat.formats import RDF_XML, TURTLE
from dcat.kinds import UnwritableValue
from dcat.mentions import mentioned_records
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.writer import render

# Not on the portal's page of a dataset: the area is only drawn, and there only where it is a box.
NOT_SHOWN = frozenset({"spatial", "provenance"})
# What has a place of its own on that page.
WITH_A_PLACE_OF_THEIR_OWN = frozenset(
    {"title", "description", "publisher", "in_series", "distribution", "contact_point", "geographical_area"}
)
_LANGUAGES = {"sv", "en"}  # of the portal


@dataclass(frozen=True, slots=True)
class Document:
    """The same in one format."""

    name: str
    suffix: str
    text: str


def nodes_of(record: Record) -> list[Node]:
    """The working copy, then all that would be described with it: taken along with the publication, or out already."""
    plan = plan_publication(record, Release.Visibility.PUBLIC)
    planned = {
        each.node.iri: each.node
        for each in plan.releases
        if each.record.pk == record.pk or each.record.class_name != Record.ClassName.CATALOG
    }
    return list((planned | _released(planned)).values())


def documents(nodes: list[Node]) -> list[Document]:
    """The document in the formats that people read; none while something in it can't be written."""
    described = {each.iri: each.class_name for each in nodes}
    try:
        pieces = [render(each, DCAT_AP_SE) for each in nodes]
        parts = list(document([], pieces, described, DCAT_AP_SE))
    except UnwritableValue:
        return []
    return [Document(form.name, form.suffix, written(parts, form).decode()) for form in (RDF_XML, TURTLE)]


def other_languages(node: Node) -> list[str]:
    """The tags of the languages that the portal has no pages in, of the texts of a dataset and its distributions."""
    parts = [part for part in node.get("distribution") if isinstance(part, Node)]
    texts = (value for each in (node, *parts) for values in each.values.values() for value in values)
    return sorted({text.language for text in texts if isinstance(text, LanguageText)} - _LANGUAGES)


def _released(planned: dict[str, Node]) -> dict[str, Node]:
    """What the planned ones mention and is out already, and what that mentions: a query for each step."""
    found: dict[str, Node] = {}
    wanted = _mentioned(planned.values()) - planned.keys()
    while wanted:
        step = [each.node for each in Release.objects.public().filter(record__iri__in=wanted).order_by("record_id")]
        found |= {each.iri: each for each in step}
        wanted = (_mentioned(step) - found.keys() - planned.keys()) if step else set()
    return found


def _mentioned(nodes: Collection[Node]) -> set[str]:
    return {iri for node in nodes for iri in mentioned_records(node, DCAT_AP_SE)}
