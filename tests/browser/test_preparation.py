"""From an idea to a draft, as a redaktör does it: candidate, five answers, description."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser


def test_a_candidate_is_answered_for_and_becomes_a_draft(page_of):
    page = page_of()
    sign_in(page, "preparing")
    expect(page.get_by_role("heading", name="Kom igång")).to_be_visible()
    page.get_by_role("link", name="Förberedelser", exact=True).click()
    page.get_by_role("link", name="Lägg till en kandidat").click()
    page.get_by_label("Vad kallar ni dem?").fill("Snödjup vid vandringsleder")
    page.get_by_role("button", name="Lägg till", exact=True).click()

    page.locator(".workbench__side").get_by_role("link", name="Vilka data hanteras här?").click()
    page.get_by_label("Svar", exact=False).first.fill("Uppmätt snödjup, en rad för varje mätning.")
    for choice in ("Inget känsligt", "Som en fil, av sig själv", "", "Bara internt"):
        page.get_by_role("button", name="Spara och gå till nästa fråga").click()
        if choice:
            page.get_by_label(choice, exact=False).check()
        else:
            page.get_by_label("Svar", exact=False).first.fill("På den gemensamma ytan.")
    page.get_by_role("button", name="Spara och gå till nästa fråga").click()

    expect(page.get_by_text("5 av 5 frågor besvarade")).to_be_visible()
    expect(page.locator(".status")).to_have_text("Klar att beskriva")
    page.get_by_role("button", name="Skapa ett utkast").click()
    expect(page.locator("#id_title-sv")).to_have_value("Snödjup vid vandringsleder")
    expect(page.locator("#id_description-sv")).to_have_value("Uppmätt snödjup, en rad för varje mätning.")
    expect(page.get_by_text("Ni har bestämt: Bara internt.")).to_be_visible()
    page.get_by_role("link", name="Läs frågor och beslut").click()
    expect(page.locator(".status")).to_have_text("Beskriven")
