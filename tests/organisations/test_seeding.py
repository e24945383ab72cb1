"""The facts about counties and organisations reach the database, once, and leave people's decisions alone."""

from io import StringIO

import pytest
from django.core.management import call_command

from organisations.models import County, Organisation
from organisations.organisation_changes import change_address_part, confirm_number, rename_organisation
from organisations.seeding import read_facts, seed_organisations
from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def seeded() -> str:
    """What the command says."""
    said = StringIO()
    call_command("seed_organisations", stdout=said)
    return said.getvalue().strip()


def test_all_kommuner_and_regioner_of_the_five_counties_are_made():
    assert seeded() == "Organisations: 57 made, 0 refreshed, 0 unchanged."
    assert Organisation.objects.filter(kind="kommun").count() == 52
    assert Organisation.objects.filter(kind="region").count() == 5
    assert set(County.objects.values_list("code", flat=True)) == {"03", "04", "05", "18", "19"}


def test_addresses_are_made_from_the_short_names():
    seed_organisations()
    for slug in ["orebro", "alvkarleby", "region-orebro-lan", "uppsala", "habo"]:
        assert Organisation.objects.filter(slug=slug).exists(), slug


def test_only_the_three_weak_numbers_wait_for_somebody_to_vouch_for_them():
    seed_organisations()
    waiting = Organisation.objects.filter(number_confirmed_at=None).values_list("slug", flat=True)
    assert set(waiting) == {"laxa", "odeshog", "vadstena"}


def test_codes_keep_their_leading_zeros():
    seed_organisations()
    uppsala = Organisation.objects.get(slug="uppsala")
    assert (uppsala.municipality_code, uppsala.county.code) == ("0380", "03")


def test_counties_and_organisations_come_in_swedish_order():
    seed_organisations()
    assert list(County.objects.values_list("name", flat=True)) == [
        "Södermanlands län",
        "Uppsala län",
        "Västmanlands län",
        "Örebro län",
        "Östergötlands län",
    ]
    in_uppsala = Organisation.objects.by_county().filter(county="03").values_list("short_name", flat=True)
    assert list(in_uppsala) == [
        "Region Uppsala", "Enköping", "Heby", "Håbo", "Knivsta", "Tierp", "Uppsala", "Älvkarleby", "Östhammar",
    ]  # fmt: skip


def test_a_second_run_changes_nothing():
    seed_organisations()
    before = list(Organisation.objects.order_by("pk").values())
    assert seeded() == "Organisations: 0 made, 0 refreshed, 57 unchanged."
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_what_people_decided_stays():
    seed_organisations()
    administrator = make_administrator()
    laxa = Organisation.objects.get(slug="laxa")
    rename_organisation(administrator, organisation=laxa, name="Laxå stad")
    change_address_part(administrator, organisation=laxa, part="laxa-stad")
    confirm_number(administrator, organisation=laxa, number="212000-0142")
    Organisation.objects.filter(pk=laxa.pk).update(requires_approval=True, in_combined_feed=False)
    before = Organisation.objects.filter(pk=laxa.pk).values().get()
    seed_organisations()
    assert Organisation.objects.filter(pk=laxa.pk).values().get() == before
    assert Organisation.objects.count() == 57


def test_facts_that_nobody_edits_follow_the_file():
    seed_organisations()
    rows = read_facts()
    rows[0]["population"] = "1"
    assert seed_organisations(rows) == {"refreshed": 1, "unchanged": 56}
    assert Organisation.objects.get(slug="region-sormland").population == 1


def test_a_number_that_the_file_now_knows_for_sure_is_taken_over():
    seed_organisations()
    rows = read_facts()
    row = next(row for row in rows if row["short_name"] == "Laxå")
    row["number_confirmed"] = "yes"
    seed_organisations(rows)
    assert Organisation.objects.get(slug="laxa").is_number_confirmed
