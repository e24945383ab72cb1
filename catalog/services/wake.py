"""Telling the worker that something was published.

Only quickens: what is due stands in the database, and the scheduler builds it when nobody was woken.
"""

import logging
from dataclasses import dataclass

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

BUILD_FEED = "harvesting.build_feed"

log = logging.getLogger(__name__)


def wake_after_commit(organisation_id: int) -> None:
    """Ask for the organisation's feed, once, when the surrounding transaction has been committed."""
    wake = _Wake(organisation_id)
    # One that waits already was asked for under a part of the open savepoints: it can't be dropped alone.
    if all(waiting != wake for _savepoints, waiting, _is_robust in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake, robust=True)


@dataclass(frozen=True, slots=True)
class _Wake:
    """What is done after the commit. Two for the same organisation are equal."""

    organisation_id: int

    def __call__(self) -> None:
        try:
            current_app.send_task(BUILD_FEED, args=[self.organisation_id], retry=False)
        except (OperationalError, OSError) as error:
            log.warning("broker not reached, the scheduler builds organisation %s: %s", self.organisation_id, error)
