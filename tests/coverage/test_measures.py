"""Every measure, counted by hand on a small catalogue; the history; the queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Dataset, Link, LinkUse, Release, ReleaseQuality
from catalog.models.link import hash_of_url
from coverage.cells import Share
from coverage.measures import BY_KEY, MEASURES, measured_now
from coverage.measures.described import in_time
from coverage.measures.nation import NATIONAL
from coverage.measures.taking import history, take, take_if_due
from coverage.models import Measured
from coverage.trend import trend
from dcat.node import Node
from harvesting.models import Arrival, Feed
from organisations.models import Organisation
from tests.coverage.test_matrix import make_recommended
from tests.factories import make_county, make_dataset, make_organisation, make_published

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
RESTRICTED = "http://publications.europa.eu/resource/authority/access-right/RESTRICTED"


@pytest.fixture
def sala() -> Organisation:
    """Three published datasets, three drafts, a list of three of which one is high-value."""
    sala = make_organisation("Sala kommun")
    bad = make_recommended("badplatser", "Badplatser")
    make_recommended("lekplatser", "Lekplatser")
    high = make_recommended("adresser", "Adresser", hvd_category="http://data.europa.eu/bna/c_ac64a52d")
    published = {"accrual_periodicity": f"{FREQUENCY}MONTHLY"}
    make_published(sala, "Bad", recommended_dataset=bad, modified="2026-11-01", **published)
    make_published(sala, {"sv": "Bara svenska"}, access_rights=RESTRICTED, modified="2026-09-01", **published)
    make_published(sala, "Adresser", recommended_dataset=high)
    for _number in range(3):
        make_dataset(sala)
    Dataset.objects.filter(current_release=None).update(changed_at=timezone.now())
    waiting = Dataset.objects.filter(current_release=None).first()
    Dataset.objects.filter(pk=waiting.pk).update(changed_at=timezone.now() - timedelta(days=31))
    Feed.objects.create(kind=Feed.Kind.ORGANISATION, organisation=sala)
    ReleaseQuality.objects.all().delete()
    scores = {"european_best": 405, "portal": 0, "portal_best": 0, "stars": 0, "version": 1, "due_at": timezone.now()}
    releases = list(Release.objects.public().datasets().order_by("pk"))
    for release, points in zip(releases, (100, 200, 301), strict=True):
        ReleaseQuality.objects.create(release=release, european=points, **scores)
    make_links(releases)
    Arrival.objects.create(organisation=sala, dataset_count=3, visible_count=2, checked_at=timezone.now())
    return sala


def make_links(releases: list[Release]) -> None:
    """Two releases lead to one dead address, one to an address that works, and one to two of which little is known."""
    uses = {"dead": releases[:2], "works": releases[:1], "suspect": releases[2:], "": releases[2:]}
    for state, users in uses.items():
        url = f"https://data.example.com/{state}"
        link = Link.objects.create(url=url, url_hash=hash_of_url(url), host="data.example.com", state=state)
        for release in users:
            LinkUse.objects.create(release=release, link=link, iri=url, class_name="Distribution", field="access_url")


def test_every_measure_can_be_counted_by_hand(sala):
    found = measured_now([sala], TODAY)
    assert {measure.key: shares.get(sala.pk) for measure, shares in found.items()} == {
        "covered": Share(2, 3),
        "high_value": Share(1, 1),
        "quality": Share(601, 3),
        "fresh": Share(1, 2),
        "broken": Share(1, 2),
        "english": Share(2, 3),
        "open": Share(2, 3),
        "arrived": Share(2, 3),
        "feed": Share(0, 1),
        "drafts": Share(1, 3),
    }


@pytest.mark.parametrize(
    ("frequency", "dates", "expected"),
    [
        ("MONTHLY", ["2026-10-25"], True),
        ("MONTHLY", ["2026-10-15"], False),
        ("MONTHLY", ["2020", "2026-11-24T10:00:00+01:00"], True),
        ("ANNUAL", ["2025"], True),
        ("ANNUAL", ["2024"], False),
        ("AS_NEEDED", ["1999"], None),
        ("CONT", ["1999"], None),
        ("MONTHLY", [], None),
        ("MONTHLY", ["not a date"], None),
    ],
)
def test_what_is_promised_decides_what_is_late(frequency, dates, expected):
    files = tuple(Node(f"https://example.com/{day}", "Distribution", {"modified": (day,)}) for day in dates)
    node = Node(
        "https://example.com/1", "Dataset", {"accrual_periodicity": (FREQUENCY + frequency,), "distribution": files}
    )
    assert in_time(node, TODAY) is expected


def test_the_figures_of_a_day_are_taken_once_and_kept_as_a_history(sala):
    other = make_organisation("Heby kommun", county=make_county("03"))
    take(TODAY - timedelta(days=1))
    take(TODAY)
    assert take(TODAY) == Measured.objects.filter(on=TODAY).count()
    found = history([sala.pk, other.pk], TODAY - timedelta(days=7))
    assert found["covered"] == {TODAY - timedelta(days=1): Share(2, 6), TODAY: Share(2, 6)}
    assert set(found) <= {measure.key for measure in MEASURES}
    take(TODAY + timedelta(days=401))
    assert not Measured.objects.filter(on__lte=TODAY).exists()


def test_the_scheduler_takes_them_once_a_day(sala):
    with time_machine.travel(datetime(2026, 11, 25, 3, tzinfo=UTC), tick=False):
        assert (take_if_due(), take_if_due()) == (True, False)
    with time_machine.travel(datetime(2026, 11, 26, 3, tzinfo=UTC), tick=False):
        assert take_if_due()


def test_many_datasets_take_the_queries_of_few(sala):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            measured_now(list(Organisation.objects.all()), TODAY)
        return len(captured)

    before = queries()
    for _number in range(4):
        make_published(make_organisation())
    assert queries() == before <= 28


def test_a_mean_is_shown_as_points_and_low_is_good_where_low_is_better():
    assert Share(601, 3).mean == 200
    assert Share(601, 3).percent_of(405) == 49
    assert (BY_KEY["quality"].step(Share(601, 3)), BY_KEY["broken"].step(Share(1, 10))) == (3, 5)
    assert (BY_KEY["covered"].step(Share(0, 9)), BY_KEY["covered"].step(Share(0, 0))) == (1, None)
    days = {TODAY - timedelta(days=1): Share(100, 1), TODAY: Share(601, 3)}
    assert trend(days, best=405).change == 100
    assert set(NATIONAL) <= set(BY_KEY)


def test_every_measure_says_how_it_is_counted():
    assert len({measure.key for measure in MEASURES}) == len(MEASURES)
    assert all(measure.how.sv.endswith(".") and measure.how.en.endswith(".") for measure in MEASURES)
