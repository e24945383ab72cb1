"""A form that is saved while somebody writes, and records added from within it, as the pages' scripts ask for them."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import ContactPoint, Dataset, Distribution
from catalog.services.save import save_record
from organisations.models import Organisation
from tests.application.browser import fields
from tests.catalog.forms import empty_rows
from tests.factories import (
    make_contact,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    make_service,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BY_ITSELF = {"X-By-Itself": "1"}
PANEL = {"X-Panel": "panel1"}


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation("Grums kommun")


@pytest.fixture
def writer(organisation) -> Client:
    return sign_in(Client(), make_member(organisation))


def new(organisation: Organisation, class_name: str = "Dataset") -> str:
    return reverse("record_create", args=[organisation.slug, class_name])


def edit(record) -> str:
    return reverse("record_edit", args=[record.organisation.slug, record.class_name, record.uuid])


def post(client: Client, address: str, class_name: str = "Dataset", *, headers=BY_ITSELF, **typed):
    return client.post(address, empty_rows(class_name) | typed, headers=headers)


def on_page(client: Client, address: str) -> dict:
    """What the page's form would send if nobody changed anything."""
    return fields(client.get(address))


def test_a_new_record_is_made_once_and_saved_again_while_somebody_writes(organisation, writer):
    token = str(uuid.uuid4())

    first = post(writer, new(organisation), creation_token=token, **{"title-sv": "Bad"}).json()
    dataset = Dataset.objects.get()
    assert first["address"] == edit(dataset) and first["edit_number"] == 1 and first["said"].startswith("Sparat ")
    assert {"record_aside", "step_list", "distribution_list"} <= first["pieces"].keys()
    # The page has not heard of it yet, and sends more: nothing of that is lost, and there is still one record.
    second = post(writer, new(organisation), creation_token=token, **{"title-sv": "Badplatser"}).json()
    third = post(
        writer, first["address"], edit_number=second["edit_number"], **{"title-sv": "Badplatser i Grums"}
    ).json()

    dataset = Dataset.objects.get()
    assert (dataset.title, dataset.edit_number) == ({"sv": "Badplatser i Grums"}, 3)
    assert "Grums" in third["findings"]["title"] and "to_mend" in third["findings"]["title"]
    assert "address" not in third


def test_an_old_page_of_a_new_record_writes_nothing_over(organisation, writer):
    token = str(uuid.uuid4())
    address = post(writer, new(organisation), creation_token=token, **{"title-sv": "Bad"}).json()["address"]
    post(writer, address, edit_number="1", **{"title-sv": "Badplatser"})

    by_itself = post(writer, new(organisation), creation_token=token, **{"title-sv": "Gammalt"})
    pressed = post(writer, new(organisation), headers={}, creation_token=token, **{"title-sv": "Gammalt"})

    assert by_itself.status_code == pressed.status_code == 409
    assert f'action="{address}"' in pressed.content.decode()
    assert Dataset.objects.get().title == {"sv": "Badplatser"}


def test_what_somebody_else_has_saved_is_not_written_over(organisation, writer):
    dataset = make_dataset(organisation)
    number = dataset.edit_number
    rival = make_member(organisation, name="Tore Tävlar")
    save_record(rival, record=dataset, values={"title": {"sv": "Den andras"}}, edit_number=number)

    answer = post(writer, edit(dataset), edit_number=number, **{"title-sv": "Min"})

    assert answer.status_code == 409
    assert "Tore Tävlar sparade" in answer.json()["notice"]
    assert Dataset.objects.get(pk=dataset.pk).title == {"sv": "Den andras"}


def test_what_can_not_be_kept_is_said_with_its_control_and_nothing_is_saved(organisation, writer):
    dataset = make_dataset(organisation)

    answer = post(
        writer, edit(dataset), edit_number=dataset.edit_number, **{"issued": "i våras", "title-sv": "Ny titel"}
    )

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["control"] == "id_issued" and "inte ett datum" in error["sentence"]
    assert Dataset.objects.get(pk=dataset.pk).title == dataset.title


