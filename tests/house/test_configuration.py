"""Every variable that is read is documented in docs/configuration.md, and nothing else is."""

import ast
import re
from pathlib import Path

from tests.house import import_rules

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "configuration.md"
# Set for others to read, or a fact of the machine: nothing that somebody configures.
NOT_CONFIGURATION = {"DJANGO_SETTINGS_MODULE"}


def documented(title: str) -> set[str]:
    """The variables in the table of one section."""
    section = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
    assert section, f"no section {title!r} in {DOCUMENT.name}"
    names = re.findall(r"^\| `([A-Z_]+)` \|", section[1], re.MULTILINE)
    assert len(names) == len(set(names)), "a variable is described twice"
    return set(names)


def read_with_environ(source: str) -> set[str]:
    """Names in calls like `env.str("NAME", …)`."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
    }


def read_from_os(source: str) -> set[str]:
    """Names in `os.environ[…]`, `os.environ.get(…)`, `os.getenv(…)`; '?' for one that can't be read off."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found.add(node.slice)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}:
            found.add(node.args[0])
    return {each.value if isinstance(each, ast.Constant) else "?" for each in found}


def test_every_setting_is_documented_and_every_documented_one_is_read():
    assert read_with_environ((ROOT / "config" / "settings.py").read_text()) == documented("The application")


def test_variables_of_the_commands_are_documented():
    sources = [*ROOT.glob("bin/*.py"), *ROOT.glob("deploy/*.py"), ROOT / "tests" / "conftest.py"]
    read = set().union(*(read_from_os(path.read_text()) for path in sources))
    read |= set(re.findall(r"\$\{([A-Z]+):-", (ROOT / "bin" / "find_python.sh").read_text()))
    extra = documented("Commands and servers")
    assert read - documented("The application") - NOT_CONFIGURATION == extra


def test_only_the_settings_read_the_environment():
    elsewhere = [path for path in import_rules.sources(ROOT) if path.parts[0] != "config"]
    readers = {str(path): names for path in elsewhere if (names := read_from_os((ROOT / path).read_text()))}
    assert readers == {}


def test_readers_are_recognised():
    source = 'import os\na = os.environ["A"]\nb = os.getenv("B")\nc = os.environ.get(a)\nd = env.int("D", default=1)\n'
    assert read_from_os(source) == {"A", "B", "?"}
    assert read_with_environ(source) == {"D"}
