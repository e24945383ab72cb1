"""The lock files fit pyproject.toml and each other, without asking anybody on the network."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEVELOPMENT = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==([^ ;\\]+)[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def pins(name: str) -> dict[str, Version]:
    """What a lock file pins."""
    return {canonicalize_name(found[1]): Version(found[2]) for found in PIN.finditer((ROOT / name).read_text())}


@pytest.mark.parametrize(
    ("lock", "requirement"),
    [("requirements.lock", each) for each in RUNTIME] + [("requirements-dev.lock", each) for each in DEVELOPMENT],
    ids=str,
)
def test_every_requirement_is_met_by_its_lock(lock, requirement):
    assert requirement.specifier.contains(pins(lock)[canonicalize_name(requirement.name)])


def test_the_development_lock_holds_the_runtime_lock():
    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_its_hashes_and_nothing_else_is_in_the_lock(lock):
    text = (ROOT / lock).read_text()
    named = re.findall(r"^[A-Za-z0-9][A-Za-z0-9._-]*", text, re.MULTILINE)
    assert len(named) == len(pins(lock))
    # No index, no address, no folder: where packages come from is a matter of the machine.
    assert re.findall(r"^(?!#|    (?:#|--hash=sha256:)|[A-Za-z0-9][A-Za-z0-9._-]*==).+", text, re.MULTILINE) == []
    assert "://" not in text
