"""What judges say of a feed: the pre-flight, the specification's templates, our own shapes, and SEMIC's.

Each gives complaints as ``(IRI, what)``; none when the feed is right.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import rdflib

from dcat.finding import Severity
from dcat.node import Node
from dcat.preflight import check_document
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.shapes import shapes_as_turtle
from tests.dcat import shacl_judge, shape_judge
from tests.dcat.documents import document, high_value_part
from tests.dcat.template_judge import missing
from tests.dcat.template_rows import Templates
from tests.reference import reference_json

Complaint = tuple[str, str]


def harvesting_complaints(data: bytes, expected: set[str]) -> Iterator[Complaint]:
    """The pre-flight's: harvesting rules, and that everything expected is there."""
    for finding in check_document(data, DCAT_AP_SE, expected=expected):
        if finding.severity is Severity.ERROR:
            yield finding.iri, f"{finding.code}: {finding.message.en}"


def template_complaints(graph: rdflib.Graph) -> Iterator[Complaint]:
    """The specification's templates': what is mandatory and not there."""
    yield from missing(graph, Templates(reference_json("dcat-ap-se-3.0.1-templates.json")))


def own_complaints(graph: rdflib.Graph) -> Iterator[Complaint]:
    """Our own shapes', by an engine that we did not write."""
    for verdict in shape_judge.judge(graph.serialize(format="nt"), own_shapes()):
        if verdict.is_violation:
            yield verdict.focus, f"{verdict.shape}: {verdict.en}"


def european_complaints(graph: rdflib.Graph) -> Iterator[Complaint]:
    """SEMIC's, of a feed in the European profile."""
    for result in shacl_judge.violations(graph, *shacl_judge.BINDING):
        yield result.node, str(result)


def high_value_complaints(nodes: Iterable[Node]) -> Iterator[Complaint]:
    """SEMIC's for high-value data, of the catalogue reduced to what is marked as such."""
    graph = document(high_value_part(nodes), DCAT_AP).graph()
    for result in shacl_judge.violations(graph, shacl_judge.HIGH_VALUE):
        yield result.node, str(result)


@cache
def own_shapes() -> rdflib.Graph:
    """Our shapes as others get them."""
    return rdflib.Graph().parse(data=shapes_as_turtle(DCAT_AP_SE, "https://data.example.se/shapes"), format="turtle")
