"""A description in steps: by keyboard, saved by itself, and when two write at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.pages import DATASETS, open_step
from tests.browser.test_main_job import enter, tab_to, write

pytestmark = pytest.mark.browser

SAVED = re.compile(r"Sparat \d\d:\d\d")


def test_through_the_steps_by_keyboard_alone(site: Site, page_of):
    page = page_of("rows")
    page.goto(f"{DATASETS}/ny/")
    onwards = page.get_by_role("button", name="Spara och fortsätt")
    write(page, page.locator("#id_title-sv"), "Gångvägar")
    write(page, page.locator("#id_description-sv"), "Alla gångvägar.")
    for step in ("where", "who", "when", "more"):
        enter(page, onwards)
        expect(page.locator(f"#steg-{step}")).to_be_focused()
    expect(onwards).to_be_hidden()
    assert "/ny/" not in page.url

    # Back and forward, and nothing is lost on the way.
    page.go_back()  # the key for it belongs to the browser, which has no window here
    expect(page.locator("#steg-when")).to_be_visible()
    write(page, page.locator("#id_issued"), "2024")
    enter(page, page.locator("#step_list a[href='#steg-what']"))
    expect(page.locator("#id_title-sv")).to_have_value("Gångvägar")

    # A field in another step, folded away, by searching.
    enter(page, page.locator("[data-field-index] summary"))
    write(page, page.locator("#field-search"), "uppdateringsfrek")
    page.keyboard.press("Enter")
    expect(page.locator("#id_accrual_periodicity")).to_be_focused()

    # A contact, and back to where one was.
    enter(page, page.locator("#step_list a[href='#steg-who']"))
    enter(page, page.get_by_role("button", name="Ny kontaktuppgift"))
    write(page, page.locator("dialog [name=name]"), "Gångvägarnas vänner")
    enter(page, page.get_by_role("button", name="Spara och välj"))
    expect(page.get_by_label("Gångvägarnas vänner")).to_be_checked()
    expect(page.get_by_role("button", name="Ny kontaktuppgift")).to_be_focused()

    enter(page, page.get_by_role("button", name="Spara utkast", exact=True))
    expect(page.get_by_text("Utkastet är sparat.")).to_be_visible()
    expect(page.get_by_label("Gångvägarnas vänner")).to_be_checked()
    open_step(page, "when")
    expect(page.locator("#id_issued")).to_have_value("2024")


def test_a_draft_survives_a_closed_browser(site: Site, page_of):
    page = page_of("rows")
    page.goto(f"{DATASETS}/ny/")
    page.locator("#id_title-sv").fill("Stängd webbläsare")
    expect(page.locator("[data-said]")).to_have_text(SAVED)
    expect(page.get_by_role("heading", level=1)).to_have_text("Stängd webbläsare")
    address = page.url
    page.locator("#id_description-sv").fill("Skrivet i sista stund.")
    page.close(run_before_unload=True)

    other = page_of("rows")
    for _time in range(20):
        other.goto(address)
        if other.locator("#id_description-sv").input_value():
            break
    expect(other.locator("#id_title-sv")).to_have_value("Stängd webbläsare")
    expect(other.locator("#id_description-sv")).to_have_value("Skrivet i sista stund.")
    other.goto(f"{DATASETS.removesuffix('/datamangder')}/")
    expect(other.get_by_role("link", name="Stängd webbläsare")).to_have_count(1)


def test_saving_waits_for_what_has_to_be_mended_and_leaves_the_focus_alone(site: Site, page_of):
    page = page_of("rows")
    page.goto(f"{DATASETS}/{site.ids['steps']}/?steg=when")
    issued = page.locator("#id_issued")
    issued.fill("i våras")
    said = page.locator("#id_issued_said")
    expect(said).to_contain_text("inte ett datum")
    expect(issued).to_be_focused()
    expect(issued).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[data-said]")).to_have_text("Inte sparat än: rätta Utgivningsdatum.")
    issued.fill("2025-04")
    expect(said).to_be_visible()
    issued.fill("2025")
    expect(page.locator("[data-said]")).to_have_text(SAVED)
    expect(said).to_have_count(0)
    expect(issued).to_be_focused()


def test_advice_comes_beside_the_field_and_is_followed_by_a_button(site: Site, page_of):
    page = page_of("rows")
    page.goto(f"{DATASETS}/{site.ids['steps']}/")
    page.locator("#id_keyword-sv").fill("Cykel\nGång")
    beside = page.locator("[data-found=keyword]")
    expect(beside).to_contain_text("börjar med stor bokstav")
    page.locator("#id_description-sv").fill("Skrivet strax innan knappen trycks.")
    beside.get_by_role("button", name="Rätta åt mig").click()
    expect(page.locator("#id_keyword-sv")).to_have_value("cykel\ngång")
    expect(page.locator("#id_keyword-sv")).to_be_focused()
    expect(page.locator("#id_description-sv")).to_have_value("Skrivet strax innan knappen trycks.")
    expect(beside).not_to_contain_text("stor bokstav")


def test_two_who_write_at_once_and_nothing_is_lost(site: Site, page_of):
    mine, theirs = page_of("rows"), page_of("rival")
    for page in (mine, theirs):
        page.goto(f"{DATASETS}/{site.ids['together']}/")
    theirs.locator("#id_title-sv").fill("Den andras titel")
    expect(theirs.locator("[data-said]")).to_have_text(SAVED)

    mine.locator("#id_title-sv").fill("Min titel")
    notice = mine.locator("[data-notice]")
    expect(notice).to_contain_text("Tore Tävlar sparade")
    expect(mine.locator("#id_title-sv")).to_be_focused()
    mine.locator("#id_keyword-sv").fill("skrivet efteråt")
    theirs.reload()
    expect(theirs.locator("#id_title-sv")).to_have_value("Den andras titel")

    tab_to(mine, notice.get_by_role("button", name="Jämför och välj"))
    mine.keyboard.press("Enter")
    row = mine.get_by_role("row", name="Titel")
    expect(row).to_contain_text("Den andras titel")
    expect(row).to_contain_text("Min titel")
    mine.get_by_role("button", name="Spara min version").click()
    expect(mine.locator("#id_title-sv")).to_have_value("Min titel")
    expect(mine.locator("#id_keyword-sv")).to_have_value("skrivet efteråt")
