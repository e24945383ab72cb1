"""Turtle, as much as shapes need: things with a name, nested nodes without one, and lists. The order is the given one.

Terms are written by pyoxigraph, whose N-Triples terms are Turtle terms too, so nothing is escaped here.
Source: https://www.w3.org/TR/turtle/
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph

from dcat.bilingual import Bilingual

_INDENT = "  "
_ITEMS_IN_A_LINE = 3


@dataclass(frozen=True, slots=True)
class Blank:
    """A node without a name."""

    statements: "Statements"


@dataclass(frozen=True, slots=True)
class Items:
    """An RDF list."""

    items: tuple["Value", ...]


# A ``str`` is a prefixed name; everything else is a term.
Value = str | int | pyoxigraph.NamedNode | pyoxigraph.Literal | Blank | Items
Statements = tuple[tuple[str, Value], ...]


def iri(address: str) -> pyoxigraph.NamedNode:
    """A thing by its full IRI."""
    return pyoxigraph.NamedNode(address)


def text(words: str) -> pyoxigraph.Literal:
    """A text without language."""
    return pyoxigraph.Literal(words)


def both(predicate: str, words: Bilingual) -> Statements:
    """The same predicate with the Swedish and the English words."""
    return tuple((predicate, pyoxigraph.Literal(words.in_language(code), language=code)) for code in ("sv", "en"))


def document(prefixes: Mapping[str, str], things: Iterable[tuple[Value, Statements]]) -> str:
    """The whole document: prefixes, then each thing with what is stated of it."""
    declared = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return declared + "".join(f"\n{_value(subject, 0)}\n{_lines(stated, 1)} .\n" for subject, stated in things)


def _lines(statements: Statements, depth: int) -> str:
    indent = _INDENT * depth
    return " ;\n".join(f"{indent}{predicate} {_value(value, depth)}" for predicate, value in statements)


def _value(value: Value, depth: int) -> str:
    if isinstance(value, Blank):
        if len(value.statements) == 1 and not isinstance(value.statements[0][1], Blank | Items):
            return f"[ {_lines(value.statements, 0)} ]"
        return f"[\n{_lines(value.statements, depth + 1)}\n{_INDENT * depth}]"
    if isinstance(value, Items):
        items = [_value(item, depth + 1) for item in value.items]
        if len(items) <= _ITEMS_IN_A_LINE and not any("\n" in item for item in items):
            return f"( {' '.join(items)} )"
        indent = "\n" + _INDENT * (depth + 1)
        return f"({indent}{indent.join(items)}\n{_INDENT * depth})"
    return str(value)
