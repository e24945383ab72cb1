"""From the file to the database: each visit once, whoever is killed, and nothing kept longer than needed."""

import shutil
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from harvesting.models import PortalVisit, VisitBatch, VisitCount, Visitor
from harvesting.scheduler import Scheduler
from harvesting.visits import gather as gathering
from harvesting.visits.gather import forget_old, gather
from harvesting.visits.lines import Visit
from harvesting.visits.note import CURRENT
from harvesting.visits.state import visits_of
from organisations.models import OrganisationAddress
from tests.factories import make_member, make_organisation, sign_in
from tests.harvesting.factories import make_feeds, make_main_publisher
from tests.harvesting.test_serving import put

pytestmark = pytest.mark.django_db

# Noon, so that a few seconds more or less are the same day.
NOW = int(timezone.localtime().replace(hour=12).timestamp())


def visit(**values) -> Visit:
    """The portal fetching Uppsala's feed."""
    given = {"at": NOW, "feed": "uppsala", "document": "dcat-ap-se.rdf", "status": 200, "size": 1000}
    return Visit(**given | {"version": "0123456789ab", "visitor": Visitor.PORTAL} | values)


@pytest.fixture
def noted(visits_folder):
    """Write visits, or other bytes, as the web server would."""

    def write(*visits: Visit | bytes) -> None:
        visits_folder.mkdir(exist_ok=True)
        with (visits_folder / CURRENT).open("ab") as handle:
            handle.writelines(each if isinstance(each, bytes) else each.line() for each in visits)

    return write


def gathered():
    return gather(quiet_seconds=0)


def test_visits_are_summed_up_by_day_document_status_and_kind(noted):
    noted(visit(), visit(size=500), visit(status=304, size=0), visit(visitor=Visitor.BROWSER), visit(feed="_all"))
    assert gathered().visits == 5
    rows = VisitCount.objects.order_by("feed", "visitor", "status").values_list(
        "feed", "visitor", "status", "count", "size"
    )
    assert list(rows) == [
        ("_all", "portal", 200, 1, 1000),
        ("uppsala", "browser", 200, 1, 1000),
        ("uppsala", "portal", 200, 2, 1500),
        ("uppsala", "portal", 304, 1, 0),
    ]
    assert PortalVisit.objects.count() == 4


def test_later_visits_are_added_to_the_sums(noted):
    noted(visit(at=NOW - 5))
    gathered()
    noted(visit(at=NOW - 9))
    gathered()
    row = VisitCount.objects.get()
    assert (row.count, row.size, int(row.last_at.timestamp())) == (2, 2000, NOW - 5)


def test_without_visits_the_database_is_not_asked(visits_folder, django_assert_num_queries):
    with django_assert_num_queries(0):
        gathered()
        visits_folder.mkdir()
        (visits_folder / CURRENT).touch()
        gathered()


def test_the_file_is_gone_afterwards(noted, visits_folder):
    noted(visit())
    gathered()
    assert list(visits_folder.iterdir()) == []


def test_what_was_just_set_aside_waits_for_those_who_still_write(noted, visits_folder):
    noted(visit())
    with (visits_folder / CURRENT).open("ab") as slow:
        assert gather().batches == 0
        slow.write(visit().line())
    assert gathered().visits == 2


def test_killed_after_counting_and_before_removing_counts_nothing_twice(noted, visits_folder, tmp_path):
    noted(visit())
    gather(quiet_seconds=1000)
    (batch,) = visits_folder.glob("*.batch")
    shutil.copy(batch, tmp_path / "as it was")
    gathered()
    shutil.copy(tmp_path / "as it was", batch)
    assert gathered().batches == 0
    assert (VisitCount.objects.get().count, PortalVisit.objects.count()) == (1, 1)
    assert not batch.exists()


def test_killed_while_counting_leaves_everything_for_the_next(noted, monkeypatch):
    class Killed(BaseException):
        """As a signal would."""

    def killed(batch):
        raise Killed

    noted(visit())
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(gathering, "_keep_portal_visits", killed)
        gathered()
    assert (VisitCount.objects.count(), VisitBatch.objects.count()) == (0, 0)
    assert gathered().visits == 1


@pytest.mark.django_db(transaction=True)
def test_several_at_once_count_each_visit_once(noted, visits_folder):
    for number in range(6):
        noted(*[visit(at=NOW - number)] * 50)
        gather(quiet_seconds=1000)
    ready = threading.Barrier(4)

    def run() -> None:
        try:
            ready.wait()
            gathered()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert VisitCount.objects.get().count == 300
    assert VisitBatch.objects.count() == 6
    assert list(visits_folder.iterdir()) == []


def test_damaged_lines_are_left_out_and_counted(noted):
    noted(visit(), b"\nuppsala\t200\n", b"\xff\xfe" * 200_000, b"\n", visit(), b"\n" + b"\t".join([b"1"] * 7) + b"\n")
    found = gathered()
    assert found.visits == 2
    assert found.damaged == VisitBatch.objects.get().damaged > 2


def test_who_only_claims_to_be_the_portal_can_not_fill_the_table(noted):
    for _ in range(2):
        noted(*[visit()] * (gathering.MOST_PORTAL_VISITS + 20))
        gathered()
    assert PortalVisit.objects.count() == gathering.MOST_PORTAL_VISITS
    assert VisitCount.objects.get().count == 2 * (gathering.MOST_PORTAL_VISITS + 20)


