"""An installation of a benchmark's own, which is gone afterwards: nothing of the real one is read or written."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


@contextmanager
def own_installation() -> Iterator[dict[str, str]]:
    """The environment variables of an installation with an empty database, of the same kind as the real one has."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        variables = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "SNAPSHOT_DIR": str(Path(folder) / "snapshots"),
            "REDIS_URL": "",
            "PUBLIC_BASE_URL": "http://127.0.0.1:8000",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "LOG_LEVEL": "WARNING",
        }
        if connection.vendor == "sqlite":
            yield variables | {"DATABASE_URL": f"sqlite:///{Path(folder) / 'db.sqlite3'}"}
            return
        name = f"bench_{os.getpid()}_{secrets.token_hex(4)}"
        _execute(f'CREATE DATABASE "{name}"')
        try:
            yield variables | {"DATABASE_URL": urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()}
        finally:
            _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(statement: str) -> None:
    """Over a connection of its own: a database is not made within a transaction."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(statement)
    finally:
        own.close()
