"""Whatever the forms accept makes a feed that two parsers read alike and that breaks no harvesting rule.

Through the real pages: what is refused is taken out, as a person would, and the rest is sent again and published.
"""

import re
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from catalog.models import Dataset, Record, Release
from dcat.finding import Severity
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE
from harvesting.build import build
from harvesting.models import Feed, Snapshot
from harvesting.sweep import sweep
from organisations.models import Role
from tests.application.browser import fields
from tests.application.people import client_of, make_agent
from tests.factories import (
    CC0,
    ENVIRONMENT,
    PUBLIC_ACCESS,
    make_contact,
    make_member,
    make_organisation,
    make_published,
)
from tests.harvesting.factories import make_main_publisher
from tests.harvesting.reading import datasets, feed_bytes, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

COMPLETE = {
    "title-sv": "Badplatser",
    "description-sv": "Platser att bada på.",
    "theme": [ENVIRONMENT],
    "access_rights": PUBLIC_ACCESS,
}
COMPLETE_DISTRIBUTION = {"access_url": "https://data.example.com/bad.csv", "format": "text/csv", "license": CC0}
NASTY = [
    "]]>",
    "<!--",
    "&amp;&#0;&lt;",
    "<rdf:RDF>",
    '"><script>alert(1)</script>',
    "\ufffe\uffff\x00\x01",
    "\ud7ff\ue000",
    "e\u0301\u202egnir",
    'https://example.com/<>"{}|^`\\',
    "https://example.com/#a#b",
    "https://[::1]/",
    "http://example.com:80/?q=å&b=%zz",
    "https://räksmörgås.example/äpple",
    "ftp://example.com/fil",
    "mailto:a@example.com",
    "2024",
    "2024-02-29T23:59:60Z",
    "-0001",
    "0",
    "17,5",
    "180",
    "-90",
    "application/vnd.ms-excel",
    "a/b;c=d",
    "+46 (0)18-727 00 00",
    "åäö@räka.se",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    "http://data.europa.eu/eli/reg_impl/2023/138/oj",
    "http://www.w3.org/ns/dcat#Dataset",
    ENVIRONMENT,
    CC0,
]
# Words that stand for addresses that the application knows of, so that a person can name them in the wrong place.
OWN = ["this dataset", "another dataset", "the contact", "the catalogue", "the publisher", "the agent", "the feed"]


@dataclass(frozen=True)
class World:
    """An organisation that publishes, and somebody who writes in it."""

    browser: Client
    slug: str
    feed: Feed
    addresses: dict[str, str]
    dataset_fields: list[str]
    distribution_fields: list[str]
    contact: str


@pytest.fixture(scope="module")
def world(module_rows) -> World:
    make_main_publisher()
    organisation = make_organisation("Säters kommun")
    other = make_published(organisation, "Lekplatser", creator=make_agent(organisation))
    contact = make_contact(organisation)
    browser = client_of(make_member(organisation, Role.REDAKTOR))
    sweep()
    return World(
        browser=browser,
        slug=organisation.slug,
        feed=Feed.objects.get(organisation=organisation),
        addresses={
            "another dataset": other.iri,
            "the contact": other.contact_point.get().iri,
            "the catalogue": organisation.catalogue.iri,
            "the publisher": organisation.publisher_agent.iri,
            "the agent": other.creator.iri,
            "the feed": f"http://127.0.0.1:8000/{organisation.slug}/datasets/dcat",
        },
        dataset_fields=fields_to_fill(browser, reverse("record_create", args=[organisation.slug, "Dataset"])),
        distribution_fields=fields_to_fill(
            browser, reverse("distribution_create", args=[organisation.slug, other.uuid])
        ),
        contact=str(contact.pk),
    )


def fields_to_fill(browser: Client, address: str) -> list[str]:
    """The fields in which a person can write, those of one row of every kind among them."""
    sent = fields(browser.get(address))
    with_rows = one_row_each(sent)
    response = browser.post(address, with_rows | {"more_rows": ["nothing"]})
    skipped = ("csrfmiddlewaretoken", "creation_token", "edit_number", "recommended_dataset", "creator")
    names = [*fields(response), *sent]
    return sorted({name for name in names if not name.endswith("_FORMS") and "DELETE" not in name} - set(skipped))


