"""Every finding that a check or rule can give: there is an example of it, and its words can be read by a person."""

import ast
import importlib
import pkgutil
import re
from itertools import chain
from pathlib import Path

import pytest

import dcat.rules
from dcat.check import check
from dcat.check.sentences import WHY, missing, too_many
from dcat.finding import Finding
from dcat.kinds import write_box
from dcat.namespaces import PREFIXES
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.rules import FAULTS, Fault
from dcat.rules.together import access_findings, member_findings, series_findings, service_findings
from dcat.rules.wording import title_is_without_name
from tests.dcat.nodes import BASE, DATASET, DATASET_UUID, HIGH_VALUE, PUBLISHER, catalog, dataset, distribution, texts

_RESTRICTED = ("http://publications.europa.eu/resource/authority/access-right/RESTRICTED",)
_CATEGORY = ("http://data.europa.eu/bna/c_ac64a52d",)
_OPENAPI = (Node("https://api.example.se/openapi.json", "Standard", {"title": texts("API")}),)
_SERVICE = f"{BASE}/services/1"
_MENDS = {
    "align_members",
    "clean_iri",
    "clean_text",
    "exact_licence",
    "lower_case_keywords",
    "mark_distributions",
    "mark_record",
    "move_interface_description",
    "remove_duplicates",
    "remove_name",
    "split_keywords",
    "swap_box",
    "swap_period",
}


def _service(**values: tuple) -> Node:
    return Node(_SERVICE, "DataService", {"title": texts("API"), "endpoint_url": ("https://api.example.se",), **values})


def _series(**values: tuple) -> Node:
    return Node(f"{BASE}/series/1", "DatasetSeries", {"title": texts("Serie"), **values})


def _area(**values: tuple) -> tuple[Node, ...]:
    return (Node(f"{DATASET}#spatial-1", "Location", values),)


def _period(**values: tuple) -> tuple[Node, ...]:
    return (Node(f"{DATASET}#temporal-1", "PeriodOfTime", values),)


def _descriptions() -> list[Node]:
    """Descriptions that have every fault between them."""
    marked = {"applicable_legislation": (HIGH_VALUE,)}
    fee = (Node(f"{DATASET}#offers-1", "Offer", {"description": texts("Hundra kronor.")}),)
    return [
        Node(DATASET, "Dataset", {}),
        Node(f"{DATASET}/distributions/1", "Distribution", {}),
        catalog(license=("http://creativecommons.org/licenses/by/4.0/",)),
        dataset(title=(LanguageText("a", "sv"), LanguageText("b\x0b", "sv"), LanguageText("c", ""))),
        dataset(title=(LanguageText("a", "en"),), version_info=("1",), publisher=(PUBLISHER, f"{PUBLISHER}1")),
        dataset(title=texts("Ett två tre fyra fem sex sju åtta nio tio csv 2024"), theme=("https://a.se/tema",)),
        dataset(keyword=texts("Bad, vatten;bad", "x") + texts("x", "x"), identifier=(DATASET_UUID, DATASET_UUID)),
        dataset(issued=("2026",), modified=("2025",), landing_page=("www.example.se",), language=("svenska",)),
        dataset(issued=("i våras",), conforms_to=_OPENAPI, contact_point=(PUBLISHER,), temporal=_period()),
        dataset(temporal=_period(start_date=("2024",), end_date=("2023",)), hvd_category=_CATEGORY),
        dataset(geographical_area=_area(bbox=(write_box("18", "59", "17", "60"),))),
        dataset(geographical_area=_area(bbox=(write_box("17", "59", "18", "60"),), centroid=("POINT(1 2)",))),
        dataset(access_rights=_RESTRICTED, distribution=()),
        dataset(access_rights=_RESTRICTED, distribution=(distribution(license=()),)),
        dataset(offers=fee),
        dataset(**marked),
        dataset(distribution=(distribution(**marked),)),
        distribution(license=("https://creativecommons.org/licenses/by/4.0/",)),
        distribution(conforms_to=_OPENAPI),
        dataset(distribution=(distribution(title=texts("Bad 2023")), distribution(title=texts("Bad 2024")))),
        _service(**marked, conforms_to=_OPENAPI, access_rights=_RESTRICTED),
    ]


