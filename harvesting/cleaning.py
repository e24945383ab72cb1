"""Removing files that nothing names any more: old snapshots and segments that are in no feed."""

import logging
from datetime import datetime, timedelta

from harvesting.candidate import segment_folder
from harvesting.models import Snapshot
from harvesting.swap import feed_store, pointer_to

KEPT_AT_LEAST = timedelta(hours=1)  # a reader may have just been told of a document
SEGMENTS_KEPT = timedelta(days=2)  # every build marks those that it uses

log = logging.getLogger(__name__)


def clean_files(now: datetime) -> None:
    """Remove what no snapshot and no address names, and is old enough."""
    named = {each.file for row in Snapshot.objects.defer("releases") for each in pointer_to(row).representations}
    try:
        feed_store().clean(named, older_than=(now - KEPT_AT_LEAST).timestamp())
        segment_folder().clean((), older_than=(now - SEGMENTS_KEPT).timestamp())
    except OSError as error:
        log.warning("old files could not be removed: %s", error)
