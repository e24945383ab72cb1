"""The direction of imports between the packages, and that the check would notice a wrong one."""

from pathlib import Path

import pytest

from tests.house import import_rules

ROOT = Path(__file__).resolve().parent.parent.parent
BAD_TREE = {
    "config/__init__.py": "",
    "pages/front.py": "from catalog import models\n",
    "catalog/__init__.py": "",
    "catalog/models.py": "import harvesting.tasks\nfrom organisations import people\n",
    "catalog/late.py": "def f():\n    from dcat import writer\n    return writer\n",
    "catalog/apps.py": "class A:\n    def ready(self):\n        from catalog import late\n        return late\n",
    "harvesting/__init__.py": "",
    "harvesting/tasks.py": "from . import build\n",
    "harvesting/build.py": "from .tasks import x\n",
    "organisations/people.py": "",
    "dcat/writer.py": "import datetime\nfrom django.utils import timezone\n",
}


@pytest.fixture
def bad_tree(tmp_path: Path) -> Path:
    """A tree with one fault of each kind."""
    for name, text in BAD_TREE.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_packages_import_only_from_those_after_them():
    assert import_rules.wrong_directions(ROOT) == []


def test_dcat_stands_without_django():
    assert import_rules.imports_of_django(ROOT, "dcat") == []


def test_no_import_inside_a_function():
    assert import_rules.imports_inside_functions(ROOT) == []


def test_no_circles():
    assert import_rules.cycles(ROOT) == []


def test_all_packages_are_looked_at():
    looked_at = {path.parts[0] for path in import_rules.sources(ROOT)}
    with_code = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists() and path.name != "tests"}
    assert with_code == looked_at
    assert {"config", "pages", "harvesting", "catalog", "organisations", "dcat"} <= looked_at


def test_a_wrong_direction_is_noticed(bad_tree):
    assert import_rules.wrong_directions(bad_tree) == ["catalog/models.py:1 imports harvesting.tasks"]


def test_django_in_dcat_is_noticed(bad_tree):
    assert import_rules.imports_of_django(bad_tree, "dcat") == ["dcat/writer.py:2 imports django.utils.timezone"]


def test_an_import_inside_a_function_is_noticed_but_not_in_ready(bad_tree):
    assert import_rules.imports_inside_functions(bad_tree) == ["catalog/late.py:2 imports dcat.writer"]


def test_a_circle_is_noticed(bad_tree):
    assert set(import_rules.cycles(bad_tree)) == {"harvesting.tasks", "harvesting.build"}
