"""The quality score against small catalogues that were counted by hand, and what has to hold of it whatever is said."""

import re
from fractions import Fraction
from random import Random

import pytest

from dcat.namespaces import PREFIXES
from dcat.node import Node
from dcat.profile import DCAT_AP, DCAT_AP_SE
from dcat.quality import (
    DIMENSIONS,
    INDICATORS,
    METHODS,
    NO_DISTRIBUTION,
    Dimension,
    Rating,
    Score,
    faults,
    links_of,
    score,
    stars,
    whole,
)
from tests.dcat.nodes import BASE, DATASET, PUBLISHER, dataset, distribution, full_node, texts

ACCESS, FILE = "https://www.example.se/bad", "https://www.example.se/bad.csv"
RIGHTS = (Node(f"{DATASET}/distributions/1#rights-1", "RightsStatement", {"attribution_text": texts("Källa", "By")}),)
SERVICE = (f"{BASE}/services/1",)
BOTH = pytest.mark.parametrize("profile", [DCAT_AP, DCAT_AP_SE], ids=lambda profile: profile.key)


def one(number: int = 1, **values: tuple) -> Node:
    """A distribution with all that is counted, with changes."""
    own = {
        "access_url": (ACCESS,),
        "download_url": (FILE,),
        "rights": RIGHTS,
        "byte_size": ("2000",),
    }
    return distribution(f"{DATASET}/distributions/{number}", **own | values)


def whole_dataset(*parts: Node, **values: tuple) -> Node:
    """A dataset with all that is counted, with changes."""
    return dataset(**{"modified": ("2026-11-24",), "distribution": parts or (one(),)} | values)


def counted(node: Node, answers: dict | None = None, profile=DCAT_AP) -> Score:
    return score(node, answers={ACCESS: True, FILE: True} if answers is None else answers, profile=profile)


def lost(counted_score: Score) -> dict[str, float]:
    return {each.indicator.name: float(each.points) for each in counted_score.missing}


def test_the_method_gives_405_points_and_the_portals_375():
    by_dimension = {each: sum(row.points for row in INDICATORS.values() if row.dimension is each) for each in Dimension}
    assert by_dimension == {
        Dimension.FINDABILITY: 100,
        Dimension.ACCESSIBILITY: 100,
        Dimension.INTEROPERABILITY: 110,
        Dimension.REUSABILITY: 75,
        Dimension.CONTEXTUALITY: 20,
    }
    assert len(INDICATORS) == 23
    assert counted(whole_dataset()).ceiling == 405
    assert counted(whole_dataset(), profile=DCAT_AP_SE).ceiling == 375


@pytest.mark.parametrize(
    ("changes", "european", "portal"),
    [
        ({}, 405, 375),
        ({"keyword": ()}, 375, 345),
        ({"keyword": (), "theme": (), "spatial": (), "temporal": ()}, 305, 275),
        ({"access_rights": ()}, 390, 360),
        ({"contact_point": ()}, 385, 355),
        ({"issued": (), "modified": ()}, 395, 365),
        ({"publisher": ()}, 395, 365),
        ({"description": ()}, 375, 375),  # mandatory: does not comply, and nothing else is counted
        ({"distribution": ()}, 185, 155),
    ],
)
def test_a_dataset_is_counted_as_by_hand(changes, european, portal):
    node = whole_dataset(**changes)
    assert (counted(node).points, counted(node, profile=DCAT_AP_SE).points) == (european, portal)


@pytest.mark.parametrize(
    ("changes", "european", "portal"),
    [
        ({"download_url": ()}, 355, 325),
        ({"license": ()}, 375, 345),
        ({"rights": (), "byte_size": ()}, 395, 365),
        # Excel can be read by machines and is not open.
        ({"format": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)}, 385, 355),
        # PDF is neither.
        ({"format": ("application/pdf",)}, 365, 335),
        # SHP has an EU file type and is not registered at IANA: no media type in Europe, read by machines in both.
        ({"format": ("application/x-shapefile",)}, 375, 355),
        # SQLite is at IANA and no EU file type: Europe sees no format, and all that needs one is lost.
        ({"format": ("application/vnd.sqlite3",)}, 325, 335),
        # A media type that nobody lists is a format to the portal, and nothing at all to Europe.
        ({"format": ("application/x-badplats",)}, 325, 325),
        ({"format": ()}, 325, 295),
    ],
)
def test_a_distribution_is_counted_as_by_hand(changes, european, portal):
    node = whole_dataset(one(**changes))
    assert (counted(node).points, counted(node, profile=DCAT_AP_SE).points) == (european, portal)


