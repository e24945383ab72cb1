"""Whatever somebody sends: it is mended and said so, or refused in Swedish, and nothing typed is lost. Never a 500."""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import ContactPoint, Dataset, Distribution, Record
from catalog.services.save import save_record
from organisations.models import Organisation, Person, Role
from tests.application.browser import fields, fill_in, words
from tests.application.people import client_of, make_agent
from tests.factories import (
    make_administrator,
    make_contact,
    make_dataset,
    make_distribution,
    make_member,
    make_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db

DATASET = Record.ClassName.DATASET
HUGE = "9" * 400
LARGE_KEY = str(2**70)


@dataclass(frozen=True)
class World:
    """A redaktör at work, and another organisation with things of its own."""

    organisation: Organisation
    redaktor: Person
    client: Client
    dataset: Dataset
    other: Organisation
    other_dataset: Dataset
    new: str  # the addresses of forms
    edit: str
    new_distribution: str
    edit_distribution: str


@pytest.fixture(scope="module")
def world(module_rows) -> World:
    organisation, other = make_organisation("Grums kommun"), make_organisation("Fränsta kommun")
    redaktor = make_member(organisation, Role.REDAKTOR)
    dataset, distribution = make_dataset(organisation, "Badplatser"), Distribution.objects.all().get
    slug = organisation.slug
    return World(
        organisation=organisation,
        redaktor=redaktor,
        client=client_of(redaktor),
        dataset=dataset,
        other=other,
        other_dataset=make_dataset(other, "Lekplatser") if distribution() else dataset,
        new=reverse("record_create", args=[slug, DATASET]),
        edit=reverse("record_edit", args=[slug, DATASET, dataset.uuid]),
        new_distribution=reverse("distribution_create", args=[slug, dataset.uuid]),
        edit_distribution=reverse("distribution_edit", args=[slug, dataset.uuid, dataset.distributions.get().uuid]),
    )


@pytest.fixture(autouse=True)
def fresh_browser(world):
    """Each test starts with the module's browser as it was."""
    kept = world.client.cookies.output()
    yield
    sign_in(world.client, world.redaktor) if world.client.cookies.output() != kept else None


# --- What a person may type and paste -------------------------------------------------------------------------------

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


def form_address(world: World, form: str) -> str:
    if form == "new_contact":
        return reverse("record_create", args=[world.organisation.slug, Record.ClassName.CONTACT_POINT])
    return getattr(world, form)


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


# --- Twice, late, and after the session -----------------------------------------------------------------------------


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
    assert Dataset.objects.get(pk=world.dataset.pk).edit_number == Dataset.objects.get(pk=world.dataset.pk).edit_number
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


# --- What nobody types, but somebody may send -----------------------------------------------------------------------


def test_another_organisations_contact_is_no_choice(world):
    foreign = make_contact(world.other)

    response = world.client.post(world.new, empty_form(world, "new") | {"contact_point": [str(foreign.pk)]})

    assert response.status_code == 422
    assert foreign.datasets.count() == 0


def test_another_organisations_agent_is_no_choice(world):
    foreign = make_agent(world.other)

    response = world.client.post(world.edit, empty_form(world, "edit") | {"creator": str(foreign.pk)})

    assert response.status_code == 422
    assert foreign.created_datasets.count() == 0


def test_another_organisations_things_are_not_there(world):
    slug, foreign = world.organisation.slug, world.other_dataset
    distribution = foreign.distributions.get()
    own = make_dataset(world.organisation)

    for address in (
        reverse("record_edit", args=[slug, DATASET, foreign.uuid]),
        reverse("distribution_create", args=[slug, foreign.uuid]),
        reverse("distribution_edit", args=[slug, foreign.uuid, distribution.uuid]),
        reverse("distribution_edit", args=[slug, world.dataset.uuid, distribution.uuid]),
        reverse("distribution_remove", args=[slug, world.dataset.uuid, distribution.uuid]),
        reverse("distribution_edit", args=[slug, own.uuid, world.dataset.distributions.get().uuid]),
        reverse("record_edit", args=[slug, Record.ClassName.AGENT, world.dataset.uuid]),
    ):
        assert world.client.get(address).status_code == 404, address
        assert world.client.post(address, {"title-sv": "x"}).status_code == 404, address


GARBAGE = ["", "x", "-1", "1e9", "0x1", "²", "١", "\x00", LARGE_KEY, HUGE, "None", "' OR 1=1", "🏊", "[]", "NaN"]


def garbled(sent: dict, value: str, names) -> dict:
    """The form with garbage in these fields. The counts of rows have a test of their own."""
    return sent | {name: [value] for name in names if not name.endswith("_FORMS")}


def names_of(sent: dict) -> list[str]:
    hidden = ["contact_point", "creator", "theme", "recommended_dataset", "save", "temporal-0-key", "page-0-key"]
    return list(dict.fromkeys([*sent, *hidden]))


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_no_form_falls_over_garbage_everywhere(value, world):
    for form in ("new", "edit", "new_distribution", "edit_distribution", "new_contact"):
        sent = fields(world.client.get(form_address(world, form)))
        response = world.client.post(form_address(world, form), garbled(sent, value, names_of(sent)))

        assert response.status_code in (302, 409, 422), form


@pytest.mark.parametrize("value", ["\x00", LARGE_KEY])
@pytest.mark.parametrize("form", ["new", "edit_distribution"])
def test_no_field_falls_over_garbage_of_its_own(form, value, world):
    sent = fields(world.client.get(form_address(world, form)))
    for name in names_of(sent):
        response = world.client.post(form_address(world, form), garbled(sent, value, [name]))

        assert response.status_code in (302, 409, 422), name


@pytest.mark.parametrize("value", GARBAGE, ids=ascii)
def test_no_other_form_falls_over_garbage(value, world):
    slug = world.organisation.slug
    responsible = client_of(make_member(world.organisation, Role.ORGANISATIONSANSVARIG))
    record = [slug, DATASET, world.dataset.uuid]
    publish = {"edit_number": value, "visibility": value, "note": value}
    sent = {
        reverse("record_publish", args=record): publish,
        reverse("record_withdraw", args=record): {"note": value},
        reverse("members", args=[slug]): {"email": value, "role": value, "language": value},
        reverse("organisation_approval", args=[slug]): {"requires_approval": value},
        reverse("organisation_number", args=[slug]): {"number": value},
        reverse("profile"): {"name": value, "language": value},
        reverse("usersessions_list"): {"session": value},
        reverse("account_change_password"): {"oldpassword": value, "password1": value},
    }

    for address, data in sent.items():
        assert responsible.post(address, data).status_code in (200, 302, 409, 422), address
    for address in (reverse("account_login"), reverse("account_reset_password"), reverse("account_signup")):
        data = {"login": value, "password": value, "email": value, "next": value}
        assert client_of(None).post(address, data).status_code in (200, 302), address


@pytest.mark.parametrize(
    "value", [*GARBAGE, "temporal", "title", "__class__", "temporal-0", "x" * 5_000], ids=lambda v: ascii(v)[:30]
)
def test_one_more_row_of_anything_saves_nothing_and_loses_nothing(value, world):
    for form in ("new", "edit_distribution"):
        sent = fields(world.client.get(form_address(world, form))) | {"title-sv": ["Skrivet"], "more_rows": [value]}
        response = world.client.post(form_address(world, form), sent)

        assert response.status_code == 200
        assert fields(response)["title-sv"] == ["Skrivet"]
    assert not Dataset.objects.filter(title__sv="Skrivet").exists()


def test_one_more_row_is_there_with_what_was_typed(world):
    sent = fields(world.client.get(world.new)) | {"title-sv": ["Skrivet"], "more_rows": ["temporal"]}
    before = int(sent["temporal-TOTAL_FORMS"][0])

    response = world.client.post(world.new, sent)

    assert fields(response)["temporal-TOTAL_FORMS"] == [str(before + 1)]
    assert f"temporal-{before}-start_date" in fields(response)


@pytest.mark.parametrize("count", [*GARBAGE, "201", "1000000"], ids=lambda value: ascii(value)[:30])
def test_the_number_of_rows_may_be_anything(count, world):
    sent = fields(world.client.get(world.new))
    for name in ("temporal", "page"):
        for extra in ({}, {"more_rows": [name]}):
            data = (
                sent | {"title-sv": ["Kvar"], f"{name}-TOTAL_FORMS": [count], f"{name}-INITIAL_FORMS": [count]} | extra
            )
            response = world.client.post(world.new, data)
            assert response.status_code in (200, 302, 422)
            if response.status_code != 302:
                assert fields(response)["title-sv"] == ["Kvar"]


def test_rows_without_their_count_are_refused_with_a_sentence(world):
    response = world.client.post(world.new, {"title-sv": "Kvar"})

    assert response.status_code == 422
    assert response.context["form"].errors_listed()
    assert fields(response)["title-sv"] == ["Kvar"]
    assert "behöver rättas" in words(response)


@pytest.mark.parametrize("number", ["", "abc", "-1", HUGE, "999"])
def test_a_save_with_a_wrong_edit_number_overwrites_nothing(number, world):
    data = empty_form(world, "edit") | {"title-sv": "Överskriven", "edit_number": number}

    response = world.client.post(world.edit, data)

    assert response.status_code in (409, 422)
    assert Dataset.objects.get(pk=world.dataset.pk).title["sv"] == "Badplatser"


def test_somebody_elses_creation_token_gives_nobody_their_record(world):
    theirs = make_dataset(world.other)
    token = str(Record.objects.get(pk=theirs.pk).creation_token)
    colleagues = Record.objects.get(pk=world.dataset.pk).creation_token

    for each in (token, str(colleagues)):
        world.client.post(world.new, empty_form(world, "new") | {"title-sv": "Min egen", "creation_token": each})

    assert Dataset.objects.of(world.organisation).filter(title__sv="Min egen").count() == 2
    assert Dataset.objects.get(pk=theirs.pk).title["sv"] != "Min egen"


def test_a_key_of_another_row_is_not_taken_over(world):
    data = empty_form(world, "edit") | {
        "temporal-TOTAL_FORMS": "2",
        "temporal-INITIAL_FORMS": "0",
        "temporal-0-key": "samma",
        "temporal-0-start_date": "2024",
        "temporal-1-key": "samma",
        "temporal-1-start_date": "2025",
    }

    world.client.post(world.edit, data)

    entries = Dataset.objects.get(pk=world.dataset.pk).temporal
    assert [entry["start_date"] for entry in entries] == ["2024", "2025"]
    assert len({entry["key"] for entry in entries} | {"samma"}) == 3


PATHS = [
    "/\x00/",
    "/grums\x00/",
    "/grums/datamangder/\x00/",
    f"/{'a' * 5_000}/",
    f"/{'å/' * 500}",
    f"/{'a' * 5_000}/datasets/dcat",
    "/../../etc/passwd/datasets/dcat",
    "/_all/datasets/dcat",
    "/%00/datasets/dcat",
    "/grums/datasets/00000000-0000-0000-0000-000000000000",
    "/grums/datamangder/inte-en-uuid/",
    "/sprak/xx/",
    "/sprak/sv-SE/",
    f"/sprak/{'a' * 300}/",
    "/inbjudan/\x00/",
    f"/inbjudan/{'x' * 5_000}/",
    "/konto/password/reset/key/\x00-\x00/",
    "/konto/confirm-email/x:y:z/",
    "/arbete/grums/medlemmar/99999999999999999999999999/roll/",
    "/arbete/administration/administratorer/99999999999999999999999999/ta-bort/",
    "/arbete/grums/okand/ny/",
    "/robots.txt/",
    "//example.com/",
    "/\ufffd\ud7ff/",
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:40])
def test_no_path_falls_over(path, world):
    administrator = client_of(make_administrator())
    for client in (client_of(None), world.client, administrator):
        for address in (path, quote(path)):
            response = client.get(address, headers={"accept-language": "xx-YY,\x00;q=2"})
            assert response.status_code in (200, 301, 302, 404), (address, response.status_code)


