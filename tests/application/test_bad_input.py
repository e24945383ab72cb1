"""Whatever somebody types: it is mended and said so, or refused in Swedish, and nothing typed is lost."""

import uuid

import pytest
from django.test import Client

from catalog.models import Dataset, Distribution, Record
from catalog.services.save import save_record
from organisations.models import Role
from tests.application.browser import fields, fill_in, words
from tests.application.people import client_of
from tests.application.writing import Writing, empty_form, form_address, make_writing, post_with_rows
from tests.factories import make_member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def world(module_rows) -> Writing:
    return make_writing()


HUGE = "9" * 400
REFUSED = [
    ("new", "issued", "2026-02-30", "inte ett datum"),
    ("new", "issued", "03/04/2026", "inte ett datum"),
    ("new", "landing_page", "kommun badplatser", "inte fullständig"),
    ("new", "landing_page", "javascript:alert(1)", "ska börja med"),
    ("new", "landing_page", "data@kommun.se", "e-postadress"),
    ("new", "title-sv", "x" * 100_000, "Korta den till högst"),
    ("new", "description-sv", "å" * 100_000, "Korta den till högst"),
    ("new", "keyword-sv", "nyckelord" * 12_000, "Korta den till högst"),
    ("new", "theme", "http://example.com/vad-som-helst", "finns inte"),
    ("new", "access_rights", "http://example.com/vad-som-helst", "finns inte"),
    ("new", "accrual_periodicity", "EVIGT", "finns inte"),
    ("new_distribution", "access_url", "fil på min dator", "inte fullständig"),
    ("new_distribution", "access_url", "C:\\data\\fil.csv", "en fil på en dator"),
    ("new_distribution", "access_url", "https://exa mple.com:port/", ""),
    ("new_distribution", "format-other", "ett kalkylblad", "inte en mediatyp"),
    ("new_distribution", "byte_size", "ungefär 3 MB", "heltal"),
    ("new_distribution", "byte_size", HUGE, ""),
    ("new_distribution", "byte_size", "-1", ""),
    ("new_distribution", "license", "http://example.com/licens", "finns inte"),
    ("new_contact", "email", "inte en adress", "inte en e-postadress"),
    ("new_contact", "telephone-0-number", "ring mig", "med siffror"),
    ("new", "temporal-0-start_date", "2026-02-30", "inte ett datum"),
    ("new", "geographical_area-0-bbox-west", "norr", "grader"),
    ("new", "page-0-iri", "inte en adress alls", "inte fullständig"),
]


