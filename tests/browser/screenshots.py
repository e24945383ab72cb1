"""The two pictures of the README, taken of the demonstration.

``DJANGO_SETTINGS_MODULE=config.settings python -m tests.browser.screenshots BASE_ADDRESS``

BASE_ADDRESS is where a started demonstration answers, as in http://127.0.0.1:8000. Run it again when pages change.
"""

import sys
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS

django.setup()

from pages.demonstration.people import PASSWORD, SIGN_INS  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
SIZE = {"width": 1280, "height": 1000}
DATASET = "Friluftsområden och naturreservat"


def main(base: str) -> None:
    """A dataset as everybody sees it, and its form as a redaktör sees it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        address = _take_dataset(chromium, base)
        _take_form(chromium, base, address)
        chromium.close()


def _take_dataset(chromium: Browser, base: str) -> str:
    page = chromium.new_page(base_url=base, viewport=SIZE, locale="sv-SE")
    page.goto(f"/{SIGN_INS[0].place}/")
    page.get_by_role("link", name=DATASET, exact=True).click()
    page.screenshot(path=FOLDER / "dataset.png")
    return page.url


def _take_form(chromium: Browser, base: str, address: str) -> None:
    page = chromium.new_page(base_url=base, viewport=SIZE, locale="sv-SE")
    page.goto("/konto/login/")
    page.locator("[name=login]").fill(SIGN_INS[0].email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.goto(address)
    page.get_by_role("link", name="Redigera").click()
    page.locator(".workbench").evaluate("element => element.scrollIntoView()")
    page.screenshot(path=FOLDER / "form.png")


if __name__ == "__main__":
    main(sys.argv[1])
