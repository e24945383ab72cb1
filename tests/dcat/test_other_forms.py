"""The forms in which other systems write values: read as what they mean, and as nothing when that is unclear."""

import pytest

from dcat.kinds import WKT_LITERAL
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.reader.forms import IMPLIED_TYPES, IN_PLACE_OF, SAME_AS, other_form
from dcat.reader.naming import Named
from dcat.reader.reading import read_statements
from dcat.reader.statements import TYPE, Statement
from dcat.term import Literal, Resource
from dcat.vocabularies import vocabulary

EU = "http://publications.europa.eu/resource/authority/"
CC = "http://creativecommons.org/"
BOX = "POLYGON((17.3 59.7, 18.0 59.7, 18.0 60.1, 17.3 60.1, 17.3 59.7))"
GEOJSON = "https://www.iana.org/assignments/media-types/application/vnd.geo+json"
XSD = "http://www.w3.org/2001/XMLSchema#"


CC_ZERO, CC_BY = "http://creativecommons.org/publicdomain/zero/1.0/", "http://creativecommons.org/licenses/by/4.0/"
STABLE, DEPRECATED = EU + "planned-availability/STABLE", EU + "distribution-status/DEPRECATED"
CORNERS = "[[[18.0,60.1],[17.3,60.1],[17.3,59.7],[18.0,59.7],[18.0,60.1]]]"


def wkt(text: str) -> Literal:
    return Literal(text, datatype=WKT_LITERAL)


def geojson(kind: str, coordinates: str) -> Literal:
    return Literal(f'{{"type":"{kind}","coordinates":{coordinates}}}', datatype=GEOJSON)