def test_a_dataset_gets_the_mean_over_its_distributions():
    node = whole_dataset(one(1), one(2, license=()), one(3, format=("application/pdf",)))

    # Thirty points for the licence of one in three, forty for the format of another one.
    assert counted(node).points == 405 - 10 - whole(Fraction(40, 3)) == 382
    licence = next(each for each in counted(node).missing if each.indicator.name == "licence")
    assert (licence.points, licence.places) == (Fraction(10), (f"{DATASET}/distributions/2",))


def test_what_has_not_been_checked_is_not_known_and_counts_neither_way():
    node = whole_dataset()
    unchecked = counted(node, {})
    assert (unchecked.points, unchecked.best, unchecked.not_known) == (325, 405, 80)
    assert unchecked.missing == ()
    assert unchecked.rating is Rating.GOOD

    assert counted(node, {ACCESS: True}).points == 375
    assert counted(node, {ACCESS: False, FILE: None}).best == 355
    assert lost(counted(node, {ACCESS: False, FILE: True})) == {"access_answers": 50}


def test_one_dead_download_among_several_is_missing_and_one_unchecked_is_not_known():
    node = whole_dataset(one(download_url=(FILE, f"{FILE}2")))

    assert counted(node, {ACCESS: True, FILE: True, f"{FILE}2": False}).points == 375
    assert counted(node, {ACCESS: True, FILE: True}).not_known == 30
    assert links_of(node) == (ACCESS, FILE, f"{FILE}2")


def test_what_follows_from_something_missing_is_told_once_with_all_that_it_is_worth():
    node = whole_dataset(one(license=(), format=(), download_url=()), access_rights=())

    # Format 20 and the 60 that need it, download 50, licence 30, access rights 15.
    assert lost(counted(node)) == {"format": 80, "download": 50, "licence": 30, "access_rights": 15}
    assert [each.indicator.name for each in counted(node).missing] == ["format", "download", "licence", "access_rights"]


def test_a_dataset_without_distributions_is_told_one_thing_instead_of_twelve():
    without = counted(whole_dataset(distribution=()))

    assert lost(without) == {NO_DISTRIBUTION.name: 220}
    assert without.missing[0].places == (DATASET,)


@pytest.mark.parametrize(
    "changes",
    [
        {"access_service": SERVICE},
        {"format": ("application/vnd.ogc.wms_xml",)},
        {"conforms_to": (Node("https://api.example.se/openapi.json", "Standard", {}),)},
    ],
    ids=["service", "map service", "interface description"],
)
def test_an_api_has_nothing_to_download_and_can_not_be_excellent(changes):
    node = whole_dataset(one(download_url=(), byte_size=(), **{"format": ("application/json",)} | changes))

    european, portal = counted(node), counted(node, profile=DCAT_AP_SE)
    assert european.reachable == 350 < Rating.EXCELLENT.least
    assert portal.reachable == 320
    assert not {"download", "download_answers", "byte_size"} & set(lost(european))


def test_a_file_beside_an_api_is_still_asked_for_its_size():
    node = whole_dataset(one(1, access_service=SERVICE, download_url=(), byte_size=()), one(2, byte_size=()))

    assert lost(counted(node)) == {"byte_size": 2.5}
    assert counted(node).reachable == whole(405 - Fraction(55, 2))


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        (405, Rating.EXCELLENT),
        (351, Rating.EXCELLENT),
        (350, Rating.GOOD),
        (221, Rating.GOOD),
        (220, Rating.SUFFICIENT),
        (121, Rating.SUFFICIENT),
        (120, Rating.BAD),
        (0, Rating.BAD),
    ],
)
def test_points_are_called_by_the_european_words(points, rating):
    assert Rating.of(points) is rating


