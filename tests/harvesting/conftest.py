"""Each test has a folder of its own for finished bytes, and feeds for whatever organisations it makes."""

from pathlib import Path

import pytest

from harvesting.store import Store
from harvesting.swap import feed_store


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Store:
    """The files of this test alone."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    return feed_store()
