"""bin/start: everything on this machine, from a fresh clone to a running service, until it is stopped.

Only the standard library: this runs before anything is installed. What is done inside Django is in prepare.py.
"""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import environment
from environment import ROOT, EnvironmentProblem
from logs import Log
from processes import Processes

HOST = "127.0.0.1"
POLL_SECONDS = 0.2
WEB_SECONDS = 60
FEED_SECONDS = 600
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
# The exit code of prepare.py when the demonstration was refused and all else is in place.
NO_DEMONSTRATION = 3

ABOUT = """\
Starts the catalogue on this machine: web server, worker and scheduler, on http://127.0.0.1:8000.
The first start makes a virtual environment in .venv, installs what requirements.lock names, makes the database in var
and fills it with a demonstration. Ctrl-C stops everything.
"""
VARIABLES = """\
environment variables:
  PORT             another port than 8000
  PUBLIC_BASE_URL  the address that people use, when it is another one than http://127.0.0.1:PORT
  DATA_DIR         where database, snapshots and logs are kept, instead of var
  PYTHON           the Python to make the virtual environment with
  The others, such as DATABASE_URL and REDIS_URL, are described in docs/configuration.md.
"""


class Refused(Exception):
    """Starting is not possible; the text says in one sentence why and what helps."""


class Stopped(Exception):
    """We were asked to end."""


def say(text: str) -> None:
    """Print a line. A screen that has gone away is no reason to leave children behind."""
    with suppress(BrokenPipeError):
        print(text, flush=True)


@dataclass
class Service:
    """One of the three that run until the end."""

    name: str
    command: Sequence[str | Path]
    log: Log
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    restart_at: float | None = None


class Launcher:
    """The way from an empty folder to a running service, and the watch over it."""

    def __init__(self, port: int, data: Path, has_demonstration: bool) -> None:
        self.port = port
        self.data = data
        self.has_demonstration = has_demonstration
        env = os.environ | {
            "PORT": str(port),
            "DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
            "FETCH_BACK": os.environ.get("FETCH_BACK") or "true",
        }
        self.processes = Processes(env, ROOT)
        self.services: list[Service] = []
        self.signals = 0
        self.is_interruptible = False
        self.parent = self._parent_to_follow()

    @staticmethod
    def _parent_to_follow() -> int | None:
        """The shell that we end with. None when we were put into the background on purpose (nohup, &, setsid)."""
        was_detached = signal.SIG_IGN in (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGHUP))
        if was_detached or os.getsid(0) == os.getpid():
            return None
        return os.getppid()

    # --- Being asked to end -------------------------------------------------------------------------------------------

    def listen_to_signals(self) -> None:
        """Ctrl-C, SIGTERM and the end of the terminal mean the same; one ignored from the start stays ignored."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, _frame: object) -> None:
        self.signals += 1
        if self.is_interruptible:
            raise Stopped

    def _pause(self) -> None:
        """Between two looks at the children; ends the work when we were asked to, or when our shell has died."""
        if self.signals or (self.parent is not None and os.getppid() != self.parent):
            raise Stopped
        time.sleep(POLL_SECONDS)

    # --- Steps --------------------------------------------------------------------------------------------------------

    def install(self) -> Path:
        """The Python that everything else runs with."""
        self.is_interruptible = True
        try:
            return environment.ensure(environment.RUNTIME)
        finally:
            self.is_interruptible = False

    def run_step(self, command: Sequence[str | Path]) -> int:
        """Run a command to its end, on our screen, with the services watched meanwhile; its exit code."""
        child = self.processes.start(command)
        while child.poll() is None:
            self.look_after_services()
            self._pause()
        self.processes.forget(child)
        return child.returncode

    def prepare(self, python: Path) -> None:
        """Tables, data and files; without the demonstration where it must not be mixed with what is there."""
        demo = ["--demo"] if self.has_demonstration else []
        code = self.run_step([python, "bin/prepare.py", *demo])
        if code == NO_DEMONSTRATION:
            self.has_demonstration = False
        elif code:
            raise Refused("This step failed: what it printed is above.")
        if self.has_demonstration:
            self.processes.env.setdefault("DEMONSTRATION", "true")

    def start_services(self, python: Path) -> None:
        """Web, worker and scheduler."""
        gunicorn = [python, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{HOST}:{self.port}"]
        celery = [python, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "INFO"]
        commands = {
            "web": [*gunicorn, "--config", "deploy/gunicorn.py"],
            "worker": [*celery, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            "scheduler": [python, "manage.py", "run_scheduler"],
        }
        for name, command in commands.items():
            service = Service(name, command, Log(self.data / "log" / f"{name}.log"))
            self.services.append(service)
            self._start(service)

    def wait_for_web(self) -> None:
        """Until the web server answers."""
        deadline = time.monotonic() + WEB_SECONDS
        while not self._web_answers():
            if time.monotonic() > deadline:
                raise Refused(
                    f"The web server did not answer within {WEB_SECONDS} seconds: see {self.data}/log/web.log."
                )
            self.look_after_services()
            self._pause()

    def watch(self) -> None:
        """Until we are asked to end."""
        while True:
            self.look_after_services()
            self._pause()

    def end(self) -> None:
        """Stop all that runs; a second Ctrl-C doesn't wait."""
        before = self.signals
        if self.services:
            say("\nStopping web, worker and scheduler")
        self.processes.stop_all(is_urgent=lambda: self.signals > before)
        if self.services:
            say("Stopped")

    # --- The three services -------------------------------------------------------------------------------------------

    def _start(self, service: Service) -> None:
        with service.log.open() as output:
            service.child = self.processes.start(service.command, output)
        service.started = time.monotonic()
        service.restart_at = None

    def look_after_services(self) -> None:
        """Show new errors, start again what died; without the web server there is nothing left to do."""
        for service in self.services:
            for error in service.log.new_errors():
                say(f"[{service.name}] {error}")
            if service.child is None:
                if time.monotonic() >= service.restart_at:
                    self._start(service)
            elif service.child.poll() is not None:
                self._on_death(service)

    def _on_death(self, service: Service) -> None:
        code = service.child.returncode
        self.processes.forget(service.child)
        service.child = None
        if service.name == "web":
            say("\n".join(service.log.last_lines(8)))
            raise Refused(
                f"The web server ended by itself (code {code}): its last words are above, all of {service.log.path}."
            )
        if time.monotonic() - service.started > LONGEST_PAUSE:
            service.pause = FIRST_PAUSE
        service.restart_at = time.monotonic() + service.pause
        line = f"The {service.name} ended by itself (code {code}) and starts again in {service.pause:.0f} s"
        service.pause = min(service.pause * 2, LONGEST_PAUSE)
        say(f"[{service.name}] {line}, see {service.log.path}")
        with service.log.open() as output:
            output.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {line}\n".encode())

    def _web_answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False  # not yet: the caller knows how long to wait
        finally:
            connection.close()


