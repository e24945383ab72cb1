"""From a description to the columns of a working copy: the inverse of ``catalog.describe``.

Pure, by the shape of the column and the kind of the row, never by property. Nothing is looked up and nothing saved:
what points at other records comes out as their IRIs, and what no column can hold comes out beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from catalog.columns import DERIVED, MODELS
from catalog.describe import nested_iri
from catalog.models.fields import DocumentsField, LanguageListField, LanguageTextField, ListField, NodesField
from dcat.further import further_to_json
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Property
from dcat.reader.naming import key_of

_FURTHER = "further"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a working copy are to hold.

    ``values`` go into columns by name. ``relations`` are the IRIs of other records, by the column that points at them.
    ``parts`` are nodes with rows of their own (distributions). ``unheld`` is what no column can hold, by property: a
    second value where there is room for one, or a property without a column.
    """

    values: dict[str, object] = field(default_factory=dict)
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Node, ...] = ()
    unheld: tuple[tuple[str, object], ...] = ()


def columns_of(node: Node, *, derived: Mapping[str, tuple] | None = None) -> Columns:
    """The columns for a description.

    ``derived`` are values that the working copy has from something else, such as the dataset's own UUID among its
    identifiers; they are not put into a column.
    """
    node = _settled(node)
    model = MODELS[node.class_name]
    columns, parts, unheld = Columns(), [], []
    for row in DCAT_AP_SE[node.class_name].properties:
        values = tuple(value for value in node.get(row.name) if value not in (derived or {}).get(row.name, ()))
        column = _column(model, row.name)
        if row.kind is Kind.RECORD and any(isinstance(value, Node) for value in values):
            parts += values
        elif column is not None and column.is_relation:
            columns.relations.update({row.name: values} if values else {})
        elif column is not None and values:
            stored, left = _stored(row, column, values, node.iri)
            columns.values.update({row.name: stored} if stored is not None else {})
            unheld += [(row.name, value) for value in left]
        elif not row.fixed and (node.class_name, row.name) not in DERIVED:
            unheld += [(row.name, value) for value in values]
    further = further_to_json(node)
    if further and _column(model, _FURTHER) is not None:
        columns.values[_FURTHER] = further
    elif further:
        unheld.append((_FURTHER, further))
    return replace(columns, parts=tuple(parts), unheld=tuple(unheld))


def _column(model: type[models.Model], name: str) -> models.Field | None:
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if column.concrete or column.many_to_many else None


def _settled(node: Node, base: str = "") -> Node:
    """The node with IRIs of our own form for what is described in it: they hang on its IRI by a key."""
    base = base or node.iri
    values = {}
    for row in DCAT_AP_SE[node.class_name].properties:
        stated = node.get(row.name)
        if row.kind is Kind.NODE:
            stated = tuple(_hung(row, value, base) for value in stated)
        elif row.kind is Kind.DOCUMENT:
            stated = tuple(_settled(value, base) for value in stated)
        if stated:
            values[row.name] = stated
    return replace(node, values=values)


def _hung(row: Property, node: Node, base: str) -> Node:
    iri = nested_iri(row, base, _key(row, node.iri, base))
    return replace(_settled(node, iri), iri=iri)


def _key(row: Property, iri: str, base: str) -> str:
    """The key that an IRI of our form ends with; for an IRI from elsewhere one that follows from it."""
    beginning = nested_iri(row, base, "")
    return iri.removeprefix(beginning) if iri.startswith(beginning) and iri != beginning else key_of(iri)


# --- shapes ------------------------------------------------------------------------------------------------------


def _stored(row: Property, column: models.Field, values: tuple, base: str) -> tuple[object | None, tuple]:
    """What a column holds of the values (None: nothing), and those that it has no room for."""
    if isinstance(column, LanguageListField):
        return _by_language(values), ()
    if isinstance(column, LanguageTextField):
        return _one_per_language(values)
    if isinstance(column, NodesField | DocumentsField):
        return _entries(row, values, base), ()
    if isinstance(column, ListField):
        return list(values), ()
    try:
        return column.clean(values[0], None), values[1:]
    except ValidationError:
        return None, values


def _entries(row: Property, nodes: tuple[Node, ...], base: str) -> list[dict]:
    """Nested nodes or documents as they are stored in their record's column."""
    if row.kind is Kind.DOCUMENT:
        return [{"iri": node.iri, **_entry(node, base)} for node in nodes]
    beginning = nested_iri(row, base, "")
    return [{"key": node.iri.removeprefix(beginning), **_entry(node, node.iri)} for node in nodes]


def _entry(node: Node, base: str) -> dict:
    rows = DCAT_AP_SE[node.class_name].properties
    return {row.name: _in_entry(row, values, base) for row in rows if (values := node.get(row.name))}


def _in_entry(row: Property, values: tuple, base: str) -> object:
    if row.kind is Kind.TEXT:
        texts = _by_language(values)
        return {language: each[0] if len(each) == 1 else each for language, each in texts.items()}
    if row.kind in (Kind.NODE, Kind.DOCUMENT):
        return _entries(row, values, base)
    return list(values) if row.is_multiple or len(values) > 1 else values[0]


def _by_language(texts: tuple[LanguageText, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        found.setdefault(text.language, []).append(text.value)
    return found


def _one_per_language(texts: tuple[LanguageText, ...]) -> tuple[dict[str, str], tuple[LanguageText, ...]]:
    first: dict[str, str] = {}
    left = []
    for text in texts:
        if first.setdefault(text.language, text.value) != text.value:
            left.append(text)
    return first, tuple(left)
