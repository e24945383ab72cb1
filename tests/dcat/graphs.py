"""Documents as sets of facts, in each of the two parsers, so that they can be compared."""

import pyoxigraph
import rdflib

from dcat.reader import parse

Fact = tuple[str, str, str]


def rdflib_facts(document: bytes, form: str) -> set[Fact]:
    """The facts as rdflib reads them, in N-Triples terms."""
    graph = rdflib.Graph()
    graph.parse(data=document, format=form)
    return {tuple(_rdflib_term(term) for term in triple) for triple in graph}


def pyoxigraph_facts(triples: list) -> set[Fact]:
    return {tuple(_pyoxigraph_term(term) for term in triple) for triple in triples}


def same_in_both_parsers(document: bytes) -> list:
    """The triples of an RDF/XML document, about which pyoxigraph (without base) and rdflib agree."""
    triples = parse(document)
    assert pyoxigraph_facts(triples) == rdflib_facts(document, "xml")
    return triples


def canonical(document: bytes, form: pyoxigraph.RdfFormat) -> str:
    """The canonical form of a graph, for telling whether two documents say the same."""
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(document, format=form))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, dataset)))


def _rdflib_term(term) -> str:
    if isinstance(term, rdflib.Literal):
        return repr(("literal", str(term), term.language or "", str(term.datatype or "")))
    assert isinstance(term, rdflib.URIRef), f"a blank node: {term!r}"
    return str(term)


def _pyoxigraph_term(term) -> str:
    if isinstance(term, pyoxigraph.Literal):
        datatype = term.datatype.value
        plain = datatype.endswith(("#string", "#langString"))
        return repr(("literal", term.value, term.language or "", "" if plain else datatype))
    assert isinstance(term, pyoxigraph.NamedNode), f"a blank node: {term!r}"
    return term.value
