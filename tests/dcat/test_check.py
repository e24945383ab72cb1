"""Findings of single descriptions: the right one, once, at its place, in words that a person understands."""

import pytest

from dcat.check import check
from dcat.finding import Severity
from dcat.kinds import write_box
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from tests.dcat.nodes import (
    DATASET,
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

HVD_CATEGORY = "http://data.europa.eu/bna/c_ac64a52d"
JARGON = ("minCount", "IRI", "URI", "RDF", "literal", "predikat", "xsd:", "rdf:", "None")


def found(node: Node) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in check(node, DCAT_AP_SE)]


def sv(value: str) -> tuple[LanguageText, ...]:
    return (LanguageText(value, "sv"),)


def area(wkt: str) -> tuple[Node, ...]:
    return (Node(f"{DATASET}#spatial-1", "Location", {"bbox": (wkt,)}),)


def period(start: str, end: str) -> tuple[Node, ...]:
    return (Node(f"{DATASET}#temporal-1", "PeriodOfTime", {"start_date": (start,), "end_date": (end,)}),)


def page(iri: str) -> tuple[Node, ...]:
    return (Node(iri, "Document", {}),)


def test_there_is_nothing_to_say_about_good_descriptions():
    assert found(dataset()) == []
    assert [finding for finding in check(contact(), DCAT_AP_SE) if finding.severity is Severity.ERROR] == []
    assert [finding for finding in check(agent(), DCAT_AP_SE) if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("class_name", ["Catalog", "Dataset", "DatasetSeries", "DataService", "Agent", "ContactPoint"])
def test_a_description_with_everything_has_no_errors(class_name):
    node = full_node(class_name, "https://data.example.se/things/1")
    assert [finding for finding in check(node, DCAT_AP_SE) if finding.severity is Severity.ERROR] == []


def test_a_catalogue_may_list_nothing():
    assert [finding for finding in check(catalog(), DCAT_AP_SE) if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"title": ()}, "missing", "title"),
        ({"title": sv("  ")}, "missing", "title"),
        ({"publisher": ()}, "missing", "publisher"),
        ({"publisher": (PUBLISHER, PUBLISHER + "1")}, "too_many", "publisher"),
        ({"keyword": ()}, "recommended", "keyword"),
        ({"spatial": ()}, "recommended", "spatial"),
        ({"title": (*texts(), LanguageText("Bad", "sv"))}, "duplicate_language", "title"),
        ({"keyword": (LanguageText("bathing", "en"),)}, "no_swedish", "keyword"),
        ({"description": sv("Var man kan bada.")}, "no_english", "description"),
        ({"keyword": (*texts("bad", "bathing"), LanguageText("bad", ""))}, "no_language", "keyword"),
        ({"keyword": (*texts("bad", "bathing"), LanguageText("bad", "svenska språket"))}, "no_language", "keyword"),
        ({"title": (*texts(), LanguageText("Bad\x0b", "de"))}, "unclean", "title"),
        ({"theme": ("https://a.se/tema",)}, "not_in_vocabulary", "theme"),
        ({"theme": ("javascript:alert(1)",)}, "not_in_vocabulary", "theme"),
        ({"subject": ("https://www.dataportal.se/terminology/grunddata/a b",)}, "not_in_vocabulary", "subject"),
        ({"issued": ("2026-02-30",)}, "wrong_form", "issued"),
        ({"issued": ("03/04/2026",)}, "wrong_form", "issued"),
        ({"temporal_resolution": ("PTS",)}, "wrong_form", "temporal_resolution"),
        ({"spatial_resolution_in_meters": ("0,5",)}, "wrong_form", "spatial_resolution_in_meters"),
        ({"landing_page": ("www.uppsala.se",)}, "bad_address", "landing_page"),
        ({"landing_page": ("javascript:alert(1)",)}, "bad_address", "landing_page"),
        ({"page": page("https://a.se/min sida")}, "bad_address", "page"),
        ({"publisher": ("ingen",)}, "wrong_form", "publisher"),
        ({"version_info": ("1",)}, "deprecated", "version_info"),
        ({"temporal": (Node(f"{DATASET}#temporal-1", "PeriodOfTime", {}),)}, "empty", "temporal"),
        ({"temporal": period("2024-06-01", "2024-05-31")}, "end_before_start", "end_date"),
        ({"temporal": period("2024", "2023-12-31")}, "end_before_start", "end_date"),
        ({"temporal": period("2024-01-01T12:00:00Z", "2024-01-01T12:30:00+01:00")}, "end_before_start", "end_date"),
        ({"geographical_area": area(write_box("18", "59", "17", "60"))}, "wrong_form", "bbox"),
        ({"geographical_area": area(write_box("17", "60", "18", "59"))}, "wrong_form", "bbox"),
        ({"geographical_area": area(write_box("17", "59", "18", "95"))}, "wrong_form", "bbox"),
        ({"geographical_area": area("POINT(17 59)")}, "wrong_form", "bbox"),
        ({"title": texts("Badplatser 2024")}, "year_in_title", "title"),
        ({"title": texts("Ett två tre fyra fem sex sju åtta nio tio elva")}, "long_title", "title"),
        ({"keyword": texts("bad, vatten", "bathing")}, "keyword_list", "keyword"),
        ({"contact_point": (PUBLISHER,)}, "contact_is_publisher", "contact_point"),
        ({"hvd_category": (HVD_CATEGORY,)}, "hvd_without_legislation", "applicable_legislation"),
        (
            {"distribution": (distribution(applicable_legislation=(HIGH_VALUE,)),)},
            "hvd_only_distribution",
            "applicable_legislation",
        ),
        (
            {"applicable_legislation": (HIGH_VALUE,), "hvd_category": (HVD_CATEGORY,)},
            "hvd_no_distribution",
            "distribution",
        ),
        (
            {
                "applicable_legislation": (HIGH_VALUE,),
                "distribution": (distribution(applicable_legislation=(HIGH_VALUE,)),),
            },
            "missing",
            "hvd_category",
        ),
    ],
)
def test_each_fault_gives_its_finding_and_no_other(change, code, field):
    assert found(dataset(**change)) == [(code, field)]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"access_url": ()}, "missing", "access_url"),
        ({"access_url": ("ftp://a.se/x",)}, "bad_address", "access_url"),
        ({"format": ("text/csv", "application/json")}, "too_many", "format"),
        ({"format": ()}, "missing", "format"),
        ({"format": ("CSV",)}, "not_in_vocabulary", "format"),
        ({"license": ()}, "recommended", "license"),
        ({"license": ("https://creativecommons.org/licenses/by/4.0/",)}, "exact_licence", "license"),
        ({"license": ("http://creativecommons.org/licenses/by/4.0",)}, "exact_licence", "license"),
        ({"license": ("http://creativecommons.org/licenses/by/4.0/deed.sv",)}, "exact_licence", "license"),
        ({"license": ("https://a.se/villkor",)}, "not_in_vocabulary", "license"),
        ({"other_license": (Node("https://a.se/villkor", "LicenseDocument", {}),)}, "too_many", "license"),
        ({"byte_size": ("1 000",)}, "wrong_form", "byte_size"),
    ],
)
def test_each_fault_of_a_distribution_names_the_distribution(change, code, field):
    part = distribution(f"{DATASET}/distributions/2", **change)
    (finding,) = check(dataset(distribution=(distribution(), part)), DCAT_AP_SE)
    assert (finding.code, finding.field, finding.iri, finding.class_name) == (code, field, part.iri, "Distribution")


