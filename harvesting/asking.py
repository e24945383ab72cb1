"""What a person may ask of a feed."""

import logging

from harvesting.broker import ask_worker_to_build
from harvesting.models import Feed, Snapshot

log = logging.getLogger(__name__)


def build_again(actor, *, feed: Feed) -> None:
    """Have the feed built again, also when nothing has changed. What is there stays until it is ready."""
    # Counts as built by no writer: so it is due, whoever finds it.
    Feed.objects.filter(pk=feed.pk).update(built_writer_version="", next_attempt_at=None)
    log.info("build of %s asked for by person %s", feed, actor.pk)
    ask_worker_to_build(feed.organisation_id, Snapshot.Trigger.PERSON)
