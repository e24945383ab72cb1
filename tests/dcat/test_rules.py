"""Rules between the fields of one description: what each finds, what it leaves alone, and where the border goes."""

import pytest

from dcat.check import check
from dcat.finding import Severity
from dcat.kinds import ordered_box, write_box
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.rules.dates import is_before
from dcat.rules.identifiers import plain_identifier
from dcat.rules.interfaces import is_interface_description
from dcat.rules.wording import lower_keyword, title_is_without_name, without_name
from tests.dcat.nodes import DATASET, DATASET_UUID, catalog, dataset, distribution, full_node, texts

ACCESS = "http://publications.europa.eu/resource/authority/access-right/"
OPENAPI = "https://api.example.se/v1/openapi.json"
OTHER_LICENCE = (Node("https://www.example.se/villkor", "LicenseDocument", {"title": texts("Villkor", "Terms")}),)
SERIES = "https://data.example.se/uppsala/series/1"


def found(node: Node) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in check(node, DCAT_AP_SE)]


def mends(node: Node) -> list[str | None]:
    return [finding.mend for finding in check(node, DCAT_AP_SE)]


def area(box: str, centroid: str) -> dict:
    return {"geographical_area": (Node(f"{DATASET}#spatial-1", "Location", {"bbox": (box,), "centroid": (centroid,)}),)}


def standard(iri: str) -> Node:
    return Node(iri, "Standard", {"title": texts("Bad", "Bath")})


def series(**values: tuple) -> Node:
    """A series about which there is nothing to say, with changes."""
    own = {name: value for name, value in dataset().values.items() if name in DCAT_AP_SE["DatasetSeries"]}
    return Node(SERIES, "DatasetSeries", own).replace(**values)


def test_there_is_nothing_to_say_about_a_good_series():
    assert found(series()) == []


# --- Dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023", "2024"),
        ("2023", "2024-01-01"),
        ("2023-12-31", "2024"),
        ("2024-05-31", "2024-06-01"),
        ("2024-05-31", "2024-06-01T00:00:00"),
        ("2024-05-31T23:59:59+02:00", "2024-06-01"),
        ("2024-06-01T10:00:00", "2024-06-01T10:00:01"),
        ("2024-06-01T11:30:00+02:00", "2024-06-01T10:00:00Z"),
        ("2024-05-31T10:00:00", "2024-06-01T10:00:00Z"),
        ("0999", "2024"),
    ],
)
def test_a_date_is_before_another(earlier, later):
    assert is_before(earlier, later)
    assert not is_before(later, earlier)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024", "2024"),
        ("2024", "2024-06-01"),
        ("2024", "2024-12-31T23:59:59Z"),
        ("2024-06-01", "2024-06-01"),
        ("2024-06-01", "2024-06-01T10:00:00+02:00"),
        ("2024-06-01T12:00:00+02:00", "2024-06-01T10:00:00Z"),
        ("2024-06-01T23:00:00", "2024-06-01T10:00:00Z"),  # without a zone the hour can't be compared
        ("2024-06-01", "förra året"),
        ("2024-13-01", "2024-02-01"),
    ],
)
def test_neither_of_two_dates_is_before_the_other(one, other):
    assert not is_before(one, other)
    assert not is_before(other, one)


@pytest.mark.parametrize("make", [dataset, series, catalog, distribution])
def test_what_was_changed_before_it_was_there_is_told_of(make):
    assert ("modified_before_issued", "modified") in found(make(issued=("2024-06-01",), modified=("2024-05-31",)))
    assert "modified" not in [field for _code, field in found(make(issued=("2024-06-01",), modified=("2024-06-01",)))]
    assert "modified_before_issued" not in dict(found(make(issued=(), modified=("2024-06-01",))))


def test_dates_in_the_wrong_order_stop_nothing():
    (finding,) = check(dataset(issued=("2024",), modified=("2023",)), DCAT_AP_SE)
    assert finding.severity is Severity.ADVICE
    assert finding.mend is None
    assert "2023" in finding.message.sv
    assert "2024" in finding.message.en


def test_a_period_may_begin_and_end_in_the_same_year():
    period = Node(f"{DATASET}#temporal-1", "PeriodOfTime", {"start_date": ("2024-05-01",), "end_date": ("2024",)})
    assert found(dataset(temporal=(period,))) == []


# --- Areas -----------------------------------------------------------------------------------------------------------

