"""The forms of descriptions in use: rows, errors that lead to their field, two who write, a session that ends."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Site
from tests.browser.pages import DATASETS, fill_in_wrongly
from tests.browser.people import PASSWORD, PEOPLE

pytestmark = pytest.mark.browser

# Whether the focus is in what a link leads to: in the control itself, or in one of a group.
_HAS_FOCUS = "id => document.getElementById(id)?.contains(document.activeElement) ?? false"


def address(site: Site, name: str) -> str:
    """The form of one of the seeded datasets."""
    return f"{DATASETS}/{site.ids[name]}/"


def all_steps(site: Site, name: str) -> str:
    """The same with all steps on one page."""
    return f"{address(site, name)}?steg=alla"


def save(page: Page) -> None:
    """Save the draft, and see that it was."""
    page.get_by_role("button", name="Spara utkast", exact=True).click()
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()


@pytest.mark.parametrize("has_script, year", [(True, "1997"), (False, "1998")])
def test_one_more_row(site: Site, page_of, has_script: bool, year: str):
    page = page_of("rows", java_script_enabled=has_script)
    page.goto(all_steps(site, "rows"))
    page.locator("#id_description-sv").fill(f"Skrivet innan raden kom {year}.")
    starts = page.locator("#id_temporal input[name$=start_date]")
    before = starts.count()
    page.locator("#id_temporal").get_by_role("button", name="Lägg till en rad").click()
    expect(starts).to_have_count(before + 1)
    if has_script:
        expect(starts.last).to_be_focused()
    starts.last.fill(year)
    save(page)
    assert year in [start.input_value() for start in starts.all()]
    expect(page.locator("#id_description-sv")).to_have_value(f"Skrivet innan raden kom {year}.")


@pytest.mark.parametrize("has_script, place", [(True, "2666218"), (False, "2666219")])
def test_one_more_line(site: Site, page_of, has_script: bool, place: str):
    page = page_of("rows", java_script_enabled=has_script)
    page.goto(all_steps(site, "rows"))
    lines = page.locator("[name=spatial]")
    before = lines.count()
    page.locator("#id_spatial").get_by_role("button", name="Lägg till en rad").click()
    lines.nth(before - 1).fill(f"http://sws.geonames.org/{place}/")
    if has_script:
        expect(lines).to_have_count(before + 1)
    assert len({line.get_attribute("id") for line in lines.all()}) == lines.count()
    save(page)
    assert f"http://sws.geonames.org/{place}/" in [line.input_value() for line in lines.all()]


def test_the_summary_has_the_focus_and_leads_to_every_field_with_an_error(site: Site, page_of):
    page = page_of("redaktor")
    page.goto(address(site, "draft"))
    assert fill_in_wrongly(page) == 422
    expect(page.locator("#error-summary")).to_be_focused()
    links = page.locator("#error-summary a")
    assert links.count() >= 4
    for link in links.all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        page.wait_for_function(_HAS_FOCUS, arg=target)
        assert page.locator(f"[id='{target}']").is_visible()


@pytest.mark.parametrize("name", ["draft", "published"])
def test_every_finding_leads_to_where_it_can_be_mended(site: Site, page_of, name: str):
    page = page_of("redaktor")
    found = set()
    for start in (address(site, name), f"{address(site, name)}publicera/"):
        page.goto(start)
        found |= {link.get_attribute("href") for link in page.locator(".todo a, .finding a").all()}
    assert found
    for href in sorted(found):
        page.goto(href)
        target = href.partition("#")[2]
        assert page.locator(f"[id='{target}']").count() == 1, f"{href} leads to nothing"
        if target != "distributioner":
            page.wait_for_function(_HAS_FOCUS, arg=target)


def test_two_who_write_the_same_and_the_later_one_keeps_theirs(site: Site, page_of):
    mine, theirs = page_of("redaktor"), page_of("rival")
    mine.goto(address(site, "stale"))
    theirs.goto(address(site, "stale"))
    theirs.locator("#id_title-sv").fill("Den andras titel")
    save(theirs)
    mine.locator("#id_title-sv").fill("Min titel")
    mine.locator("#id_keyword-sv").fill("ett\ntvå")
    mine.get_by_role("button", name="Spara utkast", exact=True).click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("Någon annan hann spara före dig")
    row = mine.get_by_role("row", name="Titel")
    expect(row).to_contain_text("Den andras titel")
    expect(row).to_contain_text("Min titel")
    mine.get_by_role("button", name="Spara min version").click()
    expect(mine.get_by_text("Utkastet är sparat.")).to_be_visible()
    expect(mine.locator("#id_title-sv")).to_have_value("Min titel")
    expect(mine.locator("#id_keyword-sv")).to_have_value("ett\ntvå")


@pytest.mark.parametrize("cookies", ["sessionid", None], ids=["session ended", "all cookies gone"])
def test_what_was_typed_is_back_after_the_session_has_ended(site: Site, page_of, cookies: str | None):
    page = page_of()
    page.goto("/konto/login/")
    enter(page)
    page.goto(address(site, "held"))
    page.locator("#id_description-sv").fill("En lång text som ingen vill skriva två gånger.")
    page.context.clear_cookies(name=cookies) if cookies else page.context.clear_cookies()
    page.get_by_role("button", name="Spara utkast", exact=True).click()
    enter(page)
    page.wait_for_url(f"**{address(site, 'held')}**", timeout=PATIENCE)
    expect(page.get_by_text("Det du skrev finns kvar här.")).to_be_visible()
    expect(page.locator("#id_description-sv")).to_have_value("En lång text som ingen vill skriva två gånger.")
    save(page)


def enter(page: Page) -> None:
    """Sign in on the page that is shown."""
    page.locator("[name=login]").fill(PEOPLE["redaktor"].email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url(lambda url: "/konto/login/" not in url)
