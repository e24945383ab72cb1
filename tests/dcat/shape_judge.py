"""pySHACL as a judge: what a graph of shapes says of a graph of data."""

from dataclasses import dataclass

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH


@dataclass(frozen=True)
class Verdict:
    """One validation result. ``shape`` is the local name of the shape, ``path`` holds all predicates of its path."""

    focus: str
    shape: str
    path: frozenset[str]
    is_violation: bool
    sv: str
    en: str


def judge(data: str, shapes: rdflib.Graph, *, shapes_too: bool = False) -> list[Verdict]:
    """All results on a document in N-Triples; ``shapes_too`` judges the shapes by the shapes of SHACL first."""
    graph = rdflib.Graph().parse(data=data, format="nt")
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=shapes, inference="none", meta_shacl=shapes_too)
    # A result may have others below it, with the details.
    return [
        _verdict(report, each) for each in report.objects(report.value(None, RDF.type, SH.ValidationReport), SH.result)
    ]


def _verdict(report: rdflib.Graph, result) -> Verdict:
    words = {message.language: str(message) for message in report.objects(result, SH.resultMessage)}
    return Verdict(
        focus=str(report.value(result, SH.focusNode)),
        shape=str(report.value(result, SH.sourceShape)).partition("#")[2],
        path=frozenset(_predicates(report, report.value(result, SH.resultPath))),
        is_violation=report.value(result, SH.resultSeverity) == SH.Violation,
        sv=words.get("sv", ""),
        en=words.get("en", ""),
    )


def _predicates(report: rdflib.Graph, path) -> list[str]:
    if path is None or isinstance(path, rdflib.URIRef):
        return [str(path)] if path else []
    return [str(each) for each in report.items(report.value(path, SH.alternativePath))]
