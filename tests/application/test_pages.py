"""Every page, in both languages: how it is built, what it loads, and what its head says."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import Distribution, Record
from dcat.profile import DCAT_AP_SE
from harvesting.models import Snapshot
from harvesting.scheduler import build_all_due
from harvesting.sweep import sweep
from organisations.models import OrganisationDomain
from tests.application.addresses import filled, named_addresses
from tests.application.people import Holding, client_of, make_holding, other_assignment, person_in
from tests.factories import make_administrator
from tests.harvesting.factories import make_main_publisher

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# What is on a page and loads something by itself, and where it says what.
LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


class Page(HTMLParser):
    """What these tests ask of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.language = self.title = ""
        self.headings = self.mains = 0
        self.inline: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[str] = []
        self._open = ""
        self._is_template = False
        self.feed(markup)

    def handle_starttag(self, tag, attrs) -> None:
        values = dict(attrs)
        self._open = tag
        self._is_template = self._is_template or tag == "template"
        self.language = values.get("lang", "") if tag == "html" else self.language
        self.headings += tag == "h1"
        self.mains += tag == "main"
        self.inline += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        # A block of data is not executed.
        is_code = tag == "script" and not values.get("src") and values.get("type") != "application/ld+json"
        self.inline += [tag] if tag == "style" or is_code else []
        if address := values.get(LOADING.get(tag, "")):
            self.loaded.append(address)
        if tag == "form" and values.get("action"):
            self.loaded.append(values["action"])
        if "id" in values and not self._is_template:
            self.ids.append(values["id"])
        self.labels |= {values["for"]} if tag == "label" and values.get("for") else set()
        if tag in ("input", "select", "textarea") and not self._is_template:
            self._note_control(values)

    def handle_endtag(self, tag) -> None:
        self._open = ""
        if tag == "template":
            self._is_template = False

    def handle_data(self, data) -> None:
        if self._open == "title":
            self.title += data.strip()

    def _note_control(self, values: dict) -> None:
        is_named_otherwise = values.get("aria-label") or values.get("aria-labelledby")
        if values.get("type") != "hidden" and "hidden" not in values and not is_named_otherwise:
            self.controls.append(values.get("id", "without id"))


@pytest.fixture(scope="module")
def holding(module_rows) -> Holding:
    make_main_publisher()
    made = make_holding("Alingsås kommun")
    sweep()
    build_all_due(Snapshot.Trigger.COMMAND)
    return made


@pytest.fixture(scope="module")
def browsers(holding) -> dict[str, Client]:
    return {role: client_of(person_in(role, holding.organisation)) for role in ("anonymous", "administrator")}


def subjects(holding: Holding) -> list[dict]:
    """Everything that a page may be about, each once."""
    fixed = {"what": "samordnare", "token": holding.issued.token, "key": "ingen-nyckel", "uidb36": "1", "code": "sv"}
    own = [
        {"class_name": each.class_name, "identifier": each.uuid}
        for each in (holding.published, holding.draft, holding.contact, holding.agent)
    ]
    own.append({"class_name": Record.ClassName.CATALOG, "identifier": holding.organisation.catalogue.uuid})
    own.append({"class_name": holding.bulk.class_name, "bulk_id": holding.bulk.uuid})
    own.append({"class_name": Record.ClassName.DATASET, "identifier": holding.published.uuid, "number": 1})
    distribution = Distribution.objects.filter(dataset=holding.published).get()
    own.append({"dataset_id": holding.published.uuid, "identifier": distribution.uuid})
    own += [{"membership_id": holding.member.pk}, {"invitation_id": holding.invitation.pk}]
    own += [{"described_class": name} for name in DCAT_AP_SE.classes] + [{"version": DCAT_AP_SE.version}]
    domain = OrganisationDomain.objects.create(host="data.alingsas.se", organisation=holding.organisation)
    own += [{"domain_id": domain.pk}, {"section": holding.organisation.slug}, {"section": "sidor"}]
    own.append({"code": holding.organisation.county_id})
    own.append({"identifier": holding.candidate.uuid, "question": "kanslighet"})
    people = [{"assignment_id": other_assignment().pk}, {"person_id": make_administrator().pk}]
    return [{"slug": holding.organisation.slug} | each for each in (fixed, {}, *own, *people)]


@pytest.fixture(scope="module")
def addresses(holding) -> list[str]:
    """Every address; and some at which there is nothing."""
    about = subjects(holding)
    # Choosing a language is no page, and would change that of the pages after it.
    names = {name: parts for name, parts in named_addresses().items() if name != "language"}
    paths = {path for name, parts in names.items() for path in filled(name, parts, about)}
    return [*sorted(paths), "/finns-inte/", "/arbete/finns-inte/"]


