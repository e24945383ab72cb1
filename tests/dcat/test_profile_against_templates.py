"""Holds the profile against the specification's own templates, the outside judge.

Every deliberate difference is in ``DIFFERENCES`` with its reason; a new one, and one that is gone, fails. The profile
says with ``templates`` which templates a row stands for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pytest

from dcat.namespaces import expand
from dcat.profile import DCAT_AP_SE, Kind, Level, NodeClass, Profile, Property
from dcat.vocabularies import vocabulary
from tests.dcat.template_rows import Facts, TemplateRow, Templates
from tests.reference import reference_json

ROOTS = (
    "dcat:Catalog",
    "dcat:Dataset",
    "dcat:DatasetSeries",
    "dcat:Distribution",
    "dcat:DataService",
    "dcat:foaf:Agent",
    "dcat:contactPoint",
    "dcterms:LicenseDocument",
    "dcterms:Standard",
    "foaf:Document",
)


@dataclass(frozen=True)
class Difference:
    """One fact of one row on which the profile and its template do not agree."""

    class_name: str
    row: str
    fact: str
    theirs: object
    ours: object


_ONE_LICENCE = "The templates allow any number per row and one of the group together: so never more than one per row."
_NO_CHOICE = "Nothing is gained by choosing the only choice: it is written without being asked for."
_ANY_AGENT = "The template only names foaf:Agent; our agents are of that class, the others are accepted when reading."

DIFFERENCES: dict[Difference, str] = {
    Difference("Distribution", "license", "maximum", None, 1): _ONE_LICENCE,
    Difference("Distribution", "other_license", "maximum", None, 1): _ONE_LICENCE,
    Difference("DataService", "license", "maximum", None, 1): _ONE_LICENCE,
    Difference("DataService", "other_license", "maximum", None, 1): _ONE_LICENCE,
    Difference(
        "Catalog", "theme_taxonomy", "fixed", None, "http://publications.europa.eu/resource/authority/data-theme"
    ): _NO_CHOICE,
    Difference(
        "RightsStatement",
        "copyright_holder",
        "types",
        frozenset({expand("foaf:Agent")}),
        frozenset({expand("foaf:Agent"), expand("foaf:Organization"), expand("foaf:Person")}),
    ): _ANY_AGENT,
    Difference(
        "Agent", "classification", "predicate", "orgs:classification", "org:classification"
    ): "The templates write the namespace with https, the vocabulary itself has http: both are written.",
    Difference(
        "Agent", "identifier", "label", ("Indentifierare", "Identifier"), ("Identifierare", "Identifier")
    ): "A slip of the pen in the templates.",
}


def _expected(templates: Templates) -> dict[str, dict[str, TemplateRow]]:
    """The rows of the templates by the id of the class and the id of the row."""
    rows: dict[str, dict[str, TemplateRow]] = {}
    for root in ROOTS:
        for row in templates.rows(root):
            rows.setdefault(row.class_id, {})[row.id] = row
    return rows


@pytest.fixture
def templates() -> Templates:
    return Templates(reference_json("dcat-ap-se-3.0.1-templates.json"))


@pytest.fixture
def expected(templates) -> dict[str, dict[str, TemplateRow]]:
    return _expected(templates)


def _folded(rows: list[TemplateRow]) -> Facts:
    """What a group of alternatives says as one row: the group's counts and label, any of the choices or the pattern."""
    group, *alternatives = rows
    kinds = {row.facts.kind for row in alternatives}
    assert kinds == {Kind.MEDIA_TYPE, Kind.LITERAL}, f"{group.id}: only formats are folded into one row"
    return replace(
        group.facts,
        kind=Kind.MEDIA_TYPE,
        choices=frozenset().union(*(row.facts.choices or () for row in alternatives)),
        pattern=next(row.facts.pattern for row in alternatives if row.facts.pattern),
    )


