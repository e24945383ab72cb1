"""Owners are told once that their feed can't be built or that a record is not in it, in both languages."""

import pytest
from django.utils import timezone

from harvesting.models import Feed
from harvesting.sweep import make_missing_feeds
from harvesting.telling import tell_owners
from organisations.models import Notice, Role
from organisations.notices.kinds import NoticeKind
from tests.factories import make_member, make_organisation, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def feed() -> Feed:
    organisation = make_organisation("Arboga kommun")
    make_member(organisation, Role.ORGANISATIONSANSVARIG, name="Dag")
    make_member(organisation, Role.REDAKTOR, name="Anna")
    make_missing_feeds()
    return Feed.objects.select_related("organisation").get(organisation=organisation)


def test_a_feed_that_fails_again_is_told_once_for_each_time_that_it_stops_working(feed):
    error = {"sv": "Katalogen saknar titel.", "en": "The catalogue has no title.", "findings": []}
    Feed.objects.filter(pk=feed.pk).update(failed_at=timezone.now(), last_error=error, attempts=1)
    assert tell_owners() == 0

    Feed.objects.filter(pk=feed.pk).update(attempts=2)
    assert (tell_owners(), tell_owners()) == (1, 0)
    [notice] = Notice.objects.all()
    assert (notice.kind, notice.person.name) == (NoticeKind.FEED_FAILED, "Dag")
    assert notice.reason == {"sv": error["sv"], "en": error["en"]}

    Feed.objects.filter(pk=feed.pk).update(built_at=timezone.now())
    assert tell_owners() == 1


def test_a_record_that_is_left_out_is_told_once_for_each_release(feed):
    dataset = make_published(feed.organisation, "Badplatser")
    finding = {"iri": f"{dataset.iri}#temporal-1", "sv": "Kontakten saknas.", "en": "The contact is missing."}
    Feed.objects.filter(pk=feed.pk).update(left_out=[finding, finding])

    assert tell_owners() > 0
    assert tell_owners() == 0
    notice = Notice.objects.get(kind=NoticeKind.LEFT_OUT, person__name="Dag")
    assert (notice.what["sv"], notice.reason["en"]) == ("Badplatser", "The contact is missing.")
    assert str(dataset.uuid) in notice.path


def test_nothing_wrong_takes_one_query(feed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert tell_owners() == 0
