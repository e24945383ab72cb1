"""Looking at a page once, and keeping what was seen for all the questions that are asked about it."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as BrowserPage

from tests.browser.conftest import Site
from tests.browser.pages import Page

WIDTHS = (320, 768, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The element that sticks out, for whoever has to mend it; what scrolls within itself is meant to.
_STICKING_OUT = """width => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > width + 1 && !each.closest(".table-scroll"))
  .slice(0, 4).map(each => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""


@dataclass(slots=True)
class Visit:
    """What a browser saw of a page."""

    status: int = 0
    language: str = ""
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)


def visit(site: Site, page: Page, language: str) -> Visit:
    """Open the page, do what it takes, look at it in every width."""
    who = "english" if page.who and language == "en" and page.who in ("redaktor", "responsible") else page.who
    seen = Visit()
    # One window for each person and language, as people have: what was fetched once needs no second request.
    window = site.kept_window(who, language)
    if language == "en" and who == page.who:
        window.add_cookies([{"name": "django_language", "value": "en", "url": site.base}])
    with window.new_page() as tab:
        _listen(tab, site, seen, page.status)
        _serve_error_page(window, site, page, language)
        seen.status = tab.goto(page.address.format(**site.ids)).status
        if page.act:
            seen.status = page.act(tab)
        seen.language = tab.locator("html").get_attribute("lang")
        for details in tab.locator("details").all():
            details.evaluate("element => { element.open = true }")
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            if tab.evaluate("document.documentElement.scrollWidth") > width:
                seen.too_wide.append(f"{width}: {tab.evaluate(_STICKING_OUT, width)}")
        # In the other language the same elements say other words; only the widths of those can differ.
        seen.violations = _violations(tab) if language == page.languages[0] else []
    return seen


def _listen(tab: BrowserPage, site: Site, seen: Visit, status: int) -> None:
    """Note what the console says and where requests go. A status that is meant to be bad is no complaint."""
    tab.on("request", lambda request: _is_own(site, request.url) or seen.foreign.append(request.url))
    tab.on("pageerror", lambda error: seen.complaints.append(str(error)))

    def note(message) -> None:
        is_the_status = status >= 400 and f"responded with a status of {status}" in message.text
        if message.type in ("error", "warning") and not is_the_status:
            seen.complaints.append(message.text)

    tab.on("console", note)


def _is_own(site: Site, url: str) -> bool:
    return url.startswith((f"{site.base}/", "data:"))


def _serve_error_page(window: BrowserContext, site: Site, page: Page, language: str) -> None:
    """Put what the handler answers under the address, with the headers that any page of the installation has."""
    prepared = site.ids["error_pages"][language].get(page.address.strip("/"))
    if prepared:
        answer = {"status": page.status, "content_type": "text/html; charset=utf-8", "body": prepared}
        headers = {"Content-Security-Policy": site.content_security_policy}
        window.route(f"**{page.address}", lambda route: route.fulfill(**answer, headers=headers))


def _violations(tab: BrowserPage) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    return [
        f"{each['id']}: {each['help']}: {[node['html'][:200] for node in each['nodes'][:3]]}"
        for each in Axe().run(tab, options=options).response["violations"]
    ]
