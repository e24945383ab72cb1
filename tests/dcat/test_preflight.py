"""A corpus of bad documents, one for each rule: each gives exactly its finding, and names the record."""

import pytest

from dcat.finding import Severity
from dcat.node import Node
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE
from dcat.reader import parse, read
from dcat.writer import catalogue_end, catalogue_link, catalogue_start, document_end, document_start, render
from tests.dcat.nodes import (
    BASE,
    CATALOG,
    CONTACT,
    DATASET,
    DISTRIBUTION,
    HIGH_VALUE,
    PUBLISHER,
    agent,
    catalog,
    contact,
    dataset,
    distribution,
    full_node,
    texts,
)

OTHER = f"{BASE}/datasets/00000000-0000-4000-8000-000000000001"
OTHER_CATALOG = f"{BASE}/catalog/2"
THIRD_CATALOG = f"{BASE}/catalog/3"
FULL = dataset(distribution=(distribution(),))


def built(
    *datasets: Node,
    catalogues: tuple[Node, ...] = (catalog(),),
    others: tuple[Node, ...] = (agent(), contact()),
    listed: tuple[str, ...] | None = None,
    extra: str = "",
) -> bytes:
    """A document as the build makes it: the first catalogue lists all but ``others``, unless told otherwise."""
    main, *parts = catalogues
    links = [("service" if node.class_name == "DataService" else "dataset", node.iri) for node in datasets]
    if listed is not None:
        links = [("dataset", iri) for iri in listed]
    pieces = [render(node, DCAT_AP_SE) for node in (*parts, *others, *datasets)]
    documents = {document.iri: document.rdfxml for piece in pieces for document in piece.documents}
    return "".join(
        [
            document_start(),
            catalogue_start(main, DCAT_AP_SE),
            *(catalogue_link(name, iri, DCAT_AP_SE) for name, iri in links),
            catalogue_end(),
            *(piece.rdfxml for piece in pieces),
            *documents.values(),
            extra,
            document_end(),
        ]
    ).encode()


def findings(data: bytes, *expected: str) -> list[tuple[str, str]]:
    return [(found.code, found.iri) for found in check_document(data, DCAT_AP_SE, expected=set(expected))]


def test_a_good_document_has_no_findings():
    assert findings(built(FULL), DATASET) == []


def test_a_document_with_every_property_has_no_findings():
    ours = {"publisher": (PUBLISHER,), "contact_point": (CONTACT,)}
    node = full_node("Dataset", DATASET).replace(creator=(), qualified_attribution=(), **ours)
    (series_iri,) = node.get("in_series")
    (service_iri,) = node.get("distribution")[0].get("access_service")
    series = full_node("DatasetSeries", series_iri).replace(**ours)
    service = full_node("DataService", service_iri).replace(serves_dataset=(DATASET,), **ours)
    assert findings(built(node, series, service), DATASET, series_iri, service_iri) == []


def test_a_catalogue_may_list_no_dataset():
    assert findings(built()) == []


def test_a_main_catalogue_with_parts_has_no_findings():
    main = catalog(has_part=(OTHER_CATALOG,))
    assert findings(built(FULL, catalogues=(main, catalog(OTHER_CATALOG, dataset=(DATASET,)))), DATASET) == []


def replaced(old: str, new: str, *, count: int = -1) -> bytes:
    document = built(FULL).decode()
    assert old in document
    return document.replace(old, new, count).encode()


THEME = "http://publications.europa.eu/resource/authority/data-theme/ENVI"
END = "</rdf:RDF>"

