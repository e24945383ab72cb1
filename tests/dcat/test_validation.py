"""Any catalogue held against the profile: by record, each fault once, errors first."""

from pathlib import Path

import pytest

from dcat.finding import Severity
from dcat.profile import DCAT_AP_SE
from dcat.reader import UnreadableDocument
from dcat.validation import RecordReport, Report, validate
from tests.dcat.accounting import written_again
from tests.dcat.nodes import CATALOG, CONTACT, DATASET, PUBLISHER, agent, catalog, contact, dataset, distribution

FOREIGN = Path(__file__).parent / "foreign"


def report_on(*nodes) -> Report:
    return validate(written_again(nodes), DCAT_AP_SE)


def codes(record: RecordReport) -> list[str]:
    return [finding.code for finding in record.findings]


def by_iri(report: Report) -> dict[str, RecordReport]:
    return {record.iri: record for record in report.records}


def test_a_good_catalogue_has_no_errors():
    report = report_on(catalog(dataset=(DATASET,)), agent(), contact(), dataset())
    assert (report.format, report.described, report.errors, report.unkept) == ("RDF/XML", 4, 0, 0)
    assert {finding.severity for record in report.records for finding in record.findings} <= {Severity.ADVICE}


def test_a_fault_is_told_once_and_at_its_record():
    report = report_on(catalog(dataset=(DATASET,)), agent(), contact(email=()), dataset(title=()))
    records = by_iri(report)
    assert [f.field for f in records[DATASET].findings if f.severity is Severity.ERROR] == ["title"]
    assert [f.field for f in records[CONTACT].findings if f.severity is Severity.ERROR] == ["email"]
    assert report.errors == 2


def test_what_is_wrong_with_a_distribution_is_told_at_its_dataset():
    bad = dataset(distribution=(distribution(f"{DATASET}/distributions/1", access_url=()),))
    records = by_iri(report_on(catalog(dataset=(DATASET,)), agent(), contact(), bad))
    assert (records[DATASET].title, records[DATASET].errors) == ("Badplatser", 1)
    assert f"{DATASET}/distributions/1" not in records


def test_errors_come_before_advice():
    for record in validate((FOREIGN / "ckan.rdf").read_bytes(), DCAT_AP_SE).records:
        severities = [finding.severity for finding in record.findings]
        assert severities == sorted(severities, key=lambda severity: severity is not Severity.ERROR)


def test_what_hangs_together_in_the_document_is_judged_too():
    report = report_on(catalog(), agent(), contact(), dataset(publisher=("https://a.se/ingen",)))
    assert {"unlisted", "dangling"} <= set(codes(by_iri(report)[DATASET]))
    assert PUBLISHER not in {record.iri for record in report.records if record.errors}
    assert CATALOG in by_iri(report_on(catalog(title=()), agent()))


def test_a_record_without_an_address_is_an_error_and_a_period_without_one_is_none():
    report = validate((FOREIGN / "ckan.rdf").read_bytes(), DCAT_AP_SE)
    blank = [record.iri for record in report.records if "blank_node" in codes(record)]
    assert blank == [
        "https://ckan.example.org/dataset/1",
        "https://ckan.example.org/dataset/1#contactPoint-1c4729964f7b",
    ]
    recommended = validate((FOREIGN / "national-recommended.ttl").read_bytes(), DCAT_AP_SE)
    assert not any("blank_node" in codes(record) for record in recommended.records)


def test_what_cannot_be_kept_stands_with_its_record():
    report = validate((FOREIGN / "european.ttl").read_bytes(), DCAT_AP_SE)
    kept_apart = {record.iri.rpartition("/")[2]: len(record.unkept) for record in report.records if record.unkept}
    assert kept_apart.keys() == {"", "catalogue", "birds-2024"}
    assert sum(kept_apart.values()) == report.unkept


@pytest.mark.parametrize("path", sorted(FOREIGN.glob("*.*[fdl]")), ids=lambda path: path.name)
def test_every_foreign_catalogue_can_be_judged(path):
    if path.suffix != ".md":
        assert validate(path.read_bytes(), DCAT_AP_SE).described > 0


def test_what_cannot_be_read_is_refused():
    with pytest.raises(UnreadableDocument):
        validate(b"title;description", DCAT_AP_SE)
