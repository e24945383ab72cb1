"""Which row of its class a statement belongs to, and the value that it is there."""

from collections.abc import Callable, Iterable, Mapping

from dcat.check.forms import wrong_form
from dcat.kinds import from_term
from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.reader.forms import IN_PLACE_OF, SAME_AS, VALUE_OF_NODE, other_form
from dcat.reader.naming import key_of, part_name
from dcat.reader.statements import TYPE
from dcat.term import Resource, Term
from dcat.vocabularies import vocabulary

# Records that are part of another one, and are read into it.
_CONTAINED = {"Distribution"}
_VALUE_OF_NODE = tuple(map(expand, VALUE_OF_NODE))

Said = Mapping[tuple[str, Term], None]
# The values found for a node, by row and by what makes each the same as another.
Values = dict[str, dict[object, object]]


def identity(value) -> object:
    """What makes a value the same as another one of its row: itself, or the IRI of a node."""
    return value.iri if isinstance(value, Node) else value


class RowReader:
    """The rows of a profile over one document.

    ``about`` is the index of its statements, ``describe(owner, iri, class_name)`` gives the node that the document
    describes there, or None. ``understood`` gathers the statements about nodes that stand for a plain value.
    """

    def __init__(
        self, profile: Profile, about: Mapping[str, Said], describe: Callable[[str, str, str], Node | None]
    ) -> None:
        self.understood: set[tuple[str, str, Term]] = set()
        self._values_of_nodes: dict[tuple[str, str], object] = {}
        self._profile = profile
        self._about = about
        self._describe = describe
        self._rows = {name: _rows_by_predicate(node_class) for name, node_class in profile.classes.items()}
        self._same = {name: _rows_by_other_predicate(node_class) for name, node_class in profile.classes.items()}

    def knows(self, class_name: str, predicate: str) -> bool:
        """Whether a class has a row with this predicate."""
        return predicate in self._rows[class_name]

    def in_order(self, class_name: str, said: Iterable[tuple[str, Term]]) -> list[tuple[str, Term]]:
        """What is said by a row's own predicate comes before what is said by another one."""
        return sorted(said, key=lambda statement: statement[0] in self._same[class_name])

    def value(self, node: tuple[str, str], predicate: str, term: Term, values: Values) -> tuple[str | None, object]:
        """The row that a statement about ``node`` (its IRI and class) belongs to, by name, and its value there.

        ``values`` are those found so far: a row that has one is not given another by a predicate that is not its own.
        """
        iri, class_name = node
        same = self._same[class_name].get(predicate)
        if same:
            name, value = self._best((same,), iri, predicate, term)
            if name and (name not in values or identity(value) in values[name]):
                return name, value
        return self._best(self._rows[class_name].get(predicate, ()), iri, predicate, term)

    def modernise(self, class_name: str, values: Values) -> list[tuple[str, str]]:
        """Give what is being phased out its new form, where the new row is empty; what then is left, by row."""
        left = []
        for row in self._profile[class_name].properties:
            if row.level is not Level.DEPRECATED or row.name not in values:
                continue
            newer = next((r for r in self._rows[class_name][expand(row.predicate)] if r.level is not row.level), None)
            renewed = [_renewed(row, value) for value in values[row.name]]
            if newer and newer.name not in values and all(renewed):
                values[newer.name] = dict(zip(renewed, renewed, strict=True))
                del values[row.name]
            else:
                left += [(row.name, value) for value in values[row.name]]
        return left

    def _best(self, rows: tuple[Property, ...], iri: str, predicate: str, term: Term) -> tuple[str | None, object]:
        for fits in (_fits_well, _fits_at_all):
            for row in rows:
                for reading in (self._as_specified, self._as_others_write):
                    value = reading(row, iri, predicate, term)
                    if value is not None and fits(row, value):
                        return row.name, value
        return None, None

    def _as_specified(self, row: Property, owner: str, _predicate: str, term: Term):
        if row.kind in (Kind.NODE, Kind.DOCUMENT) or row.node_class in _CONTAINED:
            described = self._describe(owner, term.iri, row.node_class) if isinstance(term, Resource) else None
            if described or row.kind is Kind.NODE:
                return described
        if row.kind is Kind.DOCUMENT:
            return Node(term.iri, row.node_class) if isinstance(term, Resource) else None
        return from_term(row.kind, term)

    def _as_others_write(self, row: Property, owner: str, predicate: str, term: Term):
        if row.kind is Kind.NODE:
            return self._in_place_of_node(row, owner, predicate, term)
        if row.kind is Kind.DOCUMENT:
            address = from_term(Kind.IRI, term) or other_form(row, term)
            return Node(address, row.node_class) if address else None
        value = self._value_of_node(row, term)
        return other_form(row, term) if value is None else value

    def _in_place_of_node(self, row: Property, owner: str, predicate: str, term: Term) -> Node | None:
        """A node made of the one value that stands where it should be."""
        name = IN_PLACE_OF.get(row.node_class, "")
        if not name:
            return None
        inner = self._profile[row.node_class][name]
        value = self._plain(inner, term)
        if value is None:
            return None
        return Node(part_name(owner, predicate, key_of(repr(term))), row.node_class, {name: (value,)})

    def _value_of_node(self, row: Property, term: Term):
        """The value that a node holds which stands where a plain value should be; kept, as many may point at it."""
        if not isinstance(term, Resource) or term.iri not in self._about:
            return None
        key = term.iri, row.name
        if key not in self._values_of_nodes:
            self._values_of_nodes[key] = self._held_by(row, term.iri)
        return self._values_of_nodes[key]

    def _held_by(self, row: Property, iri: str):
        said = self._about[iri]
        for predicate, inner in said:
            value = self._plain(row, inner) if predicate in _VALUE_OF_NODE else None
            if value is not None:
                self.understood.add((iri, predicate, inner))
                self.understood.update((iri, p, t) for p, t in said if p == TYPE)
                return value
        return None

    @staticmethod
    def _plain(row: Property, term: Term):
        """The value of a term that is no node, in the form of the specification or in another one."""
        value = from_term(row.kind, term)
        return other_form(row, term) if value is None else value


def _rows_by_predicate(node_class: NodeClass) -> dict[str, tuple[Property, ...]]:
    rows: dict[str, tuple[Property, ...]] = {}
    # What is described comes before what is only named; what is deprecated comes last.
    for row in sorted(
        node_class.properties, key=lambda row: (row.level is Level.DEPRECATED, row.kind is not Kind.NODE)
    ):
        for predicate in (row.predicate, *row.also_written_as):
            rows[expand(predicate)] = (*rows.get(expand(predicate), ()), row)
    return rows


def _rows_by_other_predicate(node_class: NodeClass) -> dict[str, Property]:
    return {
        expand(predicate): node_class[name]
        for (class_name, name), predicates in SAME_AS.items()
        if class_name == node_class.name
        for predicate in predicates
    }


def _fits_well(row: Property, value) -> bool:
    """Whether the value has the form of its kind, and is one of those that the row asks for."""
    if not row.vocabulary:
        return not isinstance(value, str) or wrong_form(row, value) is None
    return value in vocabulary(row.vocabulary) or (row.open_vocabulary and row.matches(value))


def _fits_at_all(row: Property, _value) -> bool:
    return row.kind is not Kind.CLASS


def _renewed(row: Property, value: str) -> str | None:
    term = vocabulary(row.vocabulary).get(value) if row.vocabulary else None
    return term.replaced_by if term else None