# What stands in the document in place of what, the finding, and the record that it names.
TEXT_CORPUS = {
    "relative address": (f'"{THEME}"', '"ENVI"', "bad_address", DATASET),
    "space in an address": (f'"{THEME}"', '"http://a.se/a b"', "bad_address", DATASET),
    "broken percent sign": (f'"{THEME}"', '"http://a.se/%zz"', "bad_address", DATASET),
    "address without host": (f'"{THEME}"', '"http:///ENVI"', "bad_address", DATASET),
    "address that runs a script": (f'"{THEME}"', '"javascript:alert(1)"', "bad_address", DATASET),
    "address on a computer": (f'"{THEME}"', '"file:///C:/data.csv"', "bad_address", DATASET),
    "address in a distribution": ('"https://www.example.se/bad.csv"', '"bad.csv"', "bad_address", DATASET),
    "address in a nested node": (f'"{DATASET}#temporal-1"', '"#temporal-1"', "bad_address", ""),
    "control character": (">Badplatser<", ">Bad\x0bplatser<", "unreadable", DATASET),
    "bare ampersand": (">Badplatser<", ">Bad & platser<", "unreadable", DATASET),
    "unclosed element": ("</dcterms:title>", "", "unreadable", CATALOG),
    "a DTD": ("<rdf:RDF", '<!DOCTYPE x [<!ENTITY e "e">]><rdf:RDF', "dtd", ""),
    "nested node without address": (f' rdf:about="{DATASET}#temporal-1"', "", "blank_node", DATASET),
    "catalogue record": (
        END,
        f'<dcat:CatalogRecord rdf:about="{BASE}/record/1"/></rdf:RDF>',
        "catalog_record",
        f"{BASE}/record/1",
    ),
    "publisher described twice": (
        END,
        f'<foaf:Agent rdf:about="{PUBLISHER}"/></rdf:RDF>',
        "described_twice",
        PUBLISHER,
    ),
    "thing of unknown kind": (
        END,
        f'<rdf:Description rdf:about="{BASE}/x"><dcterms:title>x</dcterms:title></rdf:Description></rdf:RDF>',
        "unknown_class",
        f"{BASE}/x",
    ),
    "publisher with a hyphen": (PUBLISHER, PUBLISHER[:-4] + "-3005", "publisher_iri", PUBLISHER[:-4] + "-3005"),
    "publisher with https": (PUBLISHER, "https" + PUBLISHER[4:], "publisher_iri", "https" + PUBLISHER[4:]),
    "publisher with a suffix": (PUBLISHER, PUBLISHER + "-1", "publisher_iri", PUBLISHER + "-1"),
    "catalogue under another licence": (
        '    <dcterms:license rdf:resource="http://creativecommons.org/publicdomain/zero/1.0/"/>\n    <dcat:theme',
        '    <dcterms:license rdf:resource="https://creativecommons.org/publicdomain/zero/1.0/"/>\n    <dcat:theme',
        "catalogue_licence",
        CATALOG,
    ),
    "text without language": (' xml:lang="sv">Badplatser<', ">Badplatser<", "wrong_kind", DATASET),
    "date without datatype": (
        ' rdf:datatype="http://www.w3.org/2001/XMLSchema#date"',
        "",
        "wrong_kind",
        DATASET,
    ),
    "unknown property": (
        f'<dcat:theme rdf:resource="{THEME}"/>',
        f'<dcat:themes rdf:resource="{THEME}"/>',
        "unknown_property",
        DATASET,
    ),
}


@pytest.mark.parametrize("name", TEXT_CORPUS)
def test_each_bad_document_gives_exactly_its_finding(name):
    old, new, code, iri = TEXT_CORPUS[name]
    assert findings(replaced(old, new), DATASET) == [(code, iri)]


BAD_LICENCE = distribution(other_license=(Node("https://creativecommons.org/licenses/by/4.0/", "LicenseDocument", {}),))
TWIN = dataset(OTHER, identifier=FULL.get("identifier"))

NODE_CORPUS = {
    "dataset without title": (built(dataset(title=())), "missing", DATASET),
    "dataset with two publishers": (
        built(
            dataset(publisher=(PUBLISHER, PUBLISHER[:-1] + "6")),
            others=(agent(), Node(PUBLISHER[:-1] + "6", "Agent", agent().values), contact()),
        ),
        "too_many",
        DATASET,
    ),
    "distribution without format": (built(dataset(distribution=(distribution(format=()),))), "missing", DATASET),
    "nested node without what it needs": (
        built(dataset(offers=(Node(f"{DATASET}#offers-1", "Offer", {"main_entity_of_page": ("https://a.se/",)}),))),
        "missing",
        DATASET,
    ),
    "high-value without category": (built(dataset(applicable_legislation=(HIGH_VALUE,))), "missing", DATASET),
    "contact without name": (built(FULL, others=(agent(), contact(name=()))), "missing", CONTACT),
    "inexact licence": (built(dataset(distribution=(BAD_LICENCE.replace(license=()),))), "exact_licence", DATASET),
    "two licences": (
        built(dataset(distribution=(distribution(other_license=(Node("https://a.se/l", "LicenseDocument", {}),)),))),
        "too_many",
        DATASET,
    ),
    "dataset in no catalogue": (built(FULL, listed=()), "unlisted", DATASET),
    "contact that is not described": (built(FULL, others=(agent(),)), "dangling", DATASET),
    "distribution that is not described": (built(dataset(distribution=(DISTRIBUTION,))), "dangling", DATASET),
    "two main catalogues": (
        built(FULL, catalogues=(catalog(), catalog(OTHER_CATALOG))),
        "main_catalogue",
        OTHER_CATALOG,
    ),
    "two levels of catalogues": (
        built(
            FULL,
            catalogues=(
                catalog(has_part=(OTHER_CATALOG,)),
                catalog(OTHER_CATALOG, has_part=(THIRD_CATALOG,)),
                catalog(THIRD_CATALOG),
            ),
        ),
        "catalogue_levels",
        OTHER_CATALOG,
    ),
    "a catalogue that is a part of itself": (
        built(FULL, catalogues=(catalog(has_part=(CATALOG,)),)),
        "catalogue_circle",
        CATALOG,
    ),
    "a part that is elsewhere": (
        built(FULL, catalogues=(catalog(has_part=(OTHER_CATALOG,)),)),
        "part_not_described",
        OTHER_CATALOG,
    ),
    "a part with nothing but its type": (
        built(
            FULL,
            catalogues=(catalog(has_part=(OTHER_CATALOG,)),),
            extra=f'<dcat:Catalog rdf:about="{OTHER_CATALOG}"/>',
        ),
        "part_not_described",
        OTHER_CATALOG,
    ),
    "no catalogue": (
        (document_start() + render(agent(), DCAT_AP_SE).rdfxml + document_end()).encode(),
        "no_catalogue",
        "",
    ),
}


