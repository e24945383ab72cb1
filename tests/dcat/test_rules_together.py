"""Rules that need several records: series and their members, services and what they serve."""

import pytest

from dcat.finding import Severity
from dcat.node import Node
from dcat.rules.together import (
    MOST_MEMBERS,
    SHARED_PROPERTIES,
    access_findings,
    differences,
    member_findings,
    series_findings,
    service_findings,
)
from tests.dcat.nodes import BASE, CONTACT, ENVIRONMENT, HIGH_VALUE, PUBLISHER, dataset, distribution, texts

SERIES = f"{BASE}/series/1"
SERVICE = f"{BASE}/services/1"
ECONOMY = "http://publications.europa.eu/resource/authority/data-theme/ECON"
ENDPOINT = "https://api.example.se/luft/v1"


def series(**values: tuple) -> Node:
    return Node(SERIES, "DatasetSeries", {"title": texts("Luft", "Air"), **values})


def member(number: int, **values: tuple) -> Node:
    values.setdefault("title", texts(f"Luft {number}", f"Air {number}"))
    return dataset(f"{BASE}/datasets/{number}", in_series=(SERIES,), **values)


def service(**values: tuple) -> Node:
    return Node(SERVICE, "DataService", {"title": texts("API"), "endpoint_url": (ENDPOINT,), **values})


def using(number: int, **values: tuple) -> Node:
    """A dataset with a distribution that points at the service."""
    part = distribution(f"{BASE}/datasets/{number}/distributions/1", access_service=(SERVICE,), access_url=(ENDPOINT,))
    return dataset(f"{BASE}/datasets/{number}", distribution=(part,), **values)


def codes(findings) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in findings]


# --- Series ----------------------------------------------------------------------------------------------------------


def test_members_that_are_alike_but_for_their_titles_are_a_good_series():
    assert codes(series_findings(series(theme=(ENVIRONMENT,)), [member(1), member(2)])) == []
    assert codes(series_findings(series(), [])) == []


def test_fifty_members_are_a_series_and_one_more_is_too_many():
    members = [member(number) for number in range(MOST_MEMBERS + 1)]
    assert codes(series_findings(series(), members[:-1])) == []
    (finding,) = series_findings(series(), members)
    assert (finding.code, finding.severity) == ("series_too_large", Severity.ADVICE)
    assert "51" in finding.message.sv


def test_a_series_is_never_part_of_a_series():
    (finding,) = (
        finding
        for finding in series_findings(series(), [member(1), Node(f"{SERIES}1", "DatasetSeries", {})])
        if finding.code == "series_in_series"
    )
    assert finding.severity is Severity.ERROR


def test_the_titles_of_members_differ():
    alike = [member(1), member(2, title=texts("LUFT 1", "Air 2"))]
    assert codes(series_findings(series(), alike)) == [("series_same_titles", "title")]


@pytest.mark.parametrize("name", SHARED_PROPERTIES)
def test_a_shared_property_that_is_not_equal_is_told_of_and_can_be_set(name):
    odd = member(3, **{name: ("https://www.example.se/annat",)})
    members = [member(1), odd, member(2)]
    usual = member(1).get(name)

    (difference,) = differences(series(), members)
    assert difference.property == name
    assert difference.members == ((odd,) if usual else (members[0], members[2]))
    assert difference.values == (usual or odd.get(name))
    assert codes(series_findings(series(), members)) == [("series_members_differ", name)]


def test_what_the_series_states_goes_before_what_most_members_have():
    stated = series(theme=(ECONOMY,))
    members = [member(1), member(2), member(3, theme=(ECONOMY,))]

    (difference,) = differences(stated, members)

    assert difference.values == (ECONOMY,)
    assert difference.members == (members[0], members[1])
    assert codes(member_findings(members[0], [stated])) == [("member_differs", "theme")]
    assert codes(member_findings(members[2], [stated])) == []


def test_values_are_compared_in_any_order_and_documents_by_their_address():
    first = Node("https://standards.example.se/luft", "Standard", {"title": texts("Luft")})
    same = Node("https://standards.example.se/luft", "Standard", {})
    members = [
        member(1, theme=(ENVIRONMENT, ECONOMY), conforms_to=(first,)),
        member(2, theme=(ECONOMY, ENVIRONMENT), conforms_to=(same,)),
    ]
    assert differences(series(), members) == []