BOX = write_box("17.3", "59.7", "18.0", "60.1")


@pytest.mark.parametrize("centroid", ["POINT(17.6 59.9)", "POINT(17.3 60.1)"])
def test_the_centre_of_an_area_lies_in_it(centroid):
    assert found(dataset(**area(BOX, centroid))) == []


@pytest.mark.parametrize("centroid", ["POINT(17.2 59.9)", "POINT(17.6 60.2)", "POINT(59.9 17.6)"])
def test_a_centre_beside_its_area_is_told_of(centroid):
    assert found(dataset(**area(BOX, centroid))) == [("centroid_outside", "centroid")]


def test_a_box_that_is_wrong_is_told_of_once():
    assert found(dataset(**area(write_box("18", "59", "17", "60"), "POINT(10 10)"))) == [("wrong_form", "bbox")]


@pytest.mark.parametrize(
    ("sides", "mend"),
    [
        (("18.0", "59.7", "17.3", "60.1"), "swap_box"),
        (("17.3", "60.1", "18.0", "59.7"), "swap_box"),
        (("18.0", "60.1", "17.3", "59.7"), "swap_box"),
        (("17.3", "59.7", "17.3", "60.1"), None),  # no width whichever way
        (("17.3", "59.7", "18.0", "95"), None),
        (("200", "59.7", "18.0", "60"), None),
    ],
)
def test_a_box_is_mended_when_its_sides_only_have_to_change_places(sides, mend):
    node = Node(f"{DATASET}#spatial-1", "Location", {"bbox": (write_box(*sides),)})
    assert mends(dataset(geographical_area=(node,))) == [mend]


def test_a_box_keeps_its_numbers_as_they_are_written():
    assert ordered_box(write_box("18.00", "60.1", "17.30", "59.70")) == write_box("17.30", "59.70", "18.00", "60.1")
    assert ordered_box("POINT(1 2)") is None


# --- Identifiers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("again", [DATASET_UUID, DATASET_UUID.upper(), f"urn:uuid:{DATASET_UUID}"])
def test_an_identifier_that_is_there_twice_is_told_of(again):
    assert found(dataset(identifier=(DATASET_UUID, again))) == [("identifier_repeated", "identifier")]


def test_identifiers_may_be_many_and_of_any_kind():
    assert found(dataset(identifier=(DATASET_UUID, "A-17", "a-17", DATASET_UUID.replace("9", "8")))) == []
    assert plain_identifier(" A-17 ") == "A-17"


# --- Interface descriptions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        (OPENAPI, True),
        ("https://api.example.se/swagger/v2/swagger.JSON?x=1", True),
        ("https://api.example.se/openapi/bad.yaml", True),
        ("https://api.example.se/OpenAPI.yml", True),
        ("https://spec.openapis.org/oas/v3.1.0", False),
        ("https://spec.openapis.org/oas/3.1/schema.json", False),
        ("https://api.example.se/swagger/index.html", False),
        ("https://api.example.se/bad.json", False),
        ("https://[", False),
    ],
)
def test_an_interface_description_is_known_by_its_address(address, verdict):
    assert is_interface_description(address) is verdict


def test_an_interface_description_is_no_standard_that_a_dataset_follows():
    node = dataset(conforms_to=(standard("https://standards.example.se/bad"), standard(OPENAPI)))
    assert found(node) == [("interface_description", "conforms_to")]
    assert mends(node) == ["move_interface_description"]


@pytest.mark.parametrize("parts", [0, 2])
def test_it_is_moved_only_where_it_is_clear_whose_it_is(parts):
    several = tuple(distribution(f"{DATASET}/distributions/{number}") for number in range(parts))
    assert mends(dataset(conforms_to=(standard(OPENAPI),), distribution=several)) == [None]


def test_series_and_services_have_another_place_for_it_too():
    service = full_node("DataService", "https://data.example.se/services/1")

    assert found(series(conforms_to=(standard(OPENAPI),))) == [("interface_description", "conforms_to")]
    assert mends(series(conforms_to=(standard(OPENAPI),))) == [None]
    said = dict(found(service.replace(conforms_to=(standard(OPENAPI),))))
    assert said["interface_description_of_service"] == "conforms_to"
    assert found(distribution(conforms_to=(standard(OPENAPI),), access_service=(service.iri,))) == []


# --- The title and whose it is ----------------------------------------------------------------------------------------