def _together() -> list[Finding]:
    """What is found where several records are seen at once."""
    part = distribution(access_service=(_SERVICE,))
    served = dataset(f"{BASE}/datasets/2")
    members = [dataset(f"{BASE}/datasets/{number}") for number in range(51)]
    odd = dataset(theme=("http://publications.europa.eu/resource/authority/data-theme/ECON",))
    service = _service(applicable_legislation=(HIGH_VALUE,), serves_dataset=(served.iri,))
    user = dataset(distribution=(part,))
    return [
        *series_findings(_series(), [*members, odd, _series()]),
        *member_findings(odd, [_series(theme=members[0].get("theme"))]),
        *service_findings(service, [user, served]),
        *access_findings(user, [service]),
        *title_is_without_name(dataset(title=texts("Badplatser i Grums")), ["Grums kommun", "Grums"]),
    ]


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    checked = (check(node, DCAT_AP_SE) for node in _descriptions())
    return [*chain.from_iterable(checked), *_together()]


def test_there_is_an_example_of_every_finding(findings):
    assert {finding.code for finding in findings} == set(FAULTS) | set(WHY)


def test_no_code_means_two_things():
    assert not set(FAULTS) & set(WHY)
    constants = [fault for _name, module in _rule_modules() for fault in vars(module).values() if _is_fault(fault)]
    assert len({fault.code for fault in constants}) == len({id(fault) for fault in constants}) == len(FAULTS)


def test_every_module_of_rules_is_among_those_that_are_listed():
    """``FAULTS`` is gathered from a list of modules: a new module with faults has to be in it."""
    with_faults = {name for name, module in _rule_modules() if any(map(_is_fault, vars(module).values()))}
    assert with_faults == {module.__name__ for module in dcat.rules._MODULES}


def test_rules_say_nothing_but_by_a_fault():
    """A finding that a rule made by itself would be missing from ``FAULTS``."""
    folder = Path(dcat.rules.__file__).parent
    makers = {
        path.name
        for path in folder.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Finding"
    }
    assert makers == {"fault.py"}


def test_every_finding_names_its_field_and_the_remedy_in_two_languages(findings):
    for finding in findings:
        label = DCAT_AP_SE[finding.class_name][finding.field].label
        for language in ("sv", "en"):
            sentence, why = finding.message.in_language(language), finding.why.in_language(language)
            assert sentence.endswith(".") and why.endswith("."), finding
            assert "{" not in sentence + why, finding
            # What is about a series as a whole names the series: no single field of it is at fault.
            is_of_series = finding.class_name == "DatasetSeries" and finding.field == "title"
            assert _names(sentence, "serie" if is_of_series else label.in_language(language)), finding
            assert _has_remedy(sentence), finding
        assert finding.message.sv != finding.message.en, finding
        assert finding.why.sv != finding.why.en, finding


@pytest.mark.parametrize("profile", [DCAT_AP_SE, DCAT_AP], ids=lambda profile: profile.key)
def test_every_row_of_a_profile_names_itself_and_the_remedy_when_it_is_missing_or_there_too_often(profile):
    for node_class in profile.classes.values():
        for row in (*node_class.properties, *node_class.groups):
            for message in (missing(row), too_many(row, 3)):
                for language in ("sv", "en"):
                    sentence = message.in_language(language)
                    assert row.label.in_language(language) in sentence and _has_remedy(sentence), sentence


def test_no_finding_explains_itself_by_a_property(findings):
    prefixed = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):\w")
    addresses = tuple(PREFIXES.values())
    for finding in findings:
        for words in (finding.message.sv, finding.message.en, finding.why.sv, finding.why.en):
            without_quotes = re.sub(r"[”“][^”]*”", "", words)
            assert not prefixed.search(without_quotes), finding
            assert not any(address in without_quotes for address in addresses), finding


def test_every_repair_that_is_promised_is_known(findings):
    assert {finding.mend for finding in findings if finding.mend} == _MENDS
    assert {fault.mend for fault in FAULTS.values() if fault.mend} <= _MENDS


def _names(sentence: str, label: str) -> bool:
    """Whether the sentence has a word of the label, in whatever form."""
    return any(word[:5] in sentence.casefold() for word in re.findall(r"\w{3,}", label.casefold()))


def _has_remedy(sentence: str) -> bool:
    """Whether another sentence follows the one that says what is wrong."""
    return re.search(r"[.] [A-ZÅÄÖ]", sentence) is not None


def _rule_modules():
    for found in pkgutil.iter_modules(dcat.rules.__path__, "dcat.rules."):
        yield found.name, importlib.import_module(found.name)


def _is_fault(value) -> bool:
    return isinstance(value, Fault)
