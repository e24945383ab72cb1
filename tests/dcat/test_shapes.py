"""The profile as SHACL: what is right conforms, every fault of every row is told of, and we say the same ourselves."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import hypothesis
import pyoxigraph
import pytest
import rdflib
from hypothesis import strategies
from rdflib.namespace import DCTERMS, OWL, RDF, SH

from dcat.check import check
from dcat.finding import Severity
from dcat.kinds import is_duration
from dcat.namespaces import expand
from dcat.node import Node
from dcat.preflight.document import Candidate
from dcat.preflight.facts import facts_of
from dcat.preflight.joining import joined
from dcat.preflight.rows import rows_are_met
from dcat.profile import DCAT_AP_SE, Kind, patterns
from dcat.reader import read
from dcat.reader.classes import RECORDS
from dcat.shapes import shapes_as_turtle
from dcat.shapes.patterns import portable
from tests.dcat.broken import Broken, all_broken, as_ntriples, smallest, surroundings, triples_of
from tests.dcat.nodes import BASE, agent, catalog, contact, dataset, full_node
from tests.dcat.shape_judge import Verdict, judge

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://data.example.se/specifikation/dcat-ap-se-3.0.1-shapes.ttl"
BROKEN = list(all_broken(DCAT_AP_SE))
# Where we ask for less than the specification, with the reason.
NOT_ASKED_BY_US = {
    "Catalog.dataset: missing": "a catalogue is published before anything is listed in it",
    "Catalog.theme_taxonomy: recommended": "it is written without being asked for",
}
# Where the reader makes the right form of it, so that there is nothing left to tell.
READ_AS_MEANT = {
    "Dataset.version_info: deprecated",
    "Dataset.accrual_periodicity_cld: deprecated",
    "PeriodOfTime.schema_start_date: deprecated",
    "PeriodOfTime.schema_end_date: deprecated",
    "Distribution.format: not_in_vocabulary",  # a name of a format that everybody knows
    "DataService.format: not_in_vocabulary",
}
# A condition is a matter of the whole node: the message alone says which property is meant.
WITHOUT_PATH = {f"{name}.hvd_category: missing" for name in ("Dataset", "DatasetSeries", "DataService")}


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes_as_turtle(DCAT_AP_SE, ADDRESS), format="turtle")


@pytest.fixture(scope="module")
def verdicts(shapes) -> dict[str, list[Verdict]]:
    """What the shapes say of all that is broken, in one run, by what it is about."""
    triples = [triple for broken in BROKEN for triple in broken.triples]
    found: dict[str, list[Verdict]] = {}
    for verdict in judge(as_ntriples([*triples, *surroundings(DCAT_AP_SE)]), shapes):
        found.setdefault(verdict.focus, []).append(verdict)
    return found


def everything() -> list[Node]:
    """A whole record of every class, and all that these point at, so that nothing lies outside the document."""
    nodes = {name: full_node(name, f"{BASE}/{name.lower()}/first") for name in ("Catalog", "DataService")}
    waiting = list(nodes.values())
    while waiting:
        for each in [node := waiting.pop(), *node.nested()]:
            for row in DCAT_AP_SE[each.class_name].properties:
                for iri in each.get(row.name) if row.kind is Kind.RECORD else ():
                    if isinstance(iri, str) and iri not in nodes:
                        nodes[iri] = full_node(row.node_class, iri)
                        waiting.append(nodes[iri])
    return list(nodes.values())


def judged(shapes, *nodes: Node, further=()) -> list[Verdict]:
    triples = [triple for node in nodes for triple in triples_of(node, DCAT_AP_SE)]
    return judge(as_ntriples([*triples, *further]), shapes)


def test_shapes_are_well_formed_and_a_description_of_everything_conforms(shapes):
    data = as_ntriples([triple for node in everything() for triple in triples_of(node, DCAT_AP_SE)])

    assert judge(data, shapes, shapes_too=True) == []
    assert {node.class_name for node in everything()} == {
        row.node_class
        for each in DCAT_AP_SE.classes.values()
        for row in each.properties
        if row.kind is Kind.RECORD and row.node_class != "Distribution"
    }


def test_good_descriptions_have_no_violation(shapes):
    listing = catalog(dataset=(dataset().iri,))

    found = judged(shapes, listing, dataset(), agent(), contact())

    assert [verdict for verdict in found if verdict.is_violation] == []
    assert found, "what is recommended is missing here and there"


def test_every_fault_is_reported_at_its_place(verdicts):
    def problem(broken: Broken) -> str:
        told = [verdict for verdict in verdicts.get(broken.iri, ()) if verdict.shape == broken.shape]
        if not told:
            return f"no result of {broken.shape}"
        path = frozenset(map(expand, (broken.row.predicate, *broken.row.also_written_as)))
        if told[0].path != (frozenset() if str(broken) in WITHOUT_PATH else path):
            return f"at {set(told[0].path)}"
        return "" if told[0].is_violation == (broken.code not in ("recommended", "deprecated")) else "severity"

    assert {str(broken): found for broken in BROKEN if (found := problem(broken))} == {}


def test_every_row_has_a_fault():
    rows = {f"{each.name}.{row.name}" for each in DCAT_AP_SE.classes.values() for row in each.properties}

    assert {str(broken).partition(":")[0] for broken in BROKEN} == rows


def test_every_message_names_the_property_and_is_there_in_both_languages(verdicts):
    by_shape = {f"{each.name}-{row.name}": row.label for each in DCAT_AP_SE.classes.values() for row in each.properties}
    groups = {f"{each.name}-{group.name}": group.label for each in DCAT_AP_SE.classes.values() for group in each.groups}
    for verdict in (each for found in verdicts.values() for each in found):
        name = "-".join(verdict.shape.split("-")[:2])
        labels = [labels[name] for labels in (by_shape, groups) if name in labels]
        assert verdict.sv.startswith(tuple(label.sv for label in labels)), verdict
        assert verdict.en.startswith(tuple(label.en for label in labels)), verdict
        for words in (verdict.sv, verdict.en):
            assert words.count(". ") >= 1 and "None" not in words, "what is wrong, and what to do"


def test_what_is_written_with_a_scheme_is_shown_with_it(verdicts):
    told = {verdict.shape: verdict.en for found in verdicts.values() for verdict in found}

    assert "Write as in mailto:" in told["ContactPoint-email-wrong_form"]
    assert "Write as in tel:" in told["Telephone-number-wrong_form"]


def test_the_smallest_description_of_each_class_has_no_violation(shapes):
    small = [smallest(DCAT_AP_SE, name, f"{BASE}/small/{name}") for name in DCAT_AP_SE.classes]

    found = judged(shapes, *small, further=surroundings(DCAT_AP_SE))

    assert [verdict for verdict in found if verdict.is_violation] == []


def test_we_say_the_same_ourselves():
    unheard = {str(broken) for broken in BROKEN if not is_told_of_by_us(broken)}

    assert unheard == {*NOT_ASKED_BY_US, *READ_AS_MEANT}


def is_told_of_by_us(broken: Broken) -> bool:
    """Whether checker or pre-flight tells of the fault, or the reader puts aside what it can't understand."""
    triples = [*broken.triples, *surroundings(DCAT_AP_SE)]
    # What is described in place is only read where somebody points at it.
    document = read([*triples, *pointing_at(broken)], DCAT_AP_SE)
    candidate = Candidate(triples, DCAT_AP_SE)
    every = (each for top in document.nodes.values() for each in (top, *top.nested()))
    # A thing that says nothing is read as its address.
    nothing = Node(broken.iri, broken.node_class.name)
    node = next((each for each in every if (each.iri, each.class_name) == (nothing.iri, nothing.class_name)), nothing)
    together = joined(facts_of(candidate), DCAT_AP_SE, all_are_known=False)
    dangling = [finding for finding in together if finding.code == "dangling"]
    findings = [*check(node, DCAT_AP_SE), *rows_are_met(candidate), *dangling]
    place = {row.name for row in broken.node_class.properties if row.predicate == broken.row.predicate}
    told = [each for each in findings if each.class_name == broken.node_class.name and each.field in place]
    if broken.code in ("recommended", "deprecated"):
        return any(each.severity is Severity.ADVICE and each.code == broken.code for each in told)
    is_put_aside = any((broken.iri, expand(broken.row.predicate)) == each[:2] for each in document.unknown)
    return is_put_aside or any(each.severity is Severity.ERROR for each in told)