@BOTH
def test_nothing_at_all_gives_nothing_and_everything_gives_everything(profile):
    assert counted(Node(DATASET, "Dataset", {}), {}, profile).points == 0
    full = full_node("Dataset", DATASET)
    everything = counted(full, dict.fromkeys(links_of(full), True), profile)
    assert everything.missing == ()
    assert everything.points == everything.ceiling == everything.best


@BOTH
def test_points_add_up_whatever_is_said(profile):
    random = Random(5)
    for _number in range(60):
        node = _some_of(full_node("Dataset", DATASET), random)
        found = counted(node, {address: random.choice([True, False, None]) for address in links_of(node)}, profile)
        for each in found.outcomes:
            parts = (each.had, each.missing, each.not_known, each.out_of_reach)
            assert sum(parts) == each.indicator.points and min(parts) >= 0, each
        assert sum(each.points for each in found.missing) == sum(each.missing for each in found.outcomes)
        assert 0 <= found.points <= found.best <= found.reachable <= found.ceiling


@BOTH
def test_saying_more_never_costs_points(profile):
    random = Random(7)
    full = full_node("Dataset", DATASET)
    answers = dict.fromkeys(links_of(full), True)
    for _number in range(8):
        names = list(full.values)
        random.shuffle(names)
        node, before = Node(DATASET, "Dataset", {}), 0
        for name in names:
            node = node.replace(**{name: full.values[name]})
            after = counted(node, answers, profile).points
            assert after >= before, name
            before = after


@BOTH
def test_an_answer_never_costs_points_and_a_refusal_never_gives_any(profile):
    node = whole_dataset()
    for address in (ACCESS, FILE):
        no, unknown, yes = (counted(node, {address: each}, profile) for each in (False, None, True))
        assert no.points <= unknown.points <= yes.points
        assert no.best <= unknown.best <= yes.best


def test_a_draft_with_values_that_may_not_be_written_is_counted_all_the_same():
    node = whole_dataset(one(license=("inte en adress",)), theme=("två ord",), issued=("i våras",))

    assert {"categories", "licence", "issued", "compliance"} == set(lost(counted(node)))
    assert faults(node)


def test_compliance_is_that_of_the_european_profile():
    """What only Sweden asks for costs nothing in Europe."""
    assert not faults(whole_dataset(publisher=(), contact_point=(), identifier=()))
    assert [each.field for each in faults(whole_dataset(title=()))] == ["title"]
    assert faults(whole_dataset(publisher=(PUBLISHER, f"{PUBLISHER}1")))


def test_every_indicator_has_sentences_that_name_the_field_and_the_remedy_in_both_languages():
    prefixed = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):\w")
    for each in (*INDICATORS.values(), NO_DISTRIBUTION):
        assert each.field in DCAT_AP_SE[each.class_name]
        assert not each.needs or list(INDICATORS).index(each.needs) < list(INDICATORS).index(each.name)
        for language in ("sv", "en"):
            sentence = each.remedy.in_language(language)
            assert len(re.findall(r"[.]( [A-ZÅÄÖ]|$)", sentence)) == 2, sentence  # what is wrong, and what to do
            assert not prefixed.search(sentence) and "http" not in sentence
        assert each.remedy.sv != each.remedy.en
    assert set(DIMENSIONS) == set(Dimension)
    assert set(METHODS) == {DCAT_AP.key, DCAT_AP_SE.key}


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"license": ()}, 0),
        ({"license": ("http://creativecommons.org/licenses/by-nc/4.0/",)}, 0),
        ({"format": ()}, 0),
        ({"format": ("application/pdf",)}, 1),
        ({"format": ("application/vnd.ms-excel",)}, 2),
        ({"format": ("text/csv",)}, 3),
        ({"format": ("text/turtle",)}, 4),
        ({"format": ("application/rdf+xml",)}, 4),
    ],
)
def test_stars_are_won_one_after_the_other(values, count):
    won = stars(distribution(**values))

    assert won.count == count
    assert won.next_step.sv != won.next_step.en


def _some_of(node: Node, random: Random) -> Node:
    """The node with some of its values, and its parts with some of theirs."""
    kept = {name: values for name, values in node.values.items() if random.random() < 0.6}
    parts = tuple(_some_of(part, random) for part in kept.get("distribution", ()))
    return Node(node.iri, node.class_name, kept | ({"distribution": parts} if parts else {}))
