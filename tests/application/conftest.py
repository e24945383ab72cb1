"""What the tests of the whole application share: a folder for finished bytes, and rows that a module keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from harvesting.store import Store
from harvesting.swap import feed_store


@pytest.fixture(autouse=True)
def store(request, settings, tmp_path: Path) -> Store:
    """The files of this test alone, or those of its module where that keeps its rows."""
    if "module_rows" not in request.fixturenames:
        settings.SNAPSHOT_DIR = tmp_path / "snapshots"
    return feed_store()


@pytest.fixture(scope="module")
def module_rows(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Rows and files made after this one are there for all tests of the module, and gone after it."""
    folder = tmp_path_factory.mktemp("module") / "snapshots"
    with django_db_blocker.unblock(), override_settings(SNAPSHOT_DIR=folder), transaction.atomic():
        yield
        transaction.set_rollback(True)
