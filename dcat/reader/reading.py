"""From statements to nodes: which class a thing is of, which row a statement belongs to, and what is left over.

Every statement ends in one of four ways: as a value of a row, as a type that the class stands for, as a further
statement of its node, or in the list of what can't be kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dcat.further import can_be_kept
from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.reader.classes import RECORDS, Classes
from dcat.reader.naming import Named, name_blank_nodes
from dcat.reader.rows import RowReader, Values, identity
from dcat.reader.statements import TYPE, Statement, fault_of, from_triples
from dcat.reader.unkept import Unkept, Why
from dcat.term import Resource, Term, words

_CATALOG_RECORD = expand("dcat:CatalogRecord")
_RECORD_LINK = expand("dcat:record")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document describes, and what it says that can't be kept."""

    nodes: dict[str, Node]
    unkept: tuple[Unkept, ...] = ()

    @property
    def unknown(self) -> tuple[tuple[str, str, str], ...]:
        """All that fits no row, kept with its record or not: (subject, predicate, IRI or text), as strings."""
        every = [each for node in self.nodes.values() for each in (node, *node.nested())]
        further = [(each.iri, predicate, words(term)) for each in every for predicate, term in each.further]
        unkept = [(each.subject, each.predicate, each.value) for each in self.unkept if each.why is not Why.REPLACED]
        return tuple(dict.fromkeys([*further, *unkept]))


def read(triples: Iterable[tuple], profile: Profile) -> Document:
    """The nodes of a document of pyoxigraph's triples; see :func:`read_statements`."""
    return read_statements(name_blank_nodes(from_triples(triples)), profile)


def read_statements(content: Named, profile: Profile) -> Document:
    """The nodes of a document by their IRIs, each with what is described in it, in the document's own order.

    What is part of another node (distributions, nested nodes, documents that a record mentions) is only found there.
    """
    return _Reading(content, profile).document()


