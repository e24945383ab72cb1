"""What a feed says about catalogues and publishers beside what has been released: pure functions of loaded objects.

A released catalogue says itself what it is called; only its dates are computed. The rest is for catalogues that nobody
has published: an organisation's before its first publication. Those of collected feeds are in ``collected``.
"""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from catalog.defaults import catalogue_values, publisher_values
from catalog.describe import describe_values
from catalog.models import Release
from dcat.bilingual import Bilingual
from dcat.moments import date_time
from dcat.node import LanguageText, Node, node_to_json
from dcat.profile import PROFILES
from dcat.writer import catalogue_documents, catalogue_links, catalogue_start, ntriples
from organisations.models import Organisation

log = logging.getLogger(__name__)


class NoPublisher(Exception):
    """Nobody can be named as publisher; ``message`` says why."""

    message = Bilingual(
        "Flödet har ingen utgivare. Den organisation som inställningen MAIN_PUBLISHER anger måste finnas"
        " och ha ett bekräftat organisationsnummer.",
        "The feed has no publisher. The organisation named by the setting MAIN_PUBLISHER has to exist"
        " and to have a confirmed organisation number.",
    )


@dataclass(frozen=True, slots=True)
class Dates:
    """When the public content of a catalogue came to be and was last changed; None before there is any."""

    issued: datetime | None = None
    modified: datetime | None = None


def publisher_among(*candidates: Organisation | None) -> Organisation:
    """The first one whose number is confirmed: no IRI made from an unconfirmed number ever leaves the house."""
    for organisation in candidates:
        if organisation is not None and organisation.is_number_confirmed:
            return organisation
    raise NoPublisher


def publisher_iri(organisation: Organisation) -> str:
    """The IRI of the organisation as publisher: its agent's, which is stored, else what the agent's is going to be."""
    agent = getattr(organisation, "publisher_agent", None)
    return agent.iri if agent else organisation.agent_iri


def publisher_node(organisation: Organisation) -> Node:
    """The organisation as publisher, from the facts of the list of organisations."""
    return describe_values("Agent", publisher_iri(organisation), publisher_values(organisation))


def released_head(release: Release) -> Node | None:
    """The catalogue as it was released; None when nothing can be made of that."""
    try:
        head = release.node
        node_to_json(head)
        for profile in PROFILES.values():
            catalogue_start(head, profile)
            ntriples.lines(head, profile)
            catalogue_documents(head, profile)
            catalogue_links(head, profile)
    except Exception:  # what a fault has made of it may fail in any way
        log.exception("the catalogue of release %s can't be rendered", release.pk)
        return None
    return head


def unpublished_catalogue(iri: str, organisation: Organisation, publisher: Organisation) -> Node:
    """An organisation's catalogue as long as it has not published one."""
    catalogue = describe_values("Catalog", iri, catalogue_values(organisation))
    return catalogue.replace(publisher=(publisher_iri(publisher),))


def marked_as_example(catalogue: Node) -> Node:
    """The catalogue saying of itself, in each language, that it is an example: for a demonstration's own texts."""
    marks = {"sv": "Exempel: ", "en": "Example: "}
    titles = tuple(LanguageText(marks[text.language] + text.value, text.language) for text in catalogue.get("title"))
    return catalogue.replace(title=titles)


def with_dates(catalogue: Node, dates: Dates) -> Node:
    """The catalogue with the dates of its public content."""
    return catalogue.replace(issued=_written(dates.issued), modified=_written(dates.modified))


def fingerprint(nodes: Iterable[Node], *others: str) -> str:
    """A hash that changes when any of the nodes or texts does."""
    content = [[node_to_json(node) for node in nodes], others]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _written(moment: datetime | None) -> tuple[str, ...]:
    return (date_time(moment),) if moment else ()