def _facts(profile: Profile, row: Property) -> Facts:
    """What the profile says of a row, in the terms of the templates."""
    known = vocabulary(row.vocabulary) if row.vocabulary else None
    is_listed = known is not None and (known.complete or not row.open_vocabulary or row.kind is Kind.MEDIA_TYPE)
    if row.node_class:
        types = frozenset(expand(name) for name in profile[row.node_class].types)
    else:
        types = frozenset({expand(row.value_type)} if row.value_type else ())
    return Facts(
        predicate=row.predicate,
        kind=row.kind,
        level=row.level,
        minimum=row.minimum,
        maximum=row.maximum,
        label=(row.label.sv, row.label.en),
        choices=frozenset(concept.iri for concept in known.choices()) if is_listed else None,
        pattern=row.pattern,
        types=types,
        scheme=known.scheme if known is not None and row.open_vocabulary and row.kind is Kind.CONCEPT else None,
        fixed=row.fixed,
    )


def _template_facts(row: Property, known: dict[str, TemplateRow]) -> list[Facts]:
    """What the templates of a class say of a row: once for each template, a folded group once."""
    rows = [known[template] for template in row.templates if template in known]
    if rows and rows[0].is_group:
        return [_folded(rows)]
    return [template_row.facts for template_row in rows]


def differences(profile: Profile, expected: dict[str, dict[str, TemplateRow]]) -> set[Difference]:
    """Every fact on which a row and one of its templates do not agree."""
    found = set()
    for node_class in profile.classes.values():
        for class_id in node_class.templates:
            for row in node_class.properties:
                for theirs in _template_facts(row, expected[class_id]):
                    found |= _differing(node_class.name, row.name, theirs, _facts(profile, row))
            found |= _differing_groups(node_class, expected[class_id])
    return found


def _differing(class_name: str, row: str, theirs: Facts, ours: Facts) -> set[Difference]:
    return {
        Difference(class_name, row, fact.name, getattr(theirs, fact.name), getattr(ours, fact.name))
        for fact in fields(Facts)
        if getattr(theirs, fact.name) != getattr(ours, fact.name)
    }


def _differing_groups(node_class: NodeClass, known: dict[str, TemplateRow]) -> set[Difference]:
    found = set()
    for group in node_class.groups:
        (template,) = group.templates
        theirs = known[template].facts
        ours = replace(
            theirs,
            level=group.level,
            minimum=group.minimum,
            maximum=group.maximum,
            label=(group.label.sv, group.label.en),
        )
        found |= _differing(node_class.name, f"group {group.name}", theirs, ours)
    return found


def _claims(node_class: NodeClass) -> list[str]:
    """The templates that a class stands for, in the order of its rows; a group comes before its first row."""
    claims = []
    for row in node_class.properties:
        for group in node_class.groups:
            if group.name == row.group:
                claims += [template for template in group.templates if template not in claims]
        claims += row.templates
    return claims


def test_no_difference_but_the_deliberate_ones(expected):
    found = differences(DCAT_AP_SE, expected)

    assert found - DIFFERENCES.keys() == set(), "not agreed: mend the profile, or list it with its reason"
    assert DIFFERENCES.keys() - found == set(), "listed, but no longer there: take it off the list"


def test_every_template_is_reached(templates, expected):
    assert templates.by_id.keys() - templates.read == set()


def test_every_class_of_the_templates_is_a_class_of_the_profile(expected):
    ours = {template for node_class in DCAT_AP_SE.classes.values() for template in node_class.templates}

    assert ours == expected.keys()


@pytest.mark.parametrize("name", DCAT_AP_SE.classes)
def test_a_class_has_the_rows_of_its_templates_in_their_order(name, expected):
    node_class = DCAT_AP_SE[name]
    theirs = [list(expected[class_id]) for class_id in node_class.templates]
    claims = _claims(node_class)

    for class_id, ids in zip(node_class.templates, theirs, strict=True):
        assert [claim for claim in claims if claim in expected[class_id]] == ids
    assert set(claims) == {template for ids in theirs for template in ids}
    assert len(claims) == len(set(claims))


def test_rows_of_a_group_are_the_alternatives_of_its_template(expected):
    for node_class in DCAT_AP_SE.classes.values():
        for group in node_class.groups:
            (template,) = group.templates
            theirs = {row.id for row in expected[node_class.templates[0]].values() if row.group == template}
            ours = {row.templates[0] for row in node_class.properties if row.group == group.name}
            assert ours == theirs


