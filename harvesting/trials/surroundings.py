"""What a trial has of its own: database, files, and identifiers that come of its seed."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from catalog.models import Release
from harvesting.segments import runs

MAIN_PUBLISHER = "main-publisher"
# Runs are cut so short that every world has many borders between segments.
_SEGMENT_MEAN, _SEGMENT_MOST = 3, 7
_BEGINNING, _MOMENT = datetime(2026, 1, 1, tzinfo=UTC), timedelta(seconds=0.3)


@contextmanager
def own_database() -> Iterator[None]:
    """A database made as for a test run, on the same server, and removed at the end."""
    name, options = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    given = options["NAME"]
    # In memory on SQLite; elsewhere one for each process.
    options["NAME"] = None if connection.vendor == "sqlite" else f"trial_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        options["NAME"] = given


@contextmanager
def own_files() -> Iterator[Path]:
    """A folder for finished bytes, on this disk alone, that is gone at the end."""
    with TemporaryDirectory(prefix="oppna-trial-", ignore_cleanup_errors=True) as folder, files_in(Path(folder)):
        yield Path(folder)


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Let feeds be kept in this folder."""
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    storages = settings.STORAGES | {"snapshots": on_disk}
    with override_settings(SNAPSHOT_DIR=folder, STORAGES=storages, MAIN_PUBLISHER=MAIN_PUBLISHER):
        yield


@contextmanager
def one_world(chance: Random) -> Iterator[None]:
    """Everything that is written to the database meanwhile is taken back, and no worker is woken."""
    small = mock.patch.multiple(runs, MEAN=_SEGMENT_MEAN, MOST=_SEGMENT_MOST)
    with small, _repeatable(chance), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def _repeatable(chance: Random) -> Iterator[None]:
    """Identifiers come of the seed, and time goes by as things happen: feeds hold both, segments are cut by the one."""
    moments = count()

    def now() -> datetime:
        return _BEGINNING + _MOMENT * next(moments)

    identifiers = mock.patch("uuid.uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4))
    published_at = Release._meta.get_field("published_at")
    with identifiers, mock.patch.object(timezone, "now", now), mock.patch.object(published_at, "_get_default", now):
        yield
