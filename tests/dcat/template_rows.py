"""Reads the specification's templates into flat facts that the profile can be held against.

A template is a form field or a group of them. Groups name their items by id or hold them in place; ``extends`` takes
over what another template says. An item in place has no id and is named after its group and its property.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dcat.namespaces import PREFIXES, expand
from dcat.profile import Kind, Level

RDF_TYPE = expand("rdf:type")
RECORD_CLASSES = {
    expand(name)
    for name in (
        "foaf:Agent",
        "foaf:Organization",
        "foaf:Person",
        "vcard:Organization",
        "vcard:Individual",
        "vcard:Kind",
        "dcat:Catalog",
        "dcat:Dataset",
        "dcat:DatasetSeries",
        "dcat:DataService",
        "dcat:Distribution",
    )
}
DOCUMENT_CLASSES = {expand(name) for name in ("dcterms:Standard", "dcterms:LicenseDocument", "foaf:Document")}
SHAPES = {"dcat:centroid": Kind.POINT, "dcat:bbox": Kind.BOX, "locn:geometry": Kind.WKT}
DATATYPES = {
    frozenset({"xsd:date", "xsd:dateTime", "xsd:gYear"}): Kind.DATE,
    frozenset({"xsd:duration"}): Kind.DURATION,
    frozenset({"xsd:decimal"}): Kind.DECIMAL,
    frozenset({"xsd:nonNegativeInteger"}): Kind.INTEGER,
}


@dataclass(frozen=True)
class Facts:
    """What both sides say of one row. ``choices`` is None where anything fits."""

    predicate: str
    kind: Kind | None
    level: Level
    minimum: int
    maximum: int | None
    label: tuple[str, str]
    choices: frozenset[str] | None
    pattern: str | None
    types: frozenset[str]
    scheme: str | None
    fixed: str | None


@dataclass(frozen=True)
class TemplateRow:
    """One template as a row of a class. ``class_id`` is the template of the class, ``group`` of its alternatives."""

    class_id: str
    id: str
    facts: Facts
    group: str | None = None
    is_group: bool = False
    choice_labels: tuple[tuple[str, str | None, str], ...] = ()  # value, sv, en


class Templates:
    """All templates, by id."""

    def __init__(self, document: dict):
        self.by_id = {template["id"]: template for template in document["templates"]}
        self.read: set[str] = set()

    def rows(self, class_id: str) -> list[TemplateRow]:
        """The rows of a class and of everything described inside it, in order."""
        self.read.add(class_id)
        return list(self._items(class_id, self.by_id[class_id]))

    def _items(self, class_id: str, group: dict) -> Iterator[TemplateRow]:
        for item in group["items"]:
            template = self._resolved(class_id, item)
            if _is_alternatives(template):
                yield from self._alternatives(class_id, template)
                continue
            yield _row(class_id, template)
            if template["type"] == "group":
                yield from self._items(template["id"], template)

    def _alternatives(self, class_id: str, template: dict) -> Iterator[TemplateRow]:
        rows = [_row(class_id, self._resolved(template["id"], item)) for item in template["items"]]
        (predicate,) = {row.facts.predicate for row in rows}
        yield replace(_row(class_id, template | {"property": predicate, "no_kind": True}), is_group=True)
        for row in rows:
            yield replace(row, group=template["id"])

    def _resolved(self, group_id: str, item: str | dict) -> dict:
        """The item itself, with what it extends, and with an id."""
        template = self.by_id[item] if isinstance(item, str) else item
        if "extends" in template:
            self.read.add(template["extends"])
            template = self.by_id[template["extends"]] | template
        if "id" in template:
            self.read.add(template["id"])
            return template
        return template | {"id": f"{group_id}/{_short(template['property'])}"}


def _is_alternatives(template: dict) -> bool:
    return template["type"] == "group" and "disjoint" in template.get("styles", ())


def _row(class_id: str, template: dict) -> TemplateRow:
    cardinality = template.get("cardinality", {})
    constraints = {_full(key): value for key, value in template.get("constraints", {}).items()}
    facts = Facts(
        predicate=_short(template["property"]),
        kind=_kind(template, _types(constraints)),
        level=_level(template),
        minimum=cardinality.get("min", 0),
        maximum=cardinality.get("max"),
        label=(template["label"]["sv"], template["label"]["en"]),
        choices=frozenset(choice["value"] for choice in template["choices"]) if template.get("choices") else None,
        pattern=template.get("pattern"),
        types=_types(constraints),
        scheme=constraints.get(expand("skos:inScheme")),
        fixed=template.get("value"),
    )
    labels = tuple(
        (choice["value"], choice["label"].get("sv"), choice["label"]["en"]) for choice in template.get("choices", ())
    )
    return TemplateRow(class_id, template["id"], facts, choice_labels=labels)


def _level(template: dict) -> Level:
    cardinality = template.get("cardinality", {})
    if "deprecated" in template.get("styles", ()):
        return Level.DEPRECATED
    if "deps" in template:
        return Level.MANDATORY_WHEN_HIGH_VALUE
    if cardinality.get("min", 0) > 0:
        return Level.MANDATORY
    return Level.RECOMMENDED if cardinality.get("pref", 0) > 0 else Level.OPTIONAL


def _kind(template: dict, types: frozenset[str]) -> Kind | None:
    if "no_kind" in template:
        return None
    if template["type"] == "group":
        return Kind.NODE
    if template["nodetype"] == "DATATYPE_LITERAL":
        return _kind_of_datatype(template)
    if template["type"] == "choice":
        return _kind_of_choice(template, types)
    written_with = template.get("valueTemplate", "")
    if written_with:
        return {"mailto:": Kind.EMAIL, "tel:$1": Kind.TELEPHONE}[written_with]
    return {
        "LANGUAGE_LITERAL": Kind.TEXT,
        "ONLY_LITERAL": Kind.LITERAL,
        "LITERAL": Kind.LITERAL,
        "URI": Kind.IRI,
    }[template["nodetype"]]


def _kind_of_datatype(template: dict) -> Kind:
    datatypes = template["datatype"]
    names = frozenset(_short(name) for name in ([datatypes] if isinstance(datatypes, str) else datatypes))
    if names == {"geosparql:wktLiteral"}:
        return SHAPES[_short(template["property"])]
    return DATATYPES[names]


def _kind_of_choice(template: dict, types: frozenset[str]) -> Kind:
    if _short(template["property"]) == "rdf:type":
        return Kind.CLASS
    if template["nodetype"] in {"LITERAL", "ONLY_LITERAL"}:
        return Kind.MEDIA_TYPE
    if template.get("choices") or types == {expand("skos:Concept")}:
        return Kind.CONCEPT
    if types and types <= RECORD_CLASSES:
        return Kind.RECORD
    if types and types <= DOCUMENT_CLASSES:
        return Kind.DOCUMENT
    return Kind.IRI


def _types(constraints: dict) -> frozenset[str]:
    types = constraints.get(RDF_TYPE, [])
    return frozenset(_full(name) for name in ([types] if isinstance(types, str) else types))


def _full(name: str) -> str:
    return name if "://" in name else expand(name)


def _short(name: str) -> str:
    if "://" not in name:
        return name
    for prefix, namespace in PREFIXES.items():
        if name.startswith(namespace):
            return f"{prefix}:{name.removeprefix(namespace)}"
    raise ValueError(f"no prefix for {name!r}")
