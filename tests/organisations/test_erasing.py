"""Somebody who leaves can have their account erased; their work stays."""

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Record, Release
from organisations.models import Person
from tests.factories import make_dataset, make_member, make_organisation, sign_in

pytestmark = pytest.mark.django_db


def test_the_work_stays_without_a_name(client):
    organisation = make_organisation()
    person = make_member(organisation)
    dataset = make_dataset(organisation, actor=person)
    Release.objects.all().update(published_by=person)
    sign_in(client, person)

    call_command("erase_person", person.email.upper())

    assert not Person.objects.filter(pk=person.pk).exists()
    assert Record.objects.get(pk=dataset.pk).created_by is None
    assert client.get("/arbete/").status_code == 302


def test_an_unknown_address_is_said():
    with pytest.raises(CommandError, match="nobody@example.com"):
        call_command("erase_person", "nobody@example.com")
