"""What people type and paste is mended and said so, or refused with a sentence at the field."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.forms.description import form_for
from dcat.namespaces import expand
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.reader import parse
from dcat.writer import document_end, document_start, render
from organisations.models import Organisation
from tests.factories import make_contact, make_dataset, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def posted(class_name: str = "Dataset", organisation=None, thing=None, **typed):
    """The form as it comes from a browser that sends these values and leaves the rest empty."""
    data = QueryDict(mutable=True)
    for prefix in form_for(class_name).row_fields:
        data[f"{prefix}-TOTAL_FORMS"] = "1"
        data[f"{prefix}-INITIAL_FORMS"] = "0"
    for name, value in typed.items():
        name = name.replace("__", "-")
        if isinstance(value, list):
            data.setlist(name, value)
        else:
            data[name] = value
    return form_for(class_name)(data, organisation=organisation or make_organisation(), thing=thing)


def errors(form) -> dict[str, str]:
    assert not form.is_valid()
    return {control: sentence for control, _label, sentence in form.errors_listed()}


def values(form) -> dict:
    assert form.is_valid(), form.errors_listed()
    return form.values()


def test_nothing_typed_is_a_valid_draft():
    assert values(posted())["title"] == {}


def test_a_title_of_spaces_is_no_title():
    assert values(posted(title__sv="   \u00a0 "))["title"] == {}


def test_control_characters_from_word_are_removed_and_it_is_said():
    form = posted(title__sv="Bad\x07platser\x0b")

    assert values(form)["title"] == {"sv": "Badplatser"}
    assert any("styrtecken" in sentence for sentence in form.mended())


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "”citat” 'och' \"så\"", "🏊 Badplatser", "A & B < C", "åäö"]
)
def test_what_is_odd_but_text_is_kept_as_it_is(text):
    assert values(posted(title__sv=text))["title"] == {"sv": text}


def test_too_long_a_text_says_how_long_it_may_be():
    [sentence] = errors(posted(title__sv="x" * 100_000)).values()

    assert "100000" in sentence.replace("\u00a0", "")
    assert "500" in sentence


@pytest.mark.parametrize("typed", ["2026-02-30", "03/04/2026", "i går", "2026-13-01", "20260101", "0000"])
def test_what_is_no_date_is_refused_with_an_example(typed):
    [sentence] = errors(posted(issued=typed)).values()

    assert typed in sentence
    assert "2026-03-05" in sentence


@pytest.mark.parametrize("typed", ["2026", "2026-03-05", "2026-03-05T14:07:00+01:00"])
def test_the_three_ways_of_writing_a_date(typed):
    assert values(posted(issued=typed))["issued"] == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://exempel.se/fil med mellanslag.csv", "https://exempel.se/fil%20med%20mellanslag.csv"),
        ("https://exempel.se/öppna/data", "https://exempel.se/%C3%B6ppna/data"),
        ("www.exempel.se/data", "https://www.exempel.se/data"),
    ],
)
def test_an_address_that_can_be_mended_is_mended_and_it_is_said(typed, kept):
    form = posted("Distribution", access_url=typed)

    assert values(form)["access_url"] == kept
    assert form.mended()


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "data:text/html,x", "/data.csv", "http://", "file:///etc/passwd"]
)
def test_an_address_that_can_not_be_used_is_refused(typed):
    assert list(errors(posted("Distribution", access_url=typed))) == ["id_access_url"]


def test_an_unknown_term_posted_by_hand_is_refused():
    assert "id_access_rights" in "".join(errors(posted(access_rights="http://example.com/mine")))
    assert errors(posted(theme=["http://example.com/mine"]))
    assert errors(posted(hvd_category=["http://example.com/mine"]))


def test_another_organisations_contact_posted_by_hand_is_refused():
    foreign = make_contact(make_organisation())

    assert errors(posted(contact_point=[str(foreign.pk)]))


def test_keywords_with_commas_become_words_and_it_is_said():
    form = posted(keyword__sv="bad, vatten;sjö\nstrand")

    assert values(form)["keyword"] == {"sv": ["bad", "vatten", "sjö", "strand"]}
    assert form.mended()


def test_a_box_is_kept_as_a_shape_and_shown_as_four_sides():
    box = {
        f"geographical_area__0__bbox__{side}": number
        for side, number in zip(("west", "south", "east", "north"), ("17,0", "59.5", "18", "60"), strict=True)
    }

    [area] = values(posted(**box))["geographical_area"]

    assert area["bbox"] == "POLYGON((17.0 59.5, 18.0 59.5, 18.0 60.0, 17.0 60.0, 17.0 59.5))"


@pytest.mark.parametrize(
    "sides", [("18", "59", "17", "60"), ("17", "60", "18", "59"), ("200", "59", "201", "60"), ("17", "", "18", "60")]
)
def test_a_box_that_is_none_is_refused(sides):
    names = ("west", "south", "east", "north")
    typed = {f"geographical_area__0__bbox__{name}": value for name, value in zip(names, sides, strict=True)}

    assert errors(posted(**typed))


def test_an_empty_row_is_no_row_and_a_row_to_be_removed_is_none_either():
    form = posted(
        temporal__TOTAL_FORMS="3",
        temporal__0__start_date="2020",
        temporal__1__start_date="2021",
        temporal__1__DELETE="on",
    )

    assert [period["start_date"] for period in values(form)["temporal"]] == ["2020"]


def test_a_document_without_address_is_refused_at_its_row():
    typed = {"conforms_to__0__title__sv": "En standard"}

    assert list(errors(posted(**typed))) == ["id_conforms_to-0-iri"]


def test_other_languages_survive_a_save():
    dataset = make_dataset(make_organisation(), title={"sv": "Bad", "fi": "Uimarannat"})

    form = posted(organisation=dataset.organisation, thing=dataset, title__sv="Badplatser")

    assert values(form)["title"] == {"sv": "Badplatser", "fi": "Uimarannat"}


def test_more_rows_than_anybody_needs_are_refused_and_do_not_take_the_server_down():
    form = posted(temporal__TOTAL_FORMS="100000")

    assert not form.is_valid() or len(form.formsets["temporal"].forms) <= 201


@settings(max_examples=60)
@given(title=st.text(max_size=80), address=st.text(max_size=60), keywords=st.text(max_size=60))
def test_whatever_the_form_accepts_makes_a_document_that_parses(title, address, keywords):
    organisation = _unsaved_organisation()
    form = posted(organisation=organisation, title__sv=title, keyword__sv=keywords, landing_page=[address])
    if not form.is_valid():
        assert form.errors_listed()
        return
    kept = form.values()
    texts = tuple(LanguageText(text, "sv") for text in kept["title"].values())
    words = tuple(LanguageText(word, "sv") for word in kept["keyword"].get("sv", []))
    node = Node(
        "http://example.org/d",
        "Dataset",
        {"title": texts, "keyword": words, "landing_page": tuple(kept["landing_page"])},
    )
    piece = render(node, DCAT_AP_SE)

    triples = parse((document_start() + piece.rdfxml + document_end()).encode())

    titles = [triple for triple in triples if triple[1].value == expand("dcterms:title")]
    assert len(titles) == len(texts)


def _unsaved_organisation() -> Organisation:
    """Hypothesis makes many forms; none of them needs a row."""
    return Organisation(pk=0, kind=Organisation.Kind.KOMMUN)