def test_what_is_old_is_forgotten(noted):
    old = timezone.now() - gathering.KEEP_COUNTS - timedelta(days=2)
    noted(visit(), visit(at=int((timezone.now() - gathering.KEEP_PORTAL_VISITS - timedelta(days=1)).timestamp())))
    noted(visit(at=int(old.timestamp())))
    gathered()
    assert PortalVisit.objects.count() == 1
    assert VisitCount.objects.count() == 2
    VisitBatch.objects.update(gathered_at=old)
    forget_old()
    assert not VisitBatch.objects.exists()


def test_the_name_of_a_batch_whose_file_is_still_there_is_kept(noted, visits_folder):
    noted(visit())
    gather(quiet_seconds=1000)
    (batch,) = visits_folder.glob("*.batch")
    content = batch.read_bytes()
    gathered()
    batch.write_bytes(content)
    VisitBatch.objects.update(gathered_at=timezone.now() - timedelta(days=99))
    forget_old()
    gathered()
    assert VisitCount.objects.get().count == 1


def test_the_scheduler_gathers_in_its_rounds(noted, visits_folder, tmp_path):
    make_main_publisher()
    noted(visit())
    scheduler = Scheduler(tmp_path / "scheduler.json", ask=lambda *asked: True)
    scheduler.run_round(timezone.now())
    (batch,) = visits_folder.glob("*.batch")
    with time_machine.travel(timezone.now() + timedelta(seconds=gathering.QUIET_SECONDS + 1)):
        scheduler.run_round(timezone.now())
    assert VisitCount.objects.get().count == 1
    assert not batch.exists()


def test_the_command_gathers_what_there_is(noted, capsys):
    noted(visit(), b"\nx\n")
    call_command("gather_visits", quiet=0.01)
    assert capsys.readouterr().out == "1 visits gathered, 1 damaged lines left out\n"


# --- What the organisation is told ----------------------------------------------------------------------------------


@pytest.fixture
def uppsala():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_feeds()
    return organisation


def page_of(client: Client, organisation) -> str:
    sign_in(client, make_member(organisation))
    return client.get(f"/arbete/{organisation.slug}/flode/").content.decode()


def test_a_feed_that_was_never_fetched_says_so_and_what_to_do(client: Client, uppsala):
    page = page_of(client, uppsala)
    assert "Dataportal.se har aldrig hämtat det här flödet." in page
    assert "/om/flodet/" in page


def test_a_request_comes_to_the_page(client: Client, store, uppsala):
    put(store, "uppsala", b"x" * 212_000)
    for _ in range(2):
        client.get("/uppsala/datasets/dcat", headers={"user-agent": "EntryStore"})
        gathered()
    page = page_of(client, uppsala)
    assert "Hämtad av dataportal.se i dag" in page
    assert "207,0\xa0kB, oförändrad." in page
    assert page.count("Hämtad, oförändrad sedan förra gången") == 1


def test_unchanged_is_what_has_the_bytes_of_the_time_before(noted, uppsala):
    first, other = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
    noted(
        visit(at=NOW - 50, version=first),
        visit(at=NOW - 41, status=308, version="", document=""),  # led on from the former address
        visit(at=NOW - 40, version=first),
        visit(at=NOW - 30, version=other),
        visit(at=NOW - 20, version=first, document="dcat-ap-se.ttl"),
        visit(at=NOW - 10, status=304, size=0, version=other),
    )
    gathered()
    fetches = visits_of(uppsala, timezone.localdate()).latest
    assert [each.is_unchanged for each in fetches] == [True, False, False, True, False, False]


def test_visits_to_a_former_address_belong_to_the_organisation(noted, uppsala):
    OrganisationAddress.objects.create(slug="upsala", organisation=uppsala)
    noted(visit(feed="upsala"), visit(feed="enkoping"))
    gathered()
    assert len(visits_of(uppsala, timezone.localdate()).latest) == 1


def test_weeks_by_kind_of_visitor(noted, uppsala):
    today = timezone.localdate()
    week = int(timedelta(weeks=1).total_seconds())
    noted(*[visit(visitor=Visitor.SCRIPT)] * 3, visit(at=NOW - week, visitor=Visitor.SCRIPT), visit(at=NOW - 9 * week))
    gathered()
    visits = visits_of(uppsala, today)
    rows = {row.visitor: [count for _week, count in row.by_week] for row in visits.rows}
    assert rows[Visitor.SCRIPT] == [3, 1, 0, 0]
    assert rows[Visitor.PORTAL] == [0, 0, 0, 0]
    assert visits.weeks[0] <= today < visits.weeks[0] + timedelta(weeks=1)


def test_the_page_takes_as_many_queries_for_many_visits_as_for_few(noted, uppsala, django_assert_num_queries):
    noted(*[visit(at=NOW - 86_400 * day, visitor=kind) for day in range(60) for kind in Visitor])
    gathered()
    with django_assert_num_queries(4):
        visits_of(uppsala, timezone.localdate())


def test_who_is_fetched_with_the_others_is_told_so(client: Client, noted, uppsala):
    noted(visit(feed="_all"))
    gathered()
    page = page_of(client, uppsala)
    assert "Däremot hämtas det gemensamma flödet" in page