def pointing_at(broken: Broken) -> list:
    """A record of a class that may have what is broken, saying that it has; none for what is a record itself."""
    if broken.node_class.name in RECORDS:
        return []
    owner, row = next(
        (DCAT_AP_SE[name], row)
        for name in RECORDS
        for row in DCAT_AP_SE[name].properties
        if row.node_class == broken.node_class.name
    )
    iri = pyoxigraph.NamedNode(f"{BASE}/owner")
    kind = (pyoxigraph.NamedNode(expand("rdf:type")), pyoxigraph.NamedNode(expand(owner.types[0])))
    return [(iri, *kind), (iri, pyoxigraph.NamedNode(expand(row.predicate)), pyoxigraph.NamedNode(broken.iri))]


def test_two_rows_of_one_predicate_are_judged_together(shapes):
    distribution = f"{BASE}/datasets/1/distributions/1"
    area = Node(f"{BASE}/datasets/1#area", "Location", {"bbox": ("POLYGON((17 59, 18 59, 18 60, 17 60, 17 59))",)})
    good = dataset(f"{BASE}/datasets/1").replace(geographical_area=(area,))
    facts = as_ntriples(triples_of(good, DCAT_AP_SE))
    licence, periodicity = f"<{expand('dcterms:license')}>", f"<{expand('dcterms:accrualPeriodicity')}>"
    facts += f"<{distribution}> {licence} <https://www.example.se/villkor> .\n"
    facts += f"<{good.iri}> {periodicity} <http://purl.org/cld/freq/daily> .\n"
    facts += f"<{good.iri}> {periodicity} <http://publications.europa.eu/resource/authority/frequency/DAILY> .\n"

    found = {verdict.shape for verdict in judge(facts, shapes)}

    # A licence of the list and another one are two; a place and an area are not; an old frequency beside a new one is
    # only old.
    assert "Distribution-license-too_many" in found
    assert "Dataset-accrual_periodicity_cld-deprecated" in found
    assert not [shape for shape in found if shape.startswith(("Dataset-spatial", "Dataset-accrual_periodicity-"))]


