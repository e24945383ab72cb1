"""The security log: who did what to whom, in ids only, so that it can be kept and searched without personal data."""

import logging

_log = logging.getLogger("organisations.audit")


def record(event: str, actor=None, **ids: int | str | None) -> None:
    """Write one line. ``actor`` is a person or None (the command line, a visitor); values are ids, roles or codes."""
    fields = {"actor": getattr(actor, "pk", None) or "-", **ids}
    _log.info("%s %s", event, " ".join(f"{name}={value}" for name, value in fields.items()))
