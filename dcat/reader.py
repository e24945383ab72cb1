"""From a document to nodes: the same rows as the writer, one reading per kind of value.

Documents come from outside: a DTD is refused before the RDF parser sees a byte, there is no base address (so that a
relative one is noticed), and nothing is ever fetched. What fits no row is kept apart, never dropped in silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

import pyoxigraph

from dcat.bilingual import Bilingual
from dcat.kinds import WKT_LITERAL, Literal, Resource, Term, from_term
from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.vocabularies import vocabulary

Triple = tuple  # (subject, predicate, object), terms of pyoxigraph

TYPE = expand("rdf:type")
# Records that are part of another one, and are read into it.
_CONTAINED = {"Distribution"}


class UnreadableDocument(ValueError):
    """A document that can't be read.

    ``message`` says why, ``line`` where (0: unknown), ``fault`` is what the parser said.
    """

    def __init__(self, message: Bilingual, *, code: str = "unreadable", line: int = 0, fault: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.code = code
        self.line = line
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Document:
    """What a document describes. ``unknown`` holds (subject, predicate, object) of all that fits no row, as strings."""

    nodes: dict[str, Node]
    unknown: tuple[tuple[str, str, str], ...]


# --- parsing -----------------------------------------------------------------------------------------------------


def parse(data: bytes) -> list[Triple]:
    """The triples of an RDF/XML document, in its order. Raises :class:`UnreadableDocument`."""
    _refuse_unsafe_xml(data)
    try:
        return [
            (quad.subject, quad.predicate, quad.object)
            for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.RDF_XML)
        ]
    except SyntaxError as error:
        raise _unreadable(str(error)) from error


def _refuse_unsafe_xml(data: bytes) -> None:
    """Lets a strict XML parser go through the document first: no DTD, UTF-8 only, legal characters only."""

    def refuse_dtd(*_) -> None:
        raise UnreadableDocument(_DTD, code="dtd", line=parser.CurrentLineNumber)

    def refuse_encoding(_version, encoding, _standalone) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise UnreadableDocument(_ENCODING, line=1)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.XmlDeclHandler = refuse_encoding
    try:
        data.decode("utf-8")
        parser.Parse(data, True)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(_ENCODING, line=data.count(b"\n", 0, error.start) + 1) from error
    except expat.ExpatError as error:
        raise UnreadableDocument(_not_xml(error.lineno, error.offset), line=error.lineno) from error


def _unreadable(fault: str) -> UnreadableDocument:
    if "IRI" in fault:
        return UnreadableDocument(_BAD_IRI, code="bad_address", fault=fault)
    return UnreadableDocument(_NOT_RDF, fault=fault)


_DTD = Bilingual(
    "Dokumentet har en DTD (<!DOCTYPE …>). Ta bort den: den kan användas för angrepp.",
    "The document has a DTD (<!DOCTYPE …>). Remove it: it can be used for attacks.",
)
_ENCODING = Bilingual(
    "Dokumentet är inte skrivet i teckenkodningen UTF-8. Spara om det i UTF-8.",
    "The document is not in the character encoding UTF-8. Save it as UTF-8.",
)
_BAD_IRI = Bilingual(
    "Dokumentet innehåller en adress som inte är fullständig, eller som har tecken som inte får stå i en adress.",
    "The document has an address that is not complete, or that has characters that may not stand in an address.",
)
_NOT_RDF = Bilingual(
    "Dokumentet är XML men går inte att läsa som RDF.", "The document is XML but can't be read as RDF."
)


def _not_xml(line: int, column: int) -> Bilingual:
    return Bilingual(
        f"Dokumentet är inte giltig XML: något är fel på rad {line}, tecken {column + 1}.",
        f"The document is not valid XML: something is wrong at line {line}, character {column + 1}.",
    )


# --- reading -----------------------------------------------------------------------------------------------------


def read(triples: Iterable[Triple], profile: Profile) -> Document:
    """The nodes of a document by their IRIs, each with what is described in it, in the document's own order.

    What is part of another node (distributions, nested nodes, documents that a record mentions) is only found there.
    """
    return _Reading(triples, profile).document()


class _Reading:
    """One pass over one document: an index of its subjects, and what has not been understood."""

    def __init__(self, triples: Iterable[Triple], profile: Profile) -> None:
        self.profile = profile
        self.statements: dict[str, dict[tuple[str, Term], None]] = {}
        self.unknown: list[tuple[str, str, str]] = []
        self.absorbed: set[str] = set()
        self.class_of_type = {
            expand(name): node_class.name for node_class in profile.classes.values() for name in node_class.types
        }
        self.rows = {name: _rows_by_predicate(node_class) for name, node_class in profile.classes.items()}
        for subject, predicate, stated in triples:
            about = self.statements.setdefault(_name(subject), {})
            about[(predicate.value, _term(stated))] = None

    def document(self) -> Document:
        nodes = {}
        for iri in self.statements:
            if class_name := self._class_name(iri):
                nodes[iri] = self._node(iri, class_name)
            else:
                self.unknown.extend((iri, predicate, _words(term)) for predicate, term in self.statements[iri])
        kept = {iri: node for iri, node in nodes.items() if iri not in self.absorbed}
        return Document(kept, tuple(dict.fromkeys(self.unknown)))

    def _class_name(self, iri: str) -> str | None:
        """The class of a subject; a record stays one when somebody calls it a document, so its class goes first."""
        types = {_words(term) for predicate, term in self.statements.get(iri, {}) if predicate == TYPE}
        named = {self.class_of_type[name] for name in types & self.class_of_type.keys()}
        return next((name for name in self.profile.classes if name in named), None)

    def _node(self, iri: str, class_name: str) -> Node:
        node_class = self.profile[class_name]
        rows = self.rows[class_name]
        values: dict[str, list] = {}
        for predicate, term in self.statements.get(iri, {}):
            name, value = self._value(rows.get(predicate, ()), term)
            if name:
                # Only what is written twice on purpose can come twice: statements are unique.
                if not node_class[name].also_written_as or value not in values.get(name, ()):
                    values.setdefault(name, []).append(value)
            elif not (predicate == TYPE and _words(term) in self.class_of_type):
                self.unknown.append((iri, predicate, _words(term)))
        # In the order of the rows, as nodes are made everywhere else.
        return Node(
            iri, class_name, {row.name: tuple(values[row.name]) for row in node_class.properties if row.name in values}
        )

    def _value(self, rows: tuple[Property, ...], term: Term) -> tuple[str | None, object]:
        """The row that a term fits best, by name, and the value that it is there."""
        for fits in (_fits_well, _fits_at_all):
            for row in rows:
                if fits(row, term) and (value := self._read(row, term)) is not None:
                    return row.name, value
        return None, None

    def _read(self, row: Property, term: Term):
        if row.kind is Kind.NODE:
            return self._described(row, term)
        if row.kind is Kind.DOCUMENT:
            return self._described(row, term) or (Node(term.iri, row.node_class) if _is_iri(term) else None)
        if row.kind is Kind.RECORD and row.node_class in _CONTAINED:
            return self._described(row, term) or from_term(row.kind, term)
        return from_term(row.kind, term)

    def _described(self, row: Property, term: Term) -> Node | None:
        """The node that the term names, when the document describes it as what the row points at."""
        if not _is_iri(term) or term.iri not in self.statements:
            return None
        types = {expand(name) for name in self.profile[row.node_class].types}
        if not any(p == TYPE and getattr(t, "iri", "") in types for p, t in self.statements[term.iri]):
            return None
        if self._class_name(term.iri) == row.node_class:
            self.absorbed.add(term.iri)
        return self._node(term.iri, row.node_class)


def _rows_by_predicate(node_class: NodeClass) -> dict[str, tuple[Property, ...]]:
    rows: dict[str, tuple[Property, ...]] = {}
    # What is described comes before what is only named; what is deprecated comes last.
    for row in sorted(
        node_class.properties, key=lambda row: (row.level is Level.DEPRECATED, row.kind is not Kind.NODE)
    ):
        for predicate in (row.predicate, *row.also_written_as):
            rows[expand(predicate)] = (*rows.get(expand(predicate), ()), row)
    return rows


def _fits_well(row: Property, term: Term) -> bool:
    """Whether the term is one that the row asks for, where it asks for certain ones."""
    written = term.iri if _is_iri(term) else term.value
    if row.vocabulary:
        return written in vocabulary(row.vocabulary) or (row.open_vocabulary and row.matches(written))
    return True


def _fits_at_all(row: Property, term: Term) -> bool:
    return row.vocabulary is not None and not _fits_well(row, term)


_DATATYPES = {
    expand(name): name
    for name in (
        "xsd:gYear",
        "xsd:date",
        "xsd:dateTime",
        "xsd:duration",
        "xsd:decimal",
        "xsd:nonNegativeInteger",
        "xsd:hexBinary",
        WKT_LITERAL,
    )
}
_NO_DATATYPE = {expand("xsd:string"), expand("rdf:langString")}


def _term(stated) -> Term:
    if isinstance(stated, pyoxigraph.Literal):
        datatype = stated.datatype.value
        return Literal(
            stated.value,
            stated.language or "",
            "" if datatype in _NO_DATATYPE else _DATATYPES.get(datatype, datatype),
        )
    return Resource(_name(stated))


def _name(thing) -> str:
    return f"_:{thing.value}" if isinstance(thing, pyoxigraph.BlankNode) else thing.value


def _is_iri(term: Term) -> bool:
    return isinstance(term, Resource)


def _words(term: Term) -> str:
    return term.iri if isinstance(term, Resource) else term.value