def one_row_each(sent: dict) -> dict:
    return sent | {name: ["1"] for name in sent if name.endswith("-TOTAL_FORMS")}


typed_texts = st.one_of(
    st.sampled_from([*NASTY, *OWN]),
    st.text(max_size=30),
    st.text(max_size=20).map("https://example.com/{}".format),
    st.text(max_size=15).map("https://{}".format),
    st.dates().map(str),
    st.integers(-400, 4_000).map(str),
)


@st.composite
def forms(draw) -> dict[int, str]:
    """What is typed in which field; the fields are told by number, since their names are known later."""
    return draw(st.dictionaries(st.integers(0, 200), typed_texts, max_size=12))


def typed_in(names: list[str], by_number: dict[int, str], addresses: dict[str, str]) -> dict[str, str]:
    return {names[number % len(names)]: addresses.get(text, text) for number, text in by_number.items()}


def send(browser: Client, address: str, complete: dict, typed: dict) -> None:
    """Send the form; take out what is refused, and send it again until it is taken."""
    sent = one_row_each(fields(browser.get(address))) | complete
    for attempt in range(8):
        response = browser.post(address, sent | typed)
        if response.status_code == 302:
            return
        assert response.status_code == 422
        errors = response.context["form"].errors_listed()
        refused = {_place(control.removeprefix("id_"), is_exact=attempt < 3) for control, _label, _sentence in errors}
        assert refused, "refused without a word"
        typed = {name: text for name, text in typed.items() if _place(name, is_exact=attempt < 3) not in refused}
    raise AssertionError(f"refused again and again: {refused}")


def _place(control: str, *, is_exact: bool) -> str:
    """The field, or the whole row, that an input belongs to."""
    row = re.match(r"(.+?-\d+)-", control)
    if row and not is_exact:
        return row[1]
    return re.sub(r"[-_]\d+$|-(sv|en|other|west|south|east|north|longitude|latitude)$", "", control)


def publish(world: World, dataset: Dataset) -> bool:
    address = reverse("record_publish", args=[world.slug, Record.ClassName.DATASET, dataset.uuid])
    response = world.browser.post(address, fields(world.browser.get(address)) | {"visibility": "public"})
    assert response.status_code in (302, 409)
    return response.status_code == 302


def test_what_the_forms_accept_makes_a_feed_that_breaks_no_rule(world):
    published = []

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @example({}, {})
    @given(in_dataset=forms(), in_distribution=forms())
    def holds(in_dataset, in_distribution) -> None:
        with transaction.atomic():
            published.append(describe_publish_and_check(world, in_dataset, in_distribution))
            transaction.set_rollback(True)

    holds()

    assert sum(published) > len(published) / 4, "too little was published to show anything"


def describe_publish_and_check(world: World, in_dataset: dict, in_distribution: dict) -> bool:
    """Describe a dataset and a distribution, publish it, and look at the feed; whether it could be published."""
    create = reverse("record_create", args=[world.slug, Record.ClassName.DATASET])
    complete = COMPLETE | {"contact_point": [world.contact]}
    send(world.browser, create, complete, typed_in(world.dataset_fields, in_dataset, world.addresses))
    dataset = Dataset.objects.latest("pk")
    addresses = world.addresses | {"this dataset": dataset.iri}
    distribution = reverse("distribution_create", args=[world.slug, dataset.uuid])
    typed = typed_in(world.distribution_fields, in_distribution, addresses)
    send(world.browser, distribution, COMPLETE_DISTRIBUTION, typed)
    is_published = publish(world, dataset)
    event("published" if is_published else "stopped by a finding")
    if is_published:
        check_feed(world, dataset)
    return is_published


def check_feed(world: World, dataset: Dataset) -> None:
    build(world.feed.pk, trigger=Snapshot.Trigger.COMMAND, is_forced=True)
    feed = Feed.objects.get(pk=world.feed.pk)
    assert feed.last_error == {}, feed.last_error
    data = feed_bytes(feed)
    expected = set(Release.objects.public().datasets().values_list("record__iri", flat=True))
    findings = check_document(data, DCAT_AP_SE, expected=expected)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert dataset.iri in datasets(graph_of(data))
