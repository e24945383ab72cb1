"""manage.py check_catalogue: findings in plain words, and an exit status that a script can use."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.dcat.accounting import written_again
from tests.dcat.nodes import DATASET, agent, catalog, contact, dataset
from tests.factories import make_organisation
from tests.harvesting.factories import make_feeds, make_main_publisher, make_published

pytestmark = pytest.mark.any_database

FOREIGN = Path(__file__).parents[1] / "dcat" / "foreign"


def run(*arguments: str) -> tuple[int, str]:
    """The exit status, and what was printed."""
    output = StringIO()
    try:
        call_command("check_catalogue", *arguments, stdout=output)
    except SystemExit as ended:
        return ended.code, output.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, output.getvalue()


def test_a_good_file_ends_with_0(tmp_path):
    path = tmp_path / "katalog"
    path.write_bytes(written_again([catalog(dataset=(DATASET,)), agent(), contact(), dataset()]))
    status, printed = run(str(path))
    assert status == 0
    assert "RDF/XML: 4 poster. Fel: 0." in printed


def test_a_file_with_errors_ends_with_1_and_says_what_is_wrong_in_both_languages():
    status, swedish = run(str(FOREIGN / "ckan.rdf"))
    assert status == 1
    assert "Berths  <https://ckan.example.org/dataset/1>\n  Fel: " in swedish
    assert "Behålls inte: http://www.w3.org/ns/dcat#theme ”Harbours”" in swedish
    assert "Uppgifter som inte kan behållas: 5." in swedish.splitlines()[-1]
    status, english = run(str(FOREIGN / "ckan.rdf"), "--language", "en")
    assert status == 1
    assert "  Error: Title: The text has no language. Say which." in english
    assert english.splitlines()[-1].startswith("RDF/XML: 4 records. Errors: ")


def test_errors_are_printed_before_advice():
    _, printed = run(str(FOREIGN / "ckan.rdf"))
    for block in printed.split("\n\n"):
        kinds = [line.split(":")[0].strip() for line in block.splitlines() if line.startswith("  ")]
        kinds = [kind for kind in kinds if kind in ("Fel", "Råd")]
        assert kinds == sorted(kinds)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title;description", "varken RDF/XML, Turtle, N-Triples eller JSON-LD"),
        (b'<?xml version="1.0"?><!DOCTYPE x><x/>', "DTD"),
        (b"<html></html>", "webbsida"),
    ],
)
def test_what_cannot_be_read_ends_with_2(tmp_path, content, said):
    path = tmp_path / "katalog"
    path.write_bytes(content)
    status, message = run(str(path))
    assert status == 2
    assert said in message


def test_a_terminal_gets_no_commands_from_a_file(tmp_path):
    path = tmp_path / "katalog.ttl"
    path.write_bytes(
        b'<https://a.se/1> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "\\u001b[2J" .'
    )
    assert "\x1b" not in run(str(path))[1]


@pytest.mark.django_db
def test_the_feed_of_an_organisation_is_checked_by_its_address_part():
    make_main_publisher()
    organisation = make_organisation("Uppsala kommun")
    make_published(organisation, "Badplatser")
    make_feeds()
    call_command("build_feeds", "uppsala", stdout=StringIO())
    status, printed = run("uppsala")
    assert status == 0
    assert "RDF/XML: " in printed
    assert "Fel: 0." in printed


@pytest.mark.parametrize("name", ["atlantis", "../finns/inte/passwd", "finns/inte.rdf", ""])
def test_what_is_neither_file_nor_organisation_ends_with_2(name):
    status, message = run(name)
    assert status == 2
    assert "varken en fil eller adressdelen" in message
