"""The steps of .ci/run: two lanes side by side, since the machine has two cores, and a summary at the end.

Ends with 0 only when every step did. What a step prints comes when it is finished, so that lanes don't mix.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bin")]

import environment  # noqa: E402
from tests.own_servers import MissingProgram, PostgresServer, RedisServer  # noqa: E402

# What is shown of a step that went well: the end, with the closing line of the test runner.
CLOSING_LINES = 12
ALL_BUT_OUTSIDE = "not browser and not services"
# Where the tests write: in memory, where there is enough of it, since they wait for the disk again and again.
MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 6 << 30  # bytes
# What ci may take at most; a step that hangs must not keep the others' results back.
STEP_SECONDS = 2100
PYTHON = str(environment.PYTHON)


@dataclass
class Step:
    """A command with its result."""

    name: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    code: int | None = None
    seconds: float = 0.0


class Run:
    """All steps, printed one after the other whichever lane they are in."""

    def __init__(self) -> None:
        self._printing = threading.Lock()

    def do(self, step: Step) -> None:
        """Run one step and print what it said."""
        began = time.monotonic()
        try:
            done = subprocess.run(
                step.command,
                cwd=ROOT,
                env=os.environ | step.env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                check=False,
                timeout=STEP_SECONDS,
            )
            step.code, output = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            step.code, output = 124, (late.stdout or b"").decode(errors="replace") + "\nstopped: it took too long\n"
        step.seconds = time.monotonic() - began
        lines = output.splitlines()
        shown = lines[-CLOSING_LINES:] if step.code == 0 else lines[-600:]
        with self._printing:
            result = "ok" if step.code == 0 else f"FAILED ({step.code})"
            print(f"\n=== {step.name}: {result}, {step.seconds:.0f} s", *shown, sep="\n", flush=True)

    def do_all(self, lanes: Sequence[Sequence[Step]]) -> None:
        """Each lane in order, the lanes side by side."""
        threads = [threading.Thread(target=lambda lane=lane: [self.do(step) for step in lane]) for lane in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def pytest(*arguments: str) -> list[str]:
    """The test runner with the slowest tests named."""
    return [PYTHON, "-m", "pytest", "-q", "--durations=5", "-p", "no:cacheprovider", *arguments]


def production_settings(folder: Path) -> dict[str, str]:
    """What a production installation sets, with an accessibility statement of its own."""
    statement = json.loads((ROOT / "pages" / "data" / "accessibility_statement.json").read_text())
    own = folder / "accessibility_statement.json"
    own.write_text(json.dumps(statement | {"is_example": False}))
    return {
        "PUBLIC_BASE_URL": "https://data.example.se",
        "SECRET_KEY": "production-check-" * 4,
        "EMAIL_URL": "smtp+tls://user:password@mail.example.se:587",
        "SECURITY_CONTACT": "mailto:security@example.se",
        "SECURITY_TXT_EXPIRES": (date.today() + timedelta(days=300)).isoformat(),
        "ACCESSIBILITY_STATEMENT": str(own),
        "FILE_SCANNER": "clamd://clamav:3310",
        "TRUSTED_PROXY_COUNT": "1",
    }


def lanes(database_url: str, redis_url: str, production: dict[str, str]) -> list[list[Step]]:
    """The longest suite in one lane, all else in the other: both take about as long."""
    servers = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    manage = [PYTHON, "manage.py"]
    suites = [
        Step("bin/test: the suite on SQLite", ["bin/test", "--durations=5"]),
    ]
    others = [
        Step("ruff check", [PYTHON, "-m", "ruff", "check", "."]),
        Step("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        Step("Packages fit each other", [PYTHON, "-m", "pip", "check"]),
        Step("Migrations are complete", [*manage, "makemigrations", "--check", "--dry-run"]),
        Step("Production settings", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production),
        Step("Tests with servers: worker on Redis, PostgreSQL, launcher", pytest("-n", "2", "-m", "services"), servers),
        Step("Tests in the browser", pytest("-m", "browser")),
        # What has nothing to do with the kind of database is run on SQLite alone.
        Step(
            "The suite on PostgreSQL",
            pytest("-n", "2", "-m", f"{ALL_BUT_OUTSIDE} and not any_database", "--trial-builds", "40"),
            servers,
        ),
    ]
    return [suites, others]


def main() -> int:
    """Make the environment, start the servers, run the lanes, sum up."""
    began = time.monotonic()
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    try:
        environment.ensure(environment.DEVELOPMENT)
    except environment.EnvironmentProblem as problem:
        print(problem)
        return 1
    with ExitStack() as stack:
        try:
            postgres, redis = stack.enter_context(PostgresServer()), stack.enter_context(RedisServer())
        except MissingProgram as problem:
            print(f"FAILED: {problem}")
            return 1
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        all_lanes = lanes(postgres.url, redis.url, production_settings(folder))
        Run().do_all(all_lanes)
    steps = [step for lane in all_lanes for step in lane]
    print(f"\n=== Summary, {time.monotonic() - began:.0f} s in all")
    for step in steps:
        print(f"{'ok    ' if step.code == 0 else 'FAILED'} {step.seconds:5.0f} s  {step.name}")
    return 0 if all(step.code == 0 for step in steps) else 1


if __name__ == "__main__":
    sys.exit(main())
