"""The main job from sign-in to withdrawal, as a redaktör does it: with script, without, and by keyboard alone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.pages import open_step
from tests.browser.people import PASSWORD, PEOPLE
from tests.harvesting.running_installation import FeedWatch
from tests.own_servers import wait_until

pytestmark = pytest.mark.browser

SECONDS_TO_THE_FEED = 60
MOST_STEPS = 250  # presses of the Tab key; a page that takes more has lost the focus
SAVED = "Utkastet är sparat"


@pytest.fixture
def watched(site: Site):
    """Watches the feed of somebody's organisation, from an answer with an empty catalogue on."""

    def watch(who: str) -> FeedWatch:
        slug = PEOPLE[who].organisation
        path = f"/{slug}/datasets/dcat"
        wait_until(lambda: site.installation.get(path)[0] == 200, f"the first feed of {slug}")
        return FeedWatch(site.installation, path)

    return watch


@pytest.mark.parametrize("who, has_script", [("with_script", True), ("without_script", False)])
def test_describe_publish_change_withdraw(site: Site, page_of, watched, who: str, has_script: bool):
    page = page_of(java_script_enabled=has_script)
    with watched(who) as feed:
        sign_in(page, who)
        describe(page, "Lekplatser")
        add_distribution(page)
        identifier = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
        iri = f"{site.base}/{PEOPLE[who].organisation}/datasets/{identifier}"
        assert site.installation.get(iri.removeprefix(site.base))[0] == 404
        assert [b"Lekplatser" in content for _status, content in feed.answers] == [False]

        publish(page)
        feed.wait_for("Lekplatser", SECONDS_TO_THE_FEED)
        assert iri in feed.answers[-1][1].decode()
        if has_script:
            expect(page.locator(".in-feed")).to_have_text("I flödet")
        else:
            page.reload()
            expect(page.locator(".in-feed")).to_have_text("I flödet")
        page.goto(iri)
        expect(page.get_by_role("heading", level=1)).to_have_text("Lekplatser")

        page.get_by_role("link", name="Redigera").click()
        page.locator("#id_title-sv").fill("Lekplatser och utegym")
        page.get_by_role("button", name="Spara utkast", exact=True).click()
        expect(page.get_by_text(SAVED)).to_be_visible()
        expect(page.get_by_text("Ändrad sedan publicering").first).to_be_visible()
        page.goto(iri)
        expect(page.get_by_role("heading", level=1)).to_have_text("Lekplatser")

        page.get_by_role("link", name="Redigera").click()
        publish(page)
        feed.wait_for("Lekplatser och utegym", SECONDS_TO_THE_FEED)

        page.reload()
        page.get_by_role("link", name="Dra tillbaka").click()
        page.get_by_role("button", name="Dra tillbaka nu").click()
        expect(page.get_by_text("Tillbakadragen.").first).to_be_visible()
        wait_until(lambda: iri.encode() not in feed.answers[-1][1], "it is out of the feed", SECONDS_TO_THE_FEED)

    # Every version that anybody can have fetched, in order: nothing came out by being saved only.
    titles = [re.findall(r"<dcterms:title[^>]*>(Lekplatser[^<]*)<", content.decode()) for _s, content in feed.answers]
    assert [bool(title) and title[0] for title in titles] == [False, "Lekplatser", "Lekplatser och utegym", False]
    assert site.installation.get(iri.removeprefix(site.base))[0] == 410
    answer = page.goto(f"/{PEOPLE[who].organisation}/datamangder/{identifier}/")
    assert answer.status == 410
    expect(page.get_by_role("heading", level=1)).to_contain_text("Borttaget")


def test_describe_and_publish_by_keyboard_alone(site: Site, page_of, watched):
    page = page_of()
    with watched("keyboard") as feed:
        page.goto("/konto/login/")
        write(page, page.locator("[name=login]"), PEOPLE["keyboard"].email)
        write(page, page.locator("[name=password]"), PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/arbete/**")
        press(page, page.get_by_role("link", name="Ny datamängd").first)
        press(page, page.get_by_role("link", name="Från ett tomt formulär"))
        write(page, page.locator("#id_title-sv"), "Cykelvägar")
        write(page, page.locator("#id_description-sv"), "Alla cykelvägar som kommunen sköter.")
        enter(page, page.get_by_role("button", name="Spara och fortsätt"))
        enter(page, page.get_by_role("button", name="Lägg till distribution"))
        write(page, page.locator("dialog [name=access_url]"), "https://data.example.com/cykelvagar.csv")
        write(page, page.locator("dialog [name=format]"), "CSV")
        enter(page, page.get_by_role("button", name="Spara distributionen"))
        expect(page.locator("#distribution_list")).to_contain_text("cykelvagar.csv")
        press(page, page.get_by_role("link", name="Granska och publicera"))
        press(page, page.get_by_role("button", name="Publicera", exact=True))
        expect(page.get_by_text("Publicerad. Flödet byggs nu")).to_be_visible()
        feed.wait_for("Cykelvägar", SECONDS_TO_THE_FEED)


def describe(page: Page, title: str) -> None:
    """A new dataset with what must be there."""
    page.get_by_role("link", name="Ny datamängd").first.click()
    page.get_by_role("link", name="Från ett tomt formulär").click()
    page.locator("#id_title-sv").fill(title)
    page.locator("#id_description-sv").fill("Alla lekplatser som kommunen sköter.")
    page.get_by_role("button", name="Spara utkast", exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.locator(".status")).to_have_text("Klar")  # all that must be there is there; nothing is out


def add_distribution(page: Page) -> None:
    """One distribution with what must be there."""
    open_step(page, "where")
    page.get_by_role("button", name="Lägg till distribution").click()
    page.locator("[name=access_url]").fill("https://data.example.com/lekplatser.csv")
    page.locator("[name=format]").select_option("text/csv")
    page.get_by_role("button", name="Spara distributionen").click()
    expect(page.locator("#distribution_list")).to_contain_text("lekplatser.csv")


def publish(page: Page) -> None:
    """From the working copy, for everybody."""
    page.get_by_role("link", name="Granska och publicera").click()
    expect(page.get_by_label("Alla.", exact=False)).to_be_checked()
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("Publicerad. Flödet byggs nu")).to_be_visible()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the control has the focus."""
    for _step in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_STEPS} presses of Tab did not reach {wanted}")


def write(page: Page, wanted: Locator, text: str) -> None:
    """Go there and write."""
    tab_to(page, wanted)
    page.keyboard.type(text)


def enter(page: Page, wanted: Locator) -> None:
    """Go there when it is there, and press Enter; the page stays."""
    expect(wanted).to_be_visible()
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def press(page: Page, wanted: Locator) -> None:
    """Go there, press Enter, and wait for the page that it leads to."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
