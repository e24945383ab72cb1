"""Each test has folders of its own for finished bytes and for visits, and feeds for whatever organisations it makes."""

from pathlib import Path

import pytest

from harvesting.store import Store
from harvesting.swap import feed_store


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Store:
    """The files of this test alone."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    return feed_store()


@pytest.fixture(autouse=True)
def visits_folder(settings, tmp_path: Path) -> Path:
    """Where this test's requests for feeds are noted."""
    settings.VISITS_DIR = tmp_path / "visits"
    return settings.VISITS_DIR
