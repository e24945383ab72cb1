"""An installation in a folder of its own: web, worker and scheduler as real processes that tests may kill.

The commands are those of docker-compose.yml. Nobody starts a process again that has been killed, unless the test does.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml

from tests.own_servers import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]

# In one process, since starting is what takes time.
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable")
call_command("collectstatic", interactive=False, verbosity=0)
"""


class Installation:
    """Processes, a port, and somebody who publishes."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.port = free_port()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.env = kept | {
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        self.running: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Installation":
        subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=self.env, check=True, timeout=300)
        return self

    def __exit__(self, *_error: object) -> None:
        for name in list(self.running):
            self.kill(name)

    def start(self, *names: str) -> None:
        """Start services by their names in docker-compose.yml."""
        for name in names:
            command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}") for part in SERVICES[name]["command"]]
            self._start(name, [sys.executable if part == "python" else part for part in command])
        if "web" in names:
            wait_until(lambda: self.get("/livez")[0] == 200, f"the web server answers: {self.log('web')}")

    def kill(self, name: str) -> None:
        """SIGKILL, to the process and all that it has started."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def publish(self, title: str) -> dict:
        """Publish a dataset in a process of its own that lives as long as the installation; what it answered."""
        if "publisher" not in self.running:
            self._start("publisher", [sys.executable, "-m", "tests.harvesting.publisher"], stdin=subprocess.PIPE)
        before = self._answers()
        publisher = self.running["publisher"]
        publisher.stdin.write(f"{title}\n".encode())
        publisher.stdin.flush()
        wait_until(lambda: len(self._answers()) > len(before), f"an answer of the publisher: {self.log('publisher')}")
        return self._answers()[-1]

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and bytes of an address; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read()
        except OSError:
            return 0, b""

    def log(self, name: str) -> str:
        """What a process has printed."""
        path = self.folder / f"{name}.txt"
        return path.read_text(errors="replace") if path.exists() else ""

    def finished_files(self) -> int:
        """How many files of finished bytes there are."""
        return len(list((self.folder / "snapshots" / "objects").glob("*.rdf")))

    def _start(self, name: str, command: list[str], stdin: int = subprocess.DEVNULL) -> None:
        with (self.folder / f"{name}.txt").open("ab") as output:
            self.running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env,
                stdin=stdin,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _answers(self) -> list[dict]:
        return [json.loads(line) for line in self.log("publisher").splitlines() if line.startswith("{")]


class FeedWatch:
    """Fetches an address again and again, and keeps every answer that differs from the one before."""

    def __init__(self, installation: Installation, path: str) -> None:
        self.answers: list[tuple[int, bytes]] = []
        self.count = 0
        self._get = lambda: installation.get(path)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "FeedWatch":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._thread.join()

    def wait_for(self, title: str, patience: float) -> float:
        """Until the title is in the answer; the seconds it took."""
        began = time.monotonic()
        wait_until(
            lambda: bool(self.answers) and title.encode() in self.answers[-1][1], f"{title} in the feed", patience
        )
        return time.monotonic() - began

    def _watch(self) -> None:
        while not self._stopped.wait(0.05):
            answer = self._get()
            self.count += 1
            if not self.answers or answer != self.answers[-1]:
                self.answers.append(answer)
