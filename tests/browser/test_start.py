"""The first dataset of somebody new, from a recommended one to something published: with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.own_servers import wait_until

pytestmark = pytest.mark.browser

MOST_TYPED = 6
EXCELLENT = 351  # European points


class Typist:
    """Counts the fields that are typed in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.typed = 0

    def write(self, label: str, text: str) -> None:
        """Type into the field of this label."""
        self.page.get_by_label(label, exact=False).first.fill(text)
        self.typed += 1


@pytest.mark.parametrize("who, has_script", [("new_with_script", True), ("new_without_script", False)])
def test_the_first_dataset_takes_a_link_and_an_address_to_ask(site: Site, page_of, who: str, has_script: bool):
    page = page_of(java_script_enabled=has_script)
    sign_in(page, who)
    typist = Typist(page)

    page.get_by_role("link", name="Ny datamängd").first.click()
    typist.write("Sök bland de rekommenderade", "lekpark")
    page.get_by_role("button", name="Sök", exact=True).click()
    page.get_by_role("link", name="Lekplatser", exact=True).click()
    expect(page.get_by_text("Vårt förslag").first).to_be_visible()
    typist.write("Webbadress för åtkomst", address_of_a_file(site))
    typist.write("Kontaktens e-postadress", "data@example.com")
    page.get_by_role("button", name="Spara och granska före publicering").click()

    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("Publicerad. Flödet byggs nu")).to_be_visible()
    assert typist.typed <= MOST_TYPED
    page.get_by_role("link", name="Se sidan som andra ser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lekplatser")
    for words in ("CSV (.csv)", "CC0 1.0", "data@example.com", "lekplats"):
        expect(page.get_by_text(words, exact=False).first).to_be_attached()
    assert points_after_the_check(page) >= EXCELLENT


def address_of_a_file(site: Site) -> str:
    """A data file that anybody may fetch, at an address of which nothing is known yet."""
    with site.window() as window:
        page = window.new_page()
        page.goto(f"/uppsala/datamangder/{site.ids['with_file']}/")
        return page.get_by_role("link", name="Ladda ned").first.get_attribute("href") + "?hela"


def points_after_the_check(page: Page) -> int:
    """The European points of the dataset whose page this is, when its links have been checked."""
    page.get_by_role("link", name="Redigera").click()
    page.get_by_role("button", name="Kontrollera länkarna").click()
    page.get_by_role("navigation", name="Länkstig").get_by_role("link", name="Lekplatser").click()
    page.get_by_role("link", name="Alla poäng, en för en").click()
    unchecked = page.get_by_text(re.compile("inte kontrollerade? än"))
    wait_until(lambda: page.reload() and unchecked.count() == 0, "the links have been checked")
    return int(re.search(r"\d+", page.locator(".score strong").first.inner_text())[0])