class _Reading:
    """One pass over one document: an index of its subjects, and what has not been kept."""

    def __init__(self, content: Named, profile: Profile) -> None:
        self.profile = profile
        self.content = content
        self.about: dict[str, dict[tuple[str, Term], None]] = {}
        self.owners: dict[str, str] = {}
        self.records: dict[str, str] = {}
        self.absorbed: set[str] = set()
        self.read_as: dict[tuple[str, str], Node] = {}
        self.unkept: dict[tuple[str, str, str], Unkept] = {}
        refused = self._index()
        self.classes = Classes(self.about, profile)
        self.rows = RowReader(profile, self.about, self._described)
        for statement, why in refused:
            self._leave(*statement, why)

    def _index(self) -> list[tuple[Statement, Why]]:
        """Fill the index; gives the statements that can't be used."""
        refused = []
        for statement in self.content.statements:
            subject, predicate, stated = statement
            if why := fault_of(statement):
                refused.append((statement, why))
                continue
            self.about.setdefault(subject, {})[predicate, stated] = None
            if isinstance(stated, Resource) and predicate != TYPE:
                self.owners.setdefault(stated.iri, subject)
        return refused

    def document(self) -> Document:
        nodes = {iri: self._node(iri, name) for iri in self.about if (name := self.classes.of(iri))}
        kept = {iri: node for iri, node in nodes.items() if iri not in self.absorbed}
        for iri in self.about:
            if iri not in nodes:
                self._leave_all(iri, Why.UNKNOWN_THING)
            elif iri in kept and kept[iri].class_name not in RECORDS:
                del kept[iri]
                self._leave_all(iri, Why.UNKNOWN_THING if iri in self.owners else Why.UNREACHED)
        self._leave_other_classes()
        for statement in self.content.nowhere:
            self._leave(*statement, Why.NO_ADDRESS)
        return Document(kept, tuple(self.unkept.values()))

    # --- One node ------------------------------------------------------------------------------------------------

    def _node(self, iri: str, class_name: str) -> Node:
        """A thing as one of a class; read once, whoever points at it."""
        node = self.read_as.get((iri, class_name))
        if node is None:
            node = self.read_as[iri, class_name] = self._read(iri, class_name)
        return node

    def _read(self, iri: str, class_name: str) -> Node:
        node_class = self.profile[class_name]
        values: Values = {}
        further = []
        for predicate, term in self.rows.in_order(class_name, self.about.get(iri, {})):
            name, value = self.rows.value((iri, class_name), predicate, term, values)
            if name:
                # What is written twice on purpose, or in two ways, is one value.
                values.setdefault(name, {}).setdefault(identity(value), value)
            elif predicate == TYPE:
                if self.classes.tells_more(class_name, words(term)):
                    further.append((predicate, term))
            elif self.rows.knows(class_name, predicate):
                self._leave(iri, predicate, term, Why.WRONG_VALUE)
            else:
                further.append((predicate, term))
        for name, value in self.rows.modernise(class_name, values):
            self._leave(iri, expand(node_class[name].predicate), value, Why.REPLACED)
        # In the order of the rows, as nodes are made everywhere else.
        in_order = {row.name: tuple(values[row.name].values()) for row in node_class.properties if row.name in values}
        return Node(iri, class_name, in_order, tuple(each for each in further if self._is_kept(iri, *each)))

    def _is_kept(self, iri: str, predicate: str, term: Term) -> bool:
        why = self._why_not(predicate, term)
        if why:
            self._leave(iri, predicate, term, why)
        return why is None

    def _why_not(self, predicate: str, term: Term) -> Why | None:
        if predicate == _RECORD_LINK or words(term) == _CATALOG_RECORD:
            return Why.CATALOG_RECORD
        # An address that was made here leads nowhere when what is there can't be described.
        if words(term) in self.content.made and self.classes.of(words(term)) not in RECORDS:
            return Why.UNKNOWN_THING
        return None if can_be_kept(predicate, term) else Why.UNWRITABLE

    def _described(self, owner: str, iri: str, class_name: str) -> Node | None:
        """The node with this IRI, when the document describes it as what a row of ``owner`` points at."""
        if not self.classes.describes(owner, iri, class_name):
            return None
        if self.classes.of(iri) in (class_name, None):
            self.absorbed.add(iri)
        return self._node(iri, class_name)

    # --- What is left --------------------------------------------------------------------------------------------

    def _leave_all(self, iri: str, why: Why) -> None:
        if (TYPE, Resource(_CATALOG_RECORD)) in self.about[iri]:
            why = Why.CATALOG_RECORD
        for predicate, term in self.about[iri]:
            if (iri, predicate, term) not in self.rows.understood:
                self._leave(iri, predicate, term, why)

    def _leave_other_classes(self) -> None:
        """The types of things that are described as two kinds and have been read as one."""
        for iri in self.about:
            for type_term, class_name in self.classes.stated(iri):
                own = self.classes.of(iri)
                if (iri, class_name) not in self.read_as and not self.classes.is_implied(own, type_term.iri):
                    self._leave(iri, TYPE, type_term, Why.SECOND_CLASS)

    def _leave(self, subject: str, predicate: str, value: Term | str, why: Why) -> None:
        text = value if isinstance(value, str) else words(value)
        unkept = Unkept(self._record_of(subject), subject, predicate, text, why)
        self.unkept.setdefault((subject, predicate, text), unkept)

    def _record_of(self, iri: str) -> str:
        """The record that a thing is part of or mentioned in; empty when there is none."""
        way: dict[str, None] = {}
        while iri not in self.records and iri not in way:
            if self.classes.of(iri) in RECORDS:
                self.records[iri] = iri
            else:
                way[iri] = None
                iri = self.owners.get(iri, iri)
        # Kept for every step of the way, since others take it too.
        found = self.records.get(iri, "")
        self.records.update(dict.fromkeys(way, found))
        return found
