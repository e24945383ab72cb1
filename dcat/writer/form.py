"""Writing the statements of a node in one form: RDF/XML or N-Triples.

A statement is what stands before the words of its object, the words, and what stands after them. What stands around
depends on the row alone (and on the language of a text), so it is put together once for all nodes. What is left to do
for a value is to check it, to quote it and to join the three: most of the time that a feed takes is spent here.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache, lru_cache

from dcat.cleaning import remove_illegal
from dcat.iri import is_plain
from dcat.kinds import DATATYPES, UNCHECKED_DATATYPES, date_datatype, language_tag, to_term
from dcat.namespaces import expand
from dcat.node import LanguageText, Node
from dcat.profile.model import Kind, NodeClass, Profile, Property
from dcat.term import Resource, Term
from dcat.writer.statements import Stated, further, is_written, nested, objects, subject, type_name

# Writes what the values of a row state: the values, what each statement begins with, the node that has the values.
RowWriter = Callable[[tuple, str, Node, Profile], str]

# The kinds whose values are IRIs as they stand, and those of them whose values may be nodes that have one.
_IRIS = (Kind.IRI, Kind.CONCEPT)
_NAMED = (Kind.RECORD, Kind.DOCUMENT)


class Form(ABC):
    """How statements are written; ``prefix`` is what each of a node's begins with."""

    def __init__(self) -> None:
        # A document has the same IRIs again and again.
        self.quoted_iri = lru_cache(4096)(self._quoted_iri)

    @abstractmethod
    def around_iri(self, predicate: str) -> tuple[str, str]:
        """What stands before and after an IRI."""

    @abstractmethod
    def around_literal(self, predicate: str, language: str, datatype: str) -> tuple[str, str]:
        """What stands before and after the words of a literal; at most one of language and datatype is given."""

    @abstractmethod
    def iri(self, iri: str) -> str:
        """A legal IRI, quoted."""

    @abstractmethod
    def printable(self, text: str) -> str:
        """The words of a literal on one line, without tabs, quoted: so are most."""

    @abstractmethod
    def text(self, text: str) -> str:
        """The words of any literal, quoted."""

    @abstractmethod
    def description(self, predicate: str, node: Node, profile: Profile, prefix: str) -> str:
        """A statement whose object is described in place; nothing when there is nothing to say of it."""

    def statement(self, predicate: str, stated: Stated, profile: Profile, prefix: str) -> str:
        """Any statement."""
        if isinstance(stated, Node):
            return self.description(predicate, stated, profile, prefix)
        return self.term(predicate, stated, prefix)

    def term(self, predicate: str, term: Term, prefix: str) -> str:
        """A statement whose object is a term."""
        if isinstance(term, Resource):
            before, after = self.around_iri(predicate)
            return f"{prefix}{before}{self.iri(term.iri)}{after}"
        before, after = self.around_literal(predicate, term.language, term.datatype)
        return f"{prefix}{before}{self.text(term.value)}{after}"

    def statements(self, node: Node, profile: Profile, prefix: str) -> str:
        """All statements of a node: the types beside the first one, the rows of its class, and last what the profile
        does not know, where the profile lets that be written."""
        node_class = profile.classes[node.class_name]
        written = [self._also_types(node, profile, prefix)] if node_class.also_types else []
        get = node.values.get
        for name, fixed, write in _rows(node_class, self):
            values = get(name, fixed)
            if values:
                written.append(write(values, prefix, node, profile))
        if profile.keeps_further and node.further:
            written += [self.term(predicate, term, prefix) for predicate, term in further(node)]
        return "".join(written)

    def _quoted_iri(self, value: str) -> str:
        """An IRI, checked and quoted; empty for an empty one."""
        if is_plain(value):
            return self.iri(value)
        term = to_term(Kind.IRI, value)
        return self.iri(term.iri) if term else ""

    def _also_types(self, node: Node, profile: Profile, prefix: str) -> str:
        first = type_name(node, profile)
        types = (Resource(expand(name)) for name in profile[node.class_name].also_types if name != first)
        return "".join(self.term("rdf:type", type_, prefix) for type_ in types)


@cache
def _rows(node_class: NodeClass, form: Form) -> list[tuple[str, tuple, RowWriter]]:
    """The rows of a class: the name of their values, the values of a node that has none, and what writes them."""
    return [
        ("" if row.fixed else row.value_of or row.name, (row.fixed,) if row.fixed else (), _writer(row, form))
        for row in node_class.stated
    ]


