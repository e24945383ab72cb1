"""What nobody types, but somebody may send: nothing of another organisation is reached, and nothing is a 500."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from catalog.models import ContactPoint, Dataset, Record
from organisations.models import Role
from tests.application.browser import fields, words
from tests.application.people import client_of, make_agent
from tests.application.writing import DATASET, Writing, empty_form, form_address, make_writing
from tests.factories import make_administrator, make_candidate, make_contact, make_dataset, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(module_rows) -> Writing:
    return make_writing()


@pytest.fixture(autouse=True)
def in_swedish(world):
    """Addresses that change the language of the browser are among those that are asked for."""
    yield
    world.client.cookies.pop("django_language", None)


HUGE = "9" * 400
LARGE_KEY = str(2**70)


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


@pytest.mark.any_database
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
    candidate = [slug, make_candidate(world.organisation).uuid]
    publish = {"edit_number": value, "visibility": value, "note": value}
    sent = {
        reverse("record_publish", args=record): publish,
        reverse("record_withdraw", args=record): {"note": value},
        reverse("record_mend", args=record): {"mend": value, "iri": value, "field": value, "edit_number": value},
        reverse("record_review", args=record): {
            "action": "comment",
            "text": value,
            "about": value,
            "creation_token": value,
        },
        reverse("record_review", args=record) + "?om=title": {"action": value, "review": value, "edit_number": value},
        reverse("notice_choices"): {"returned": value},
        reverse("candidate_create", args=[slug]): {"name": value, "recommended_dataset": value, "edit_number": value},
        reverse("candidates_paste", args=[slug]): {"lines": value},
        reverse("candidates_recommended", args=[slug]): {"chosen": value},
        reverse("candidate_edit", args=candidate): {"name": value, "recommended_dataset": value, "edit_number": value},
        reverse("candidate_question", args=[*candidate, "kanslighet"]): {"text": value, "choice": value, "seen": value},
        reverse("candidate_question", args=[*candidate, "innehall"]): {"text": value, "reason": value, "seen": value},
        reverse("candidate_decline", args=candidate): {"reason": value},
        reverse("members", args=[slug]): {"email": value, "role": value, "language": value},
        reverse("organisation_approval", args=[slug]): {"requires_approval": value},
        reverse("organisation_sharing", args=[slug]): {"in_combined_feed": value},
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
