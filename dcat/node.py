"""A description as a plain value, between the database and RDF.

A ``Node`` holds the values of one thing by the property names of the profile. It is what is checked, written, frozen in
a release and read back. It never changes once made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dcat.term import Term, term_from_json, term_to_json


@dataclass(frozen=True, slots=True, order=True)
class LanguageText:
    """A text and the tag of the language that it is written in."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Node:
    """One thing with an IRI, its class in the profile, and its values.

    ``values`` maps a property's name to a tuple of values. By the kind of the property a value is

    - ``LanguageText`` for TEXT,
    - ``Node`` for NODE and DOCUMENT, and for a RECORD that is part of this one (a dataset's distribution),
    - ``str`` for all else: the IRI, the address or number as a person writes it, the lexical form of a literal.

    A property without values is not in the mapping.

    ``further`` holds what else was stated of the thing where it came from: a predicate (full IRI) that its class does
    not have, and the term. It is kept, published again, and never asked for.
    """

    iri: str
    class_name: str
    values: Mapping[str, tuple] = field(default_factory=dict)
    further: tuple[tuple[str, Term], ...] = ()

    def get(self, name: str) -> tuple:
        """The values of a property; an empty tuple when it has none."""
        return self.values.get(name, ())

    def first(self, name: str):
        """The first value of a property, or None."""
        values = self.get(name)
        return values[0] if values else None

    def text(self, name: str, language: str = "sv") -> str:
        """The text of a property in ``language``, else in any language, else an empty string."""
        texts = [value for value in self.get(name) if isinstance(value, LanguageText)]
        for text in texts:
            if text.language == language:
                return text.value
        return texts[0].value if texts else ""

    def nested(self) -> Iterator["Node"]:
        """Every node below this one, depth first, in the order of the values."""
        for values in self.values.values():
            for value in values:
                if isinstance(value, Node):
                    yield value
                    yield from value.nested()

    def replace(self, **values: tuple) -> "Node":
        """A copy with some properties exchanged; an empty tuple removes one."""
        merged = {**self.values, **values}
        return Node(self.iri, self.class_name, {name: kept for name, kept in merged.items() if kept}, self.further)


def node_to_json(node: Node) -> dict:
    """The node as JSON values: ``{"iri", "class", "values": {name: [value, …]}}``.

    A text with language is ``{"text", "language"}``, a node is as here, all else is a string. Where there are further
    statements, ``"further"`` is ``[{"predicate", "term"}, …]``.
    """
    data = {
        "iri": node.iri,
        "class": node.class_name,
        "values": {name: [_value_to_json(value) for value in values] for name, values in node.values.items()},
    }
    if node.further:
        data["further"] = [{"predicate": predicate, "term": term_to_json(term)} for predicate, term in node.further]
    return data


def node_from_json(data: dict) -> Node:
    """The inverse of :func:`node_to_json`."""
    return Node(
        data["iri"],
        data["class"],
        {name: tuple(_value_from_json(value) for value in values) for name, values in data["values"].items()},
        tuple((each["predicate"], term_from_json(each["term"])) for each in data.get("further", ())),
    )


def _value_to_json(value):
    if isinstance(value, Node):
        return node_to_json(value)
    if isinstance(value, LanguageText):
        return {"text": value.value, "language": value.language}
    return value


def _value_from_json(value):
    if isinstance(value, str):
        return value
    if "text" in value:
        return LanguageText(value["text"], value["language"])
    return node_from_json(value)
