"""A Chromium, an installation for it to look at, and people who are signed in."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.people import PASSWORD, PEOPLE
from tests.harvesting.running_installation import ROOT, Installation

CHROMIUM = Path("/usr/bin/chromium")
# Without these, Chromium calls home at every start.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 20_000  # milliseconds; a lot is going on at once where tests run side by side


class Site:
    """The installation with what is in it, and browser windows for its people."""

    def __init__(self, installation: Installation, browser: Browser, ids: dict) -> None:
        self.installation = installation
        self.browser = browser
        self.ids = ids
        self.base = f"http://127.0.0.1:{installation.port}"
        self._signed_in: dict[str, dict] = {}
        self._kept: dict[tuple[str, str], BrowserContext] = {}
        with urllib.request.urlopen(f"{self.base}/") as answer:
            self.content_security_policy = answer.headers["Content-Security-Policy"]

    def window(self, who: str = "", *, width: int = 1280, **options) -> BrowserContext:
        """A new browser window; ``who`` is a name in people.py, signed in before with the form."""
        if who and who not in self._signed_in:
            with self.window() as window:
                sign_in(window.new_page(), who)
                self._signed_in[who] = window.storage_state()
        window = self.browser.new_context(
            base_url=self.base,
            viewport={"width": width, "height": 900},
            locale="sv-SE",
            storage_state=self._signed_in.get(who),
            **options,
        )
        window.set_default_timeout(PATIENCE)
        return window

    def kept_window(self, who: str, language: str) -> BrowserContext:
        """The window of somebody who looks at many pages in one language; open until the browser is closed."""
        if (who, language) not in self._kept:
            self._kept[who, language] = self.window(who)
        return self._kept[who, language]

    def feed(self, slug: str) -> str:
        """The organisation's catalogue as it is now."""
        status, content = self.installation.get(f"/{slug}/datasets/dcat")
        assert status == 200, content
        return content.decode()


def sign_in(page: Page, who: str) -> None:
    """With the form, as anybody does."""
    page.goto("/konto/login/")
    page.locator("[name=login]").fill(PEOPLE[who].email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url(lambda url: "/konto/login/" not in url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing: install Debian's package chromium to run the tests in the browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory) -> Iterator[Site]:
    """Web and worker on a database of their own, filled once."""
    with Installation(tmp_path_factory.mktemp("browser")) as installation:
        filled = subprocess.run(
            [sys.executable, "-m", "tests.browser.seed"],
            cwd=ROOT,
            env=installation.env,
            check=False,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert filled.returncode == 0, filled.stderr[-5000:]
        installation.start("web", "worker", "scheduler")
        yield Site(installation, browser, json.loads(filled.stdout.splitlines()[-1]))


@pytest.fixture
def page_of(site: Site) -> Iterator[Callable[..., Page]]:
    """A page in a window of its own for somebody; closed at the end of the test."""
    windows = []

    def open_page(who: str = "", **options) -> Page:
        windows.append(site.window(who, **options))
        return windows[-1].new_page()

    yield open_page
    for window in windows:
        window.close()
