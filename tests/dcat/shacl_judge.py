"""SEMIC's shapes as judges of a document, with pySHACL."""

from functools import cache
from typing import NamedTuple

import pyshacl
import rdflib
from rdflib.namespace import RDFS, SH

from tests.reference import reference_path

BINDING = ("dcat-ap-3.0.1-shapes.ttl", "dcat-ap-3.0.1-range.ttl", "dcat-ap-3.0.1-deprecated-uris.ttl")
ADVISING = ("dcat-ap-3.0.1-recommended.ttl", "dcat-ap-3.0.1-vocabularies.ttl")
HIGH_VALUE = "dcat-ap-hvd-3.0.0.ttl"


class Result(NamedTuple):
    """One result of a validation; all but the severity as N3 with full IRIs, for reading when a test fails."""

    severity: str  # "Violation", "Warning" or "Info"
    node: str
    path: str
    value: str
    shape: str  # the name of the component that is not met


@cache
def shapes(name: str) -> rdflib.Graph:
    """The shapes of one file; not to be changed by the caller."""
    return rdflib.Graph().parse(reference_path(f"shacl/{name}"), format="turtle")


def judge(document: rdflib.Graph, *names: str) -> list[Result]:
    """What the shapes of some files say; what asks for rdfs:Resource is met by every IRI and left out."""
    return sorted(result for name in names for result in _results(document, shapes(name)))


def violations(document: rdflib.Graph, *names: str) -> list[Result]:
    return [result for result in judge(document, *names) if result.severity == "Violation"]


def _results(document: rdflib.Graph, shapes: rdflib.Graph) -> list[Result]:
    _, report, _ = pyshacl.validate(document, shacl_graph=shapes, inference="none", do_owl_imports=False)
    return [
        Result(
            severity=_name(report.value(each, SH.resultSeverity)),
            node=str(report.value(each, SH.focusNode)),
            path=_name(report.value(each, SH.resultPath)),
            value=str(report.value(each, SH.value)),
            shape=_name(report.value(each, SH.sourceConstraintComponent)),
        )
        for each in report.objects(None, SH.result)  # not the details of a result, which are of no weight of their own
        if shapes.value(report.value(each, SH.sourceShape), SH["class"]) != RDFS.Resource
    ]


def _name(iri) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
