"""Where the demonstration is not made: in public, and among descriptions that people have written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Catalog, Record
from catalog.services.save import save_record
from organisations.models import Organisation, Person
from pages.demonstration.people import PASSWORD
from tests.factories import make_contact, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepared():
    call_command("prepare", stdout=StringIO())


def refusal() -> str:
    """Why the command refuses; it leaves everything as it was."""
    before = list(Record.objects.order_by("pk").values()), list(Person.objects.order_by("pk").values())
    with pytest.raises(CommandError) as refused:
        call_command("seed_demo", stdout=StringIO())
    assert (list(Record.objects.order_by("pk").values()), list(Person.objects.order_by("pk").values())) == before
    return str(refused.value)


def test_not_where_the_public_address_is_https(settings):
    settings.IS_HTTPS = True
    settings.PUBLIC_BASE_URL = "https://data.example.se"
    assert "https://data.example.se" in refusal()
    assert not Organisation.objects.exists()


def test_not_beside_what_somebody_has_described(prepared):
    make_contact(Organisation.objects.get(slug="sala"))
    assert "bin/start --no-demo" in refusal()


def test_not_beside_a_catalogue_that_somebody_has_edited(prepared):
    catalogue = Catalog.objects.get(owner__slug="sala")
    editor = make_member(catalogue.organisation)
    save_record(editor, record=catalogue, values={"title": {"sv": "Vår katalog"}}, edit_number=catalogue.edit_number)
    assert "bin/start --no-demo" in refusal()


def test_no_sign_ins_are_shown_where_there_is_no_demonstration(prepared):
    make_member(Organisation.objects.get(slug="sala"), email="redaktor@sala.example", password=PASSWORD)
    output = StringIO()
    call_command("show_sign_ins", stdout=output)
    assert output.getvalue() == "There is no demonstration here, so there are no sign-ins to show.\n"


def test_preparing_says_what_it_did():
    first, second = StringIO(), StringIO()
    call_command("prepare", stdout=first)
    call_command("prepare", stdout=second)
    assert "57 made" in first.getvalue() and "Catalogues: 57 made." in first.getvalue()
    assert "0 made, 0 refreshed, 57 unchanged" in second.getvalue() and "Catalogues: 0 made." in second.getvalue()
    assert Catalog.objects.count() == 57
