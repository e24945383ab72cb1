"""Single things in RDF: where their IRIs lead, what their documents hold, and what is said of what is gone."""

import gzip
import uuid
from urllib.parse import urlsplit

import pytest
from django.test import Client

from catalog.models import Dataset, Record, Release
from catalog.services.publish import publish, withdraw
from dcat.formats import FORMATS
from dcat.negotiation import choices
from dcat.profile import PROFILES
from organisations.organisation_changes import change_address_part
from tests.dcat.graphs import canonical
from tests.factories import (
    make_administrator,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_published,
    make_series,
    make_service,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
STANDARD = {"iri": "https://example.se/standard", "title": {"sv": "Standard", "en": "Standard"}}
INTERNAL, PUBLIC = Release.Visibility.INTERNAL, Release.Visibility.PUBLIC
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@pytest.fixture
def organisation():
    return make_organisation("Uppsala kommun")


@pytest.fixture
def dataset(organisation) -> Dataset:
    """A published dataset that needs something of every class."""
    return make_published(
        organisation,
        "Badplatser",
        in_series=[make_series(organisation)],
        distribution={"access_service": [make_service(organisation)]},
        conforms_to=[STANDARD],
    )


def path_of(iri: str) -> str:
    return urlsplit(iri).path


def described_in(answer) -> set[str]:
    """The types of what an N-Triples document describes, by their last parts."""
    lines = [line.split() for line in answer.content.decode().splitlines()]
    return {parts[2].strip("<>").rpartition("#")[2] for parts in lines if parts[1] == TYPE}


def things(dataset: Dataset) -> dict[str, str]:
    """The paths of the IRIs of one of each class."""
    records = Record.objects.filter(current_release__isnull=False).exclude(agent__publisher_of__isnull=False)
    found = {record.class_name: path_of(record.iri) for record in records}
    return found | {"Distribution": path_of(dataset.distributions.get().iri)}


def test_the_iri_of_every_class_leads_a_browser_to_a_page_and_a_program_to_rdf(client: Client, dataset):
    found = things(dataset)
    assert set(found) == {"Dataset", "DatasetSeries", "DataService", "ContactPoint", "Catalog", "Distribution"}
    for class_name, path in found.items():
        page = client.get(path, headers=BROWSER)
        assert (page.status_code, page["Vary"].split(", ")[:2]) == (303, ["Accept", "Accept-Profile"]), class_name
        assert client.get(page["Location"]).headers["Content-Type"].startswith("text/html")
        for accept, suffix in (("", "rdf"), ("*/*", "rdf"), ("text/turtle", "ttl"), ("application/json", "jsonld")):
            answer = client.get(path, headers={"accept": accept})
            own = "/uppsala/datasets/dcat" if class_name == "Catalog" else path
            assert (answer.status_code, answer["Location"]) == (303, f"{own}.{suffix}"), class_name


def test_the_profile_travels_along(client: Client, dataset):
    path = path_of(dataset.iri)
    location = client.get(f"{path}?profile=dcat-ap", headers={"accept": "text/turtle"})["Location"]
    assert location == f"{path}.ttl?profile=dcat-ap"
    assert client.get(f"{path}?profile=other").status_code == 406
    assert client.get(path, headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.name)
def test_every_document_of_a_dataset_says_what_it_is(client: Client, dataset, choice):
    address = f"{path_of(dataset.iri)}.{choice.format.suffix}"
    for answer in (
        client.get(f"{address}?profile={choice.profile.key}"),
        client.get(address, headers={"accept-profile": f"<{choice.profile.iri}>"}),
    ):
        assert (answer.status_code, answer["Content-Type"]) == (200, choice.format.content_type)
        assert answer["Content-Profile"] == f"<{choice.profile.iri}>"
        assert f'<{choice.profile.iri}>; rel="profile"' in answer["Link"]
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Badplatser" in answer.content.decode()


@pytest.mark.parametrize("profile", PROFILES)
def test_all_formats_of_everything_single_are_the_same_graph(client: Client, dataset, profile):
    for class_name, path in things(dataset).items():
        if class_name != "Catalog":
            graphs = {
                canonical(client.get(f"{path}.{suffix}?profile={profile}").content, form.rdf_format)
                for suffix, form in FORMATS.items()
            }
            assert len(graphs) == 1, class_name


def test_a_dataset_is_described_with_what_it_contains_and_needs(client: Client, dataset):
    found = described_in(client.get(f"{path_of(dataset.iri)}.nt"))
    assert {"Dataset", "Distribution", "DatasetSeries", "DataService"} <= found
    assert "Catalog" not in found
    text = client.get(f"{path_of(dataset.iri)}.nt").content.decode()
    assert dataset.contact_point.get().iri in text
    assert f"<{STANDARD['iri']}> {TYPE}" in text


def test_a_distribution_is_described_with_its_service_and_without_the_dataset(client: Client, dataset):
    found = described_in(client.get(f"{things(dataset)['Distribution']}.nt"))
    assert {"Distribution", "DataService"} <= found
    assert "Dataset" not in found


def test_a_contact_is_described_alone(client: Client, dataset):
    contact = dataset.contact_point.get()
    answer = client.get(f"{path_of(contact.iri)}.nt")
    assert {line.split()[0].partition("#")[0].strip("<>") for line in answer.content.decode().splitlines()} == {
        contact.iri
    }


def test_a_document_takes_few_queries_however_much_it_needs(
    client: Client, organisation, dataset, django_assert_max_num_queries
):
    for _number in range(12):
        make_distribution(dataset, access_service=[make_service(organisation)])
    publish(make_administrator(), record=dataset, visibility=PUBLIC)
    with django_assert_max_num_queries(6):
        assert client.get(f"{path_of(dataset.iri)}.ttl").content.count(b"dcat:DataService") == 13


def test_head_conditions_and_compression(client: Client, dataset):
    address = f"{path_of(dataset.iri)}.ttl"
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert client.head(address)["ETag"] == plain["ETag"]
    again = client.get(address, headers={"if-none-match": plain["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    assert client.get(address, headers={"if-none-match": packed["ETag"]}).status_code == 200


def test_the_same_bytes_for_whoever_asks(client: Client, dataset, organisation):
    path = f"{path_of(dataset.iri)}.rdf"
    before = client.get(path).content
    sign_in(client, make_member(organisation))
    assert client.get(path).content == before


def test_a_former_address_part_leads_to_the_present_one_for_good(client: Client, dataset, organisation):
    path, distribution = path_of(dataset.iri), things(dataset)["Distribution"]
    change_address_part(make_administrator(), organisation=organisation, part="aros")
    for old in (f"{path}.ttl", f"{distribution}.nt?profile=dcat-ap"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, old.replace("/uppsala/", "/aros/"))
        assert client.get(answer["Location"]).status_code == 200
    leads = client.get(path, headers={"accept": "text/turtle"})
    assert (leads.status_code, leads["Location"]) == (303, path.replace("/uppsala/", "/aros/") + ".ttl")


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_was_withdrawn_is_gone_in_rdf_too_and_nothing_else_is_said(client: Client, dataset, suffix):
    form, path = FORMATS[suffix], path_of(dataset.iri)
    withdraw(make_administrator(), record=dataset)
    for answer in (client.get(f"{path}.{suffix}"), client.get(path, headers={"accept": form.media_type})):
        assert (answer.status_code, answer["Content-Type"]) == (410, form.content_type)
        assert len(canonical(answer.content, form.rdf_format).splitlines()) == 3 + len(dataset.title)
        said = answer.content.decode()
        assert "Badplatser" in said
        assert "Withdrawn" in said
        assert "invalidatedAtTime" in said
        assert dataset.distributions.get().access_url not in said
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_was_withdrawn_is_a_page_for_browsers(client: Client, dataset):
    withdraw(make_administrator(), record=dataset)
    for path in (path_of(dataset.iri), path_of(dataset.distributions.get().iri)):
        answer = client.get(path, headers=BROWSER)
        assert (answer.status_code, answer["Content-Type"]) == (410, "text/html; charset=utf-8")
        assert "Badplatser" in answer.content.decode()


def test_a_distribution_that_was_taken_out_of_a_published_dataset_is_gone(client: Client, dataset):
    taken_out = dataset.distributions.get()
    path = path_of(taken_out.iri)
    make_distribution(dataset)
    taken_out.delete()
    Record.objects.filter(pk=dataset.pk).update(edit_number=dataset.edit_number + 1)
    publish(make_administrator(), record=Record.objects.get(pk=dataset.pk), visibility=PUBLIC)

    gone, page = client.get(f"{path}.ttl"), client.get(path, headers=BROWSER)

    assert (gone.status_code, page.status_code) == (410, 410)
    assert "dcat:Distribution" in gone.content.decode()
    assert client.get(f"{path_of(dataset.iri)}/distributions/{uuid.uuid4()}.ttl").status_code == 404


def test_a_contact_that_nothing_public_needs_any_more_is_gone_and_not_even_its_name_is_said(client: Client, dataset):
    contact = dataset.contact_point.get()
    path = path_of(contact.iri)
    assert contact.name in client.get(f"{path}.ttl").content.decode()
    withdraw(make_administrator(), record=dataset)
    for answer in (client.get(f"{path}.ttl"), client.get(path), client.get(path, headers=BROWSER)):
        assert answer.status_code == 410
        assert contact.name not in answer.content.decode()


def test_what_is_no_release_or_not_public_is_not_there(client: Client, organisation):
    draft, internal = make_dataset(organisation), make_published(organisation, visibility=INTERNAL)
    for record in (draft, internal):
        for path in (path_of(record.iri), path_of(record.distributions.get().iri)):
            for address in (path, *(f"{path}.{suffix}" for suffix in FORMATS)):
                assert client.get(address).status_code == 404
    assert client.get(f"{path_of(internal.contact_point.get().iri)}.ttl").status_code == 404


def test_what_is_internal_is_for_those_who_take_part_and_for_no_cache_or_script(client: Client, organisation):
    internal = make_published(organisation, "Hemligt", visibility=INTERNAL)
    sign_in(client, make_member(organisation))
    answer = client.get(f"{path_of(internal.iri)}.ttl")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in answer
    assert "Cookie" in answer["Vary"]
    draft = make_dataset(organisation)
    assert client.get(f"{path_of(draft.iri)}.ttl").status_code == 404


def test_pages_lead_to_every_document(client: Client, dataset, organisation):
    pages = {f"/uppsala/datamangder/{dataset.uuid}/": path_of(dataset.iri), "/uppsala/": "/uppsala/datasets/dcat"}
    series, service = things(dataset)["DatasetSeries"], things(dataset)["DataService"]
    pages |= {f"/uppsala/serier/{series.rpartition('/')[2]}/": series}
    pages |= {f"/uppsala/datatjanster/{service.rpartition('/')[2]}/": service}
    for page, base in pages.items():
        answer = client.get(page)
        for choice in choices():
            query = "" if choice.profile.key == "dcat-ap-se" else f"?profile={choice.profile.key}"
            address = f"{base}.{choice.format.suffix}{query}"
            assert f'<{address}>; rel="alternate"; type="{choice.format.media_type}"' in answer["Link"]
            assert (
                f'<link rel="alternate" type="{choice.format.media_type}" href="{address}"' in answer.content.decode()
            )
        assert f'<{base}.rdf>; rel="describedby"' in answer["Link"]
