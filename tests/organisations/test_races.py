"""What happens when two do the same thing at the same moment; on real transactions, with both databases' locks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from organisations import invitations, memberships
from organisations.models import Membership, Person
from tests.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_same_time(*actions) -> list:
    """Start all actions together, each with a database connection of its own; their results or refusals."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=10)
            return action()
        except ValidationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_two_who_use_the_same_link_become_one_person():
    issued = invitations.invite(None, email="ny@example.com", organisation=make_organisation(), role="redaktor")

    def accept():
        return invitations.accept_as_new_person(
            invitation=invitations.find_by_token(issued.token), name="Ny", password="lång mening nog"
        )

    results = at_the_same_time(accept, accept)
    assert sorted(type(result).__name__ for result in results) == ["Person", "ValidationError"]
    assert Person.objects.filter(email="ny@example.com").count() == 1


def test_two_owners_who_remove_each_other_leave_one():
    organisation = make_organisation()
    first, second = (make_member(organisation, "organisationsansvarig") for _ in range(2))

    def removal(actor, other):
        return lambda: memberships.remove_member(actor, membership=other.memberships.get())

    results = at_the_same_time(removal(first, second), removal(second, first))
    assert sum(isinstance(result, ValidationError) for result in results) == 1
    assert Membership.objects.responsible_in(organisation.pk).count() == 1
