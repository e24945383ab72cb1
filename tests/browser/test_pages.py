"""Every page in the table: its status, its language, WCAG 2.2 AA, three widths, a silent console, no other host."""

import pytest

from tests.browser.conftest import Site
from tests.browser.pages import VISITS
from tests.browser.visiting import Visit, visit

pytestmark = pytest.mark.browser

ALL = pytest.mark.parametrize("page, language", VISITS, ids=[f"{page.name}-{code}" for page, code in VISITS])


@pytest.fixture(scope="session")
def visits() -> dict[tuple[str, str], Visit]:
    """What has been seen so far: one visit answers all questions about a page."""
    return {}


@pytest.fixture
def seen(site: Site, visits, page, language: str) -> Visit:
    """The visit to the page of this test."""
    if (page.name, language) not in visits:
        visits[page.name, language] = visit(site, page, language)
    return visits[page.name, language]


@ALL
def test_it_is_the_page_that_is_meant(seen: Visit, page, language: str):
    assert (seen.status, seen.language) == (page.status, language)


@ALL
def test_axe_finds_nothing(seen: Visit, page, language: str):
    assert seen.violations == []


@ALL
def test_nothing_sticks_out_at_320_768_and_1280_pixels(seen: Visit, page, language: str):
    assert seen.too_wide == []


@ALL
def test_the_console_is_silent_and_no_other_host_is_asked(seen: Visit, page, language: str):
    assert (seen.complaints, seen.foreign) == ([], [])
