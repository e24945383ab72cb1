"""The way to the reference folder: the judges that stand outside the project.

They lie beside the repository and are never copied into it. Without them a test is skipped and says so; in CI it fails.
"""

import json
import os
import warnings
from functools import cache
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


def reference_path(name: str) -> Path:
    """The file or folder ``name`` of the reference; skips the test, or fails it in CI, where it is missing.

    Call it from a test or a fixture, not when a module is read.
    """
    path = REFERENCE / name
    if path.exists():
        return path
    complaint = f"NOT CHECKED: the reference {name!r} is missing, it is expected at ../shared/reference"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(complaint)
    warnings.warn(complaint, stacklevel=2)
    pytest.skip(complaint)


@cache
def _json(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def reference_json(name: str):
    """The JSON document ``name`` of the reference; not to be changed by the caller."""
    return _json(reference_path(name))
