"""Copies of the project to start: whole, or `bin` beside a tiny application, which starts in seconds.

The environment is the one that runs the tests. Processes are found by the data folder in their environment.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.own_servers import PATIENCE, free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent

CELERY = """
import os
from celery import Celery
app = Celery("stub", broker="filesystem://", set_as_current=True)
folder = os.environ["DATA_DIR"] + "/broker"
os.makedirs(folder, exist_ok=True)
app.conf.broker_transport_options = dict(data_folder_in=folder, data_folder_out=folder, control_folder=folder)
"""
WSGI = """
import os
def application(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"demonstration" if "DEMONSTRATION" in os.environ else b"empty"]
"""
MANAGE = """
import sys, time
print("manage", *sys.argv[1:], flush=True)
if sys.argv[1] == "run_scheduler":
    time.sleep(1000)
"""
PREPARE = "import sys; print('prepare', *sys.argv[1:])"


def make_installation(folder: Path) -> Path:
    """The stub in a folder of its own, with its virtual environment in place."""
    shutil.copytree(ROOT / "bin", folder / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "deploy", folder / "deploy", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "config").mkdir()
    (folder / "config" / "__init__.py").write_text("from config.celery import app as celery_app")
    (folder / "config" / "celery.py").write_text(CELERY)
    (folder / "config" / "settings.py").write_text("")
    (folder / "config" / "wsgi.py").write_text(WSGI)
    (folder / "manage.py").write_text(MANAGE)
    (folder / "bin" / "prepare.py").write_text(PREPARE)
    link_environment(folder)
    return folder


def copy_project(folder: Path) -> Path:
    """What a clone would have, with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def link_environment(folder: Path) -> None:
    """Give a copy of the project the packages that are installed here, marked as holding its lock files."""
    hashes = {}
    for lock in ("requirements.lock", "requirements-dev.lock"):
        if not (folder / lock).exists():
            shutil.copy(ROOT / lock, folder / lock)
        hashes[lock] = sha256((folder / lock).read_bytes()).hexdigest()
    environment = folder / ".venv"
    (environment / "bin").mkdir(parents=True)
    program = f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'
    (environment / "bin" / "python").write_text(program)
    (environment / "bin" / "python").chmod(0o755)
    (environment / "installed.json").write_text(json.dumps(hashes))


class Installation:
    """One folder, one port, and what runs there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "var"
        self.port = free_port()
        self.screen = folder / "screen.txt"

    def environment(self, **more: str) -> dict[str, str]:
        """As in a fresh shell: nothing of the test run's own settings."""
        env = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return env | {"DATA_DIR": str(self.data), "PORT": str(self.port)} | more

    @contextlib.contextmanager
    def started(self, *arguments: str, **env: str) -> Iterator[subprocess.Popen]:
        """bin/start, from another folder; whatever is left at the end of the test is killed."""
        with self.screen.open("wb") as screen:
            process = subprocess.Popen(
                [self.folder / "bin" / "start", *arguments],
                cwd="/",
                env=self.environment(**env),
                stdin=subprocess.DEVNULL,
                stdout=screen,
                stderr=subprocess.STDOUT,
            )
        try:
            yield process
        finally:
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, 9)
            process.wait()

    def wait_until_ready(self, patience: float = PATIENCE) -> None:
        """Until the screen says so."""
        wait_until(lambda: "Ctrl-C stops everything" in self.text(), f"ready, on screen:\n{self.text()}", patience)

    def wait_until_gone(self) -> None:
        """Until no process of this installation is left."""
        wait_until(lambda: not self.processes(), "no process left")

    def text(self) -> str:
        """What has been on the screen so far."""
        return self.screen.read_text()

    def processes(self, word: str = "") -> list[int]:
        """All processes started for this data folder whose command line has the word."""
        mark = f"DATA_DIR={self.data}\0".encode()
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with contextlib.suppress(OSError):  # it ended while we looked
                    is_ours = mark in (entry / "environ").read_bytes()
                    if is_ours and word.encode() in (entry / "cmdline").read_bytes():
                        found.append(int(entry.name))
        return sorted(found)
