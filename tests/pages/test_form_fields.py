"""One template for any field: words, level, help, example, errors, and what ties them together for a screen reader."""

from django import forms

from dcat.bilingual import Bilingual
from dcat.profile.model import Level
from tests.pages.reading import Page


class ProvForm(forms.Form):
    """A field of each kind."""

    title = forms.CharField(label="Titel", help_text="Högst tio ord.")
    note = forms.CharField(label="Anteckning", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Sort", choices=[("a", "A"), ("b", "B")])
    theme = forms.MultipleChoiceField(
        label="Ämne",
        choices=[("x", "X"), ("y", "Y")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Ett eller flera.",
    )
    is_agreed = forms.BooleanField(label="Jag har läst")
    secret = forms.CharField(widget=forms.HiddenInput, label="Nyckel")


def shown(data: dict | None = None) -> tuple[ProvForm, Page]:
    form = ProvForm(data)
    form.fields["title"].level = Level.MANDATORY
    form.fields["title"].example = Bilingual(sv="Badplatser", en="Bathing places")
    form.fields["title"].term = "dcterms:title"
    form.fields["theme"].level = Level.RECOMMENDED
    page = Page(str(form))
    assert page.problems == []
    assert len(page.ids) == len(set(page.ids))
    return form, page


def test_label_level_help_example_and_term():
    _form, page = shown()
    for words in (
        "Titel obligatoriskt",
        "Högst tio ord.",
        "Exempel: Badplatser",
        "dcterms:title",
        "Ämne rekommenderas",
    ):
        assert words in page.text
    assert "Anteckning frivilligt" in page.text and "Sort frivilligt" not in page.text


def test_every_control_has_a_label_and_the_design_system_s_class():
    form, page = shown()
    labelled = {each["for"] for each in page.all("label")}
    for tag in ("input", "textarea", "select"):
        for control in page.all(tag):
            if control.get("type") == "hidden":
                assert "class" not in control
            else:
                assert control["id"] in labelled and "ds-input" in control["class"].split()
    assert form["theme"].auto_id in page.ids


def test_errors_are_tied_to_their_fields():
    _form, page = shown({"title": "", "theme": ["z"]})
    title = page.all("input", id="id_title")[0]
    assert title["aria-invalid"] == "true"
    assert set(title["aria-describedby"].split()) == {"id_title_helptext", "id_title_error"}
    assert {"id_title_helptext", "id_title_error"} <= set(page.ids)
    fieldset = page.all("fieldset", id="id_theme")[0]
    assert "id_theme_error" in fieldset["aria-describedby"]


def test_the_summary_leads_to_every_field_and_tells_of_hidden_ones():
    _form, page = shown({})
    assert page.all("div", id="error-summary", role="alert", tabindex="-1")
    targets = [each["href"].removeprefix("#") for each in page.all("a")]
    assert targets == ["id_title", "id_kind", "id_theme", "id_is_agreed"]
    assert set(targets) <= set(page.ids)
    assert page.text.count("Detta fält måste fyllas i.") >= 5


def test_no_summary_where_nothing_is_wrong():
    _form, page = shown()
    assert "error-summary" not in page.ids


def test_what_was_typed_is_escaped():
    form, page = shown({"title": '"><script>alert(1)</script>'})
    assert page.all("script") == []
    assert page.all("input", id="id_title")[0]["value"] == form["title"].value()
