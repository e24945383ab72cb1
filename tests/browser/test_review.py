"""Two people and one description: submitted, returned with a comment and a reason, mended, and approved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_main_job import add_distribution, describe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_returned_once_and_then_approved(site: Site, page_of, has_script: bool):
    title = f"Utegym {'med' if has_script else 'utan'} skript"
    writer = page_of("approved", java_script_enabled=has_script)
    reviewer = page_of("publicist", java_script_enabled=has_script)

    writer.goto("/arbete/enkoping/")
    describe(writer, title)
    add_distribution(writer)
    writer.get_by_role("link", name="Granska och publicera").click()
    expect(writer.get_by_role("button", name="Publicera", exact=True)).to_have_count(0)
    writer.get_by_role("link", name="Skicka för granskning").click()
    press(writer, "Skicka för granskning")
    expect(writer.get_by_text("Väntar på granskning av publicist sedan i dag")).to_be_visible()
    expect(writer.get_by_role("button", name="Godkänn och publicera")).to_have_count(0)

    follow_notice(reviewer, f"Eva Godkänd vill ha ”{title}” granskad")
    reviewer.get_by_role("link", name="Kommentera Beskrivning").click()
    reviewer.get_by_label("Kommentar", exact=False).fill("Vad finns på varje plats?")
    press(reviewer, "Spara kommentaren")
    press(reviewer, "Skicka tillbaka")
    expect(reviewer.get_by_role("alert")).to_contain_text("Vad behöver ändras?")
    reviewer.get_by_label("Vad behöver ändras?").fill("Beskrivningen är för kort.")
    press(reviewer, "Skicka tillbaka")
    expect(reviewer.get_by_text("Skickad tillbaka till Eva Godkänd")).to_be_visible()

    follow_notice(writer, f"Petra Publicist har kommenterat ”{title}”")
    assert writer.url.endswith("#id_description")
    expect(writer.get_by_text("Skickad tillbaka till Eva Godkänd")).to_be_visible()
    writer.locator("#id_description-sv").fill("Alla utegym, och vad som finns på varje plats.")
    writer.get_by_role("button", name="Spara utkast", exact=True).click()
    writer.get_by_role("link", name="Öppna granskningen").click()
    press(writer, "Markera som klar")
    press(writer, "Skicka för granskning")

    reviewer.goto("/arbete/enkoping/granskning/")
    reviewer.get_by_role("link", name=title).click()
    expect(reviewer.get_by_text("Alla utegym, och vad som finns på varje plats.")).to_be_visible()
    press(reviewer, "Godkänn och publicera")
    expect(reviewer.get_by_text("Godkänd och publicerad. Flödet byggs nu")).to_be_visible()

    follow_notice(writer, f"Petra Publicist har publicerat ”{title}”")
    expect(writer.locator(".status").first).to_have_text("Publicerad")
    identifier = writer.url.partition("#")[0].rstrip("/").rpartition("/")[2]
    assert site.installation.get(f"/enkoping/datamangder/{identifier}/")[0] == 200


def press(page: Page, name: str) -> None:
    """A button that sends a form, and the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def follow_notice(page: Page, sentence: str) -> None:
    """From the header to what the notice is about."""
    page.goto("/arbete/enkoping/")
    page.get_by_role("link", name="Händelser").first.click()
    page.get_by_role("link", name=sentence).first.click()
