"""Whether this installation can answer: database and disk decide, the queue only degrades.

The queue makes building quicker and is never needed to answer, so its trouble is told and nothing more.
"""

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What works."""

    database: bool
    disk: bool
    queue: bool

    @property
    def is_ready(self) -> bool:
        """Whether requests should be sent here."""
        return self.database and self.disk

    def as_dict(self) -> dict:
        """For the answer: an overall word, and a word for each part."""
        overall = "unavailable" if not self.is_ready else "ok" if self.queue else "degraded"
        parts = {"database": self.database, "disk": self.disk, "queue": self.queue}
        return {"status": overall, **{name: "ok" if works else "failing" for name, works in parts.items()}}


def state() -> State:
    """Try each part now."""
    return State(database=database_answers(), disk=can_write(Path(settings.SNAPSHOT_DIR)), queue=queue_answers())


def database_answers() -> bool:
    """Whether a table that every migrated installation has can be read."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError as error:
        log.warning("the database does not answer: %s", error)
        return False


def can_write(folder: Path) -> bool:
    """Whether a file can be made in the folder of snapshots."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"ready?")
    except OSError as error:
        log.warning("the folder of snapshots can't be written: %s", error)
        return False
    return True


def queue_answers() -> bool:
    """Whether the broker takes a connection, within about a second."""
    try:
        with current_app.connection_for_write(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=1)
            broker.channel().close()  # brokers that connect late do it here
    except Exception as error:  # noqa: BLE001 - every kind of broker has its own; the log keeps it
        log.warning("the broker does not answer: %s", error)
        return False
    return True
