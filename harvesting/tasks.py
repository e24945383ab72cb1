"""What a worker may be asked to do. Arguments are keys; everything may run twice, also at once."""

from celery import shared_task

from harvesting.build import build
from harvesting.confirming import confirm_due
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import make_missing_feeds, note_changed_facts
from harvesting.sweep import sweep as run_sweep

_FETCHING_SECONDS = 60.0


@shared_task(name="harvesting.build_feed")
def build_feed(organisation_id: int | None, trigger: str = Snapshot.Trigger.PUBLICATION) -> list[str]:
    """Build the organisation's feed if it is due, then the collected ones that are; how each of them ended."""
    feeds = Feed.objects.filter(organisation=organisation_id) if organisation_id else Feed.objects.none()
    if not Feed.objects.combined().exists() or (organisation_id and not feeds.exists()):
        make_missing_feeds()
        note_changed_facts()
    due = list(feeds.values_list("pk", flat=True))
    due += list(Feed.objects.collected().order_by("pk").values_list("pk", flat=True))
    outcomes = [build(feed_id, trigger=trigger) for feed_id in due]
    confirm_due(due, seconds=_FETCHING_SECONDS)  # when all are built: a slow address must not keep anybody waiting
    return outcomes


@shared_task(name="harvesting.sweep")
def sweep() -> int:
    """Mend what is missing and build all that is due; how many feeds were built."""
    run_sweep()
    return build_all_due(Snapshot.Trigger.SWEEP)