def test_a_page_about_a_licence_is_no_licence():
    about = Node("https://creativecommons.org/licenses/by/4.0/deed.sv", "Document", {})
    assert found(dataset(page=(about,))) == []


@pytest.mark.parametrize("fits", ["application/vnd.ms-excel", "text/x-eget", "text/csv;charset=utf8"])
def test_a_media_type_of_ones_own_is_a_format(fits):
    assert found(dataset(distribution=(distribution(format=(fits,)),))) == []


def test_a_licence_of_the_list_that_was_typed_as_another_is_told_of():
    other = Node("https://creativecommons.org/licenses/by/4.0/", "LicenseDocument", {})
    part = distribution(license=(), other_license=(other,))
    assert ("exact_licence", "other_license") in found(part)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"email": ("data.example.se",)}, "wrong_form", "email"),
        ({"email": ("a@b.se, c@d.se",)}, "wrong_form", "email"),
        ({"kind": ()}, "missing", "kind"),
        ({"url": ("uppsala.se",)}, "bad_address", "url"),
        ({"telephone": (Node("https://a.se/1#t", "Telephone", {"number": ("12",)}),)}, "wrong_form", "number"),
        ({"telephone": (Node("https://a.se/1#t", "Telephone", {"number": ("ring oss",)}),)}, "wrong_form", "number"),
    ],
)
def test_faults_of_a_contact(change, code, field):
    errors = [f for f in check(contact(**change), DCAT_AP_SE) if f.severity is Severity.ERROR]
    assert [(finding.code, finding.field) for finding in errors] == [(code, field)]


def test_the_licence_of_a_catalogue_is_fixed():
    assert ("fixed", "license") in found(catalog(license=("http://creativecommons.org/licenses/by/4.0/",)))


def test_a_high_value_service_needs_contact_and_documentation():
    service = full_node("DataService", "https://data.example.se/services/1").replace(contact_point=(), page=())
    codes = [code for code, _ in found(service)]
    assert "hvd_service_contact" in codes
    assert "hvd_service_page" in codes


def test_findings_come_in_the_order_of_the_rows():
    fields = [field for _, field in found(Node(DATASET, "Dataset", {}))]
    order = [row.name for row in DCAT_AP_SE["Dataset"].properties]
    assert fields == sorted(fields, key=order.index)
    assert fields[:3] == ["title", "description", "publisher"]


def test_a_mandatory_text_that_is_missing_says_so_plainly():
    (finding,) = check(dataset(title=()), DCAT_AP_SE)
    assert finding.message.sv.startswith("Titel saknas. Skriv ")
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("class_name", ["Catalog", "Dataset", "DataService", "Distribution", "Agent", "ContactPoint"])
def test_no_finding_speaks_of_what_only_experts_know(class_name):
    everything_wrong = {
        row.name: tuple(
            LanguageText(value, "") if row.kind == "text" else value for value in ("\x0b 2026, fel värde", "igen\x00")
        )
        for row in DCAT_AP_SE[class_name].properties
        if row.kind not in ("node", "document")
    }
    wrong = check(Node("https://a.se/1", class_name, everything_wrong), DCAT_AP_SE)
    missing = check(Node("https://a.se/1", class_name, {}), DCAT_AP_SE)
    assert wrong
    assert missing
    for finding in [*wrong, *missing]:
        label = DCAT_AP_SE[finding.class_name][finding.field].label.sv  # the specification's own word
        for word in JARGON:
            assert word not in finding.message.sv.removeprefix(label) + finding.why.sv, finding


def test_what_several_values_of_a_field_have_in_common_is_said_once():
    assert found(dataset(keyword=(LanguageText("bad ", "sv"), LanguageText("sjö ", "sv")))) == [("unclean", "keyword")]
