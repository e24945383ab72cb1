"""The accessibility statement: complete, or told what is missing; shown as the law asks."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import Error, Warning
from django.core.management import CommandError, call_command
from django.urls import reverse

from pages import checks
from pages.accessibility import EXAMPLE, UnreadableStatement, load_statement, what_is_missing
from tests.pages.reading import read

COMPLETE = Path(__file__).parent / "complete_statement.json"
TODAY = date(2026, 11, 23)


@pytest.fixture
def written(tmp_path, settings):
    """Write the complete statement with other values, and make it the installation's."""

    def write(**values) -> Path:
        path = tmp_path / "statement.json"
        path.write_text(json.dumps(json.loads(COMPLETE.read_text()) | values))
        settings.ACCESSIBILITY_STATEMENT = path
        return path

    return write


def test_a_complete_statement_lacks_nothing(written):
    assert what_is_missing(load_statement(written()), TODAY) == []
    out = StringIO()
    call_command("check_accessibility_statement", stdout=out)
    assert "complete" in out.getvalue()
    assert checks.accessibility_statement(None) == []


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"actor": " "}, "actor"),
        ({"service": ""}, "service"),
        ({"conformity": "mostly"}, "conformity"),
        ({"shortcomings": [], "exempt": []}, "shortcomings"),
        ({"conformity": "full"}, "not 'full'"),
        ({"assessed": ""}, "assessed"),
        ({"method": None}, "method"),
        ({"updated": None}, "updated"),
        ({"updated": "2027-01-01"}, "future"),
        ({"contact_email": "", "contact_phone": ""}, "contact_email or contact_phone"),
        ({"contact_function": None}, "contact_function"),
        ({"answer_days": None}, "answer_days"),
        ({"is_example": True}, "is_example"),
    ],
)
def test_each_thing_that_is_missing_is_named(written, values, word):
    missing = what_is_missing(load_statement(written(**values)), TODAY)
    assert len(missing) == 1 and word in missing[0]


def test_the_command_fails_and_names_what_is_missing(written):
    written(actor="")
    with pytest.raises(CommandError, match="actor: who is responsible"):
        call_command("check_accessibility_statement")
    assert [type(message) for message in checks.accessibility_statement(None)] == [Error]


@pytest.mark.parametrize(
    "content", ["", "[]", "{not json", '{"unknown": 1}', '{"method": {"sv": "bara svenska"}}', '{"assessed": "i går"}']
)
def test_a_file_that_can_t_be_read_is_said_to_be_so(tmp_path, settings, content):
    settings.ACCESSIBILITY_STATEMENT = tmp_path / "statement.json"
    settings.ACCESSIBILITY_STATEMENT.write_text(content)
    with pytest.raises(UnreadableStatement, match=r"statement\.json"):
        load_statement(settings.ACCESSIBILITY_STATEMENT)
    assert [type(message) for message in checks.accessibility_statement(None)] == [Error]


def test_the_example_is_complete_but_for_being_one(settings):
    settings.ACCESSIBILITY_STATEMENT = None
    missing = what_is_missing(load_statement(None), TODAY)
    assert len(missing) == 1 and missing[0].startswith("is_example")
    assert [type(message) for message in checks.accessibility_statement(None)] == [Warning]
    assert load_statement(EXAMPLE).is_example


def test_the_page_says_everything(client, written, settings):
    written(
        contact_phone="0123-45 67 89",
        burdens=[{"sv": "Äldre filmer.", "en": "Older films."}],
        shortcomings=[{"sv": "Bilder utan text <script>.", "en": "Images without text."}],
    )
    settings.SUPERVISOR_NAME, settings.SUPERVISOR_URL = "Tillsynsverket", "https://tillsyn.example.se/anmal"
    page = read(client.get(reverse("accessibility")))
    for words in (
        "Region Exempel",
        "delvis förenlig",
        "Bilder utan text <script>.",
        "Äldre filmer.",
        "0123-45 67 89",
        "tillganglighet@example.se",
        "Tillsynsverket",
        "20 november 2026",
        "inom 5 arbetsdagar",
    ):
        assert words in page.text
    assert page.all("a", href="https://tillsyn.example.se/anmal")
    assert "Det här är ett exempel" not in page.text


def test_the_example_says_that_it_is_one(client, settings):
    settings.ACCESSIBILITY_STATEMENT = None
    assert "Det här är ett exempel" in read(client.get(reverse("accessibility"))).text
