"""A newer version of the profile is a whole value beside the old one: rows and a list, and nothing else in the code.

The made-up 3.0.2 has one property more than 3.0.1, asks for one that was only recommended, and has a newer list of
themes. docs/new-version.md tells the steps.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL

import dcat.vocabularies
from dcat.bilingual import Bilingual
from dcat.check import check
from dcat.finding import Severity
from dcat.node import Node
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE, Kind, Level, Profile, Property
from dcat.reader import parse, read
from dcat.shapes import shapes_as_turtle
from dcat.vocabularies import add_vocabulary, vocabulary, vocabulary_from_json
from dcat.writer import document_end, document_start, render
from tests.dcat.broken import all_broken, as_ntriples, surroundings, triples_of
from tests.dcat.nodes import ENVIRONMENT, agent, catalog, contact, dataset, texts
from tests.dcat.shape_judge import judge

SPACE = "http://publications.europa.eu/resource/authority/data-theme/SPAC"
AUDIENCE = Property(
    name="audience",
    predicate="dcterms:audience",
    kind=Kind.TEXT,
    level=Level.OPTIONAL,
    label=Bilingual("Målgrupp", "Audience"),
    help=Bilingual("Säg vem uppgifterna är till för.", "Say whom the data is for."),
    example=Bilingual("Den som vill bada", "Those who want to bathe"),
)
OLD_THEMES = Path(dcat.vocabularies.__file__).parent / "data" / "data-theme.json"


def newer_themes() -> dict:
    """The data file of a newer list: everything that the old one had, and a term more."""
    themes = json.loads(OLD_THEMES.read_text(encoding="utf-8"))
    space = {"iri": SPACE, "notation": "SPAC", "label": {"sv": "Rymden", "en": "Space"}}
    return {**themes, "name": "data-theme-2027", "version": "2027-03", "concepts": [*themes["concepts"], space]}


def newer_row(row: Property) -> Property:
    changes = {
        "contact_point": {"level": Level.MANDATORY, "minimum": 1},
        "theme": {"vocabulary": "data-theme-2027"},
    }
    return replace(row, **changes.get(row.name, {}))


@pytest.fixture(scope="module")
def newer() -> Profile:
    add_vocabulary(vocabulary_from_json(newer_themes()))
    rows = (*map(newer_row, DCAT_AP_SE["Dataset"].properties), AUDIENCE)
    specification = "https://docs.dataportal.se/dcat/3.0.2/sv/"
    return Profile(
        key="dcat-ap-se",
        iri=specification,
        name="DCAT-AP-SE",
        version="3.0.2",
        specification=specification,
        classes={**DCAT_AP_SE.classes, "Dataset": replace(DCAT_AP_SE["Dataset"], properties=rows)},
        keeps_further=True,
    )


@pytest.fixture
def described(newer) -> Node:
    """A dataset that uses what is new."""
    return dataset(theme=(ENVIRONMENT, SPACE), audience=texts("Badgäster", "Bathers"))


def document(*nodes: Node, profile: Profile) -> bytes:
    return (document_start() + "".join(render(node, profile).rdfxml for node in nodes) + document_end()).encode()


def errors(findings) -> list[tuple[str, str]]:
    return [(each.code, each.field) for each in findings if each.severity is Severity.ERROR]


def test_each_version_checks_by_its_own_rows(newer, described):
    without_contact = described.replace(contact_point=())

    assert errors(check(described, newer)) == []
    assert errors(check(without_contact, newer)) == [("missing", "contact_point")]
    # The old version knows neither the term nor the demand.
    assert errors(check(without_contact, DCAT_AP_SE)) == [("not_in_vocabulary", "theme")]


def test_what_is_written_is_read_back(newer, described):
    written = document(catalog(dataset=(described.iri,)), described, agent(), contact(), profile=newer)

    found = read(parse(written), newer)

    # A distribution is written beside its dataset, and read into it.
    assert found.nodes[described.iri].get("audience") == described.get("audience")
    assert found.nodes[described.iri].get("theme") == (ENVIRONMENT, SPACE)
    assert found.unknown == ()
    # The old version keeps apart what it has no row for.
    assert {predicate for _subject, predicate, _words in read(parse(written), DCAT_AP_SE).unknown} == {
        "http://purl.org/dc/terms/audience"
    }


def test_the_pre_flight_goes_by_the_version(newer, described):
    without_contact = described.replace(contact_point=())
    listing = catalog(dataset=(described.iri,))

    def faults(node: Node, profile: Profile) -> list[tuple[str, str]]:
        written = document(listing, node, agent(), contact(), profile=newer)
        return errors(check_document(written, profile, expected={node.iri}))

    assert faults(described, newer) == []
    assert faults(without_contact, newer) == [("missing", "contact_point")]
    assert faults(without_contact, DCAT_AP_SE) == []


def test_the_shapes_go_by_the_version(newer, described):
    address = "https://data.example.se/specifikation/dcat-ap-se-3.0.2-shapes.ttl"
    shapes = rdflib.Graph().parse(data=shapes_as_turtle(newer, address), format="turtle")
    good = [node for each in (described, agent(), contact()) for node in triples_of(each, newer)]
    changed = ("audience", "contact_point", "theme")
    broken = [each for each in all_broken(newer) if each.node_class.name == "Dataset" and each.row.name in changed]

    verdicts = judge(as_ntriples([*good, *surroundings(newer), *(t for each in broken for t in each.triples)]), shapes)

    told = {(verdict.focus, verdict.shape) for verdict in verdicts}
    assert str(shapes.value(rdflib.URIRef(address), OWL.versionInfo)) == "3.0.2"
    assert [verdict for verdict in verdicts if verdict.is_violation and verdict.focus == described.iri] == []
    assert {"Dataset-audience", "Dataset-contact_point-missing", "Dataset-theme-not_in_vocabulary"} <= {
        each.shape for each in broken
    }
    assert {(each.iri, each.shape) for each in broken} <= told


def test_a_name_stands_for_one_edition_for_good(newer):
    add_vocabulary(vocabulary_from_json(newer_themes()))  # the same once more
    with pytest.raises(ValueError, match="another vocabulary"):
        add_vocabulary(replace(vocabulary("data-theme-2027"), version="2028-03"))
    with pytest.raises(ValueError, match="another vocabulary"):
        add_vocabulary(replace(vocabulary("data-theme-2027"), name="data-theme"))
    assert SPACE not in vocabulary("data-theme")
