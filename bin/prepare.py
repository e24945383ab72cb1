"""Makes an installation ready to serve: tables, organisations, static files, and the demonstration when asked for.

Run by bin/start and by the one-off service of docker-compose.yml; every step may be repeated at any time.
Runs with the Python of the virtual environment, in one process because starting Django is what takes time.
"""

import argparse
import hashlib
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402

# The exit code for it; launch.py has the same.
NO_DEMONSTRATION = 3


def static_fingerprint() -> str:
    """Changes when a static file does: name, size or time. Collecting and compressing them takes seconds."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static_files() -> None:
    """Only when one of them has changed since the last time."""
    fingerprint = static_fingerprint()
    kept = settings.STATIC_ROOT / "fingerprint"
    if kept.exists() and kept.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(fingerprint)


def make_tables() -> None:
    """Migrations, and the table of the cache."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def add_demonstration() -> bool:
    """Once; the command itself knows whether it is there. False when it must not be mixed with what is there."""
    print("    Demonstration", flush=True)
    try:
        call_command("seed_demo")
    except CommandError as reason:
        print(f"    No demonstration: {reason}", flush=True)
        return False
    return True


def main() -> int:
    """All steps, each with its time; NO_DEMONSTRATION when everything but the demonstration is in place."""
    parser = argparse.ArgumentParser(prog="bin/prepare.py", description=__doc__.splitlines()[0])
    parser.add_argument("--demo", action="store_true", help="with the demonstration")
    options = parser.parse_args()
    django.setup()
    quiet = io.StringIO()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("Tables", make_tables),
        ("Organisations, recommended datasets, catalogues", lambda: call_command("prepare", stdout=quiet)),
        ("Static files", collect_static_files),
    ]
    for name, step in steps:
        began = time.monotonic()
        print(f"    {name} … ", end="", flush=True)
        step()
        print(f"{time.monotonic() - began:.1f} s", flush=True)
    return NO_DEMONSTRATION if options.demo and not add_demonstration() else 0


if __name__ == "__main__":
    sys.exit(main())
