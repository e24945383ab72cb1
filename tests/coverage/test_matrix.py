"""A small catalogue of which every figure can be counted by hand, and the queries that it takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import RecommendedDataset, Release
from catalog.services.publish import withdraw
from coverage.cells import Coverage, Share
from coverage.matrix import matrix
from coverage.models import ProposedMatch, Statement
from coverage.proposing import propose_for_published
from coverage.services.decisions import decide
from coverage.services.statements import state
from organisations.models import Organisation
from organisations.swedish_order import sort_key
from tests.factories import make_administrator, make_dataset, make_organisation, make_published

pytestmark = pytest.mark.django_db

SPECIFICATION = "https://example.com/spec/1.0"
INTERNAL = Release.Visibility.INTERNAL


def make_recommended(key: str, name: str, applies_to: str = "kommun", **values) -> RecommendedDataset:
    return RecommendedDataset.objects.create(
        key=key, name=name, sort_key=sort_key(name), description=name, applies_to=applies_to, **values
    )


@pytest.fixture
def listed() -> dict[str, RecommendedDataset]:
    return {
        "bad": make_recommended("badplatser", "Badplatser"),
        "lek": make_recommended("lekplatser", "Lekplatser", specification_iri=SPECIFICATION),
        "gym": make_recommended("utegym", "Utegym", specification_iri=SPECIFICATION),
        "vard": make_recommended("vardenheter", "Vårdenheter", applies_to="region"),
        "kol": make_recommended("kolada", "Nyckeltal", applies_to="both"),
    }


def states(organisation: Organisation) -> dict[str, str]:
    found = matrix([organisation], RecommendedDataset.objects.all())
    return {
        each.key: state and state.value for each in found.recommended for state in [found.state(organisation, each)]
    }


def test_every_figure_of_a_small_catalogue(listed):
    sala, region = make_organisation("Sala kommun"), make_organisation("Region Sala", kind=Organisation.Kind.REGION)
    # Follows a specification that two rows of the list have: it counts for both.
    make_published(sala, "Platser", conforms_to=[{"iri": SPECIFICATION}])
    make_published(sala, "Badplatser i Sala")  # only its words say what it is
    make_published(region, "Vårdcentraler", recommended_dataset=listed["vard"])
    make_published(region, "Nyckeltal", recommended_dataset=listed["kol"], visibility=INTERNAL)
    make_published(region, "Något annat")  # is none of them
    make_dataset(sala, "Nyckeltal", recommended_dataset=listed["kol"])
    assert propose_for_published() == 1

    found = matrix([sala, region], RecommendedDataset.objects.all())

    assert states(sala) == {
        "badplatser": "proposed",
        "lekplatser": "published",
        "utegym": "published",
        "vardenheter": None,
        "kolada": "draft",
    }
    assert states(region) == {
        "badplatser": None,
        "lekplatser": None,
        "utegym": None,
        "vardenheter": "published",
        "kolada": "shared",
    }
    assert (found.of_organisation(sala), found.of_organisation(region)) == (Share(2, 4), Share(1, 2))
    assert found.of_recommended(listed["lek"]) == Share(1, 1)
    assert found.of_recommended(listed["kol"]) == Share(0, 2)


def test_a_proposal_counts_when_somebody_has_confirmed_it_and_is_not_made_again_when_refused(listed):
    sala = make_organisation("Sala kommun")
    dataset = make_published(sala, "Badplatser")
    propose_for_published()
    match = ProposedMatch.objects.get()
    assert (match.recommended, match.because, states(sala)["badplatser"]) == (listed["bad"], "badplatser", "proposed")

    decide(make_administrator(), match=match, is_right=True)
    assert states(sala)["badplatser"] == "published"
    withdraw(make_administrator(), record=dataset)
    assert states(sala)["badplatser"] == "missing"

    make_published(sala, "Kommunens badplatser")
    propose_for_published()
    decide(make_administrator(), match=ProposedMatch.objects.open().get(), is_right=False)
    assert propose_for_published() == 0
    assert states(sala)["badplatser"] == "missing"


def test_what_somebody_has_chosen_is_not_proposed_and_words_that_are_gone_take_their_proposal_along(listed):
    sala = make_organisation("Sala kommun")
    make_published(sala, "Badplatser", recommended_dataset=listed["kol"])
    dataset = make_published(sala, "Lekplatser")
    assert propose_for_published() == 1
    Release.objects.filter(record=dataset).update(title={"sv": "Något annat"})
    propose_for_published()
    assert not ProposedMatch.objects.exists()


def test_what_an_organisation_says_holds_until_it_says_something_else(listed):
    sala, who = make_organisation("Sala kommun"), make_administrator()
    said = {"organisation": sala, "recommended": listed["bad"]}

    state(who, **said, kind="planned", planned_for="2027", note="Efter upphandlingen")
    state(who, **said, kind="planned", planned_for="2027", note="Efter upphandlingen")
    assert Statement.objects.count() == 1
    assert states(sala)["badplatser"] == "planned"
    state(who, **said, kind="elsewhere", address="https://www.sala.example/bad")
    state(who, organisation=sala, recommended=listed["lek"], kind="not_ours")

    found = matrix([sala], RecommendedDataset.objects.all())
    assert found.state(sala, listed["bad"]) is Coverage.ELSEWHERE
    assert found.of_organisation(sala) == Share(1, 3)
    state(who, **said, kind="nothing")
    assert states(sala)["badplatser"] == "missing"
    assert Statement.objects.filter(recommended=listed["bad"]).count() == 3


def test_many_organisations_and_datasets_take_the_queries_of_few(listed):
    def queries(organisations) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            matrix(organisations, RecommendedDataset.objects.all())
        return len(captured)

    few = [make_organisation()]
    make_published(few[0], "Badplatser")
    before = queries(few)
    many = [*few, *(make_organisation() for _number in range(4))]
    for each in many:
        make_published(each, "Badplatser", recommended_dataset=listed["bad"])
        make_published(each, "Lekplatser", conforms_to=[{"iri": SPECIFICATION}])
    assert queries(many) == before <= 8