def test_of_as_many_what_comes_first_is_taken_and_something_rather_than_nothing():
    (difference,) = differences(series(), [member(1, theme=()), member(2, theme=(ECONOMY,)), member(3)])
    assert difference.values == (ECONOMY,)


def test_how_often_members_are_updated_may_differ():
    yearly = ("http://publications.europa.eu/resource/authority/frequency/ANNUAL",)
    assert differences(series(accrual_periodicity=yearly), [member(1)]) == []


def test_a_member_of_a_high_value_series_is_marked_too():
    marked = series(applicable_legislation=(HIGH_VALUE,))
    assert codes(member_findings(member(1), [marked])) == [("member_differs", "applicable_legislation")]
    assert codes(member_findings(member(1, applicable_legislation=(HIGH_VALUE,)), [marked])) == []
    assert codes(member_findings(member(1), [])) == []


def test_a_sentence_on_many_members_names_a_few():
    members = [member(number) for number in range(10)] + [member(n, theme=(ECONOMY,)) for n in range(10, 15)]
    (finding,) = series_findings(series(), members)
    assert "Luft 10, Luft 11, Luft 12 och 2 till" in finding.message.sv
    assert "and 2 more" in finding.message.en


# --- Services --------------------------------------------------------------------------------------------------------


def test_a_high_value_service_says_which_datasets_it_serves():
    marked = service(applicable_legislation=(HIGH_VALUE,))
    stated = marked.replace(serves_dataset=(using(1).iri,))
    whole = marked.replace(serves_dataset=(SERIES,))

    assert codes(service_findings(marked, [using(1)])) == [("hvd_service_serves", "serves_dataset")]
    assert codes(service_findings(stated, [using(1)])) == []
    assert codes(service_findings(whole, [using(1, in_series=(SERIES,)), series()])) == []
    assert codes(service_findings(marked, [])) == []  # an independent service needs none
    assert codes(service_findings(service(), [using(1)])) == []


def test_a_dataset_that_is_served_leads_to_the_service():
    serving = service(serves_dataset=(dataset().iri,))
    assert codes(service_findings(serving, [dataset()])) == [("service_not_pointed_at", "serves_dataset")]
    assert codes(service_findings(serving, [dataset(distribution=())])) == [
        ("service_not_pointed_at", "serves_dataset")
    ]
    assert codes(service_findings(service(), [dataset()])) == []


@pytest.mark.parametrize(
    "address",
    [
        ENDPOINT,
        f"{ENDPOINT}/",
        f"{ENDPOINT}/collections/luft",
        f"{ENDPOINT}?f=json",
        "https://www.example.se/luft",
        "https://www.example.se/luft/dok/",
    ],
)
def test_a_distribution_leads_to_its_service_or_a_page_about_it(address):
    described = service(
        landing_page=("https://www.example.se/luft/",), page=(Node("https://www.example.se/luft/dok", "Document", {}),)
    )
    part = distribution(access_service=(SERVICE,), access_url=(address,))
    assert codes(access_findings(dataset(distribution=(part,)), [described])) == []


@pytest.mark.parametrize("address", ["https://www.example.se/annat", "https://api.example.se/luft/v10"])
def test_a_distribution_that_leads_elsewhere_than_its_service_is_told_of(address):
    part = distribution(access_service=(SERVICE,), access_url=(address,))
    (finding,) = access_findings(dataset(distribution=(distribution(), part)), [service()])
    assert (finding.code, finding.field, finding.iri) == ("access_url_elsewhere", "access_url", part.iri)
    assert finding.severity is Severity.ADVICE


def test_nothing_is_said_of_a_service_that_is_not_given():
    part = distribution(access_service=("https://api.example.org/service",))
    assert codes(access_findings(dataset(distribution=(part,)), [service()])) == []
    assert (
        codes(
            access_findings(
                dataset(distribution=(distribution(access_service=(SERVICE,), access_url=()),)), [service()]
            )
        )
        == []
    )


def test_publisher_and_contact_are_among_what_is_shared():
    assert differences(series(publisher=(PUBLISHER,), contact_point=(CONTACT,)), [member(1)]) == []
