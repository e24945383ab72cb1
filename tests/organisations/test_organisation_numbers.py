"""Organisation numbers: what people type, and vouching for one."""

import pytest
from django.core.exceptions import ValidationError

from organisations.models import Organisation
from organisations.organisation_changes import confirm_number
from organisations.organisation_numbers import clean_number
from organisations.seeding import read_facts
from tests.factories import make_member, make_organisation


@pytest.mark.parametrize(
    "typed", ["2120003005", "212000-3005", " 212000 3005 ", "16212000-3005", "212000–3005", "212000\u00a03005"]
)
def test_a_number_may_be_typed_in_any_usual_way(typed):
    assert clean_number(typed) == "2120003005"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "form"),
        ("212000-300", "form"),
        ("SE2120003005", "form"),
        ("٢١٢٠٠٠٣٠٠٥", "form"),
        ("212000-3005\x00", "form"),
        ("212000-3006", "check_digit"),
        ("122000-3005", "check_digit"),
        ("811228-9874", "personal_number"),
    ],
)
def test_a_number_that_can_not_be_one_is_refused_with_a_reason(typed, code):
    with pytest.raises(ValidationError) as refusal:
        clean_number(typed)
    assert refusal.value.code == code


def test_every_number_in_the_facts_has_a_right_check_digit():
    for row in read_facts():
        assert clean_number(row["organisation_number"]) == row["organisation_number"]


@pytest.mark.django_db
class TestConfirming:
    def test_a_confirmed_number_says_who_and_when(self):
        organisation = make_organisation(is_number_confirmed=False)
        person = make_member(organisation, "organisationsansvarig")
        confirm_number(person, organisation=organisation, number="212000-3005")
        kept = Organisation.objects.get(pk=organisation.pk)
        assert kept.organisation_number == "2120003005"
        assert kept.number_confirmed_by == person
        assert kept.is_number_confirmed
        assert kept.agent_iri == "http://dataportal.se/organisation/SE2120003005"

    def test_a_confirmed_number_stays(self):
        organisation = make_organisation(organisation_number="2120003005")
        with pytest.raises(ValidationError, match="redan bekräftat"):
            confirm_number(make_member(organisation), organisation=organisation, number="2120000241")
        assert Organisation.objects.get(pk=organisation.pk).organisation_number == "2120003005"

    def test_two_organisations_never_share_a_number(self):
        make_organisation(organisation_number="2120003005")
        organisation = make_organisation(is_number_confirmed=False)
        with pytest.raises(ValidationError, match="annan organisation"):
            confirm_number(make_member(organisation), organisation=organisation, number="2120003005")
        assert not Organisation.objects.get(pk=organisation.pk).is_number_confirmed