QUERIES = [
    "sida=\x00",
    "sida=-1",
    f"sida={HUGE}",
    "sida=²",
    "till=\x00",
    "till=//example.com",
    "till=javascript:x",
    "%ff=%fe",
]


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_falls_over(query, world):
    slug = world.organisation.slug
    for path in ("/", "/organisationer/", f"/{slug}/", f"/arbete/{slug}/", world.new, "/sprak/en/", "/konto/login/"):
        response = world.client.get(f"{path}?{quote(query, safe='=&%/:')}")
        assert response.status_code in (200, 302)
        assert "example.com" not in response.headers.get("Location", "")


def test_a_language_that_there_is_not_is_swedish(world):
    browser = client_of(None)
    for language in ("xx", "../../etc", "sv'", "", "x" * 4_000):
        browser.cookies["django_language"] = language
        assert 'lang="sv"' in browser.get("/").content.decode()


def test_a_method_that_there_is_not_is_refused(world):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FLARP"):
        for address in ("/", world.edit, "/datasets/dcat"):
            assert world.client.generic(method, address).status_code in (200, 405)
    assert ContactPoint.objects.exists()


# --- How forms are sent ---------------------------------------------------------------------------------------------


def empty_form(world: World, form: str) -> dict:
    """What the form sends when nobody has typed anything."""
    return fields(world.client.get(form_address(world, form)))


def post_with_rows(client: Client, address: str, typed: dict):
    """Send the form with what was typed; where it is in a row, with that row."""
    data = fields(client.get(address)) | typed
    for name in typed:
        prefix, _dash, rest = name.partition("-0-")
        if rest:
            data[f"{prefix}-TOTAL_FORMS"] = "1"
    return client.post(address, data)


def test_a_token_is_made_for_every_form(world):
    tokens = {empty_form(world, "new")["creation_token"][0] for _time in range(3)}

    assert len({uuid.UUID(token) for token in tokens}) == 3
    make_distribution(world.dataset)
