"""The page that says where each property is: made from the rows, and never out of date."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from dcat.profile import DCAT_AP_SE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "properties.md"


def test_the_page_is_what_the_command_prints():
    output = StringIO()
    call_command("property_table", stdout=output)
    assert PAGE.read_text() == output.getvalue(), "run manage.py property_table > docs/properties.md"


def test_every_property_is_on_the_page():
    lines = PAGE.read_text().splitlines()
    rows = [row for node_class in DCAT_AP_SE.classes.values() for row in node_class.properties]
    assert sum(line.startswith("| ") and "(`" in line for line in lines) == len(rows)
