"""Where the bytes lie: the Django storage ``files``, each version under a name of its own that is never used again."""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

log = logging.getLogger(__name__)


def file_storage() -> Storage:
    """A folder, or an S3-compatible storage (``FILE_STORAGE_URL``)."""
    return storages["files"]


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """A storage elsewhere that does not answer is a fault like that of a disk."""
    try:
        yield
    except (BotoCoreError, ClientError) as fault:
        raise OSError(f"the storage of files: {fault}") from fault


def fetched(name: str) -> File:
    """The open file with the bytes. Raises OSError without them."""
    with _as_os_errors():
        return file_storage().open(name)


def drop(name: str) -> None:
    """Remove bytes that no row will name; where that fails, the scheduler removes them later."""
    try:
        with _as_os_errors():
            file_storage().delete(name)
    except OSError as fault:
        log.warning("bytes without a row could not be removed: %s", fault)


def put(handle: BinaryIO) -> str:
    """Keep the bytes; the name under which they lie. What could not be kept as a whole is not kept: raises OSError."""
    key = uuid.uuid4().hex
    name = f"{key[:2]}/{key}"
    storage = file_storage()
    handle.seek(0)
    try:
        with _as_os_errors():
            return storage.save(name, File(handle))
    except BaseException:
        drop(name)
        raise


def local_path(name: str) -> Path | None:
    """The file on this machine, when the storage is a folder here."""
    try:
        return Path(file_storage().path(name))
    except NotImplementedError:
        return None


def remove_unnamed(named: set[str], *, older_than: datetime) -> list[str]:
    """Remove what no row names and is old enough; a version that is just being kept has no row yet."""
    storage = file_storage()
    removed = []
    with _as_os_errors():
        for folder in _listed(storage, "")[0]:
            for each in _listed(storage, folder)[1]:
                name = f"{folder}/{each}"
                if name not in named and storage.get_modified_time(name) < older_than:
                    storage.delete(name)
                    removed.append(name)
    return removed


def remove_broken_off(now: datetime, *, after: timedelta = timedelta(days=1)) -> None:
    """Remove what an upload left behind whose process was killed."""
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*"):
        if path.stat().st_mtime < (now - after).timestamp():
            path.unlink(missing_ok=True)


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:  # nothing has been kept yet
        return [], []