@pytest.mark.parametrize(("form", "name", "typed", "sentence"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_can_not_be_kept_is_refused_at_the_field_and_in_the_summary(form, name, typed, sentence, world):
    address = form_address(world, form)
    before = Record.objects.count(), Distribution.objects.count()

    response = post_with_rows(world.client, address, {"title-sv": "Det jag skrev", name: typed})

    assert response.status_code == 422
    page = words(response)
    summary, _found, rest = page.partition("Inget är sparat än.")
    assert rest, "no summary"
    assert "behöver rättas" in summary
    assert sentence in rest
    assert len(response.context["form"].errors_listed()) >= 1
    [(control, label, said)] = response.context["form"].errors_listed()
    body = response.content.decode()
    assert f'href="#{control}"' in body and f'id="{control}"' in body
    assert page.count(said) >= 2, "not both in the summary and at the field"
    if form != "new_contact":
        assert fields(response)["title-sv"] == [typed if name == "title-sv" else "Det jag skrev"]
    if name not in ("theme", "access_rights", "accrual_periodicity", "license"):
        assert typed in str(fields(response).get(name)).replace("\\\\", "\\"), "what was typed is not in its field"
    assert (Record.objects.count(), Distribution.objects.count()) == before


MENDED = [
    ("new", "title-sv", "Bad\x07platser\x0b i Grums", "Badplatser i Grums", "styrtecken"),
    ("new", "landing_page", "www.grums.se/öppna data", "https://www.grums.se/%C3%B6ppna%20data", "lade till https://"),
    ("new", "landing_page", "https://www.grums.se/å ä", "https://www.grums.se/%C3%A5%20%C3%A4", "skrev om mellanslag"),
    ("new", "landing_page", "https://www.öland.example/", "https://www.xn--land-4qa.example/", "domännamnet"),
    ("new", "keyword-sv", "bad, vatten; sjö", "sjö", "delade upp"),
]


@pytest.mark.parametrize(("form", "name", "typed", "kept", "sentence"), MENDED, ids=lambda value: str(value)[:30])
def test_what_can_be_mended_is_mended_and_it_is_said(form, name, typed, kept, sentence, world):
    response = world.client.post(
        form_address(world, form), empty_form(world, form) | {"title-sv": "Titel", name: typed}, follow=True
    )

    assert response.status_code == 200
    assert sentence in words(response)
    assert kept in str(fields(response)[name])


@pytest.mark.parametrize(
    "text", ["<script>alert('x')</script>", "”citat” 'och' \"så\"", "🏊‍♀️ Bad & vatten < > %s {{ x }}"]
)
def test_odd_text_is_kept_as_it_is_and_never_becomes_markup(text, world):
    response = fill_in(world.client, world.new, {"title-sv": text, "description-sv": text})

    response = world.client.get(response["Location"])
    assert fields(response)["title-sv"] == [text]
    assert "<script>alert" not in response.content.decode()
    assert response.context["record"].title == {"sv": text}


@pytest.mark.parametrize("spaces", ["", "   ", "\u00a0\u2003\t", "\u200b"])
def test_a_title_of_spaces_is_saved_as_no_title_and_is_a_finding(spaces, world):
    response = fill_in(world.client, world.new, {"title-sv": spaces})

    assert response.status_code == 302
    page = world.client.get(response["Location"])
    assert page.context["record"].title == {}
    assert any(finding.field == "title" for finding in page.context["findings"])


def test_more_fields_than_the_server_takes_get_a_page_in_swedish(world):
    response = world.client.post(world.new, {f"falt{number}": "x" for number in range(2_001)})

    assert response.status_code == 413
    assert "Formuläret är för stort" in words(response)
    assert 'lang="sv"' in response.content.decode()


def test_more_bytes_than_the_server_takes_get_a_page_in_swedish(world):
    response = world.client.post(
        world.new, data="title-sv=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413
    assert "Formuläret är för stort" in words(response)


def test_a_form_posted_twice_makes_one_record(world):
    data = empty_form(world, "new") | {"title-sv": "En enda"}

    first, second = world.client.post(world.new, data), world.client.post(world.new, data)

    assert first["Location"] == second["Location"]
    assert Dataset.objects.filter(title__sv="En enda").count() == 1


def test_a_distribution_posted_twice_makes_one(world):
    data = empty_form(world, "new_distribution") | {"access_url": "https://data.example.com/en.csv"}

    world.client.post(world.new_distribution, data)
    world.client.post(world.new_distribution, data)

    assert Distribution.objects.filter(access_url="https://data.example.com/en.csv").count() == 1


def test_a_change_posted_twice_is_one_save(world):
    data = empty_form(world, "edit") | {"title-sv": "Ändrad titel"}

    statuses = [world.client.post(world.edit, data).status_code for _time in range(2)]

    assert statuses == [302, 302]
    assert Dataset.objects.get(pk=world.dataset.pk).edit_number == int(data["edit_number"][0]) + 1


def test_a_stale_save_shows_both_versions_and_can_be_sent_again(world):
    data = empty_form(world, "edit") | {"title-sv": "Min titel", "description-sv": "Rad ett\n\nrad två <b>"}
    colleague = make_member(world.organisation, name="Kim Kollega")
    saved = Dataset.objects.get(pk=world.dataset.pk)
    save_record(colleague, record=saved, values={"title": {"sv": "Kollegans titel"}}, edit_number=saved.edit_number)

    response = world.client.post(world.edit, data)

    assert response.status_code == 409
    page = words(response)
    assert "Min titel" in page and "Kollegans titel" in page and "Kim Kollega" in page
    assert Dataset.objects.get(pk=saved.pk).title == {"sv": "Kollegans titel"}
    again = world.client.post(world.edit, fields(response))
    assert again.status_code == 302
    kept = Dataset.objects.get(pk=saved.pk)
    assert kept.title["sv"] == "Min titel"
    assert kept.description["sv"] == "Rad ett\n\nrad två <b>"


def test_a_stale_distribution_shows_both_versions_and_can_be_sent_again(world):
    data = empty_form(world, "edit_distribution") | {"access_url": "https://data.example.com/min.csv"}
    world.client.post(world.edit_distribution, data | {"access_url": "https://data.example.com/annan.csv"})

    response = world.client.post(world.edit_distribution, data)

    assert response.status_code == 409
    assert "https://data.example.com/min.csv" in words(response)
    assert "https://data.example.com/annan.csv" in words(response)
    assert world.client.post(world.edit_distribution, fields(response)).status_code == 302
    assert world.dataset.distributions.get().access_url == "https://data.example.com/min.csv"


@pytest.mark.parametrize("form", ["new", "edit", "new_distribution", "edit_distribution"])
def test_what_was_typed_when_the_session_had_ended_is_there_after_the_sign_in(form, world):
    organisation, password = world.organisation, "vinterns långa nätter"
    person = make_member(organisation, Role.REDAKTOR, password=password)
    browser = client_of(person)
    data = fields(browser.get(form_address(world, form))) | {"title-sv": ["Skrivet förgäves?"]}
    browser.session.flush()

    sent = browser.post(form_address(world, form), data)
    arrived = browser.post(sent["Location"], {"login": person.email, "password": password}, follow=True)

    assert arrived.status_code == 200
    assert arrived.request["PATH_INFO"] == form_address(world, form)
    assert fields(arrived)["title-sv"] == ["Skrivet förgäves?"]
    assert "Det du skrev finns kvar" in words(arrived)
    assert browser.post(form_address(world, form), fields(arrived)).status_code == 302


def test_what_was_typed_is_shown_once_and_to_nobody_at_another_address(world):
    browser = client_of(None)
    browser.post(world.new, {"title-sv": "Hemligt utkast"})
    sign_in(browser, world.redaktor)

    assert "Hemligt utkast" not in browser.get(world.edit).content.decode()


def test_a_form_whose_token_has_expired_gets_a_page_in_swedish(world):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, world.redaktor)

    response = browser.post(world.new, {"title-sv": "Ny"})

    assert response.status_code == 403
    assert 'lang="sv"' in response.content.decode()
    assert "Formuläret" in words(response) or "formuläret" in words(response)


def test_every_form_has_a_token_of_its_own(world):
    tokens = {empty_form(world, "new")["creation_token"][0] for _time in range(3)}

    assert len({uuid.UUID(token) for token in tokens}) == 3
