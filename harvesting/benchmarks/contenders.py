"""Who writes the same catalogue: the product's writer, rdflib, hand-written templates; and what gzip takes for it.

A contender is given datasets a few at a time and then asked to finish its file. Only what it does itself is timed.
"""

import gzip
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph
import rdflib

from dcat.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, translate
from dcat.namespaces import PREFIXES, expand
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.writer import document_end, document_start, ntriples, rdfxml
from dcat.writer.mentions import mentioned
from dcat.writer.statements import contained
from harvesting.benchmarks import template

FORMATS = {"rdfxml": RDF_XML, "ntriples": N_TRIPLES, "turtle": TURTLE, "jsonld": JSON_LD}
_IN_RDFLIB = {RDF_XML: "xml", N_TRIPLES: "nt", TURTLE: "turtle", JSON_LD: "json-ld"}


class Contender(ABC):
    """Writes one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self, nodes: Sequence[Node]) -> Sequence:
        """The datasets in the shape that the contender takes them in; not timed."""
        return nodes

    @abstractmethod
    def add(self, prepared: Sequence) -> None:
        """Take datasets."""

    def before_the_end(self) -> None:  # noqa: B027 most have nothing of the kind
        """What is not timed any more."""

    @abstractmethod
    def finish(self) -> None:
        """Finish the file."""


class _Written(Contender):
    """The product's writer, in one form: a dataset, and after it what it is the first to mention."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = path.open("wb")
        self._seen: set[str] = set()

    def write(self, node: Node) -> str:
        """A node with what is described in it."""
        raise NotImplementedError

    def add(self, prepared: Sequence[Node]) -> None:
        for dataset in prepared:
            nodes = [dataset, *contained(dataset, DCAT_AP_SE)]
            for node in tuple(nodes):
                for document in mentioned(node, DCAT_AP_SE):
                    if document.iri not in self._seen:
                        self._seen.add(document.iri)
                        nodes.append(document)
            self._file.write("".join(map(self.write, nodes)).encode())

    def finish(self) -> None:
        self._file.close()


class OurRdfXml(_Written):
    """The product's writer of RDF/XML."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file.write(document_start().encode())

    def write(self, node: Node) -> str:
        return rdfxml.element(node, DCAT_AP_SE)

    def finish(self) -> None:
        self._file.write(document_end().encode())
        super().finish()


class OurNTriples(_Written):
    """The product's writer of N-Triples."""

    def write(self, node: Node) -> str:
        return ntriples.lines(node, DCAT_AP_SE)


def our_translation(form: Format) -> Callable[[Path], Contender]:
    """Turtle and JSON-LD: made of the N-Triples."""

    class Translation(OurNTriples):
        def __init__(self, path: Path) -> None:
            super().__init__(path.with_suffix(".nt"))
            self._target = path

        def finish(self) -> None:
            super().finish()
            with self.path.open("rb") as source, self._target.open("wb") as target:
                translate(source, target, form)
            self.path = self._target

    return Translation


class Template(Contender):
    """Hand-written templates for RDF/XML."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file = path.open("wb")
        self._file.write(document_start().encode())
        self._seen: set[str] = set()

    def add(self, prepared: Sequence[Node]) -> None:
        for dataset in prepared:
            written = template.dataset(dataset) + template.documents(dataset, self._seen)
            self._file.write(written.encode())

    def finish(self) -> None:
        self._file.write(document_end().encode())
        self._file.close()


def rdflib_of(form: Format) -> Callable[[Path], Contender]:
    """A graph in rdflib, serialised as a whole. It is given finished triples, so that it need not look for them."""

    class Graph(Contender):
        def __init__(self, path: Path) -> None:
            super().__init__(path)
            self._graph = rdflib.Graph()
            for prefix, namespace in PREFIXES.items():
                self._graph.bind(prefix, namespace)

        def prepare(self, nodes: Sequence[Node]) -> Sequence[tuple]:
            return [triple for node in nodes for triple in _triples(node)]

        def add(self, prepared: Sequence[tuple]) -> None:
            for subject, predicate, value, language, datatype in prepared:
                if datatype is None:
                    term = rdflib.URIRef(value)
                elif language:
                    term = rdflib.Literal(value, lang=language)
                else:
                    term = rdflib.Literal(value, datatype=rdflib.URIRef(datatype) if datatype else None)
                self._graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term))

        def finish(self) -> None:
            self._graph.serialize(destination=str(self.path), format=_IN_RDFLIB[form], encoding="utf-8")

    return Graph


class Gzip(OurRdfXml):
    """One pass of gzip over the finished RDF/XML, as when it is stored."""

    def add(self, prepared: Sequence[Node]) -> None:
        """Nothing that counts: see ``prepare``."""

    def prepare(self, nodes: Sequence[Node]) -> Sequence[Node]:
        super().add(nodes)
        return ()

    def before_the_end(self) -> None:
        super().finish()

    def finish(self) -> None:
        packed = self.path.with_suffix(".gz")
        with self.path.open("rb") as source, gzip.GzipFile(packed, "wb", 9, mtime=0) as target:
            shutil.copyfileobj(source, target, 1 << 20)
        self.path = packed


CONTENDERS: dict[str, Callable[[Path], Contender]] = {
    "ours-rdfxml": OurRdfXml,
    "ours-ntriples": OurNTriples,
    "ours-turtle": our_translation(TURTLE),
    "ours-jsonld": our_translation(JSON_LD),
    "template-rdfxml": Template,
    **{f"rdflib-{name}": rdflib_of(form) for name, form in FORMATS.items()},
    "gzip-rdfxml": Gzip,
}


def _triples(dataset: Node) -> list[tuple]:
    """Subject, predicate and object of each statement; of a literal also language and datatype."""
    nodes = [dataset, *contained(dataset, DCAT_AP_SE)]
    nodes += [document for node in nodes for document in mentioned(node, DCAT_AP_SE)]
    lines = "".join(ntriples.lines(node, DCAT_AP_SE) for node in nodes)
    triples = []
    for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES):
        term = quad.object
        tags = (term.language or "", _datatype(term)) if isinstance(term, pyoxigraph.Literal) else (None, None)
        triples.append((quad.subject.value, quad.predicate.value, term.value, *tags))
    return triples


def _datatype(literal: pyoxigraph.Literal) -> str:
    """Of a plain literal none: so it is written by everybody."""
    return "" if literal.datatype.value == expand("xsd:string") else literal.datatype.value