UPPSALA = ["Uppsala kommun", "Uppsala"]


@pytest.mark.parametrize(
    "title, shorter",
    [
        ("Badplatser i Uppsala kommun", "Badplatser"),
        ("Uppsala kommuns badplatser", "Badplatser"),
        ("Uppsalas badplatser", "Badplatser"),
        ("Badplatser (Uppsala)", "Badplatser"),
        ("Badplatser – Uppsala", "Badplatser"),
        ("Bathing sites in Uppsala", "Bathing sites"),
        ("Resor mellan Uppsala och Enköping", "Resor mellan Uppsala och Enköping"),
        ("Uppsala", "Uppsala"),
    ],
)
def test_a_name_in_the_title_is_found_and_taken_away_where_that_is_certain(title, shorter):
    assert [each.code for each in title_is_without_name(dataset(title=texts(title)), UPPSALA)] == ["name_in_title"]
    assert without_name(title, UPPSALA) == shorter


@pytest.mark.parametrize("title", ["Badplatser", "Uppsalabon", "Kil för segelbåtar i kil"])
def test_other_words_are_no_names(title):
    names = [*UPPSALA, "Kil"] if "Kil" not in title else UPPSALA
    assert list(title_is_without_name(dataset(title=texts(title)), names)) == []


# --- Distributions ---------------------------------------------------------------------------------------------------


def test_an_interface_description_without_a_service_asks_for_one():
    assert found(distribution(conforms_to=(standard(OPENAPI),))) == [("api_without_service", "access_service")]
    assert found(distribution(conforms_to=(standard("https://schemas.example.se/badplats.json"),))) == []


@pytest.mark.parametrize(
    "titles, is_found",
    [
        (("Bad 2023", "Bad 2024"), True),
        (("Bad 2024 som CSV", "Bad 2024 som JSON"), False),
        (("Bad 2023 som CSV", "Bad 2024 som JSON"), False),  # not alike but for the year: nobody can know
        (("Bad", "Bad 2024"), False),
    ],
)
def test_distributions_that_differ_by_the_year_are_other_data(titles, is_found):
    parts = tuple(
        distribution(f"{DATASET}/distributions/{number}", title=texts(title)) for number, title in enumerate(titles)
    )

    codes = [code for code, _field in found(dataset(distribution=parts))]

    assert ("distributions_are_parts" in codes) == is_found


# --- Protected data --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", ["RESTRICTED", "NON_PUBLIC"])
def test_protected_data_say_how_large_they_are_and_on_what_terms(right):
    rights = {"access_rights": (ACCESS + right,)}
    bare = distribution(license=())

    assert found(dataset(**rights, distribution=())) == [("protected_no_distribution", "distribution")]
    assert set(found(dataset(**rights, distribution=(bare,)))) == {
        ("recommended", "license"),
        ("protected_no_size", "byte_size"),
        ("protected_no_terms", "license"),
    }


@pytest.mark.parametrize("terms", [{"other_license": OTHER_LICENCE, "license": ()}, {}])
def test_protected_data_with_all_of_it_is_good(terms):
    part = distribution(byte_size=("0",), **terms)
    assert found(dataset(access_rights=(ACCESS + "RESTRICTED",), distribution=(part,))) == []


def test_a_rights_statement_is_terms_enough_for_protected_data():
    rights = Node(f"{DATASET}/distributions/1#rights-1", "RightsStatement", {"copyright_year": ("2024",)})
    part = distribution(byte_size=("1",), license=(), rights=(rights,))
    node = dataset(access_rights=(ACCESS + "NON_PUBLIC",), distribution=(part,))
    assert "protected_no_terms" not in dict(found(node))


def test_open_data_need_none_of_it():
    assert found(dataset(distribution=())) == []
    assert found(dataset(access_rights=())) == [("recommended", "access_rights")]


def test_what_a_distribution_of_protected_data_lacks_is_said_of_the_distribution():
    parts = tuple(distribution(f"{DATASET}/distributions/{number}", title=texts(f"Del {number}")) for number in (1, 2))
    first, second = check(dataset(access_rights=(ACCESS + "RESTRICTED",), distribution=parts), DCAT_AP_SE)
    assert (first.iri, first.class_name, first.severity) == (parts[0].iri, "Distribution", Severity.ADVICE)
    assert second.message.sv.startswith("Distribution ”Del 2”: Storlek (i bytes) saknas")


