"""Writing the statements of a node in one form: RDF/XML or N-Triples.

A statement is what stands before the words of its object, the words, and what stands after them. What stands around
depends on the row alone (and on the language of a text), so it is put together once for all nodes. What is left to do
for a value is to check it, to quote it and to join the three: most of the time that a feed takes is spent here.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from dcat.cleaning import remove_illegal
from dcat.iri import is_plain
from dcat.kinds import DATATYPES, UNCHECKED_DATATYPES, date_datatype, language_tag, to_term
from dcat.namespaces import expand
from dcat.node import LanguageText, Node
from dcat.profile.model import Kind, NodeClass, Profile, Property
from dcat.term import Resource, Term
from dcat.writer.statements import Stated, further, is_written, nested, objects, subject, type_name

# Writes a value of a row, given what its statement begins with; an empty value is written as nothing.
ValueWriter = Callable[[object, str], str]

# The kinds whose values are IRIs as they stand, and those of them whose values may be nodes that have one.
_IRIS = (Kind.IRI, Kind.CONCEPT)
_NAMED = (Kind.RECORD, Kind.DOCUMENT)


class Form(ABC):
    """How statements are written; ``prefix`` is what each of a node's begins with."""

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
    def text(self, text: str) -> str:
        """The words of a literal, quoted."""

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

    def statements(self, node: Node, profile: Profile, prefix: str) -> list[str]:
        """All statements of a node: the types beside the first one, the rows of its class, and last what the profile
        does not know, where the profile lets that be written."""
        node_class = profile[node.class_name]
        written = []
        if node_class.also_types:
            first = type_name(node, profile)
            types = (Resource(expand(name)) for name in node_class.also_types if name != first)
            written += [self.term("rdf:type", type_, prefix) for type_ in types]
        get = node.values.get
        for name, fixed, row, write in _rows(node_class, self):
            values = get(name, fixed)
            if not values:
                continue
            if row.kind is Kind.NODE:
                written += self._descriptions(node, row, profile, prefix)
            elif write is None:
                written += self._rarely(node, row, profile, prefix)
            elif len(values) == 1:
                written.append(write(values[0], prefix))
            else:
                # Two values may be written alike.
                written += dict.fromkeys([write(value, prefix) for value in values])
        if profile.keeps_further and node.further:
            written += [self.term(predicate, term, prefix) for predicate, term in further(node)]
        return written

    def _descriptions(self, node: Node, row: Property, profile: Profile, prefix: str) -> Iterable[str]:
        """What a row describes in place: of nodes with the same IRI the first, and none that says nothing."""
        said: dict[str, str] = {}
        for value in nested(node, row, profile):
            its_class = profile[value.class_name]
            # Where what it says alone does not settle it.
            is_out = (its_class.only_whole or its_class.also_types) and not is_written(value, profile)
            if not is_out and not said.get(value.iri):
                said[value.iri] = self.description(row.predicate, value, profile, prefix)
        return said.values()

    def _rarely(self, node: Node, row: Property, profile: Profile, prefix: str) -> list[str]:
        """What rows say that have something of their own."""
        predicates = (row.predicate, *row.also_written_as)
        return [
            self.statement(predicate, stated, profile, prefix)
            for stated in objects(node, row, profile)
            for predicate in predicates
        ]


@cache
def _rows(node_class: NodeClass, form: Form) -> list[tuple[str, tuple, Property, ValueWriter | None]]:
    """The rows of a class: the name of the values, those of a node that has none, and what writes one of them, where
    that can be made ready."""
    return [
        ("" if row.fixed else row.value_of or row.name, (row.fixed,) if row.fixed else (), row, _writer(row, form))
        for row in node_class.stated
    ]


def _writer(row: Property, form: Form) -> ValueWriter | None:
    if row.fixed or row.first_only or row.also_written_as or row.kind is Kind.NODE:
        return None
    if row.kind is Kind.DATE:
        return _date_writer(row, form)
    if row.kind is Kind.TEXT:
        return _text_writer(row, form)
    if row.kind in UNCHECKED_DATATYPES:
        return _literal_writer(row, form)
    if row.kind in _NAMED:
        return _name_writer(row, form)
    return _iri_writer(row, form) if row.kind in _IRIS else _term_writer(row, form)


def _text_writer(row: Property, form: Form) -> ValueWriter:
    quoted = form.text

    @cache
    def around(language: str) -> tuple[str, str]:
        return form.around_literal(row.predicate, language_tag(language), "")

    def write(value: LanguageText, prefix: str) -> str:
        text = remove_illegal(value.value)
        if not text or text.isspace():
            return ""
        before, after = around(value.language)
        return f"{prefix}{before}{quoted(text)}{after}"

    return write


def _literal_writer(row: Property, form: Form) -> ValueWriter:
    before, after = form.around_literal(row.predicate, "", UNCHECKED_DATATYPES[row.kind])
    quoted = form.text

    def write(value: str, prefix: str) -> str:
        text = remove_illegal(value)
        return f"{prefix}{before}{quoted(text)}{after}" if text and not text.isspace() else ""

    return write


def _iri_writer(row: Property, form: Form) -> ValueWriter:
    before, after = form.around_iri(row.predicate)
    quoted = _checked_iri(form)

    def write(value: str, prefix: str) -> str:
        iri = quoted(value)
        return f"{prefix}{before}{iri}{after}" if iri else ""

    return write


def _name_writer(row: Property, form: Form) -> ValueWriter:
    write_iri = _iri_writer(row, form)

    def write(value: str | Node, prefix: str) -> str:
        return write_iri(subject(value) if isinstance(value, Node) else value, prefix)

    return write


def _date_writer(row: Property, form: Form) -> ValueWriter:
    around = {datatype: form.around_literal(row.predicate, "", datatype) for datatype in DATATYPES[Kind.DATE]}
    write_other = _term_writer(row, form)

    def write(value: str, prefix: str) -> str:
        datatype = date_datatype(value)
        if datatype is None:  # empty, or it must not be written
            return write_other(value, prefix)
        before, after = around[datatype]
        return f"{prefix}{before}{value}{after}"

    return write


def _term_writer(row: Property, form: Form) -> ValueWriter:
    def write(value: str, prefix: str) -> str:
        term = to_term(row.kind, value)
        return "" if term is None else form.term(row.predicate, term, prefix)

    return write


@cache
def _checked_iri(form: Form) -> Callable[[str], str]:
    """Quotes IRIs after having checked them; empty for an empty one."""

    @lru_cache(4096)  # a document names the same things again and again
    def quoted(value: str) -> str:
        if is_plain(value):
            return form.iri(value)
        term = to_term(Kind.IRI, value)
        return form.iri(term.iri) if term else ""

    return quoted