def test_a_new_row_gets_its_key_and_keeps_it(organisation, writer):
    dataset = make_dataset(organisation)
    rows = {"temporal-TOTAL_FORMS": "2", "temporal-1-start_date": "2020"}

    first = post(writer, edit(dataset), edit_number=dataset.edit_number, **rows).json()
    key = first["keys"]["temporal-1-key"]
    rows |= {"temporal-1-key": key, "temporal-1-start_date": "2021"}
    post(writer, edit(dataset), edit_number=first["edit_number"], **rows)

    assert Dataset.objects.get(pk=dataset.pk).temporal == [{"key": key, "start_date": "2021"}]


def test_who_is_signed_out_is_led_to_the_sign_in_and_what_they_typed_is_held(organisation):
    dataset = make_dataset(organisation)
    client = Client()

    assert post(client, edit(dataset), **{"title-sv": "Min"}).status_code == 302
    sign_in(client, make_member(organisation))
    assert 'value="Min"' in client.get(edit(dataset)).content.decode()


def test_a_finding_is_mended_in_what_the_form_has_just_saved(organisation, writer):
    dataset = make_dataset(organisation)
    sent = on_page(writer, edit(dataset)) | {"title-sv": ["Grums kommuns badplatser"], "step": ["what"]}

    answer = writer.post(edit(dataset), sent | {"to_mend": [f"remove_name title {dataset.iri}"]}, follow=True)

    assert Dataset.objects.get(pk=dataset.pk).title["sv"] == "Badplatser"
    assert "Namnet är borttaget ur titeln." in answer.content.decode()


@pytest.mark.parametrize("pressed", ["", "remove_name", "drop title x", "remove_name title https://example.com/1"])
def test_what_nobody_found_is_not_mended(organisation, writer, pressed):
    dataset = make_dataset(organisation, "Grums kommuns badplatser")
    sent = on_page(writer, edit(dataset))

    assert writer.post(edit(dataset), sent | {"to_mend": [pressed]}).status_code == 302
    assert Dataset.objects.get(pk=dataset.pk).title == dataset.title


def test_a_button_saves_and_leads_to_the_next_step(organisation, writer):
    dataset = make_dataset(organisation)
    sent = on_page(writer, edit(dataset))

    assert writer.post(edit(dataset), sent | {"to_step": ["who"]})["Location"] == f"{edit(dataset)}?steg=who#steg-who"
    assert writer.post(edit(dataset), sent | {"to_step": ["//evil.example"]})["Location"] == edit(dataset)


def test_a_distribution_is_saved_by_itself_and_its_own_findings_come_back(organisation, writer):
    dataset = make_dataset(organisation)
    part = dataset.distributions.get()
    address = reverse("distribution_edit", args=[organisation.slug, dataset.uuid, part.uuid])
    typed = {"access_url": part.access_url, "issued": "2025", "modified": "2024", "format": "text/csv"}

    answer = post(writer, address, "Distribution", edit_number=part.edit_number, **typed).json()

    assert Distribution.objects.get(pk=part.pk).issued == "2025"
    assert answer["edit_number"] == part.edit_number + 1
    assert list(answer["pieces"]) == ["distribution_remains"]
    assert "Måste rättas:" in answer["findings"]["modified"] or "Råd:" in answer["findings"]["modified"]


# --- Records added in place ------------------------------------------------------------------------------------------


def test_a_contact_added_in_a_panel_is_what_the_field_is_to_choose(organisation, writer):
    page = writer.get(new(organisation, "ContactPoint"), headers=PANEL).content.decode()
    assert "<html" not in page and 'id="panel1_name"' in page and 'id="id_' not in page

    answer = post(writer, new(organisation, "ContactPoint"), "ContactPoint", headers=PANEL, name="Parken")
    refused = post(writer, new(organisation, "ContactPoint"), "ContactPoint", headers=PANEL, email="ingen adress")

    assert answer.json() == {"value": str(ContactPoint.objects.get(name="Parken").pk), "label": "Parken"}
    assert refused.status_code == 422 and "<html" not in refused.content.decode()


