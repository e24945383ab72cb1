"""Who may do what: the whole table, and what changes it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from organisations.models import Membership, Person, Role
from organisations.permissions import (
    Action,
    may,
    members_who_may,
    organisation_for,
    organisations_of,
    require_administrator,
    takes_part,
)
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_county,
    make_member,
    make_organisation,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

_WRITES = {
    Action.READ_DRAFTS,
    Action.SEE_PROGRESS,
    Action.EDIT,
    Action.PUBLISH,
    Action.REVIEW,
    Action.WITHDRAW,
}
_TABLE = {
    "redaktor": _WRITES | {Action.READ_INTERNAL},
    "publicist": _WRITES | {Action.READ_INTERNAL},
    "organisationsansvarig": set(Action),
    "organisationsansvarig elsewhere": {Action.READ_INTERNAL},
    "samordnare": {Action.READ_INTERNAL, Action.SEE_PROGRESS},
    "samordnare of another county": {Action.READ_INTERNAL},
    "administrator": set(Action),
    "without a role": set(),
    "inactive organisationsansvarig": set(),
    "inactive administrator": set(),
    "anonymous": set(),
}


@pytest.fixture
def organisation():
    return make_organisation("Örebro kommun", county=make_county("18"))


def somebody(who: str, organisation):
    """A person as the table's row says."""
    makers = {
        "organisationsansvarig elsewhere": lambda: make_member(role=Role.ORGANISATIONSANSVARIG),
        "samordnare": lambda: make_coordinator(organisation.county),
        "samordnare of another county": lambda: make_coordinator(make_county("03")),
        "administrator": make_administrator,
        "without a role": make_person,
        "inactive organisationsansvarig": lambda: make_member(
            organisation, Role.ORGANISATIONSANSVARIG, is_active=False
        ),
        "inactive administrator": lambda: make_administrator(is_active=False),
        "anonymous": AnonymousUser,
    }
    return makers[who]() if who in makers else make_member(organisation, who)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("who", _TABLE)
def test_everybody_may_what_the_table_says_and_nothing_else(who, action, organisation):
    assert may(somebody(who, organisation), action, organisation) is (action in _TABLE[who])


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("who", _TABLE)
def test_an_organisation_is_found_by_those_who_may_and_missing_for_all_others(who, action, organisation):
    person = somebody(who, organisation)
    if action in _TABLE[who]:
        assert organisation_for(person, "orebro", action) == organisation
    else:
        with pytest.raises(Http404):
            organisation_for(person, "orebro", action)


def test_every_role_has_a_row():
    assert set(Role.values) < set(_TABLE)


def test_nobody_finds_an_organisation_that_is_not_there():
    with pytest.raises(Http404):
        organisation_for(make_administrator(), "atlantis", Action.READ_DRAFTS)


@pytest.mark.parametrize(
    ("role", "is_author", "allowed"),
    [
        ("redaktor", False, False),
        ("redaktor", True, False),
        ("publicist", False, True),
        ("publicist", True, False),
        ("organisationsansvarig", False, True),
        ("organisationsansvarig", True, True),
    ],
)
def test_where_approval_is_required_another_than_the_author_publishes(role, is_author, allowed):
    organisation = make_organisation(requires_approval=True)
    person = make_member(organisation, role)
    authors = {make_member(organisation).pk} | ({person.pk} if is_author else set())
    assert may(person, Action.PUBLISH, organisation, author_ids=authors) is allowed
    assert (person in members_who_may(Action.PUBLISH, organisation, author_ids=authors)) is allowed
    assert may(person, Action.REVIEW, organisation, author_ids=authors) is (role != "redaktor")


def test_without_approval_a_redaktor_publishes_what_they_wrote(organisation):
    person = make_member(organisation)
    assert may(person, Action.PUBLISH, organisation, author_ids={person.pk})


def test_approval_leaves_writing_and_withdrawing_alone():
    organisation = make_organisation(requires_approval=True)
    person = make_member(organisation)
    assert may(person, Action.EDIT, organisation)
    assert may(person, Action.WITHDRAW, organisation)


def test_a_samordnare_who_also_is_a_redaktor_somewhere_writes_only_there(organisation):
    elsewhere = make_organisation(county=organisation.county)
    person = make_member(elsewhere)
    make_coordinator(organisation.county, person=person)
    assert may(person, Action.EDIT, elsewhere)
    assert may(person, Action.SEE_PROGRESS, organisation)
    assert not may(person, Action.EDIT, organisation)
    assert not may(person, Action.READ_DRAFTS, organisation)


def test_a_removed_member_may_nothing_from_the_next_request_on(organisation):
    person = make_member(organisation)
    assert may(person, Action.EDIT, organisation)
    Membership.objects.filter(person=person).delete()
    assert not may(Person.objects.get(pk=person.pk), Action.EDIT, organisation)


def test_a_question_about_many_organisations_takes_the_queries_of_one(organisation, django_assert_num_queries):
    person = make_member(organisation)
    others = [make_organisation() for _ in range(5)]
    with django_assert_num_queries(2):
        for place in [organisation, *others]:
            may(person, Action.SEE_PROGRESS, place)
            takes_part(person)


def test_the_workspace_lists_ones_own_organisations_and_those_of_ones_counties(organisation):
    neighbour = make_organisation("Kumla kommun", county=organisation.county)
    away = make_organisation("Heby kommun", county=make_county("03"))
    assert list(organisations_of(make_member(away))) == [away]
    assert list(organisations_of(make_coordinator(organisation.county))) == [neighbour, organisation]
    assert set(organisations_of(make_administrator())) == {organisation, neighbour, away}
    assert not organisations_of(make_person()).exists()


@pytest.mark.parametrize("who", [who for who in _TABLE if who != "administrator"])
def test_administration_is_missing_for_all_but_administrators(who, organisation):
    require_administrator(make_administrator())
    with pytest.raises(Http404):
        require_administrator(somebody(who, organisation))
