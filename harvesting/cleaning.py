"""Removing files that nothing names any more: old snapshots, segments that are in no feed, old data files."""

import logging
from datetime import datetime, timedelta

from catalog.files.storing import remove_broken_off, remove_unnamed
from catalog.models import FileVersion
from catalog.services.files import forget_files
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
    try:
        _clean_data_files(now)
    except OSError as error:
        log.warning("old data files could not be removed: %s", error)


def _clean_data_files(now: datetime) -> None:
    """Rows first: what they let go of is removed as the bytes that no row names."""
    forget_files(now=now)
    named = set(FileVersion.objects.values_list("storage_name", flat=True))
    remove_unnamed(named, older_than=now - KEPT_AT_LEAST)
    remove_broken_off(now)