@pytest.mark.parametrize(
    ("row", "term", "value"),
    [
        ("Dataset.issued", Literal("2014-09-25"), "2014-09-25"),
        ("Dataset.issued", Literal("2014", datatype=XSD + "integer"), "2014"),
        ("Dataset.issued", Literal("2014-09-25+02:00", datatype="xsd:date"), "2014-09-25"),
        ("Dataset.issued", Literal("2014-09-25 21:04"), "2014-09-25T21:04:00"),
        ("Dataset.issued", Literal("2014-09-25T21:04Z", datatype="xsd:dateTime"), "2014-09-25T21:04:00Z"),
        ("Dataset.issued", Literal("i höstas"), None),
        ("Dataset.issued", Literal("2014-13-45"), None),
        ("Dataset.issued", Resource("https://a.se/2014"), None),
        ("Dataset.temporal_resolution", Literal("P1D"), "P1D"),
        ("Dataset.temporal_resolution", Literal("daily"), None),
        ("Dataset.spatial_resolution_in_meters", Literal("1.5E1", datatype=XSD + "double"), "15"),
        ("Dataset.spatial_resolution_in_meters", Literal("10", datatype=XSD + "integer"), "10"),
        ("Dataset.spatial_resolution_in_meters", Literal("NaN", datatype=XSD + "double"), None),
        ("Dataset.spatial_resolution_in_meters", Literal("1E999999999"), None),
        ("Distribution.byte_size", Literal("2048.0", datatype="xsd:decimal"), "2048"),
        ("Distribution.byte_size", Literal("2048"), "2048"),
        ("Distribution.byte_size", Literal("2048.5", datatype="xsd:decimal"), None),
        ("Distribution.byte_size", Literal("-1", datatype=XSD + "integer"), None),
        ("Distribution.byte_size", Literal("2 MB"), None),
        ("Distribution.access_url", Literal("https://a.se/1", datatype=XSD + "anyURI"), "https://a.se/1"),
        ("Distribution.access_url", Literal("a.se/1"), None),
        ("Distribution.access_url", Literal("javascript:alert(1)"), None),
        ("Distribution.license", Resource(EU + "licence/CC0"), CC_ZERO),
        ("Distribution.license", Resource(EU + "licence/CC_BY_4_0"), CC_BY),
        ("Distribution.license", Resource(EU + "licence/CC_BYNCSA_4_0"), CC + "licenses/by-nc-sa/4.0/"),
        ("Distribution.license", Resource(EU + "licence/CC_BY_3_0"), None),
        ("Distribution.license", Resource(EU + "licence/COM_REUSE"), None),
        ("Distribution.license", Resource("https://creativecommons.org/licenses/by/4.0/deed.sv"), CC_BY),
        ("Distribution.license", Literal("CC BY 4.0"), CC_BY),
        ("Distribution.license", Resource("http://www.opendefinition.org/licenses/cc-zero"), CC_ZERO),
        ("Distribution.format", Resource(EU + "file-type/CSV"), "text/csv"),
        ("Distribution.format", Resource(EU + "file-type/ZIP"), "application/zip"),
        ("Distribution.format", Resource("https://www.iana.org/assignments/media-types/text/csv"), "text/csv"),
        ("Distribution.format", Literal("CSV"), "text/csv"),
        ("Distribution.format", Literal(".xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("Distribution.format", Literal("a file"), None),
        ("Distribution.format", Resource("https://a.se/format"), None),
        ("Distribution.availability", Literal(STABLE), STABLE),
        ("Distribution.availability", Resource("http://data.europa.eu/r5r/availability/stable"), STABLE),
        ("Distribution.status", Resource("http://purl.org/adms/status/Deprecated"), DEPRECATED),
        ("Dataset.access_rights", Literal("public"), EU + "access-right/PUBLIC"),
        ("Dataset.access_rights", Literal("secret"), None),
        ("Dataset.theme", Resource(EU.replace("resource", "mdr") + "data-theme/ENVI"), EU + "data-theme/ENVI"),
        ("Dataset.language", Literal("sv"), EU + "language/SWE"),
        ("Dataset.language", Literal("en-US"), EU + "language/ENG"),
        ("Dataset.language", Resource("http://id.loc.gov/vocabulary/iso639-1/fi"), EU + "language/FIN"),
        ("Dataset.language", Literal("klingonska"), None),
        ("Location.bbox", Literal(BOX), BOX),
        ("Location.bbox", wkt("POLYGON ((17.3 59.7,17.3 60.1,18.0 60.1,18.0 59.7,17.3 59.7))"), BOX),
        ("Location.bbox", wkt(f"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> {BOX}"), BOX),
        ("Location.bbox", geojson("Polygon", CORNERS), BOX),
        ("Location.bbox", Literal("POLYGON((0 0, 2 0, 1 1, 0 1, 0 0))"), None),
        ("Location.bbox", Literal("POLYGON((0 0, 1 1, 0 1, 1 0, 0 0))"), None),
        ("Location.bbox", geojson("Polygon", "[]"), None),
        ("Location.bbox", geojson("Polygon", "[" * 9000), None),
        ("Location.centroid", geojson("Point", "[17.6,59.9]"), "POINT(17.6 59.9)"),
        ("ContactPoint.email", Literal("a@example.se"), "a@example.se"),
        ("ContactPoint.email", Literal("MAILTO:a@example.se"), "a@example.se"),
        ("ContactPoint.email", Literal("fråga oss"), None),
        ("ContactPoint.name", Literal("Data", "sv"), "Data"),
        ("Checksum.checksum_value", Literal("ab12", datatype=XSD + "hexBinary"), "ab12"),
        ("Agent.identifier", Resource("https://ror.org/1"), "https://ror.org/1"),
        ("Telephone.number", Literal("+46 (0)18-10 00"), "+46 (0)18-10 00"),
        ("Telephone.number", Literal("ring växeln"), None),
        ("Dataset.title", Literal("Bad", datatype=XSD + "token"), LanguageText("Bad", "")),
    ],
)  # fmt: skip
def test_a_value_in_another_form(row, term, value):
    class_name, _, name = row.partition(".")
    assert other_form(DCAT_AP_SE[class_name][name], term) == value


def test_every_term_of_every_list_is_known_by_its_own_address():
    for class_name, node_class in DCAT_AP_SE.classes.items():
        for row in node_class.properties:
            if row.vocabulary and row.kind == "concept":
                for concept in vocabulary(row.vocabulary):
                    spelt = concept.iri.replace("http://", "https://", 1)
                    assert other_form(row, Resource(spelt)) == concept.iri, (class_name, row.name, spelt)


def test_the_tables_name_what_the_profile_has():
    for class_name, name in SAME_AS:
        assert name in DCAT_AP_SE[class_name]
    for class_name, name in IN_PLACE_OF.items():
        assert name in DCAT_AP_SE[class_name]
    assert IMPLIED_TYPES.keys() <= DCAT_AP_SE.classes.keys()


# --- what several statements say together ------------------------------------------------------------------------

D = "https://a.se/dataset"
DCT, DCAT, VCARD = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#", "http://www.w3.org/2006/vcard/ns#"


def read_as(class_type: str, *said: tuple, about: str = D) -> Node:
    statements = [Statement(about, TYPE, Resource(class_type)), *(Statement(*each) for each in said)]
    return read_statements(Named(statements, [], frozenset()), DCAT_AP_SE).nodes[about]


def test_a_media_type_beside_the_same_format_is_the_same():
    node = read_as(
        DCAT + "Distribution",
        (D, DCAT + "mediaType", Literal("text/csv")),
        (D, DCT + "format", Resource(EU + "file-type/CSV")),
    )
    assert node == Node(D, "Distribution", {"format": ("text/csv",)})


def test_a_media_type_that_says_something_else_is_kept_beside():
    iana = Resource("https://www.iana.org/assignments/media-types/text/csv")
    node = read_as(
        DCAT + "Distribution", (D, DCAT + "mediaType", iana), (D, DCT + "format", Resource(EU + "file-type/ZIP"))
    )
    assert node.values == {"format": ("application/zip",)}
    assert node.further == ((DCAT + "mediaType", iana),)


def test_what_is_being_phased_out_becomes_the_new_form():
    node = read_as(
        DCAT + "Dataset",
        (D, "http://www.w3.org/2002/07/owl#versionInfo", Literal("2")),
        (D, DCT + "accrualPeriodicity", Resource("http://purl.org/cld/freq/daily")),
    )
    assert node.values == {"version": ("2",), "accrual_periodicity": (EU + "frequency/DAILY",)}


def test_an_address_for_letters_of_another_kind():
    node = read_as(
        VCARD + "Organization",
        (D, VCARD + "hasAddress", Resource(D + "#hasAddress-1")),
        (D + "#hasAddress-1", TYPE, Resource("http://www.w3.org/ns/locn#Address")),
        (D + "#hasAddress-1", "http://www.w3.org/ns/locn#postName", Literal("Uppsala")),
        (D + "#hasAddress-1", "http://www.w3.org/ns/locn#fullAddress", Literal("Storgatan 1, Uppsala")),
    )
    (address,) = node.get("address")
    assert address.values == {"locality": ("Uppsala",)}
    assert [predicate.rpartition("#")[2] for predicate, _ in address.further] == ["type", "fullAddress"]


def test_a_label_for_a_standard_is_its_title():
    node = read_as(
        DCAT + "Dataset",
        (D, DCT + "conformsTo", Resource("https://a.se/standard")),
        ("https://a.se/standard", "http://www.w3.org/2000/01/rdf-schema#label", Literal("Bad", "sv")),
    )
    assert node.get("conforms_to") == (
        Node("https://a.se/standard", "Standard", {"title": (LanguageText("Bad", "sv"),)}),
    )


def test_an_organisation_stays_one():
    foaf = "http://xmlns.com/foaf/0.1/"
    assert read_as(foaf + "Person").further == ((TYPE, Resource(foaf + "Person")),)
    assert read_as(foaf + "Agent").further == ()