@pytest.mark.parametrize("name", DCAT_AP_SE.classes)
def test_a_class_has_the_types_of_its_templates(name, templates, expected):
    node_class = DCAT_AP_SE[name]
    ours = {expand(type_name) for type_name in node_class.types}

    for class_id in node_class.templates:
        pointing = [row.facts.types for rows in expected.values() for row in rows.values() if row.id == class_id]
        own = templates.by_id[class_id].get("constraints", {})
        stated = {
            iri if "://" in iri else expand(iri)
            for key, value in own.items()
            if key in ("rdf:type", expand("rdf:type"))
            for iri in ([value] if isinstance(value, str) else value)
        }
        for theirs in [*pointing, stated or ours]:
            assert ours == set(theirs)


# Names of choices that are not the templates' own.
CHOICE_NAMES = {
    "http://purl.org/cld/freq/semimonthly": "The templates' Swedish name says every other month, which is bimonthly.",
}


def test_choices_have_the_names_of_the_templates(expected):
    differing = set()
    for node_class in DCAT_AP_SE.classes.values():
        for class_id in node_class.templates:
            for row in node_class.properties:
                for template in row.templates:
                    found = expected[class_id].get(template)
                    for value, swedish, english in found.choice_labels if found else ():
                        concept = vocabulary(row.vocabulary).get(value)
                        if (concept.label.sv, concept.label.en) != (swedish or english, english):
                            differing.add(value)

    assert differing == CHOICE_NAMES.keys()


def _runs_of_words(text: str, length: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_help_is_not_taken_from_the_templates(templates):
    theirs: set[tuple[str, ...]] = set()
    for description in _descriptions(list(templates.by_id.values())):
        theirs |= _runs_of_words(description)

    assert len(theirs) > 1000
    for node_class in DCAT_AP_SE.classes.values():
        for row in node_class.properties:
            shared = (_runs_of_words(row.help.sv) | _runs_of_words(row.help.en)) & theirs
            assert not shared, f"{node_class.name}.{row.name}"


def _descriptions(items: list) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict):
            yield from item.get("description", {}).values()
            yield from _descriptions([*item.get("items", ()), *item.get("choices", ())])


MUTATIONS = {
    "predicate": ("Dataset", "theme", {"predicate": "dcterms:theme"}),
    "kind": ("Dataset", "title", {"kind": Kind.LITERAL}),
    "level": ("Distribution", "format", {"level": Level.RECOMMENDED}),
    "minimum": ("Agent", "type", {"minimum": 0}),
    "maximum": ("DataService", "format", {"maximum": None}),
    "label": ("Checksum", "algorithm", {"label": DCAT_AP_SE["Checksum"]["checksum_value"].label}),
    "choices": ("Catalog", "language", {"vocabulary": "frequency"}),
    "pattern": ("Relationship", "relation", {"pattern": None}),
    "types": ("Distribution", "page", {"node_class": "Standard"}),
    "scheme": ("Dataset", "subject", {"vocabulary": "resource-role"}),
    "fixed": ("Catalog", "license", {"fixed": "http://creativecommons.org/licenses/by/4.0/"}),
}


def _mutated(class_name: str, row_name: str, changes: dict) -> Profile:
    node_class = DCAT_AP_SE[class_name]
    rows = tuple(replace(row, **changes) if row.name == row_name else row for row in node_class.properties)
    return replace(DCAT_AP_SE, classes=DCAT_AP_SE.classes | {class_name: replace(node_class, properties=rows)})


def test_every_fact_has_a_mutation():
    assert MUTATIONS.keys() == {fact.name for fact in fields(Facts)}


@pytest.mark.parametrize("fact", MUTATIONS)
def test_one_changed_fact_of_one_row_is_noticed(fact, expected):
    class_name, row_name, changes = MUTATIONS[fact]
    found = differences(_mutated(class_name, row_name, changes), expected) - DIFFERENCES.keys()

    assert {(difference.class_name, difference.row, difference.fact) for difference in found} == {
        (class_name, row_name, fact)
    }