def _writer(row: Property, form: Form) -> RowWriter:
    if row.fixed or row.first_only or row.also_written_as:
        return _any_writer(row, form)
    if row.kind in UNCHECKED_DATATYPES:
        return _literal_writer(row, form)
    if row.kind in _IRIS:
        return _iri_writer(row, form)
    if row.kind in _NAMED:
        return _name_writer(row, form)
    special = {Kind.TEXT: _text_writer, Kind.DATE: _date_writer, Kind.NODE: _node_writer}
    return special.get(row.kind, _any_writer)(row, form)


def _text_writer(row: Property, form: Form) -> RowWriter:
    printable = form.printable

    @cache
    def around(language: str) -> tuple[str, str]:
        return form.around_literal(row.predicate, language_tag(language), "")

    def write(values: tuple[LanguageText, ...], prefix: str, node: Node, profile: Profile) -> str:
        lines = []
        for value in values:
            text, quoted = value.value, printable
            if not text.isprintable():
                text, quoted = remove_illegal(text), form.text
            if text and not text.isspace():
                before, after = around(value.language)
                lines.append(f"{prefix}{before}{quoted(text)}{after}")
        return _each_once(lines)

    return write


def _literal_writer(row: Property, form: Form) -> RowWriter:
    before, after = form.around_literal(row.predicate, "", UNCHECKED_DATATYPES[row.kind])
    quoted = form.text

    def write(values: tuple[str, ...], prefix: str, node: Node, profile: Profile) -> str:
        first, *others = values
        if first.isprintable() and first and not first.isspace() and not others:
            return f"{prefix}{before}{form.printable(first)}{after}"
        texts = map(remove_illegal, values)
        return _each_once([f"{prefix}{before}{quoted(text)}{after}" for text in texts if text and not text.isspace()])

    return write


def _date_writer(row: Property, form: Form) -> RowWriter:
    around = {datatype: form.around_literal(row.predicate, "", datatype) for datatype in DATATYPES[Kind.DATE]}
    write_any = _any_writer(row, form)

    def write(values: tuple[str, ...], prefix: str, node: Node, profile: Profile) -> str:
        datatype = date_datatype(values[0])
        if len(values) > 1 or datatype is None:  # none where it is empty, or must not be written
            return write_any(values, prefix, node, profile)
        before, after = around[datatype]
        return f"{prefix}{before}{values[0]}{after}"

    return write


def _iri_writer(row: Property, form: Form) -> RowWriter:
    before, after = form.around_iri(row.predicate)
    quoted = form.quoted_iri

    def write(values: tuple[str, ...], prefix: str, node: Node, profile: Profile) -> str:
        if len(values) == 1:
            iri = quoted(values[0])
            return f"{prefix}{before}{iri}{after}" if iri else ""
        return _each_once([f"{prefix}{before}{iri}{after}" for iri in map(quoted, values) if iri])

    return write


def _name_writer(row: Property, form: Form) -> RowWriter:
    write_iris = _iri_writer(row, form)

    def write(values: tuple[str | Node, ...], prefix: str, node: Node, profile: Profile) -> str:
        return write_iris([subject(each) if isinstance(each, Node) else each for each in values], prefix, node, profile)

    return write


def _node_writer(row: Property, form: Form) -> RowWriter:
    def described(value: Node, profile: Profile, prefix: str) -> str:
        its_class = profile.classes[value.class_name]
        # Where what it says does not settle alone whether it is written.
        if (its_class.only_whole or its_class.also_types) and not is_written(value, profile):
            return ""
        return form.description(row.predicate, value, profile, prefix)

    def write(values: tuple, prefix: str, node: Node, profile: Profile) -> str:
        parts = nested(node, row, profile)
        if len(parts) == 1:
            return described(parts[0], profile, prefix)
        said: dict[str, str] = {}  # of nodes with the same IRI the first that says anything
        for value in parts:
            if not said.get(value.iri):
                said[value.iri] = described(value, profile, prefix)
        return "".join(said.values())

    return write


def _any_writer(row: Property, form: Form) -> RowWriter:
    predicates = (row.predicate, *row.also_written_as)

    def write(values: tuple, prefix: str, node: Node, profile: Profile) -> str:
        return "".join(
            form.statement(predicate, stated, profile, prefix)
            for stated in objects(node, row, profile)
            for predicate in predicates
        )

    return write


def _each_once(lines: list[str]) -> str:
    """Two values may be written alike."""
    if len(lines) == 1:
        return lines[0]
    if len(lines) == 2 and lines[0] != lines[1]:
        return lines[0] + lines[1]
    return "".join(dict.fromkeys(lines))
