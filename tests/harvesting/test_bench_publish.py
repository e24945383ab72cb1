"""bench_publish: all contenders write the same, the command runs, and nothing of it is left behind."""

from io import StringIO
from pathlib import Path

import pyoxigraph
import pytest
from django.core.management import call_command
from django.db import connection

from catalog.models import Record
from dcat.node import Node
from harvesting.benchmarks.contenders import CONTENDERS, FORMATS
from harvesting.benchmarks.content import Content
from harvesting.benchmarks.report import Target, table
from organisations.models import Organisation

pytestmark = pytest.mark.any_database

DATASETS = 60


def written(name: str, folder: Path) -> bytes:
    contender = CONTENDERS[name](folder / name)
    for nodes in Content(DATASETS).chunks():
        contender.add(contender.prepare(nodes))
    contender.before_the_end()
    contender.finish()
    return contender.path.read_bytes()


def statements(data: bytes, form: str) -> set[pyoxigraph.Triple]:
    """There are no blank nodes, so the statements can be compared as they are."""
    return {quad.triple for quad in pyoxigraph.parse(data, format=FORMATS[form].rdf_format)}


def names_in(nodes: list[Node]) -> set[str]:
    parts = [part for node in nodes for part in node.get("distribution")]
    return {name for node in (*nodes, *parts) for name in node.values}


def test_the_template_writes_our_bytes(tmp_path):
    ours = written("ours-rdfxml", tmp_path)
    assert written("template-rdfxml", tmp_path) == ours
    # All that the made-up catalogue can say is said among so many, so that the templates are held to all of it.
    some = [node for chunk in Content(DATASETS).chunks() for node in chunk]
    many = [node for chunk in Content(3000).chunks() for node in chunk]
    assert names_in(some) == names_in(many)


@pytest.mark.parametrize("form", FORMATS)
def test_everybody_states_the_same(form, tmp_path):
    ours = statements(written(f"ours-{form}", tmp_path), form)
    assert len(ours) > 40 * DATASETS
    assert statements(written(f"rdflib-{form}", tmp_path), form) == ours


@pytest.mark.django_db
def test_the_command_prints_its_tables_and_leaves_nothing_behind():
    databases = all_databases()
    output = StringIO()
    options = ["--n", "10", "--large", "20", "--stored", "5", "--edited", "4", "--markdown"]
    call_command("bench_publish", *options, stdout=output)
    said = output.getvalue()
    for name in ("ours-rdfxml", "template-rdfxml", "rdflib-rdfxml", "gzip-rdfxml", "rdflib-turtle", "pieces", "rows"):
        assert name in said
    for what in ("RDF/XML takes", "memory at 20", "rdflib takes for JSON-LD", "stored pieces, 5", "one edit among 4"):
        assert what in said
    assert said.count(" met") == 9
    assert "| datasets |" in said
    assert not Organisation.objects.exists() and not Record.objects.exists()
    assert all_databases() == databases


def all_databases() -> set[str]:
    if connection.vendor == "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench_%'")
        return {name for (name,) in cursor.fetchall()}


def test_targets_are_judged_both_ways():
    assert Target("speed", 20.0, 20).is_met and not Target("speed", 19.9, 20).is_met
    assert Target("memory", 10.0, 10, is_most=True).is_met and not Target("memory", 10.1, 10, is_most=True).is_met


def test_a_table_can_be_markdown():
    lines = list(table(("what", "seconds"), [("a", "1"), ("bcdef", "12.5")], markdown=True))
    assert lines == ["| what  | seconds |", "| ----- | ------: |", "| a     |       1 |", "| bcdef |    12.5 |"]
