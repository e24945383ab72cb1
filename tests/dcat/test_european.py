"""The European profile, as SEMIC's shapes judge it: whatever is described, no violation."""

import pytest

from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP, DCAT_AP_SE, PROFILES
from tests.dcat.documents import document, european, everything, high_value_part, values, with_all_that_is_named
from tests.dcat.graphs import same_in_both_parsers
from tests.dcat.nodes import (
    BASE,
    CATALOG,
    DATASET,
    HIGH_VALUE,
    agent,
    catalog,
    contact,
    dataset,
    distribution,
    full_node,
    least_node,
)
from tests.dcat.shacl_judge import ADVISING, BINDING, judge, violations
from tests.dcat.shacl_judge import HIGH_VALUE as HIGH_VALUE_SHAPES

EUROPEAN = "http://publications.europa.eu/resource/authority"
RECORD_CLASSES = ["Catalog", "Dataset", "DatasetSeries", "DataService", "Agent", "ContactPoint"]
HOSTILE = "]]> <!-- & \"'<script>\x00\x0b\ud800\ufffe {{ %s \r\n\t å\u0308 😀 \u202e"


def test_everything_that_can_be_described_is_valid():
    assert violations(european(*everything()), *BINDING, HIGH_VALUE_SHAPES) == []


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_everything_has_a_value_for_every_row(profile):
    """So that what is judged is the whole profile."""
    seen = {(part.class_name, name) for node in everything() for part in (node, *node.nested()) for name in part.values}
    named = [
        (node_class.name, row.value_of or row.name)
        for node_class in DCAT_AP_SE.classes.values()
        for row in profile[node_class.name].stated + profile[node_class.name].links
    ]
    assert [each for each in named if each not in seen] == []


def test_the_judge_finds_what_is_wrong():
    """The same catalogue as the Swedish portal wants it is not what Europe asks for."""
    found = violations(document(everything(), DCAT_AP_SE).graph(), *BINDING)
    assert {"format", "language", "checksumValue", "identifier"} <= {result.path for result in found}


def test_what_is_only_mandatory_is_valid():
    nodes = with_all_that_is_named(least_node("Catalog", CATALOG), DCAT_AP_SE)
    least = [least_node(node.class_name, node.iri) for node in nodes]
    others = [least_node(name, f"{BASE}/least/{name}") for name in RECORD_CLASSES]
    assert violations(european(*least, *others, agent()), *BINDING) == []


@pytest.mark.parametrize("text", [HOSTILE, " ", "\n", "a" * 70_000])
def test_no_text_makes_it_invalid(text):
    def spoilt(node: Node) -> Node:
        return Node(node.iri, node.class_name, {name: tuple(map(spoil, each)) for name, each in node.values.items()})

    def spoil(value):
        if isinstance(value, LanguageText):
            return LanguageText(f"{value.value[:3]}{text}", value.language)
        return spoilt(value) if isinstance(value, Node) else value

    plain = {"identifier": (text,), "other_identifier": (text, "1"), "version": (text,)}
    nodes = [spoilt(node).replace(**(plain if node.class_name == "Dataset" else {})) for node in everything()]
    written = document(nodes, DCAT_AP)
    same_in_both_parsers(written.rdfxml)
    assert violations(written.graph(), *BINDING, HIGH_VALUE_SHAPES) == []


@pytest.mark.parametrize("stated", ["2024", "2024-02-29", "2024-02-29T10:00:00", "2024-02-29T10:00:00.5+01:00"])
def test_every_form_of_a_date_is_valid(stated):
    period = Node(f"{DATASET}#temporal-1", "PeriodOfTime", {"start_date": (stated,), "end_date": (stated,)})
    node = dataset(issued=(stated,), modified=(stated,), temporal=(period,))
    assert violations(european(node, agent(), contact()), *BINDING) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"temporal_resolution": ("P1Y2M3DT4H5M6.7S",), "spatial_resolution_in_meters": ("+.5",)},
        {"language": (f"{EUROPEAN}/language/XYZ",), "accrual_periodicity": (f"{EUROPEAN}/frequency/NEWER",)},
        {"subject": ("https://www.dataportal.se/terminology/grunddata/ny#",), "theme": ("http://example.se/#",)},
        {"landing_page": (CATALOG, DATASET), "spatial": (DATASET,), "relation": (DATASET,)},
        {"source": (DATASET, f"{BASE}/agents/1", ""), "in_series": (DATASET,), "has_version": (CATALOG,)},
        {"other_identifier": ("", "a", "a", "urn:x y")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_odd_values_are_valid(changes):
    assert violations(european(dataset(**changes), agent(), contact(), catalog()), *BINDING) == []


def test_a_catalogue_reduced_to_its_high_value_records_is_valid_for_them():
    series = f"{BASE}/series/1"
    service = full_node("DataService", f"{BASE}/services/1")
    hvd = full_node("Dataset", DATASET).replace(
        publisher=(agent().iri,),
        in_series=(series,),
        distribution=(
            distribution(f"{DATASET}/distributions/1", applicable_legislation=(HIGH_VALUE,)),
            distribution(f"{DATASET}/distributions/2", access_service=(service.iri,)),
        ),
    )
    other = dataset(f"{DATASET}-other")
    unmarked_series = full_node("DatasetSeries", series).replace(applicable_legislation=(), hvd_category=())
    head = catalog(dataset=(hvd.iri, other.iri, series), service=(service.iri,))
    parties = [
        node
        for record in (hvd, service, unmarked_series)
        for node in with_all_that_is_named(record, DCAT_AP_SE)
        if node.class_name in ("Agent", "ContactPoint")
    ]
    nodes = [head, hvd, other, unmarked_series, service, contact(), *{node.iri: node for node in parties}.values()]

    whole, reduced = european(*nodes), european(*high_value_part(nodes))

    assert violations(whole, *BINDING) == []
    assert violations(whole, HIGH_VALUE_SHAPES), "what is not marked is not high-value"
    assert values(reduced, CATALOG, "dcat:dataset") == {DATASET}
    assert violations(reduced, *BINDING, HIGH_VALUE_SHAPES) == []


def test_what_is_advised_and_not_done():
    """All that the shapes for advice and the warnings of the others say of everything, and why it remains."""
    remaining = {
        # The only algorithm that the specification knows has an http IRI, at SPDX as well; the shape asks for https.
        ("Violation", "algorithm", "NodeConstraintComponent"),
        # A kommun is not in the EU's list of corporate bodies.
        ("Warning", "publisher", "NodeConstraintComponent"),
        # Only the EU's own places and https addresses of GeoNames count; a drawn area and http addresses don't.
        ("Warning", "spatial", "NodeConstraintComponent"),
        # A place named by its IRI has its area elsewhere.
        ("Warning", "bbox", "MinCountConstraintComponent"),
        ("Warning", "centroid", "MinCountConstraintComponent"),
        # A series is a dataset too, and has no distributions of its own.
        ("Warning", "distribution", "MinCountConstraintComponent"),
        # The kind of a licence is not described.
        ("Warning", "type", "MinCountConstraintComponent"),
        # The file of deprecated IRIs asks for the ADMS list of DCAT-AP 2, DCAT-AP 3 for the EU's.
        ("Warning", "status", "NodeConstraintComponent"),
    }
    found = judge(european(*everything()), *BINDING, *ADVISING, HIGH_VALUE_SHAPES)

    assert {(result.severity, result.path, result.shape) for result in found} == remaining
