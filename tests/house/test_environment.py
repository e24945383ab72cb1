"""The virtual environment is made and filled only when need be, and bin/test hands everything on to pytest."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.installations import Installation, make_installation

PIP = """\
#!/bin/sh
if [ "$2" = pip ]; then
    echo "$@" >> "{log}"
    echo "Collecting one==1.0 (from -r requirements.lock)"
    echo "{words}"
    exit {code}
fi
exec "{python}" "$@"
"""
SUITE = {
    "pyproject.toml": '[tool.pytest.ini_options]\nmarkers = ["browser", "services"]\n',
    "tests/test_some.py": (
        "import pytest\n\ndef test_plain(): pass\n\n"
        "@pytest.mark.browser\ndef test_page(): pass\n\n@pytest.mark.services\ndef test_server(): raise ValueError\n"
    ),
}


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """With an environment that fits its lock files."""
    return Installation(make_installation(tmp_path / "a place för allt"))


def fake_pip(installation: Installation, words: str = "", code: int = 0) -> Path:
    """Let the environment's pip only say what it was asked; the file it writes that to."""
    log = installation.folder / "pip.txt"
    python = installation.folder / ".venv" / "bin" / "python"
    python.write_text(PIP.format(log=log, words=words, code=code, python=sys.executable))
    return log


def ensure(installation: Installation, lock: str = "requirements.lock") -> subprocess.CompletedProcess[str]:
    """What bin/start does first."""
    return subprocess.run(
        [sys.executable, "-c", f"import environment; environment.ensure({lock!r})"],
        cwd=installation.folder / "bin",
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def installed(installation: Installation) -> dict[str, str]:
    """What the environment says it holds."""
    return json.loads((installation.folder / ".venv" / "installed.json").read_text())


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_nothing_is_installed_twice(installation, lock):
    log = fake_pip(installation)
    assert ensure(installation, lock).returncode == 0
    assert not log.exists()


def test_a_changed_lock_is_installed_with_its_hashes(installation):
    log = fake_pip(installation)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (installation.folder / name).write_text("one==1.0\n")
    result = ensure(installation)
    assert result.returncode == 0, result.stderr
    assert "--require-hashes" in log.read_text()
    assert "Installing 1 packages from requirements.lock" in result.stdout
    assert set(installed(installation)) == {"requirements.lock"}
    ensure(installation)
    assert len(log.read_text().splitlines()) == 1


def test_a_runtime_environment_is_filled_up_for_the_tests(installation):
    log = fake_pip(installation)
    stamp = installation.folder / ".venv" / "installed.json"
    stamp.write_text(json.dumps({"requirements.lock": installed(installation)["requirements.lock"]}))
    assert ensure(installation, "requirements-dev.lock").returncode == 0
    assert "requirements-dev.lock" in log.read_text()
    assert ensure(installation, "requirements.lock").returncode == 0
    assert len(log.read_text().splitlines()) == 1


def test_a_failed_installation_shows_its_last_words_and_is_tried_again(installation):
    log = fake_pip(installation, words="ERROR: no room on the disk", code=1)
    (installation.folder / ".venv" / "installed.json").write_text("{}")
    for attempt in (1, 2):
        result = ensure(installation)
        assert result.returncode == 1
        assert "ERROR: no room on the disk" in result.stderr
        assert "The Python packages could not be installed" in result.stderr
        assert len(log.read_text().splitlines()) == attempt


def test_an_environment_whose_python_is_gone_is_made_anew(installation):
    (installation.folder / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 127\n")
    for name in ("requirements.lock", "requirements-dev.lock"):
        (installation.folder / name).write_text("")
    result = ensure(installation)
    assert result.returncode == 0, result.stderr
    assert "Making .venv with Python" in result.stdout


def run_tests(installation: Installation, *arguments: str) -> subprocess.CompletedProcess[str]:
    """bin/test, on a suite of three tests."""
    for name, text in SUITE.items():
        (installation.folder / name).parent.mkdir(exist_ok=True)
        (installation.folder / name).write_text(text)
    return subprocess.run(
        [installation.folder / "bin" / "test", "-p", "no:django", *arguments],
        cwd="/",
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_suite_leaves_out_what_needs_servers_and_says_so(installation):
    result = run_tests(installation)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 passed" in result.stdout
    assert "Running the tests on SQLite, without the tests that need a browser or servers" in result.stdout


def test_all_runs_all_and_a_failure_is_handed_on(installation):
    result = run_tests(installation, "--all")
    assert "1 failed, 2 passed" in result.stdout
    assert result.returncode == 1


def test_arguments_go_to_pytest(installation):
    result = run_tests(installation, "--all", "tests/test_some.py", "-k", "page")
    assert "1 passed" in result.stdout
    assert result.returncode == 0