def test_a_distribution_added_in_a_panel_gives_the_page_its_new_edit_number(organisation, writer):
    dataset = make_dataset(organisation)
    address = reverse("distribution_create", args=[organisation.slug, dataset.uuid])

    answer = post(writer, address, "Distribution", headers=PANEL, access_url="https://data.example.com/ny.json").json()

    assert answer["edit_number"] == Dataset.objects.get(pk=dataset.pk).edit_number == dataset.edit_number + 1
    assert "https://data.example.com/ny.json" in answer["pieces"]["distribution_list"]


def test_without_script_the_way_leads_to_a_page_and_back_with_the_new_record_chosen(organisation, writer):
    dataset = make_dataset(organisation)
    chosen = dataset.contact_point.get()

    to_page = writer.post(edit(dataset), on_page(writer, edit(dataset)) | {"to_new": ["contact_point"]})["Location"]
    back = writer.post(to_page, on_page(writer, to_page) | {"name": ["Parken"]})["Location"]

    assert back == f"{edit(dataset)}#id_contact_point"
    assert [*dataset.contact_point.order_by("pk")] == [chosen, ContactPoint.objects.get(name="Parken")]


def test_a_service_is_added_from_within_a_distribution_in_the_same_way(organisation, writer):
    dataset = make_dataset(organisation)
    part = dataset.distributions.get()
    page = reverse("distribution_edit", args=[organisation.slug, dataset.uuid, part.uuid])

    to_page = writer.post(page, on_page(writer, page) | {"to_new": ["access_service"]})["Location"]
    back = writer.post(to_page, on_page(writer, to_page) | {"title-sv": ["API"]})["Location"]

    assert back == f"{page}#id_access_service"
    assert [each.title for each in Distribution.objects.get(pk=part.pk).access_service.all()] == [{"sv": "API"}]


def test_nothing_of_another_organisation_or_another_kind_is_connected(organisation, writer):
    strange = make_dataset(make_organisation())
    own = make_dataset(organisation)
    address = new(organisation, "ContactPoint")
    for number, way in enumerate(
        [
            f"till={strange.uuid}&falt=contact_point",
            f"till={own.uuid}&falt=in_series",
            f"till={own.uuid}&falt=title",
            f"till={own.uuid}&distribution={strange.distributions.get().uuid}&falt=access_service",
            "till=\x00&falt=contact_point",
        ]
    ):
        answer = post(writer, f"{address}?{way}", "ContactPoint", headers={}, name=f"Kontakt {number}")
        assert answer.status_code == 302 and "/kontakter/" in answer["Location"]
    assert strange.contact_point.count() == own.contact_point.count() == 1


# --- Many distributions ----------------------------------------------------------------------------------------------


def test_opening_and_saving_takes_as_many_queries_for_30_distributions_as_for_3(organisation, writer):
    few, many = make_dataset(organisation), make_dataset(organisation)
    service, contact = make_service(organisation), make_contact(organisation)
    for dataset, count in ((few, 2), (many, 29)):
        for _number in range(count):
            make_distribution(dataset, access_service=[service])

    taken = {}
    for name, dataset in (("few", few), ("many", many)):
        number = Dataset.objects.get(pk=dataset.pk).edit_number
        with CaptureQueriesContext(connection) as opened:
            assert writer.get(edit(dataset)).status_code == 200
        with CaptureQueriesContext(connection) as saved:
            answer = post(writer, edit(dataset), edit_number=number, contact_point=contact.pk, **{"title-sv": "Ny"})
        assert answer.status_code == 200
        taken[name] = len(opened), len(saved)

    assert taken["few"] == taken["many"]
    assert max(taken["many"]) <= 60
