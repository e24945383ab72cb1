"""Error pages: in the reader's language, saying what happened and what to do; some without any database."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path, reverse

from config import urls
from pages import errors
from tests.pages.reading import Page, read


def _broken(request):
    raise RuntimeError("on purpose")


def _forbidden(request):
    raise PermissionDenied


def _missing(request):
    raise Http404


def _form(request):
    return HttpResponse(str(len(request.POST)))


class Addresses:
    """The application's addresses, with some that go wrong."""

    handler400, handler403 = urls.handler400, urls.handler403
    handler404, handler500 = urls.handler404, urls.handler500
    urlpatterns = [
        path("prov/500/", _broken),
        path("prov/403/", _forbidden),
        path("prov/404/", _missing),
        path("prov/formular/", _form),
        *urls.urlpatterns,
    ]


@pytest.fixture
def going_wrong():
    with override_settings(ROOT_URLCONF=Addresses):
        yield


@pytest.mark.usefixtures("going_wrong")
@pytest.mark.parametrize(
    ("status", "sentence"),
    [(403, "Du får inte göra det här"), (404, "Sidan finns inte"), (500, "Något gick fel hos oss")],
)
def test_the_handlers_are_ours_and_need_no_database(status, sentence):
    # No database mark: a query would fail the test.
    response = Client(raise_request_exception=False).get(f"/prov/{status}/")
    assert response.status_code == status
    page = read(response)
    assert sentence in page.text
    assert page.all("html", lang="sv")
    assert not page.all("a", aria_current="true")


@pytest.mark.usefixtures("going_wrong")
def test_in_english_by_the_reader_s_language():
    response = Client(raise_request_exception=False, headers={"accept-language": "en"}).get("/prov/500/")
    assert read(response).all("html", lang="en")


@pytest.mark.usefixtures("going_wrong")
def test_too_many_fields_get_a_page_of_their_own(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    response = Client().post("/prov/formular/", {f"f{number}": "x" for number in range(11)})
    assert response.status_code == 413
    assert "Formuläret är för stort" in read(response).text


@pytest.mark.usefixtures("going_wrong")
@pytest.mark.parametrize("checked", [True, False])
def test_too_much_text_gets_it_too_also_before_the_token_is_looked_at(settings, checked):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = "x=" + "y" * 2000
    client = Client(enforce_csrf_checks=checked)
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    response = client.post("/prov/formular/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "Gå tillbaka med webbläsarens bakåtknapp" in read(response).text


@pytest.mark.usefixtures("going_wrong")
def test_a_form_without_a_token_that_fits_is_explained():
    response = Client(enforce_csrf_checks=True).post("/prov/formular/", {"a": "b"})
    assert response.status_code == 403
    text = read(response).text
    assert "Formuläret har blivit för gammalt" in text and "Det du skrev finns kvar" in text


def test_another_bad_request_is_plain(rf):
    response = errors.bad_request(rf.get("/"), ValueError("odd"))
    assert response.status_code == 400
    assert "Vi förstod inte begäran" in read(response).text


@pytest.mark.django_db
def test_an_unknown_address_of_the_application():
    response = Client().get("/finns-inte-alls/")
    assert response.status_code == 404
    assert "Sidan finns inte" in read(response).text


def test_gone_says_what_and_when(rf):
    from_context = {"title": "Badplatser <b>", "what": "Ersatt av en ny.", "installation": {"name": "x"}}
    page = Page(render_to_string("410.html", from_context))
    assert "”Badplatser <b>” är tillbakadragen." in page.text and "Ersatt av en ny." in page.text
    assert page.all("a", href=reverse("front"))
