"""The lexical forms of the kinds of value."""

import pytest

from dcat import kinds
from dcat.profile import DCAT_AP_SE, Kind


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2026", "xsd:gYear"),
        ("2026-11-23", "xsd:date"),
        ("2026-11-23T08:30:00", "xsd:dateTime"),
        ("2026-11-23T08:30:00.5+01:00", "xsd:dateTime"),
        ("2026-11-23T08:30:00Z", "xsd:dateTime"),
        ("2026-02-30", None),
        ("03/04/2026", None),
        ("20261123", None),
        ("2026-W01", None),
        ("0000", None),
        ("2026-11-23T25:00:00", None),
        ("２０２６", None),
        ("2026\n", None),
    ],
)
def test_the_datatype_of_a_date_is_told_by_how_it_is_written(value, datatype):
    assert kinds.date_datatype(value) == datatype


@pytest.mark.parametrize("value", ["P1Y", "P1Y2M3DT4H5M6.7S", "PT15M", "-P1D"])
def test_durations(value):
    assert kinds.is_duration(value)


@pytest.mark.parametrize("value", ["", "P", "PT", "PTS", "1 dag", "P1H", "P1DT"])
def test_no_durations(value):
    assert not kinds.is_duration(value)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("+46 (0)18-727 00 00", "tel:+46187270000"),
        ("0046 18 727 00 00", "tel:+46187270000"),
        ("018-727 00 00", "tel:0187270000"),
        ("(018) 727.00.00", "tel:0187270000"),
    ],
)
def test_a_telephone_number_is_written_without_what_people_put_in_it(typed, written):
    assert kinds.to_term(Kind.TELEPHONE, typed) == kinds.Resource(written)


def test_an_email_address_is_written_as_mailto_and_read_back():
    term = kinds.to_term(Kind.EMAIL, "öppna data+x?&@example.se")
    assert term == kinds.Resource("mailto:%C3%B6ppna%20data+x%3F%26@example.se")
    assert kinds.from_term(Kind.EMAIL, term) == "öppna data+x?&@example.se"


def test_a_box_is_written_and_read():
    assert kinds.box(kinds.write_box("17.3", "59.7", "18", "60.1")) == kinds.Box(17.3, 59.7, 18.0, 60.1)
    assert kinds.box("POLYGON((17 59, 18 59, 18 60, 17 61, 17 59))") is None
    assert kinds.box("POINT(17 59)") is None


def test_only_what_may_be_a_file_may_come_by_ftp():
    assert kinds.schemes(DCAT_AP_SE["Distribution"]["download_url"]) == ("http", "https", "ftp", "ftps")
    assert kinds.schemes(DCAT_AP_SE["Distribution"]["access_url"]) == ("http", "https")
    assert kinds.schemes(DCAT_AP_SE["Catalog"]["homepage"]) == ("http", "https")


def test_every_kind_is_written_and_read_or_described_in_place():
    described = {Kind.NODE, Kind.DOCUMENT}
    assert set(kinds._TO_TERM) == set(kinds._FROM_TERM) == set(Kind) - described