def read_port() -> int:
    """PORT, or 8000."""
    text = os.environ.get("PORT", "") or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refused(f"PORT={text} is no port: give a number from 1 to 65535, for example PORT=8001 bin/start.")
    return int(text)


def refuse_busy_port(port: int) -> None:
    """Before anything slow is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refused(f"Port {port} is kept for the administrator of this machine: take one above 1023.") from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise Refused(
                f"Port {port} is taken by another program: stop it, or take another port, for example"
                f" PORT={other} bin/start."
            ) from None


def lock(data: Path) -> IO[str]:
    """Held until we end: two launchers would run two schedulers on the same data."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = (data / "start.lock").open("a+")
    except OSError as problem:
        raise Refused(f"The folder {data} can't be written to ({problem.strerror}).") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        where = handle.read().strip()
        raise Refused(
            f"It is running already ({where}): stop that one with Ctrl-C, or start a second one with its own"
            f" DATA_DIR and PORT."
        ) from None
    return handle


def wants_demonstration(data: Path, *, without: bool) -> bool:
    """An installation that was started empty stays without a demonstration until it is asked for with --demo."""
    public = os.environ.get("PUBLIC_BASE_URL", "")
    return not (without or (data / "no-demo").exists() or public.startswith("https:"))


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        prog="bin/start", description=ABOUT, epilog=VARIABLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--no-demo", action="store_true", help="start empty, now and later")
    choice.add_argument("--demo", action="store_true", help="add the demonstration after having started empty")
    return parser.parse_args()


def run(launcher: Launcher) -> None:
    """All steps, in order."""
    began = time.monotonic()
    say("1/4  Python packages")
    python = launcher.install()
    say("2/4  Database, organisations and files")
    launcher.prepare(python)
    say(f"3/4  Web, worker and scheduler (logs in {launcher.data / 'log'})")
    launcher.start_services(python)
    launcher.wait_for_web()
    say("4/4  First catalogue of every organisation")
    if launcher.run_step([python, "manage.py", "wait_for_feeds", "--timeout", str(FEED_SECONDS)]) != 0:
        say("    Not every catalogue is built yet: the worker and the scheduler go on trying, see their logs.")
    address = os.environ.get("PUBLIC_BASE_URL", "") or f"http://{HOST}:{launcher.port}"
    say(f"\nReady in {time.monotonic() - began:.0f} s")
    say(f"  {address}/                   the catalogue")
    say(f"  {address}/datasets/dcat      everything, for dataportal.se")
    if launcher.has_demonstration:
        launcher.run_step([python, "manage.py", "show_sign_ins"])
    else:
        say("  The first person: .venv/bin/python manage.py invite EMAIL --administrator")
    say("Ctrl-C stops everything.")
    launcher.watch()


def main() -> int:
    """Start, watch and stop; 0 after having been asked to end."""
    options = arguments()
    launcher = None
    try:
        port = read_port()
        data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
        handle = lock(data)
        refuse_busy_port(port)
        handle.truncate(0)
        handle.write(f"process {os.getpid()} on port {port}")
        handle.flush()
        if options.no_demo:
            (data / "no-demo").touch()
        elif options.demo:
            (data / "no-demo").unlink(missing_ok=True)
        launcher = Launcher(port, data, wants_demonstration(data, without=options.no_demo))
        launcher.listen_to_signals()
        run(launcher)
    except Stopped:
        return 0
    except (Refused, EnvironmentProblem) as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    finally:
        if launcher is not None:
            launcher.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
