"""What is written: the same graph in every form, the same bytes in every process, nothing that must not be there."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from dcat.kinds import UnwritableValue
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import read
from dcat.writer import catalogue_end, catalogue_link, catalogue_start, document_end, document_start, render
from tests.dcat.graphs import canonical, same_in_both_parsers
from tests.dcat.nodes import BASE, CATALOG, DATASET, catalog, contact, dataset, distribution, full_node, texts

RECORD_CLASSES = ["Catalog", "Dataset", "DatasetSeries", "DataService", "Agent", "ContactPoint"]
REPOSITORY = Path(__file__).parents[2]


def whole_document(node: Node) -> bytes:
    piece = render(node, DCAT_AP_SE)
    others = "".join(each.rdfxml for each in (*piece.links, *piece.documents))
    return (document_start() + piece.rdfxml + others + document_end()).encode()


@pytest.mark.parametrize("class_name", RECORD_CLASSES)
def test_every_kind_of_value_comes_back_as_it_was(class_name):
    node = full_node(class_name, f"{BASE}/things/1")
    read_back = read(same_in_both_parsers(whole_document(node)), DCAT_AP_SE)
    assert read_back.nodes == {node.iri: node}
    assert read_back.unknown == ()


@pytest.mark.parametrize("class_name", RECORD_CLASSES)
def test_both_forms_say_the_same(class_name):
    node = full_node(class_name, f"{BASE}/things/1")
    piece = render(node, DCAT_AP_SE)
    ntriples = piece.ntriples + "".join(each.ntriples for each in (*piece.links, *piece.documents))
    assert canonical(whole_document(node), pyoxigraph.RdfFormat.RDF_XML) == canonical(
        ntriples.encode(), pyoxigraph.RdfFormat.N_TRIPLES
    )


def test_the_same_bytes_in_every_process():
    script = (
        "from tests.dcat.nodes import full_node\n"
        "from tests.dcat.test_writer import RECORD_CLASSES, whole_document\n"
        "import sys\n"
        "for name in RECORD_CLASSES: sys.stdout.buffer.write(whole_document(full_node(name, 'https://a.se/1')))\n"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert written.pop().startswith(b"<?xml")


def test_a_catalogue_is_written_in_parts():
    written = (
        document_start()
        + catalogue_start(catalog(), DCAT_AP_SE)
        + catalogue_link("dataset", DATASET, DCAT_AP_SE)
        + catalogue_end()
        + document_end()
    )
    (node,) = read(same_in_both_parsers(written.encode()), DCAT_AP_SE).nodes.values()
    assert node.iri == CATALOG
    assert node.get("dataset") == (DATASET,)
    assert node.get("license") == ("http://creativecommons.org/publicdomain/zero/1.0/",)


def test_values_keep_the_order_in_which_they_are_given():
    keywords = tuple(LanguageText(word, "sv") for word in ("ö", "a", "m"))
    written = render(dataset(keyword=keywords), DCAT_AP_SE).rdfxml
    assert written.index(">ö<") < written.index(">a<") < written.index(">m<")


def test_nothing_empty_deprecated_or_repeated_is_written():
    node = dataset(
        keyword=(LanguageText(" ", "sv"), LanguageText("bad", "sv"), LanguageText("bad", "sv")),
        identifier=("",),
        version_info=("1",),
        temporal=(Node(f"{DATASET}#temporal-2", "PeriodOfTime", {}),),
    )
    written = render(node, DCAT_AP_SE).rdfxml
    assert written.count("<dcat:keyword") == 1
    for absent in ("dcterms:identifier", "owl:versionInfo", "dcterms:temporal"):
        assert absent not in written


def test_characters_that_xml_cannot_carry_never_reach_a_document():
    node = dataset(title=(LanguageText("Bad\x0b\ud800platser\ufffe & <b>\r\n", "sv"),))
    (title,) = read(same_in_both_parsers(whole_document(node)), DCAT_AP_SE).nodes[DATASET].get("title")
    assert title.value == "Badplatser & <b>\r\n"


@pytest.mark.parametrize(
    "node",
    [
        dataset(landing_page=("/relativ",)),
        dataset(landing_page=("https://a.se/min sida",)),
        dataset(publisher=('https://a.se/"><x>',)),
        dataset(issued=("03/04/2026",)),
        dataset(issued=("2026-02-30",)),
        dataset(title=(LanguageText("Bad", 'sv" x="'),)),
        dataset(distribution=(distribution(""),)),
        dataset(temporal=(Node("_:b0", "PeriodOfTime", {"start_date": ("2026",)}),)),
        dataset(conforms_to=(Node("relativ", "Standard", {}),)),
        contact(kind=("http://www.w3.org/2006/vcard/ns#x y",)),
        contact(telephone=(Node("https://a.se/#t", "Telephone", {"number": ("ring oss",)}),)),
        Node("utan adress", "Agent", {}),
    ],
)
def test_what_would_break_a_document_is_refused(node):
    with pytest.raises(UnwritableValue):
        render(node, DCAT_AP_SE)


def test_a_document_that_several_mention_is_kept_apart():
    standard = Node("https://standards.example.se/1", "Standard", {"title": texts("Standard", "Standard")})
    node = dataset(conforms_to=(standard,), distribution=(distribution(conforms_to=(standard,)),))
    piece = render(node, DCAT_AP_SE)
    assert [(document.iri, document.class_name) for document in piece.documents] == [(standard.iri, "Standard")]
    assert "<dcterms:Standard" not in piece.rdfxml
    assert piece.rdfxml.count(f'<dcterms:conformsTo rdf:resource="{standard.iri}"/>') == 2


def test_a_classification_is_written_in_both_namespaces():
    node = full_node("Agent", f"{BASE}/agents/1")
    written = render(node, DCAT_AP_SE).rdfxml
    assert "<org:classification " in written
    assert "<orgs:classification " in written


def test_a_contact_is_written_as_the_kind_it_is():
    individual = "http://www.w3.org/2006/vcard/ns#Individual"
    written = render(contact(kind=(individual,)), DCAT_AP_SE).rdfxml
    assert written.startswith("  <vcard:Individual rdf:about=")
    assert written.endswith("  </vcard:Individual>\n")
