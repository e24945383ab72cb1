"""The virtual environment in .venv: made when it is missing, filled again when a lock file has changed.

Only the standard library: this runs before anything is installed.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
# Which lock files the environment holds, by their hashes.
STAMP = FOLDER / "installed.json"
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
# The development lock holds everything of the runtime lock; a test keeps it so.
SATISFIED_BY = {RUNTIME: (RUNTIME, DEVELOPMENT), DEVELOPMENT: (DEVELOPMENT,)}


class EnvironmentProblem(Exception):
    """The environment can't be made; the text says in one sentence why and what helps."""


def ensure(lock: str) -> Path:
    """The Python of an environment that holds the lock file, made or filled if need be."""
    if _is_ready(lock):
        return PYTHON
    with _alone():
        if _is_ready(lock):
            return PYTHON
        if not _python_fits():
            _make()
        _install(lock)
    return PYTHON


def _is_ready(lock: str) -> bool:
    if not _python_fits():
        return False
    installed = _installed()
    return any(installed.get(name) == _hash(name) for name in SATISFIED_BY[lock])


def _installed() -> dict[str, str]:
    """A stamp that is missing or damaged means: install again, which does no harm."""
    try:
        return json.loads(STAMP.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _hash(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _python_fits() -> bool:
    """Whether the environment's own Python still starts: it is gone when the machine's Python was replaced."""
    program = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    try:
        return subprocess.run([PYTHON, "-c", program], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One at a time: bin/start and bin/test may be started together."""
    with (ROOT / RUNTIME).open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("    Waiting: another command is installing the Python packages.", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise EnvironmentProblem(
            f"This Python {version} ({sys.executable}) can't make virtual environments: install the package that"
            f" holds its venv module, on Debian and Ubuntu 'sudo apt install python{version}-venv'."
        )
    print(f"    Making .venv with Python {version}", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", FOLDER], capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stdout + made.stderr).strip().splitlines()
        raise EnvironmentProblem(f"The virtual environment in {FOLDER} could not be made: {' '.join(reason[-3:])}")


def _install(lock: str) -> None:
    STAMP.unlink(missing_ok=True)
    expected = len(re.findall(r"^[A-Za-z0-9]", (ROOT / lock).read_text(), re.MULTILINE))
    print(f"    Installing {expected} packages from {lock}", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--progress-bar", "off", "-r", ROOT / lock]
    last_words: deque[str] = deque(maxlen=15)
    with subprocess.Popen(
        [*command, "--disable-pip-version-check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        try:
            _follow(pip.stdout, expected, last_words)
        except BaseException:  # also when asked to end: pip must not go on alone
            pip.terminate()
            raise
    if pip.returncode:
        print(*last_words, sep="\n", file=sys.stderr)
        raise EnvironmentProblem(
            "The Python packages could not be installed (pip's last words are above): check that this machine reaches"
            " a Python package index and has room on its disk, then start again."
        )
    STAMP.write_text(json.dumps({lock: _hash(lock)}))


def _follow(output: IO[str], expected: int, last_words: deque[str]) -> None:
    count = 0
    for line in output:
        last_words.append(line.rstrip())
        if name := re.match(r"(?:Collecting|Requirement already satisfied:|Processing) (\S+)", line):
            count += 1
            _show_progress(count, expected, name[1].rpartition("/")[2])
        elif line.startswith("Installing collected packages"):
            print("\n    Unpacking" if sys.stdout.isatty() else "    Unpacking", flush=True)


def _show_progress(count: int, expected: int, name: str) -> None:
    """One line that counts up on a screen; every tenth package where the lines are kept."""
    if sys.stdout.isatty():
        print(f"\r\033[K    {count}/{expected} {name}", end="", flush=True)
    elif count % 10 == 0:
        print(f"    {count}/{expected}", flush=True)
