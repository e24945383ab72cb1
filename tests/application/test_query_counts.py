"""Every page takes the same number of queries for 10 datasets as for 1,000, for 1 distribution as for 50, and so on."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Dataset, Distribution, Record, Release
from catalog.services.bulk import prepare
from catalog.services.publish import publish
from dcat.formats import FORMATS
from harvesting.models import Feed, Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.address_parts import address_part
from organisations.invitations import invite
from organisations.models import Organisation, Role
from tests.application.many import multiply
from tests.application.people import choose_many, client_of, make_agent
from tests.factories import (
    make_administrator,
    make_candidate,
    make_contact,
    make_county,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_published,
)
from tests.harvesting.factories import make_main_publisher
from tests.harvesting.reading import feed_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FEW, MANY = 10, 1000
MOST_QUERIES = 40


class Installation:
    """An organisation that grows."""

    def __init__(self) -> None:
        make_main_publisher()
        self.organisation = make_organisation("Storstad kommun")
        self.dataset = make_published(self.organisation, "Badplatser")
        self.draft = make_dataset(self.organisation, "Lekplatser")
        self.candidate = make_candidate(self.organisation)
        make_agent(self.organisation)
        self.somebody = make_member(self.organisation, Role.ORGANISATIONSANSVARIG)
        self.many = choose_many(self.somebody, self.dataset, self.draft)
        prepare(self.somebody, action=self.many, choice={"contact": self.dataset.contact_point.get().pk})
        self.client = client_of(make_administrator())
        self.stranger = client_of(None)
        sweep()
        build_all_due(Snapshot.Trigger.COMMAND)

    def pages(self) -> dict[str, str]:
        """What is measured: a name and its address."""
        slug, classes = self.organisation.slug, Record.ClassName
        contact = self.dataset.contact_point.get()
        area = address_part(self.organisation.county.name)
        record = [slug, classes.DATASET, self.dataset.uuid]
        return {
            "front page": reverse("front"),
            "organisations": reverse("organisations"),
            "organisation": reverse("organisation", args=[slug]),
            "dataset": reverse("dataset", args=[slug, self.dataset.uuid]),
            "iri": reverse("iri_dataset", args=[slug, self.dataset.uuid]),
            "rdf": reverse("rdf_dataset", args=[slug, self.dataset.uuid, "ttl"]),
            "rdf of a contact": reverse("rdf_contact", args=[slug, contact.uuid, "rdf"]),
            "rdf of a distribution": reverse(
                "rdf_distribution", args=[slug, self.dataset.uuid, self.dataset.distributions.first().uuid, "nt"]
            ),
            "atom": reverse("atom"),
            "atom of a county": reverse("atom_county", args=[self.organisation.county_id]),
            "atom of an organisation": reverse("atom_organisation", args=[slug]),
            "void": reverse("void"),
            "sitemap": reverse("sitemap_index"),
            "pages for search engines": reverse("sitemap_section", args=["sidor"]),
            "datasets for search engines": reverse("sitemap_section", args=[slug]),
            "specification": reverse("specification"),
            "class": reverse("specification_class", args=["Dataset"]),
            "workspace": reverse("workspace"),
            "dashboard": reverse("dashboard", args=[slug]),
            "candidates": reverse("candidates", args=[slug]),
            "candidate": reverse("candidate", args=[slug, self.candidate.uuid]),
            "list": reverse("workspace_organisation", args=[slug]),
            "contacts": reverse("record_list", args=[slug, classes.CONTACT_POINT]),
            "agents": reverse("record_list", args=[slug, classes.AGENT]),
            "ways to a new dataset": reverse("dataset_start", args=[slug]),
            "what can be copied": reverse("start_copies", args=[slug]),
            "copy": reverse("start_copy", args=[slug, self.dataset.uuid]),
            "from a link": reverse("start_link", args=[slug]),
            "new dataset": reverse("record_create", args=[slug, classes.DATASET]),
            "dataset form": reverse("record_edit", args=record),
            "draft form": reverse("record_edit", args=[slug, classes.DATASET, self.draft.uuid]),
            "contact form": reverse("record_edit", args=[slug, classes.CONTACT_POINT, contact.uuid]),
            "catalogue form": reverse("record_edit", args=[slug, classes.CATALOG, self.organisation.catalogue.uuid]),
            "new distribution": reverse("distribution_create", args=[slug, self.dataset.uuid]),
            "publish": reverse("record_publish", args=record),
            "publish a contact": reverse("record_publish", args=[slug, classes.CONTACT_POINT, contact.uuid]),
            "withdraw": reverse("record_withdraw", args=record),
            "history": reverse("record_history", args=record),
            "difference": reverse("record_difference", args=record),
            "restoring": reverse("record_restore", args=[*record, 1]),
            "many": reverse("bulk", args=[slug, classes.DATASET, self.many.uuid]),
            "filtered list": reverse("workspace_organisation", args=[slug]) + "?q=bad&lage=published&brister=rad",
            "discard": reverse("record_discard", args=record),
            "review": reverse("record_review", args=record),
            "reviews": reverse("reviews", args=[slug]),
            "notices": reverse("notices"),
            "notice choices": reverse("notice_choices"),
            "quality": reverse("organisation_quality", args=[slug]),
            "quality of a dataset": reverse("dataset_quality", args=[slug, self.dataset.uuid]),
            "preview": reverse("dataset_preview", args=[slug, self.dataset.uuid]),
            "preview of a draft": reverse("dataset_preview", args=[slug, self.draft.uuid]),
            "feed status": reverse("feed_status", args=[slug]),
            "snapshot": reverse("feed_snapshot", args=[slug, self.snapshot()]),
            "pin": reverse("feed_pin", args=[slug, self.snapshot()]),
            "links": reverse("organisation_links", args=[slug]),
            "links of a dataset": reverse("record_links", args=record),
            "members": reverse("members", args=[slug]),
            "settings": reverse("organisation_settings", args=[slug]),
            "administration": reverse("administration"),
            "domains": reverse("domains"),
            "coverage of an area": reverse("area_overview", args=[area]),
            "map": reverse("area_map", args=[area]),
            "matrix": reverse("coverage_matrix", args=[area]),
            "own coverage": reverse("own_coverage", args=[slug]),
            "situation": reverse("situation"),
        }

    def snapshot(self) -> int:
        """What the feed answers with."""
        return Snapshot.objects.current().get(feed__organisation=self.organisation).pk

    def queries(self) -> dict[str, int]:
        """How many queries each page takes, for an administrator and for anybody."""
        return {
            f"{name} ({who})": count_queries(client, address)
            for name, address in self.pages().items()
            for who, client in (("administrator", self.client), ("anybody", self.stranger))
        }


def count_queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in (200, 302, 303), address
    return len(captured)


@pytest.fixture(scope="module")
def installation(module_rows) -> Installation:
    return Installation()


@pytest.fixture
def few(installation) -> dict[str, int]:
    """The queries for ten datasets; what is kept in memory after the first time is there already."""
    multiply(installation.dataset, FEW - 1)
    installation.queries()
    return installation.queries()


def test_a_thousand_datasets_take_the_queries_of_ten(installation, few):
    multiply(installation.dataset, MANY - FEW)

    assert Release.objects.public().datasets().count() == MANY
    assert installation.queries() == few
    assert {name: count for name, count in few.items() if count > MOST_QUERIES} == {}


def test_many_drafts_contacts_agents_and_organisations_take_the_queries_of_few(installation):
    organisation = installation.organisation
    make_published(make_organisation(county=make_county("03")))
    few = installation.queries()
    for _number in range(12):
        make_dataset(organisation, contact_point=[])
        make_contact(organisation)
        make_agent(organisation)
        make_published(make_organisation(county=make_county("03")))

    assert installation.queries() == few


def test_many_members_and_invitations_take_the_queries_of_few(installation):
    for _number in range(2):
        make_member(installation.organisation)
        invite(installation.somebody, email=address(), organisation=installation.organisation, role=Role.REDAKTOR)
    before = installation.queries()

    for _number in range(12):
        make_member(installation.organisation)
        invite(installation.somebody, email=address(), organisation=installation.organisation, role=Role.REDAKTOR)

    assert installation.queries() == before


def address() -> str:
    return f"{uuid.uuid4()}@example.com"


def test_fifty_distributions_take_the_queries_of_two(installation):
    # What is restored differs from what is there in distributions, both times.
    make_distribution(installation.dataset)
    publish(make_administrator(), record=installation.dataset, visibility=Release.Visibility.PUBLIC)
    before = installation.queries()

    for _number in range(48):
        make_distribution(installation.dataset)
        make_distribution(installation.draft)
    publish(make_administrator(), record=installation.dataset, visibility=Release.Visibility.PUBLIC)

    assert Distribution.objects.filter(dataset=installation.dataset).count() == 50
    page = installation.stranger.get(
        reverse("dataset", args=[installation.organisation.slug, installation.dataset.uuid])
    )
    assert page.content.decode().count('id="distribution-') == 50
    assert installation.queries() == before


def test_a_contact_with_many_users_is_published_with_the_queries_of_one_with_few(installation):
    contact = installation.dataset.contact_point.get()
    for _number in range(2):
        make_published(installation.organisation, contact_point=[contact])
    before = installation.queries()

    for _number in range(10):
        make_published(installation.organisation, contact_point=[contact])

    assert installation.queries() == before


def test_a_feed_takes_no_query_at_all(installation, django_assert_num_queries):
    slug = installation.organisation.slug
    addresses = [reverse("feed", args=[slug]), reverse("feed_combined")]
    addresses += [reverse("feed_in_format", args=[slug, suffix]) + "?profile=dcat-ap" for suffix in FORMATS]
    multiply(installation.dataset, FEW)

    for client in (installation.stranger, installation.client):
        for feed in addresses:
            with django_assert_num_queries(0):
                answer = client.get(feed)
                again = client.get(feed, headers={"if-none-match": answer["ETag"], "accept-encoding": "gzip"})
                assert client.head(feed).status_code == answer.status_code == 200
                assert b"".join(answer.streaming_content)
                assert again.status_code in (200, 304)


def test_what_was_multiplied_is_what_the_services_make(installation):
    """The counts above are only worth something when the rows are like real ones: a feed can be built from them."""
    multiply(installation.dataset, FEW - 1)
    Feed.objects.update(built_revision=None)
    build_all_due(Snapshot.Trigger.COMMAND)

    feed = Feed.objects.get(organisation=installation.organisation)
    assert feed.last_error == {}
    assert feed_bytes(feed).count(b"<dcat:Dataset rdf:about") == FEW
    assert Dataset.objects.of(installation.organisation).filter(current_release=None).count() == 1
    assert Organisation.objects.count() == 2
