"""What a worker may be asked to do. Arguments are keys; everything may run twice, also at once."""

from celery import shared_task
from django.utils import timezone

from harvesting.broker import ask_worker_to_build
from harvesting.build import build
from harvesting.confirming import confirm_due
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import make_missing_feeds, note_changed_facts
from harvesting.sweep import sweep as run_sweep

_FETCHING_SECONDS = 60.0


@shared_task(name="harvesting.build_feed")
def build_feed(organisation_id: int | None, trigger: str = Snapshot.Trigger.PUBLICATION) -> list[str]:
    """Build the organisation's feed if it is due, or (None) one of the collected ones that are; how it ended.

    The next collected one is a task of its own, so that what others publish meanwhile comes in between: their own feeds
    never wait until all that is collected has been built. Without a broker all of it is done here.
    """
    _make_missing(organisation_id)
    due = Feed.objects.due(timezone.now())
    chosen = due.filter(organisation=organisation_id) if organisation_id else due.collected()
    outcomes = _build_all(list(chosen.values_list("pk", flat=True)[:1]), trigger)
    if _collected_due() and not ask_worker_to_build(None, trigger):
        outcomes += _build_all(_collected_due(), trigger)
    return outcomes


def _make_missing(organisation_id: int | None) -> None:
    has_own = organisation_id is None or Feed.objects.filter(organisation=organisation_id).exists()
    if not (has_own and Feed.objects.combined().exists()):
        make_missing_feeds()
        note_changed_facts()


def _build_all(feeds: list[int], trigger: str) -> list[str]:
    outcomes = [build(feed_id, trigger=trigger) for feed_id in feeds]
    confirm_due(feeds, seconds=_FETCHING_SECONDS)  # after building: a slow address must not keep anybody waiting
    return outcomes


def _collected_due() -> list[int]:
    return list(Feed.objects.due(timezone.now()).collected().values_list("pk", flat=True))


@shared_task(name="harvesting.sweep")
def sweep() -> int:
    """Mend what is missing and build all that is due; how many feeds were built."""
    run_sweep()
    return build_all_due(Snapshot.Trigger.SWEEP)
