"""Child processes that never outlive their starter: each in a session of its own, all known to a guardian.

Only the standard library: this runs before anything is installed. What the children are is decided by the caller.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

GUARDIAN = Path(__file__).with_name("guardian.py")
GRACE_SECONDS = 10.0
POLL_SECONDS = 0.1


def group_exists(group: int) -> bool:
    """Whether any process of the group is left (a zombie counts until its parent has read its end)."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def ask_to_end(group: int) -> None:
    """SIGTERM to the leader alone: it ends its own children in good order. When it is gone, to all that is left."""
    try:
        os.kill(group, signal.SIGTERM)
    except ProcessLookupError:
        _signal_group(group, signal.SIGTERM)


def force_to_end(group: int) -> None:
    """SIGKILL to every process of the group."""
    _signal_group(group, signal.SIGKILL)


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # gone by itself, which is what was wanted
        os.killpg(group, number)


class Processes:
    """Starts and ends children. A signal given to the starter reaches them only through `stop_all`."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self.env = dict(env)
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._guardian: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str | Path], output: IO[bytes] | int | None = None) -> subprocess.Popen[bytes]:
        """Start a command; `output` takes both what it prints and its errors (None: where ours go)."""
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=self._folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
            start_new_session=True,
        )
        self._running.append(child)
        self._tell_guardian(f"+{child.pid}")
        return child

    def forget(self, child: subprocess.Popen[bytes]) -> None:
        """A child has ended: end what it left behind in its group."""
        force_to_end(child.pid)
        self._running.remove(child)
        self._tell_guardian(f"-{child.pid}")

    def stop_all(self, is_urgent: Callable[[], bool] = lambda: False) -> None:
        """Ask all children to end, and force those that have not after a while, or at once when it gets urgent."""
        for child in self._running:
            ask_to_end(child.pid)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(self._is_alive(child) for child in self._running) and time.monotonic() < deadline:
            if is_urgent():
                break
            time.sleep(POLL_SECONDS)
        for child in list(self._running):
            force_to_end(child.pid)
            child.wait()
            self.forget(child)
        if self._guardian is not None:
            self._guardian.stdin.close()
            self._guardian.wait()
            self._guardian = None

    @staticmethod
    def _is_alive(child: subprocess.Popen[bytes]) -> bool:
        return child.poll() is None or group_exists(child.pid)

    def _tell_guardian(self, line: str) -> None:
        """The guardian learns of every group; one that was killed is replaced and told all again."""
        if self._guardian is not None and self._guardian.poll() is None:
            try:
                self._guardian.stdin.write(f"{line}\n".encode())
                self._guardian.stdin.flush()
            except BrokenPipeError:
                self._guardian.wait()
            else:
                return
        self._guardian = subprocess.Popen(
            [sys.executable, str(GUARDIAN)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for child in self._running:
            self._guardian.stdin.write(f"+{child.pid}\n".encode())
        self._guardian.stdin.flush()