@pytest.mark.parametrize("name", NODE_CORPUS)
def test_each_badly_built_document_gives_exactly_its_finding(name):
    data, code, iri = NODE_CORPUS[name]
    expected = (DATASET,) if b"<dcat:Dataset " in data else ()
    assert findings(data, *expected) == [(code, iri)]


def test_two_datasets_with_one_identifier():
    assert findings(built(FULL, TWIN), DATASET, OTHER) == [("duplicate_identifier", OTHER)]


def test_a_contact_that_is_the_publisher():
    data = built(
        dataset(contact_point=(PUBLISHER,)),
        others=(agent(),),
        extra=render(Node(PUBLISHER, "ContactPoint", contact().values), DCAT_AP_SE).rdfxml,
    )
    assert ("contact_is_publisher", PUBLISHER) in findings(data, DATASET)


def test_catalogues_in_a_circle_are_told_of_each():
    catalogues = (catalog(has_part=(OTHER_CATALOG,)), catalog(OTHER_CATALOG, has_part=(CATALOG,)))
    assert set(findings(built(FULL, catalogues=catalogues), DATASET)) == {
        ("catalogue_circle", CATALOG),
        ("catalogue_circle", OTHER_CATALOG),
    }


def test_what_is_expected_must_be_there_and_nothing_else():
    assert findings(built(FULL), DATASET, OTHER) == [("lost", OTHER)]
    assert findings(built(FULL)) == [("unexpected", DATASET)]


def test_a_dataset_that_is_listed_but_lost_is_named_itself():
    assert findings(built(FULL, listed=(DATASET, OTHER)), DATASET, OTHER) == [("dangling", CATALOG), ("lost", OTHER)]


def test_a_record_that_is_also_given_as_documentation_stays_a_record():
    page = tuple(Node(iri, "Document", {"title": texts("Sida", "Page")}) for iri in (DATASET, PUBLISHER, CONTACT))
    data = built(dataset(page=page))
    errors = [f for f in check_document(data, DCAT_AP_SE, expected={DATASET}) if f.severity is Severity.ERROR]
    assert errors == []
    assert {DATASET, PUBLISHER, CONTACT} <= read(parse(data), DCAT_AP_SE).nodes.keys()


def test_a_person_may_publish_under_another_address():
    person = f"{BASE}/agents/1"
    described = render(Node(person, "Agent", agent().values), DCAT_AP_SE).rdfxml.replace("foaf:Agent", "foaf:Person")
    assert findings(built(dataset(publisher=(person,)), extra=described), DATASET) == []


def test_a_fault_in_an_unclear_place_is_told_without_a_record():
    (finding,) = check_document(b"<html>502 Bad Gateway</html", DCAT_AP_SE, expected={DATASET})
    assert (finding.code, finding.iri, finding.severity) == ("unreadable", "", Severity.ERROR)


def test_an_unknown_property_stops_nothing():
    data = replaced("<dcat:theme ", "<dcat:themes ")
    (finding,) = check_document(data, DCAT_AP_SE, expected={DATASET})
    assert finding.severity is Severity.ADVICE


def test_messages_name_what_a_person_calls_it():
    (finding,) = check_document(built(dataset(description=())), DCAT_AP_SE, expected={DATASET})
    assert finding.message.sv.startswith("”Badplatser”: Beskrivning saknas.")
    assert texts()[0].value == "Badplatser"
