"""An old version brought back, and forty datasets that get another contact at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser

LIST = "/arbete/alvkarleby/"


def test_an_old_version_is_brought_back(site: Site, page_of):
    page = page_of("many")
    page.goto(f"{LIST}datamangder/{site.ids['restored']}/")
    page.get_by_role("link", name="Historik").click()
    page.get_by_role("link", name="Vad ändrades i version 2").click()
    expect(page.locator("ins").first).to_contain_text("och bryggor")

    page.go_back()
    page.get_by_role("link", name="Återställ version 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Återställ version 1?")
    expect(page.get_by_text("Det här har ni ändrat utan att publicera")).to_be_visible()
    expect(page.get_by_text("Bara i utkastet")).not_to_have_count(0)
    page.get_by_role("button", name="Återställ som utkast").click()

    expect(page.get_by_text("Version 1 är utkast igen.")).to_be_visible()
    expect(page.locator("#id_title-sv")).to_have_value("Stränder")
    page.goto(f"{LIST}datamangder/{site.ids['restored']}/publicera/")
    expect(page.get_by_role("heading", name="Det här ändras utåt")).to_be_visible()
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.get_by_text("Publicerad.").first).to_be_visible()


@pytest.mark.parametrize("has_script, contact", [(True, "Nya kontakten"), (False, "Ännu nyare kontakten")])
def test_forty_datasets_get_another_contact(site: Site, page_of, has_script: bool, contact: str):
    page = page_of("many", java_script_enabled=has_script)
    page.goto(LIST)
    page.get_by_label("Sök på namn").fill("många")
    page.get_by_role("button", name="Sök", exact=True).click()
    expect(page.locator("[name=vald]")).to_have_count(40)
    if has_script:
        page.get_by_label("Välj alla på sidan").check()
        expect(page.get_by_text("Valda: 40")).to_be_visible()
    else:
        page.get_by_label("Välj alla 40 i urvalet").check()
    page.get_by_role("button", name="Byt kontaktuppgift").click()

    expect(page.get_by_text("40 valda.")).to_be_visible()
    page.get_by_label("Ny kontaktuppgift").select_option(label=contact)
    page.get_by_role("button", name="Visa vad som ändras").click()
    expect(page.get_by_role("cell", name=f"till {contact}.")).to_have_count(40)
    page.get_by_role("button", name="Bekräfta för alla 40").click()
    while not has_script and page.get_by_role("button", name="Fortsätt", exact=True).count():
        page.get_by_role("button", name="Fortsätt", exact=True).click()

    expect(page.get_by_text("Allt är klart.")).to_be_visible(timeout=60_000)
    expect(page.locator("tbody tr")).to_have_count(40)
    page.get_by_role("button", name="Publicera de ändrade").click()
    expect(page.get_by_text("40 valda.")).to_be_visible()
