"""The specification's templates as judge of a finished document: what must be there, whoever wrote the profile."""

import rdflib
from rdflib.namespace import RDF

from dcat.namespaces import expand
from dcat.profile import Level
from tests.dcat.template_rows import TemplateRow, Templates

_CLASSES = {
    "dcat:Catalog": ("dcat:Catalog",),
    "dcat:Dataset": ("dcat:Dataset",),
    "dcat:DatasetSeries": ("dcat:DatasetSeries",),
    "dcat:Distribution": ("dcat:Distribution",),
    "dcat:DataService": ("dcat:DataService",),
    "dcat:foaf:Agent": ("foaf:Agent", "foaf:Organization", "foaf:Person"),
    "dcat:contactPoint": ("vcard:Organization", "vcard:Individual", "vcard:Kind"),
}


def missing(graph: rdflib.Graph, templates: Templates) -> set[tuple[str, str]]:
    """The mandatory properties that somebody in the document lacks, as (IRI, template)."""
    lacking = set()
    for class_id, types in _CLASSES.items():
        rows = templates.rows(class_id)
        parents = {row.id: expand(row.facts.predicate) for row in rows if row.facts.predicate}
        for row in rows:
            if row.facts.minimum and not row.group:
                subjects = _subjects(graph, row, class_id, types, parents)
                lacking |= {(str(each), row.id) for each in subjects if not _has_enough(graph, each, row)}
    return lacking


def _subjects(graph, row: TemplateRow, class_id: str, types: tuple[str, ...], parents: dict[str, str]) -> set:
    if row.class_id != class_id:  # a node described inside the class: whatever the class points at with its predicate
        return set(graph.objects(None, rdflib.URIRef(parents[row.class_id])))
    typed = {each for name in types for each in graph.subjects(RDF.type, rdflib.URIRef(expand(name)))}
    if row.facts.level is Level.MANDATORY_WHEN_HIGH_VALUE:
        law = rdflib.URIRef(expand("dcatap:applicableLegislation"))
        return {each for each in typed if (each, law, None) in graph}
    return typed


def _has_enough(graph: rdflib.Graph, subject, row: TemplateRow) -> bool:
    return len(set(graph.objects(subject, rdflib.URIRef(expand(row.facts.predicate))))) >= row.facts.minimum