def test_records_are_never_blank(shapes):
    data = f"_:somebody <{expand('rdf:type')}> <{expand('foaf:Agent')}> .\n"

    assert "Agent-blank_node" in {verdict.shape for verdict in judge(data, shapes)}


def test_only_shacl_core_is_used(shapes):
    used = {predicate for predicate in shapes.predicates() if predicate.startswith(str(SH))}

    assert {str(each).removeprefix(str(SH)) for each in used} == {
        *("alternativePath", "class", "datatype", "description", "hasValue", "in", "maxCount", "message", "minCount"),
        *("name", "node", "nodeKind", "or", "order", "path", "pattern", "property", "qualifiedMaxCount"),
        *("qualifiedMinCount", "qualifiedValueShape", "severity", "targetClass"),
    }
    assert not [each for each in shapes.subjects() if (each, SH.sparql, None) in shapes]


def test_the_document_says_what_it_is(shapes):
    about = rdflib.URIRef(ADDRESS)

    assert str(shapes.value(about, OWL.versionInfo)) == "3.0.1"
    assert str(shapes.value(about, DCTERMS.source)) == DCAT_AP_SE.specification
    assert str(shapes.value(about, DCTERMS.license)) == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert {title.language for title in shapes.objects(about, DCTERMS.title)} == {"sv", "en"}


def test_every_process_gives_the_same_bytes():
    program = (
        "from dcat.profile import DCAT_AP_SE; from dcat.shapes import shapes_as_turtle; "
        f"print(shapes_as_turtle(DCAT_AP_SE, {ADDRESS!r}), end='')"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]

    assert written[0] == written[1] == shapes_as_turtle(DCAT_AP_SE, ADDRESS).encode()


def test_every_shape_that_another_names_is_there(shapes):
    named = {*shapes.objects(predicate=SH.property), *shapes.objects(predicate=SH.node)}

    assert named
    assert [shape for shape in named if (shape, RDF.type, None) not in shapes] == []


PATTERNS = sorted({row.pattern for each in DCAT_AP_SE.classes.values() for row in each.properties if row.pattern})


@pytest.mark.parametrize("pattern", PATTERNS)
@hypothesis.given(strategies.data())
@hypothesis.settings(max_examples=50)
def test_a_pattern_matches_what_the_row_does_in_every_engine(pattern, data):
    ascii_only = strategies.text(alphabet=[chr(code) for code in range(0x20, 0x7F)])
    value = data.draw(strategies.from_regex(re.compile(pattern, re.ASCII)) | ascii_only | strategies.just("ärende/å"))
    row = replace(DCAT_AP_SE["Dataset"]["landing_page"], pattern=pattern)
    hypothesis.assume("\n" not in value)  # Python's $ stands before a last line break too

    written = portable(pattern)

    assert "(?" not in written and "\\w" not in written and "\\d" not in written
    if pattern != patterns.DURATION or is_duration(value) == row.matches(value):
        assert bool(re.search(written, value, re.ASCII)) == row.matches(value)


def test_a_pattern_that_not_every_engine_understands_is_refused():
    with pytest.raises(ValueError, match="every engine"):
        portable("(?!x).*")
