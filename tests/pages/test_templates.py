"""House rules for templates: nothing inline, nothing unescaped, every state has words and a shape."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from catalog.models import Record
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from tests.pages.reading import Page

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
FORBIDDEN = {
    "style attribute": r"\sstyle=",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>",
    "inline style": r"<style\b",
    "handler": r"\son[a-z]+=[\"']",
    "unescaped": r"\|\s*safe\b",
    "other host": r"(?:src|href)=[\"'](?:https?:)?//(?!www\.w3\.org)",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has_it(what):
    found = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(FORBIDDEN[what], path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("state", Record.State.values)
def test_every_state_has_words_and_a_shape_of_its_own(state):
    page = Page(render_to_string("components/status.html", {"status": state}))
    assert page.text
    assert page.all("span", class_=f"status status--{state}")


def test_no_two_states_look_the_same_without_colour():
    drawn = [
        re.search(r"<svg.*</svg>", render_to_string("components/status.html", {"status": state}), re.DOTALL)[0]
        for state in Record.State.values
    ]
    assert len(set(drawn)) == len(Record.State.values)


def test_a_finding_says_what_why_and_offers_to_mend():
    finding = Finding(
        code="title_missing",
        severity=Severity.ERROR,
        iri="https://example.se/1",
        class_name="Dataset",
        field="title",
        message=Bilingual(sv="Titeln saknas.", en="The title is missing."),
        why=Bilingual(sv="Utan titel hittar ingen den.", en="Nobody finds it without."),
        mend="fill",
    )
    context = {"finding": finding, "label": "Titel", "address": "#id_title", "mend_address": "/ratta/"}
    page = Page(render_to_string("components/finding.html", context))
    assert page.problems == []
    assert "Måste rättas · Titel Titeln saknas. Utan titel hittar ingen den. Rätta åt mig" in page.text
    assert page.all("form", method="post", action="/ratta/")


def test_the_trail_marks_where_one_is():
    page = Page(render_to_string("components/breadcrumbs.html", {"breadcrumbs": [("Start", "/"), ("Här", "")]}))
    assert page.all("a", href="/") and page.all("span", aria_current="page")
