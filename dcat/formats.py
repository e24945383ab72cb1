"""The ways in which a graph is written down, and the way from the streamed statements to each of them.

RDF/XML and N-Triples come from ``dcat.writer``. Turtle and JSON-LD are made of the N-Triples, a statement at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

import pyoxigraph

from dcat.namespaces import PREFIXES

_BETWEEN_BEATS = 1000  # statements


@dataclass(frozen=True, slots=True)
class Format:
    """One RDF format. ``also`` are further media types by which it is asked for."""

    suffix: str  # at the end of an address, after a full stop
    name: str
    media_type: str
    content_type: str
    rdf_format: pyoxigraph.RdfFormat
    also: tuple[str, ...] = ()


RDF_XML = Format(
    suffix="rdf",
    name="RDF/XML",
    media_type="application/rdf+xml",
    content_type="application/rdf+xml; charset=utf-8",
    rdf_format=pyoxigraph.RdfFormat.RDF_XML,
    also=("application/xml", "text/xml"),
)
TURTLE = Format(
    suffix="ttl",
    name="Turtle",
    media_type="text/turtle",
    content_type="text/turtle; charset=utf-8",
    rdf_format=pyoxigraph.RdfFormat.TURTLE,
    also=("application/x-turtle",),
)
# The two media types without a charset: both formats are UTF-8 by their specifications.
N_TRIPLES = Format(
    suffix="nt",
    name="N-Triples",
    media_type="application/n-triples",
    content_type="application/n-triples",
    rdf_format=pyoxigraph.RdfFormat.N_TRIPLES,
)
JSON_LD = Format(
    suffix="jsonld",
    name="JSON-LD",
    media_type="application/ld+json",
    content_type="application/ld+json",
    rdf_format=pyoxigraph.RdfFormat.JSON_LD,
    also=("application/json",),
)

# By suffix; the first is what is meant when nothing is asked for.
FORMATS: dict[str, Format] = {each.suffix: each for each in (RDF_XML, TURTLE, N_TRIPLES, JSON_LD)}


def translate(ntriples: IO[bytes], target: IO[bytes], form: Format, *, beat: Callable[[], None] = lambda: None) -> None:
    """Write N-Triples in another format, as a stream. ``beat`` is called again and again and may raise to stop it."""
    parsed = pyoxigraph.parse(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    triples = (quad.triple for quad in _beating(parsed, beat))
    pyoxigraph.serialize(triples, target, form.rdf_format, prefixes=PREFIXES)


def count_statements(document: IO[bytes], form: Format, *, beat: Callable[[], None] = lambda: None) -> int:
    """How many statements a document holds. Raises SyntaxError or ValueError when it can't be read."""
    return sum(1 for _ in _beating(pyoxigraph.parse(document, format=form.rdf_format), beat))


def _beating(quads: Iterator[pyoxigraph.Quad], beat: Callable[[], None]) -> Iterator[pyoxigraph.Quad]:
    for number, quad in enumerate(quads):
        if number % _BETWEEN_BEATS == 0:
            beat()
        yield quad
