"""Documents from outside: refused with a sentence, or read row by row with nothing dropped in silence."""

import pytest

from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import UnreadableDocument, parse, read
from dcat.writer import document_end, document_start
from tests.dcat.nodes import BASE, DATASET


def document(body: str) -> bytes:
    return (document_start() + body + document_end()).encode()


def read_one(body: str) -> tuple[Node, tuple]:
    found = read(parse(document(f'<dcat:Dataset rdf:about="{DATASET}">{body}</dcat:Dataset>')), DCAT_AP_SE)
    return found.nodes[DATASET], found.unknown


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "dtd", "DTD"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "dtd", "DTD"),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><x/>", "unreadable", "UTF-8"),
        ("<x>å</x>".encode("latin-1"), "unreadable", "UTF-8"),
        ("<x/>".encode("utf-16"), "unreadable", "UTF-8"),
        (document('<dcat:Dataset rdf:about="https://a.se">'), "unreadable", "rad 22"),
        (document("<dcterms:title>\x0b</dcterms:title>"), "unreadable", "rad 22"),
        (b"", "unreadable", "rad 1"),
        (b"title,description", "unreadable", "rad 1"),
        (document('<dcat:Dataset rdf:about="relativ"/>'), "bad_address", "inte är fullständig"),
        (document('<dcat:Dataset rdf:about="https://a.se/min data"/>'), "bad_address", "inte är fullständig"),
        (document('<rdf:li rdf:about="https://a.se"/>'), "unreadable", "som RDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, code, said):
    with pytest.raises(UnreadableDocument) as refusal:
        parse(data)
    assert refusal.value.code == code
    assert said in refusal.value.message.sv


def test_a_thousandfold_entity_is_refused_before_it_is_expanded():
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    with pytest.raises(UnreadableDocument) as refusal:
        parse(f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><x>&e9;</x>'.encode())
    assert refusal.value.code == "dtd"


def test_what_fits_no_row_is_kept_apart():
    node, unknown = read_one(
        '<dcterms:title xml:lang="sv">Bad</dcterms:title><dcterms:abstract>Kort</dcterms:abstract>'
        "<dcterms:publisher>Uppsala kommun</dcterms:publisher><dcterms:issued>i går</dcterms:issued>"
    )
    assert node.values == {"title": (LanguageText("Bad", "sv"),)}
    assert unknown == (
        (DATASET, "http://purl.org/dc/terms/abstract", "Kort"),
        (DATASET, "http://purl.org/dc/terms/publisher", "Uppsala kommun"),
        (DATASET, "http://purl.org/dc/terms/issued", "i går"),
    )


def test_what_is_of_no_known_class_is_kept_apart():
    found = read(parse(document('<dcat:CatalogRecord rdf:about="https://a.se/1"/>')), DCAT_AP_SE)
    assert found.nodes == {}
    assert found.unknown[0][0] == "https://a.se/1"


def test_one_predicate_is_read_into_the_row_that_the_value_fits():
    eu = "http://publications.europa.eu/resource/authority/frequency/DAILY"
    older = "http://purl.org/cld/freq/daily"
    node, unknown = read_one(
        f'<dcterms:accrualPeriodicity rdf:resource="{eu}"/><dcterms:accrualPeriodicity rdf:resource="{older}"/>'
        '<dcterms:spatial rdf:resource="http://sws.geonames.org/2666199/"/>'
        f'<dcterms:spatial><dcterms:Location rdf:about="{DATASET}#spatial-1"/></dcterms:spatial>'
    )
    assert node.get("accrual_periodicity") == (eu,)
    assert node.get("accrual_periodicity_cld") == (older,)
    assert node.get("spatial") == ("http://sws.geonames.org/2666199/",)
    assert node.get("geographical_area") == (Node(f"{DATASET}#spatial-1", "Location", {}),)
    assert unknown == ()


def test_a_value_that_its_list_does_not_have_is_read_all_the_same():
    node, unknown = read_one('<dcat:theme rdf:resource="https://a.se/theme"/>')
    assert node.get("theme") == ("https://a.se/theme",)
    assert unknown == ()


def test_a_licence_outside_the_list_is_another_licence():
    found = read(
        parse(
            document(
                f'<dcat:Distribution rdf:about="{BASE}/1"><dcterms:license rdf:resource="https://a.se/l"/>'
                "</dcat:Distribution>"
            )
        ),
        DCAT_AP_SE,
    )
    assert found.nodes[f"{BASE}/1"].get("other_license") == (Node("https://a.se/l", "LicenseDocument", {}),)


def test_a_reference_in_a_circle_ends():
    one, other = f"{BASE}/1", f"{BASE}/2"
    body = "".join(
        f'<dcat:Dataset rdf:about="{a}"><dcterms:source rdf:resource="{b}"/></dcat:Dataset>'
        for a, b in ((one, other), (other, one))
    )
    assert set(read(parse(document(body)), DCAT_AP_SE).nodes) == {one, other}
