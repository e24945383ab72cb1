"""Builds that are killed, late, or at once with others: nothing older over newer, nothing lost, nothing twice."""

import threading
import time
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from harvesting.build import Outcome, build
from harvesting.candidate import Candidate, gathered
from harvesting.contents import contents_of
from harvesting.contents.facts import facts_of, surroundings
from harvesting.lease import LEASE, Lease, LeaseLost, claim
from harvesting.models import Feed, Snapshot
from harvesting.store import Document, NewerInPlace
from harvesting.swap import Basis, candidates, claim_in_place, kept, swap
from organisations.models import Organisation
from tests.factories import make_organisation
from tests.harvesting.factories import feed_of, make_feeds, make_main_publisher, make_published
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = pytest.mark.django_db

SWEEP = Snapshot.Trigger.SWEEP


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


@dataclass
class HalfDone:
    """A build that has done everything but the swap."""

    lease: Lease
    basis: Basis
    candidate: Candidate
    documents: dict[str, Document]

    def finish(self) -> None:
        """The rest."""
        swap(self.lease, self.basis, self.candidate, self.documents)


def begin(organisation: Organisation) -> HalfDone:
    """A worker's build up to the swap."""
    feed, now = feed_of(organisation), timezone.now()
    lease = claim(feed, now=now, at_least=claim_in_place(feed))
    basis = Basis(feed, feed.wanted_revision, facts_of(feed, surroundings()), SWEEP, now, time.monotonic())
    with candidates(feed.pk, lease.number) as folder:
        candidate = gathered(feed, contents_of(feed), folder, is_fresh=False, beat=lease.keep_alive)
        finished = candidate.write(folder, beat=lease.keep_alive)
        return HalfDone(lease, basis, candidate, kept(finished, keep_alive=lease.keep_alive))


def shown(organisation: Organisation) -> set[str]:
    return datasets(graph_of(feed_bytes(feed_of(organisation))))


def test_a_feed_that_is_being_built_is_not_due(uppsala):
    begin(uppsala)
    assert feed_of(uppsala) not in Feed.objects.due(timezone.now())
    assert build(feed_of(uppsala).pk, trigger=SWEEP) is Outcome.NOT_DUE
    assert build(feed_of(uppsala).pk, trigger=SWEEP, is_forced=True) is Outcome.BUSY


def test_a_killed_builds_lease_runs_out_and_the_feed_is_built_by_another(uppsala):
    dataset = make_published(uppsala)
    begin(uppsala)  # and never heard of again
    with time_machine.travel(timezone.now() + LEASE, tick=True):
        assert build(feed_of(uppsala).pk, trigger=SWEEP) is Outcome.BUILT
    assert shown(uppsala) == {dataset.iri}


def test_a_late_worker_can_not_put_older_content_over_newer(uppsala):
    first = make_published(uppsala)
    late = begin(uppsala)
    second = make_published(uppsala)
    with time_machine.travel(timezone.now() + LEASE, tick=True):
        assert build(feed_of(uppsala).pk, trigger=SWEEP) is Outcome.BUILT
    with pytest.raises(LeaseLost):
        late.finish()
    assert shown(uppsala) == {first.iri, second.iri}
    assert Snapshot.objects.get(feed=feed_of(uppsala)).dataset_count == 2
    assert feed_of(uppsala) not in Feed.objects.outdated()


def test_a_late_worker_is_refused_by_the_files_too_when_the_database_has_forgotten(uppsala):
    make_published(uppsala)
    late = begin(uppsala)
    second = make_published(uppsala)
    with time_machine.travel(timezone.now() + LEASE, tick=True):
        build(feed_of(uppsala).pk, trigger=SWEEP)
    # As if the row were as the late worker left it: its connection broke, and it has got another one.
    Feed.objects.filter(organisation=uppsala).update(claim_number=late.lease.number)
    with pytest.raises(NewerInPlace):
        late.finish()
    assert second.iri in shown(uppsala)
    assert Snapshot.objects.current().get(feed=feed_of(uppsala)).dataset_count == 2


def test_a_worker_that_lost_its_lease_stops_in_the_middle(uppsala):
    late = begin(uppsala)
    with time_machine.travel(timezone.now() + LEASE, tick=True):
        build(feed_of(uppsala).pk, trigger=SWEEP)
    with pytest.raises(LeaseLost):
        late.lease.extend()


def test_a_lease_is_extended_while_the_work_goes_on(uppsala):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        half_done = begin(uppsala)
        clock.shift(timedelta(seconds=50))
        half_done.lease.extend()
        clock.shift(timedelta(seconds=50))
        assert feed_of(uppsala) not in Feed.objects.due(timezone.now())
        half_done.finish()
    assert feed_of(uppsala).lease_until is None


def test_what_is_published_after_the_contents_were_read_is_built_next(uppsala):
    first = make_published(uppsala)
    half_done = begin(uppsala)
    second = make_published(uppsala)
    half_done.finish()
    assert shown(uppsala) == {first.iri}
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())
    build(feed_of(uppsala).pk, trigger=SWEEP)
    assert shown(uppsala) == {first.iri, second.iri}


def test_what_is_published_after_the_revision_was_read_is_built_once_more(uppsala):
    stale = feed_of(uppsala)
    dataset = make_published(uppsala)
    lease = claim(stale, now=timezone.now(), at_least=0)
    basis = Basis(stale, stale.wanted_revision, stale.wanted_facts, SWEEP, timezone.now(), time.monotonic())
    with candidates(stale.pk, 1) as folder:
        candidate = gathered(stale, contents_of(stale), folder, is_fresh=False, beat=lease.keep_alive)
        finished = candidate.write(folder, beat=lease.keep_alive)
        swap(lease, basis, candidate, kept(finished, keep_alive=lease.keep_alive))
    assert shown(uppsala) == {dataset.iri}
    assert feed_of(uppsala) in Feed.objects.due(timezone.now())


def test_a_claim_made_from_an_outdated_row_is_refused(uppsala):
    row, same_row = feed_of(uppsala), feed_of(uppsala)
    assert claim(row, now=timezone.now(), at_least=0) is not None
    later = timezone.now() + LEASE + timedelta(seconds=1)
    assert claim(same_row, now=later, at_least=0) is None


@pytest.mark.django_db(transaction=True)
def test_of_several_builders_at_once_one_builds(uppsala):
    make_published(uppsala)
    feed_id, outcomes, start = feed_of(uppsala).pk, [], threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            outcomes.append(build(feed_id, trigger=SWEEP))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(Outcome.BUILT) == 1
    assert set(outcomes) <= {Outcome.BUILT, Outcome.BUSY, Outcome.NOT_DUE}
    assert Snapshot.objects.filter(feed=feed_id).count() == 1
