"""Sending work to a worker. Only quickens: what is due stands in the database, and is built without a broker too."""

import logging

from celery import current_app

BUILD_FEED = "harvesting.build_feed"

log = logging.getLogger(__name__)


def ask_worker_to_build(organisation_id: int | None, trigger: str) -> bool:
    """Ask for a feed (None: the collected ones) without waiting or retries; false when nobody could be asked."""
    try:
        current_app.send_task(BUILD_FEED, args=[organisation_id, trigger], retry=False)
    except Exception as error:  # whatever a broker's client comes up with: it is not needed
        log.warning("no worker asked to build the feed of organisation %s: %s", organisation_id or "all", error)
        return False
    return True