def pages(browser: Client, addresses: list[str], language: str) -> dict[str, object]:
    """What answers with a page for people."""
    browser.cookies["django_language"] = language
    answers = {address: browser.get(address) for address in addresses}
    return {
        address: answer
        for address, answer in answers.items()
        if not answer.streaming and answer.content and answer["Content-Type"].startswith("text/html")
    }


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("role", ["anonymous", "administrator"])
def test_every_page_is_built_as_a_page_is(role, language, browsers, addresses):
    answers = pages(browsers[role], addresses, language)

    assert len(answers) > (20 if role == "anonymous" else 55)
    faults = {address: faults_of(answer, language) for address, answer in answers.items()}
    assert {address: each for address, each in faults.items() if each} == {}
    assert not [address for address, answer in answers.items() if answer.status_code >= 500]


def faults_of(answer, language: str) -> list[str]:
    page = Page(answer.content.decode())
    faults = [
        (page.language == language, f"lang is {page.language!r}"),
        (page.headings == 1, f"{page.headings} h1"),
        (page.mains == 1, f"{page.mains} main"),
        (page.title.endswith("– Öppna Mellansverige") and len(page.title) > 25, f"title is {page.title!r}"),
        (not page.inline, f"inline: {page.inline}"),
        (not foreign(page.loaded), f"from elsewhere: {foreign(page.loaded)}"),
        (not doubled(page.ids), f"ids used twice: {doubled(page.ids)}"),
        (set(page.controls) <= page.labels, f"controls without label: {set(page.controls) - page.labels}"),
        *headers(answer),
    ]
    return [words for is_good, words in faults if not is_good]


def headers(answer) -> list[tuple[bool, str]]:
    policy = {each.strip() for each in answer.headers.get("Content-Security-Policy", "").split(";")}
    kept = answer.headers.get("Cache-Control", "")
    is_own = "private" in kept or "no-store" in kept or "Cookie" in answer.headers.get("Vary", "")
    is_signed_in = bool(answer.wsgi_request.user.is_authenticated) if hasattr(answer.wsgi_request, "user") else False
    return [
        (policy == POLICY, f"policy is {policy}"),
        (answer.headers.get("X-Content-Type-Options") == "nosniff", "no nosniff"),
        (answer.headers.get("X-Frame-Options") == "DENY", "may be framed"),
        (answer.headers.get("Referrer-Policy") in ("same-origin", "strict-origin"), "referrer"),
        (answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin", "opener"),
        ("camera=()" in answer.headers.get("Permissions-Policy", ""), "permissions"),
        (is_own or not is_signed_in, "a page of somebody's own may be kept for others"),
        ("public" not in kept, "may be kept by anybody"),
    ]


def foreign(addresses: list[str]) -> list[str]:
    return [
        address for address in addresses if urlsplit(address).netloc or urlsplit(address).scheme not in ("", "data")
    ]


def doubled(ids: list[str]) -> set[str]:
    return {each for each in ids if ids.count(each) > 1}


def test_the_questions_find_the_faults():
    page = Page(
        '<html lang="de"><style>x</style><h1 onclick="x">a</h1><h1 id="a" style="x">b</h1><script>x</script>'
        '<img id="a" src="https://cdn.example.com/x.png"><input id="b"></html>'
    )

    assert (page.language, page.headings, page.mains) == ("de", 2, 0)
    assert page.inline == ["style", "h1 onclick", "h1 style", "script"]
    assert foreign(page.loaded) == ["https://cdn.example.com/x.png"]
    assert doubled(page.ids) == {"a"}
    assert set(page.controls) - page.labels == {"b"}


def test_english_pages_are_in_english(browsers, addresses):
    pairs = [pages(browsers["administrator"], addresses, language) for language in ("sv", "en")]
    swedish, english = (
        {address: Page(answer.content.decode()).title for address, answer in found.items()} for found in pairs
    )

    same = {address for address in swedish if swedish[address] == english.get(address)}
    assert set(swedish) == set(english)
    # What an organisation or a dataset is called is its name in both languages.
    assert {address for address in same if "alingsas" not in address} <= {reverse("administration")}


def test_machines_get_no_cookie_and_no_page(browsers, addresses):
    browser = browsers["anonymous"]
    browser.cookies.clear()
    own_names = ("livez", "readyz", "version", "robots_txt", "security_txt", "feed_combined")
    own_names += ("void", "sitemap_index", "atom")
    shapes = reverse("specification_shapes", args=[DCAT_AP_SE.version])
    for address in (*map(reverse, own_names), shapes):
        answer = browser.get(address)
        assert not answer.cookies
        assert not answer["Content-Type"].startswith("text/html")
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_nobody_who_only_reads_gets_a_cookie(addresses, browsers):
    browser = browsers["anonymous"]
    browser.cookies.clear()
    reading = [each for each in addresses if not each.startswith(("/arbete/", "/konto/", "/inbjudan/", "/sprak/"))]

    assert {address: sorted(browser.get(address).cookies) for address in reading} == {
        address: [] for address in reading
    }
