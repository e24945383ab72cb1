"""The product itself, started from a fresh copy with one command, as somebody does who wants to see it run."""

import re
import time
import urllib.request
from pathlib import Path

import pytest

from tests.harvesting.reading import datasets, graph_of
from tests.house.installations import Installation, copy_project, link_environment
from tests.own_servers import free_port

pytestmark = pytest.mark.services

# Far more than it takes: the machine may be busy with other tests.
FIRST_START_SECONDS = 600
SECOND_START_SECONDS = 90


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """A fresh copy whose packages are installed already."""
    folder = tmp_path / "öppna data"
    folder.mkdir()
    copy_project(folder)
    link_environment(folder)
    return Installation(folder)


def fetch(installation: Installation, path: str) -> bytes:
    """The bytes of an address; an error is a failure."""
    with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}{path}", timeout=60) as answer:
        return answer.read()


def test_a_fresh_copy_starts_with_its_demonstration_and_keeps_its_addresses(installation):
    with installation.started() as launcher:
        installation.wait_until_ready(FIRST_START_SECONDS)
        screen = installation.text()
        feed = fetch(installation, "/uppsala/datasets/dcat")
        everything = fetch(installation, "/datasets/dcat")
        launcher.terminate()
        assert launcher.wait(timeout=30) == 0
        installation.wait_until_gone()
    assert f"http://127.0.0.1:{installation.port}/datasets/dcat" in screen
    assert len(re.findall(r"\S+@\S+", screen)) >= 5, "one sign-in for each role"
    assert datasets(graph_of(feed))
    assert len(datasets(graph_of(everything))) >= 100

    installation.port = free_port()
    began = time.monotonic()
    with installation.started() as launcher:
        installation.wait_until_ready(SECOND_START_SECONDS)
        assert time.monotonic() - began < SECOND_START_SECONDS
        # The same bytes, so the same IRIs, at another port.
        assert fetch(installation, "/uppsala/datasets/dcat") == feed
        assert fetch(installation, "/datasets/dcat") == everything
        launcher.terminate()
        assert launcher.wait(timeout=30) == 0


def test_a_start_without_the_demonstration_is_empty_but_for_the_organisations(installation):
    with installation.started("--no-demo") as launcher:
        installation.wait_until_ready(FIRST_START_SECONDS)
        assert datasets(graph_of(fetch(installation, "/uppsala/datasets/dcat"))) == set()
        assert datasets(graph_of(fetch(installation, "/datasets/dcat"))) == set()
        assert fetch(installation, "/")
        launcher.terminate()
        assert launcher.wait(timeout=30) == 0
    assert "invite EMAIL --administrator" in installation.text()