def test_a_protected_service_says_what_it_is_and_whose():
    service = full_node("DataService", "https://data.example.se/services/1")
    rights = {"access_rights": (ACCESS + "RESTRICTED",)}
    bare = service.replace(**rights, description=(), publisher=())

    assert {"protected_no_description", "protected_no_publisher"} <= dict(found(bare)).keys()
    assert not [code for code, _ in found(service.replace(**rights)) if code.startswith("protected")]
    assert not [
        code for code, _ in found(bare.replace(access_rights=(ACCESS + "PUBLIC",))) if code.startswith("protected")
    ]


# --- Fees ------------------------------------------------------------------------------------------------------------


def test_a_fee_and_free_terms_do_not_go_together():
    fee = (Node(f"{DATASET}#offers-1", "Offer", {"description": texts("Hundra kronor.", "A hundred kronor.")}),)
    by = distribution(license=("http://creativecommons.org/licenses/by/4.0/",))
    restricted = {
        "access_rights": (ACCESS + "RESTRICTED",),
        "distribution": (distribution(byte_size=("1",)),),
    }

    assert ("fee_on_free_data", "offers") in found(dataset(offers=fee))
    for change in ({"distribution": (by,)}, {"distribution": (distribution(), by)}, {"distribution": ()}, restricted):
        assert "fee_on_free_data" not in dict(found(dataset(offers=fee, **change)))
    assert found(dataset(offers=())) == []


# --- Wording ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["Badplatser (CSV)", "Badplatser som excel-fil", "WMS över badplatser", "Bad, geojson"]
)
def test_a_title_does_not_name_a_format(title):
    assert found(dataset(title=texts(title))) == [("format_in_title", "title")]


@pytest.mark.parametrize("title", ["Excellenta badplatser", "Kmlstig", "Pdfer", "Zipline"])
def test_a_word_that_begins_like_a_format_is_none(title):
    assert found(dataset(title=texts(title))) == []


def test_the_year_in_a_title_tells_the_datasets_of_a_series_apart():
    assert found(dataset(title=texts("Luftkvalitet 2024"), in_series=(SERIES,))) == []
    assert found(dataset(title=texts("Luftkvalitet 2024"))) == [("year_in_title", "title")]


def test_ten_words_are_a_title_and_eleven_are_not():
    ten = "ett två tre fyra fem sex sju åtta nio tio"
    assert found(dataset(title=texts(ten))) == []
    assert found(dataset(title=texts(ten + " elva"))) == [("long_title", "title")]


@pytest.mark.parametrize(
    ("keyword", "language", "lower"),
    [
        ("Badplats", "sv", "badplats"),
        ("Öppna Data", "sv", "öppna data"),
        ("Bathing site", "en", "bathing site"),
        ("GIS", "sv", "GIS"),
        ("E4", "sv", "E4"),
        ("GeoJSON-fil", "sv", "GeoJSON-fil"),
        ("Badeplatz", "de", "Badeplatz"),
        ("å", "sv", "å"),
    ],
)
def test_a_keyword_is_in_lower_case_but_for_abbreviations(keyword, language, lower):
    assert lower_keyword(keyword, language) == lower
    keywords = (*texts("vatten", "water"), LanguageText(keyword, language))
    expected = [] if keyword == lower else [("keyword_case", "keyword")]
    assert found(dataset(keyword=keywords)) == expected


def test_a_keyword_is_given_once_in_each_language():
    bad = LanguageText("bad", "sv")
    assert found(dataset(keyword=(bad, LanguageText("bad", "en")))) == []
    assert found(dataset(keyword=(bad, LanguageText("bad", "sv")))) == [("keyword_repeated", "keyword")]
    codes = [code for code, _field in found(dataset(keyword=(bad, LanguageText("Bad", "sv"))))]
    assert codes == ["keyword_case", "keyword_repeated"]


# --- High value ------------------------------------------------------------------------------------------------------


def test_a_distribution_can_only_be_marked_where_there_is_one():
    marked = {
        "applicable_legislation": ("http://data.europa.eu/eli/reg_impl/2023/138/oj",),
        "hvd_category": ("http://data.europa.eu/bna/c_ac64a52d",),
    }
    assert mends(dataset(**marked)) == ["mark_distributions"]
    assert mends(dataset(**marked, distribution=())) == [None]
