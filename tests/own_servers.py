"""PostgreSQL and Redis of a test's own, on free ports, to be stopped at will: never the machine's.

Used by tests that stop a service, and by .ci/run for the run on PostgreSQL. Nothing about Django here.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0


class MissingProgram(Exception):
    """A program of the service is not installed."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Look again and again, with an end."""
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline, f"waited {patience:.0f} s in vain: {what}"
        time.sleep(0.1)


def _program(name: str) -> str:
    """A program's path; Debian keeps those of PostgreSQL outside PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise MissingProgram(f"{name} is not installed")
    return found


def _answers(port: int, question: bytes = b"", answer: bytes = b"") -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(question)
            return not answer or connection.recv(100).startswith(answer)
    except OSError:
        return False


class Server:
    """A process with a folder and a port. Leaving the `with` block ends it and removes the folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="oppna-server-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def prepare(self) -> None:
        """What is done once, before the first start."""

    def command(self) -> list[str]:
        """The command that runs until it is stopped."""
        raise NotImplementedError

    def is_up(self) -> bool:
        """Whether it takes work."""
        raise NotImplementedError

    def start(self) -> None:
        """Start, and wait until it takes work."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=subprocess.STDOUT, cwd=self.folder, **self.as_user()
            )
        wait_until(self.is_up, f"{self.command()[0]} is up: {(self.folder / 'log').read_text()[-2000:]}")

    def stop(self, number: int = signal.SIGINT) -> None:
        """End it, and wait until it is gone; PostgreSQL takes SIGINT as 'now, whoever is connected'."""
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def as_user(self) -> dict[str, object]:
        """Who it runs as."""
        return {}


class RedisServer(Server):
    """A Redis that keeps nothing."""

    @property
    def url(self) -> str:
        """For REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """In the foreground, without files."""
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        return [_program("redis-server"), "--port", str(self.port), *options]

    def is_up(self) -> bool:
        """It answers PING."""
        return _answers(self.port, b"PING\r\n", b"+PONG")


class PostgresServer(Server):
    """A PostgreSQL cluster that trusts this machine and does not wait for the disk."""

    @property
    def url(self) -> str:
        """For DATABASE_URL: the database that every cluster has."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def as_user(self) -> dict[str, object]:
        """PostgreSQL refuses to run as root: then it runs as the user that its package made."""
        if os.geteuid() != 0:
            return {}
        try:
            account = pwd.getpwnam("postgres")
        except KeyError:
            raise MissingProgram("there is no user postgres on this machine") from None
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def prepare(self) -> None:
        """Make the cluster."""
        user = self.as_user()
        if user:
            os.chown(self.folder, user["user"], user["group"])
        initdb = [_program("initdb"), "--pgdata", str(self.folder / "data"), "--username", "postgres"]
        options = ["--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run([*initdb, *options], check=True, capture_output=True, cwd=self.folder, **user)

    def command(self) -> list[str]:
        """In the foreground, on this machine only."""
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        pairs = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [_program("postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *pairs]

    def is_up(self) -> bool:
        """It answers the question whether it would encrypt: yes (S) or no (N)."""
        return _answers(self.port, (8).to_bytes(4, "big") + (80877103).to_bytes(4, "big"), b"N")
