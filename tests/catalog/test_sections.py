"""How the fields of a form are shared out over its steps, and which of them are in sight."""

import pytest

from catalog.forms.description import form_for
from catalog.forms.sections import ALL, Section, counted
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.profile import DCAT_AP_SE, Level, Step
from organisations.models import Organisation
from tests.catalog.forms import empty_rows

pytestmark = pytest.mark.any_database

WORDS = Bilingual("Ord.", "Words.")
IN_STEPS = [name for name, node_class in DCAT_AP_SE.classes.items() if node_class.in_steps]


@pytest.fixture(autouse=True)
def no_choices(monkeypatch):
    """The fields need no database: what they offer does not matter here."""
    monkeypatch.setattr("catalog.forms.description.DescriptionForm._offer_choices", lambda form: None)
    monkeypatch.setattr("catalog.forms.description.DescriptionForm._suggest", lambda form, source: [])


def form(class_name: str = "Dataset", typed: dict | None = None, *, step: str = ""):
    data = None if typed is None else empty_rows(class_name) | typed
    made = form_for(class_name)(data, organisation=Organisation())
    made.current_step = step
    return made


def current(sections: list[Section]) -> list[str]:
    return [section.key for section in sections if section.is_current]


def names(items: list) -> list[str]:
    return [item.name for item in items]


def level(item) -> str:
    return getattr(item, "level", None) or item.field.level


@pytest.mark.parametrize("class_name", IN_STEPS)
def test_every_field_is_in_one_step_and_the_step_is_that_of_its_row(class_name):
    made = form(class_name)
    fields = [(section.key, name) for section in made.sections() for name in names(section.fields)]

    expected = {*made.fields, *made.formsets} - {"edit_number", "creation_token"}
    assert sorted(name for _step, name in fields) == sorted(expected)
    assert [
        (step, name)
        for step, name in fields
        if name != "recommended_dataset" and DCAT_AP_SE[class_name][name].step != step
    ] == []


@pytest.mark.parametrize("class_name", IN_STEPS)
def test_what_must_be_there_is_in_sight_and_first_and_what_need_not_is_folded(class_name):
    for section in form(class_name).sections():
        levels = [level(item) for item in section.items]
        assert set(levels) <= {Level.MANDATORY, Level.RECOMMENDED}
        assert levels == sorted(levels, key=[Level.MANDATORY, Level.RECOMMENDED].index)
        assert not {level(item) for item in section.folded} & {Level.MANDATORY, Level.RECOMMENDED}


def test_steps_follow_each_other_in_order():
    sections = form().sections()
    assert [section.key for section in sections] == list(Step)
    assert [section.following for section in sections] == [*list(Step)[1:], ""]


@pytest.mark.parametrize("asked, shown", [("", ["what"]), ("who", ["who"]), ("nonsense", ["what"]), (ALL, [])])
def test_the_step_that_is_asked_for_is_shown(asked, shown):
    assert current(form(step=asked).sections()) == shown


def test_an_error_opens_the_step_and_the_fold_where_it_is():
    made = form(typed={"modified": "i våras"}, step="what")
    made.is_valid()

    sections = made.sections()

    assert current(sections) == ["when"]
    assert [section.key for section in sections if section.is_open] == ["when"]


def test_each_step_counts_what_remains_in_it():
    def finding(severity: Severity) -> Finding:
        return Finding("x", severity, "https://example.se/1", "Dataset", "title", WORDS, WORDS)

    made = form()
    made.findings = {
        "title": [finding(Severity.ERROR), finding(Severity.ADVICE)],
        "distribution": [finding(Severity.ERROR)],
        "spatial": [finding(Severity.ADVICE)],
    }

    counts = {section.key: (section.errors, section.advice) for section in made.sections()}

    assert counts == {"what": (1, 1), "where": (1, 0), "who": (0, 0), "when": (0, 1), "more": (0, 0)}
    assert counted(made.findings["title"]) == (1, 1)


def test_a_class_with_few_properties_has_no_steps():
    sections = form("ContactPoint").sections()
    assert {section.number for section in sections} == {0}
    assert sections[-1].folded and not sections[0].folded
