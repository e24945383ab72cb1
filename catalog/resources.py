"""A released thing as a document of its own: with what it contains, and what has to be described wherever it is."""

from catalog.models import Release
from dcat.document import document, written
from dcat.mentions import mentioned_records
from dcat.negotiation import Choice
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.writer import render


def resource(release: Release, node: Node, choice: Choice) -> bytes:
    """The document about a release's node, or about a part of it such as a distribution.

    What is public is described by what is public alone, whoever asks: the same bytes for everybody.
    """
    reach = Release.objects.in_force() if release.is_internal else Release.objects.public()
    nodes = [node, *_needed(node, reach)]
    described = {each.iri: each.class_name for each in nodes}
    pieces = (render(each, choice.profile) for each in nodes)
    return written(document([], pieces, described, choice.profile), choice.format)


def _needed(node: Node, reach) -> list[Node]:
    """What the node mentions, and what that mentions: a query for each step, of which there are three at the most."""
    found: dict[str, Node] = {}
    wanted = set(mentioned_records(node, DCAT_AP_SE)) - {node.iri}
    while wanted:
        released = reach.filter(record__iri__in=wanted).order_by("record_id")
        step = [release.node for release in released]
        found |= {each.iri: each for each in step}
        mentioned = {iri for each in step for iri in mentioned_records(each, DCAT_AP_SE)}
        wanted = mentioned - found.keys() - {node.iri}
        if not step:
            break
    return list(found.values())
