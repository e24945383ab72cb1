"""Which organisation a host belongs to, in files beside the pointers, so that it is known while the database is away.

::

    hosts/<host>    the organisation's address part

Written by the sweep, read for every request that comes to a host that is not the installation's own.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from organisations.address_parts import BadAddressPart, refuse_unusable
from organisations.hosts import is_host


def organisation_at(host: str) -> str | None:
    """The address part of the organisation whose host this is; None when it is nobody's."""
    if not is_host(host):
        return None
    try:
        part = (_folder() / host).read_text()
        refuse_unusable(part)
    except (OSError, UnicodeError, BadAddressPart):
        return None
    return part


def keep_hosts(slugs: Mapping[str, str]) -> None:
    """Make the files say this, by host, and nothing else."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for host, slug in slugs.items():
        if organisation_at(host) != slug:
            fresh = folder / f".{host[:200]}.{os.getpid()}"
            fresh.write_text(slug)
            os.replace(fresh, folder / host)
    for path in folder.iterdir():
        if is_host(path.name) and path.name not in slugs:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.SNAPSHOT_DIR) / "hosts"
