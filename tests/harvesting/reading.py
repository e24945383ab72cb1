"""Reading a built feed as others do: two independent parsers, and the questions that tests ask."""

import pyoxigraph
import rdflib
from rdflib.compare import to_isomorphic

from harvesting.addresses import pointer_name
from harvesting.models import Feed
from harvesting.store import Pointer
from harvesting.swap import MAIN, feed_store

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")


def feed_bytes(feed: Feed, name: str = MAIN) -> bytes:
    """What the feed answers with now; ``name`` is that of a ``Choice``."""
    pointer = feed_store().read(pointer_name(feed))
    assert isinstance(pointer, Pointer), f"{feed} has no snapshot: {feed.last_error}"
    document = pointer.main if name == MAIN else pointer.others[name]
    return feed_store().path(document.plain).read_bytes()


def graph_of(data: bytes) -> rdflib.Graph:
    """The graph, when both parsers read the same one out of the bytes; without any base address."""
    ours = rdflib.Graph().parse(data=data, format="xml")
    theirs = rdflib.Graph()
    lines = pyoxigraph.serialize(
        (quad.triple for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.RDF_XML)),
        format=pyoxigraph.RdfFormat.N_TRIPLES,
    )
    theirs.parse(data=lines, format="nt")
    assert to_isomorphic(ours) == to_isomorphic(theirs)
    return ours


def catalogues(graph: rdflib.Graph) -> set[str]:
    """The IRIs of all catalogues."""
    return {str(each) for each in graph.subjects(rdflib.RDF.type, DCAT.Catalog)}


def datasets(graph: rdflib.Graph) -> set[str]:
    """The IRIs of all datasets."""
    return {str(each) for each in graph.subjects(rdflib.RDF.type, DCAT.Dataset)}


def listed(graph: rdflib.Graph, catalogue: str) -> set[str]:
    """The datasets that a catalogue links to."""
    return {str(each) for each in graph.objects(rdflib.URIRef(catalogue), DCAT.dataset)}
