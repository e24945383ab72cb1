"""bin/start: refusals in one sentence, and nothing left running however it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.house.installations import Installation, make_installation
from tests.own_servers import PATIENCE, wait_until

services = pytest.mark.services


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """In a folder whose name has spaces and Swedish letters."""
    return Installation(make_installation(tmp_path / "a place för allt"))


def run(installation: Installation, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """bin/start to its end, for when it refuses."""
    return subprocess.run(
        [installation.folder / "bin" / "start", *arguments],
        cwd="/",
        env=installation.environment(**env),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def assert_refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """One sentence on the error channel, and nothing done before."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr


def test_help_names_choices_and_variables(installation):
    result = run(installation, "--help")
    assert result.returncode == 0
    for word in ("--no-demo", "PORT", "PUBLIC_BASE_URL", "DATA_DIR", "docs/configuration.md"):
        assert word in result.stdout


def test_a_busy_port_is_refused_before_anything_slow(installation):
    shutil.rmtree(installation.folder / ".venv")
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        result = run(installation)
    assert_refused(result, f"Port {installation.port} is taken", f"PORT={installation.port + 1}")
    assert not (installation.folder / ".venv").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "80 80", "８０"])
def test_a_port_that_is_none_is_refused(installation, port):
    assert_refused(run(installation, PORT=port), "is no port")


def test_a_python_that_is_too_old_is_refused(installation, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.10.13 && exit 0\nexit 1\n')
    (old / "python3").chmod(0o755)
    assert_refused(run(installation, PATH=str(old)), "3.11, 3.12 or 3.13 is needed", "has Python 3.10.13")


def test_no_python_at_all_is_refused(installation, tmp_path):
    assert_refused(run(installation, PATH=str(tmp_path)), "this machine has none")


def test_a_named_python_that_does_not_fit_is_refused(installation):
    assert_refused(run(installation, PYTHON="/bin/false"), "PYTHON=/bin/false is not a Python 3.11, 3.12 or 3.13")


def test_a_python_without_ensurepip_is_told_what_to_install(installation):
    shutil.rmtree(installation.folder / ".venv")
    program = (
        "import runpy, sys; sys.modules['ensurepip'] = None; sys.path.insert(0, 'bin');"
        " runpy.run_path('bin/launch.py', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=installation.folder,
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert result.stderr.count("\n") == 1
    assert f"sudo apt install python{version}-venv" in result.stderr


def test_a_data_folder_that_is_a_file_is_refused(installation, tmp_path):
    (tmp_path / "file").write_text("")
    assert_refused(run(installation, DATA_DIR=str(tmp_path / "file")), "can't be written to")


def page(installation: Installation) -> bytes:
    """What the tiny application answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/", timeout=5) as answer:
        return answer.read()


@services
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_three(installation, number):
    with installation.started() as launcher:
        installation.wait_until_ready()
        for word in ("gunicorn", "celery", "run_scheduler"):
            assert installation.processes(word), word
        assert page(installation) == b"demonstration"
        launcher.send_signal(number)
        assert launcher.wait(timeout=PATIENCE) == 0
        installation.wait_until_gone()
    assert installation.text().endswith("Stopped\n")


@services
def test_a_killed_launcher_leaves_nothing_behind(installation):
    with installation.started() as launcher:
        installation.wait_until_ready()
        launcher.kill()
        installation.wait_until_gone()


@services
def test_a_killed_shell_leaves_nothing_behind(installation):
    shell = subprocess.Popen(
        ["/bin/sh", "-c", '"$0" > "$1" 2>&1; true', installation.folder / "bin" / "start", installation.screen],
        env=installation.environment(),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(installation.screen.exists, "the shell has started")
    installation.wait_until_ready()
    shell.kill()
    shell.wait()
    installation.wait_until_gone()


@services
def test_a_second_start_is_refused_and_the_first_one_goes_on(installation):
    with installation.started() as launcher:
        installation.wait_until_ready()
        result = run(installation, PORT="1")
        assert_refused(result, "running already", f"process {launcher.pid} on port {installation.port}")
        assert launcher.poll() is None


@services
def test_a_worker_and_a_scheduler_that_die_start_again(installation):
    with installation.started():
        installation.wait_until_ready()
        for name, word in (("worker", "celery"), ("scheduler", "run_scheduler")):
            old = installation.processes(word)
            for pid in old:
                os.kill(pid, signal.SIGKILL)
            wait_until(lambda word=word, old=old: set(installation.processes(word)) - set(old), f"a new {name}")
            assert f"The {name} ended by itself (code -9)" in installation.text()
            assert "ended by itself" in (installation.data / "log" / f"{name}.log").read_text()


@services
def test_without_the_web_server_all_stops(installation):
    with installation.started() as launcher:
        installation.wait_until_ready()
        os.kill(installation.processes("gunicorn")[0], signal.SIGKILL)
        assert launcher.wait(timeout=PATIENCE) == 1
        installation.wait_until_gone()
    assert "The web server ended by itself (code -9)" in installation.text()


@services
def test_a_start_without_the_demonstration_is_remembered(installation):
    def shown(*arguments: str, **env: str) -> str:
        with installation.started(*arguments, **env) as launcher:
            installation.wait_until_ready()
            launcher.terminate()
            launcher.wait(timeout=PATIENCE)
        return installation.text()

    text = shown("--no-demo")
    assert "prepare\n" in text
    assert "show_sign_ins" not in text
    assert "invite EMAIL --administrator" in text
    assert "prepare\n" in shown()
    assert "prepare --demo\n" in shown("--demo")
    assert "manage show_sign_ins\n" in shown()
    assert "prepare\n" in shown(PUBLIC_BASE_URL="https://data.example.se")


@services
def test_a_demonstration_that_is_refused_stops_nothing(installation):
    (installation.folder / "bin" / "prepare.py").write_text("raise SystemExit(3)")
    with installation.started():
        installation.wait_until_ready()
        assert page(installation) == b"empty"
    assert "show_sign_ins" not in installation.text()


@services
def test_a_preparation_that_fails_ends_the_start(installation):
    (installation.folder / "bin" / "prepare.py").write_text("raise SystemExit('no table')")
    result = run(installation)
    assert result.returncode == 1
    assert result.stderr.splitlines() == ["no table", "This step failed: what it printed is above."]
    assert installation.processes() == []
