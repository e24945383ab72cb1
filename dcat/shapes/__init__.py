"""A profile as SHACL: one node shape per class, with a property shape for each thing that a row asks for.

Made from the rows, in SHACL Core alone, so that any engine can judge a catalogue by it. The shapes judge a whole
document: what a record points at as its own is to be described there. They ask for what the specification asks for,
neither for the rules of the harvest (``dcat.preflight``) nor for those between fields (``dcat.rules``).
Source: https://www.w3.org/TR/shacl/
"""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.namespaces import PREFIXES
from dcat.profile.model import Kind, Level, NodeClass, Profile, Property
from dcat.rules.high_value import HIGH_VALUE
from dcat.rules.licences import CC0
from dcat.shapes import sentences
from dcat.shapes.constraints import VIOLATION, Constraint, constraints
from dcat.shapes.places import path
from dcat.shapes.turtle import Blank, Items, Statements, both, document, iri, text
from dcat.shapes.values import vocabulary_shape, vocabulary_statements

__all__ = ["shapes_as_turtle"]

_SHACL = "http://www.w3.org/ns/shacl#"

_Thing = tuple[str, Statements]


def shapes_as_turtle(profile: Profile, address: str) -> str:
    """The shapes of a profile in Turtle; the same profile gives the same bytes.

    ``address`` is that of the document. A shape's IRI is ``<address>#<class>``, ``<address>#<class>-<property>`` or
    ``<address>#<class>-<property>-<code>``, by the names and the codes of findings that the project uses everywhere.
    """
    prefixes = {**PREFIXES, "sh": _SHACL, "shape": f"{address}#"}
    return document(prefixes, [(iri(address), _heading(profile)), *_things(profile)])


def _heading(profile: Profile) -> Statements:
    name = f"{profile.name} {profile.version}"
    return (
        ("a", "owl:Ontology"),
        *both("dcterms:title", Bilingual(f"{name} som SHACL", f"{name} as SHACL")),
        *both("dcterms:description", _DESCRIPTION),
        ("owl:versionInfo", text(profile.version)),
        ("dcterms:source", iri(profile.specification)),
        ("dcterms:conformsTo", iri(_SHACL.removesuffix("#"))),
        ("dcterms:license", iri(CC0)),
    )


def _things(profile: Profile) -> Iterator[_Thing]:
    records = {
        row.node_class for each in profile.classes.values() for row in each.properties if row.kind is Kind.RECORD
    }
    for node_class in profile.classes.values():
        asked = list(constraints(node_class, profile))
        yield _node_shape(node_class, profile, asked)
        if node_class.name in records:
            yield _never_blank(node_class)
        yield from _properties(node_class, profile, asked)
        yield from (_when_high_value(node_class, row) for row in node_class.properties if _binds_high_value(row))
    used = {row.vocabulary for each in profile.classes.values() for row in each.properties if not row.open_vocabulary}
    for name in sorted(used - {None}):
        yield f"shape:{vocabulary_shape(name)}", vocabulary_statements(name)


def _node_shape(node_class: NodeClass, profile: Profile, asked: list[Constraint]) -> _Thing:
    described = [f"shape:{node_class.name}-{row.name}" for row in node_class.properties]
    further = [_name(node_class, each) for each in asked if each.code != _SAID_BY_THE_ROW]
    return f"shape:{node_class.name}", (
        ("a", "sh:NodeShape"),
        *both("rdfs:label", node_class.label),
        *both("rdfs:comment", node_class.description),
        ("rdfs:seeAlso", iri(profile.address(node_class.name))),
        *_targets(node_class),
        *(("sh:property", name) for name in (*described, *further)),
    )


def _properties(node_class: NodeClass, profile: Profile, asked: list[Constraint]) -> Iterator[_Thing]:
    """First what each row is and which kind of value it takes, then what else is asked of it."""
    kinds = {each.row.name: each for each in asked if each.code == _SAID_BY_THE_ROW}
    for order, row in enumerate(node_class.properties, start=1):
        yield (
            f"shape:{node_class.name}-{row.name}",
            (
                ("a", "sh:PropertyShape"),
                ("sh:path", path((row,))),
                *both("sh:name", row.label),
                *both("sh:description", row.help),
                ("sh:order", order),
                ("rdfs:seeAlso", iri(profile.address(node_class.name, row.name))),
                *(_asks(kinds[row.name]) if row.name in kinds else ()),
            ),
        )
    for each in asked:
        if each.code != _SAID_BY_THE_ROW:
            place = (("a", "sh:PropertyShape"), ("sh:path", each.path), *both("sh:name", each.label))
            yield _name(node_class, each), (*place, *_asks(each))


def _asks(constraint: Constraint) -> Statements:
    return (
        *constraint.asks,
        ("sh:severity", constraint.severity),
        *both("sh:message", constraint.message),
    )


def _never_blank(node_class: NodeClass) -> _Thing:
    return f"shape:{node_class.name}-blank_node", (
        ("a", "sh:NodeShape"),
        *_targets(node_class),
        ("sh:nodeKind", "sh:IRI"),
        ("sh:severity", VIOLATION),
        *both("sh:message", sentences.without_address(node_class)),
    )


def _when_high_value(node_class: NodeClass, row: Property) -> _Thing:
    """A condition is a matter of the whole node: SHACL Core can't say at which path it fails, so the message does."""
    legislation = node_class["applicable_legislation"]
    is_unmarked = Blank(
        (
            ("sh:path", path((legislation,))),
            ("sh:qualifiedValueShape", Blank((("sh:hasValue", iri(HIGH_VALUE)),))),
            ("sh:qualifiedMaxCount", 0),
        )
    )
    is_stated = Blank((("sh:path", path((row,))), ("sh:minCount", row.minimum)))
    return f"shape:{node_class.name}-{row.name}-missing", (
        ("a", "sh:NodeShape"),
        *_targets(node_class),
        ("rdfs:seeAlso", f"shape:{node_class.name}-{row.name}"),
        ("sh:or", Items((is_unmarked, is_stated))),
        ("sh:severity", VIOLATION),
        *both("sh:message", sentences.missing_when_high_value(row)),
    )


def _binds_high_value(row: Property) -> bool:
    return row.level is Level.MANDATORY_WHEN_HIGH_VALUE


def _targets(node_class: NodeClass) -> Statements:
    return tuple(("sh:targetClass", name) for name in node_class.types)


def _name(node_class: NodeClass, constraint: Constraint) -> str:
    return f"shape:{node_class.name}-{constraint.row.name}-{constraint.code}"


# The kind of value belongs to the shape that tells what the row is.
_SAID_BY_THE_ROW = "wrong_kind"
_DESCRIPTION = Bilingual(
    "Prövar om en katalog följer specifikationen. Det som är obligatoriskt ger fel (sh:Violation); det som är "
    "rekommenderat eller har ersatts ger en varning (sh:Warning). Pröva hela katalogen, inte en post för sig.",
    "Judges whether a catalogue follows the specification. What is mandatory gives an error (sh:Violation); what is "
    "recommended or has been replaced gives a warning (sh:Warning). Judge the whole catalogue, not a single record.",
)
