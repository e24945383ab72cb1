"""What every test shares: it begins in Swedish, and in CI a skip is a failure. Factories are in factories.py."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.utils import translation

_TESTS = Path(__file__).resolve().parent
_ANY_DATABASE = {"dcat", "generated", "house", "pages"}
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

hypothesis.settings.register_profile("house", deadline=None, derandomize=IN_CI)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much of what is made up at random, and from which seed."""
    parser.addoption("--generated", type=int, default=40, help="number of records in tests/generated")
    parser.addoption("--trial-builds", type=int, default=100, help="number of builds in tests/harvesting/test_trials")
    parser.addoption("--trial-seed", type=int, default=0, help="a seed that an earlier run has printed")
    parser.addoption("--generated-seed", type=int, default=0, help="a seed that an earlier run has printed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What these look at says the same whichever database there is: a library without one, pages, the house."""
    for item in items:
        if item.path.relative_to(_TESTS).parts[0] in _ANY_DATABASE:
            item.add_marker("any_database")


@pytest.fixture(autouse=True)
def in_swedish():
    """Every test begins in Swedish, whatever language the one before it left behind."""
    with translation.override("sv"):
        yield


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Where everything is meant to be there, what is missing is a failure."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true nothing may be skipped: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Turn a skipped test into a failed one in CI."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Turn a skipped module into a failed one in CI."""
    report = yield
    _refuse_skip(report)
    return report
