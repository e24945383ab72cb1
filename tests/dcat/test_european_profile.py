"""The rows of the European profile: whole, of the same names as the Swedish ones, and what SEMIC's shapes ask for."""

import pytest
import rdflib
from rdflib.namespace import SH

from dcat.namespaces import expand
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES, Kind, Level, NodeClass, Property
from dcat.profile.european.derived import SAME_EVERYWHERE, european
from dcat.vocabularies import names, vocabulary
from tests.dcat.shacl_judge import HIGH_VALUE, shapes

ROWS = [
    pytest.param(node_class, row, id=f"{node_class.name}.{row.name}")
    for node_class in DCAT_AP.classes.values()
    for row in node_class.properties
]
CORE, RANGE, ADVICE = (f"dcat-ap-3.0.1-{name}.ttl" for name in ("shapes", "range", "recommended"))
# Where we ask for another level than the shapes, and why.
OTHER_LEVELS = {
    # The shapes ask for a dataset or a service; ours are catalogues of datasets.
    ("Catalog", "dataset"),
    # An identifier that says nothing is none.
    ("Identifier", "notation"),
}


def test_a_profile_is_found_by_its_key():
    assert PROFILES == {"dcat-ap-se": DCAT_AP_SE, "dcat-ap": DCAT_AP}
    assert DCAT_AP.iri == "http://data.europa.eu/r5r/"
    assert DCAT_AP_SE.iri == DCAT_AP_SE.specification
    assert DCAT_AP_SE.keeps_further and not DCAT_AP.keeps_further


@pytest.mark.parametrize("name", DCAT_AP_SE.classes)
def test_whatever_is_described_in_swedish_has_a_row_in_the_european_profile(name):
    """A property that is added to the one is in the other without being said again."""
    written = [row.name for row in DCAT_AP_SE[name].properties if row.level is not Level.DEPRECATED]
    assert [row.name for row in DCAT_AP[name].properties if not row.value_of] == written


def test_nothing_is_written_in_place_of_another_value():
    for node_class in DCAT_AP.classes.values():
        for row in node_class.properties:
            if row.value_of:
                assert row.value_of in DCAT_AP_SE[node_class.name]


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_what_a_row_names_exists(node_class, row):
    expand(row.predicate)
    if row.vocabulary:
        assert row.vocabulary in names()
    for name in (row.node_class, *row.targets):
        assert name is None or name in DCAT_AP.classes
    if row.target_property:
        assert row.kind is Kind.NODE and row.target_property in DCAT_AP[row.node_class]
    assert not row.templates, "those are the Swedish specification's"


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_a_term_is_described(node_class, row):
    if row.vocabulary and row.kind is not Kind.CLASS:
        assert row.describes


def test_types_that_are_written_are_known():
    for node_class in DCAT_AP.classes.values():
        for name in (*node_class.types, *node_class.also_types):
            expand(name)


def test_no_difference_is_stated_for_nothing():
    everywhere = {row.name for node_class in DCAT_AP_SE.classes.values() for row in node_class.properties}
    assert set(SAME_EVERYWHERE) <= everywhere
    with pytest.raises(ValueError, match="no rows"):
        european(DCAT_AP_SE["Standard"], titel={})


def test_a_term_that_is_in_a_scheme_has_what_the_scheme_is_called():
    """The scheme of the themes is the term of the other list, by the same words."""
    (taxonomy,) = vocabulary("theme-taxonomy")
    themes = vocabulary("data-theme")
    assert (themes.scheme, themes.title) == (taxonomy.iri, taxonomy.label)


# --- held against the shapes -------------------------------------------------------------------------------------


def asked(name: str, node_class: NodeClass, row: Property, kind: rdflib.URIRef) -> list[rdflib.term.Node]:
    """What the shapes of a file ask for a row by one kind of constraint (``sh:minCount`` …)."""
    graph = shapes(name)
    return [
        constraint
        for class_name in (*node_class.types[:1], *node_class.also_types)
        for shape in graph.subjects(SH.targetClass, rdflib.URIRef(expand(class_name)))
        for each in graph.objects(shape, SH.property)
        if graph.value(each, SH.path) == rdflib.URIRef(expand(row.predicate))
        for constraint in graph.objects(each, kind)
    ]


@pytest.mark.parametrize(("node_class", "row"), ROWS)
def test_the_level_of_a_row_is_that_of_the_shapes(node_class, row):
    """Of the rows that the shapes know; the others are DCAT-AP-SE's own and keep the level that they have there."""
    is_known = any(asked(name, node_class, row, SH.path) for name in (CORE, ADVICE, HIGH_VALUE))
    if not is_known or (node_class.name, row.name) in OTHER_LEVELS:
        return
    if row.level is Level.MANDATORY_WHEN_HIGH_VALUE:
        assert [each.toPython() for each in asked(HIGH_VALUE, node_class, row, SH.minCount)][:1] == [row.minimum]
    elif asked(CORE, node_class, row, SH.minCount):
        assert (row.level, row.minimum) == (Level.MANDATORY, 1)
    elif asked(ADVICE, node_class, row, SH.minCount):
        assert (row.level, row.minimum) == (Level.RECOMMENDED, 0)
    else:
        assert (row.level, row.minimum) == (Level.OPTIONAL, 0)


@pytest.mark.parametrize(("node_class", "row"), ROWS)
@pytest.mark.parametrize("name", [CORE, HIGH_VALUE])
def test_no_more_values_are_written_than_the_shapes_take(name, node_class, row):
    if most := asked(name, node_class, row, SH.maxCount):
        assert row.maximum == min(each.toPython() for each in most)


@pytest.mark.parametrize(("node_class", "row"), ROWS)
@pytest.mark.parametrize("name", [RANGE, HIGH_VALUE])
def test_what_a_value_is_told_to_be_is_what_the_shapes_ask_for(name, node_class, row):
    wanted = {str(iri) for iri in asked(name, node_class, row, SH["class"])} - {str(rdflib.RDFS.Resource)}
    if not wanted:
        return
    described_as = row.targets if row.targets and not row.target_property else (row.node_class,)
    for class_name in described_as:
        told = DCAT_AP[class_name]
        assert wanted <= {expand(each) for each in (*told.types, *told.also_types)}
