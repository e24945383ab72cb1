"""Work in a child process that may be killed anywhere: the test's database and files, and nothing else in common.

What a test replaces in the child, it replaces there alone: the product has no hooks for this.
"""

import logging
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from unittest import mock

from django.db import connection, connections

PATIENCE = 60.0
KILLED = -signal.SIGKILL


class Child:
    """A process that does some work. Its database connections are its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        connections.close_all()  # both sides open their own
        self._pid = os.fork()
        if self._pid == 0:
            code = 1
            try:
                logging.disable(logging.CRITICAL)
                work()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)

    def wait(self) -> int:
        """How it ended: 0 when the work was done, 1 when it raised, the negative number of a signal."""
        deadline = time.monotonic() + PATIENCE
        while True:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > deadline:
                os.kill(self._pid, signal.SIGKILL)
            time.sleep(0.01)


def in_child(work: Callable[[], object]) -> int:
    """Do something in a child, to its end."""
    return Child(work).wait()


@contextmanager
def at(place: str, happens: Callable[[], None], *, call: int = 1, after: bool = False):
    """Let something happen when a function is called for the nth time, before it runs or after it has.

    ``place`` is its name as its caller finds it, such as ``harvesting.build.swap``.
    """
    owner, name = _resolved(place)
    function, count = getattr(owner, name), 0

    def replaced(*args, **kwargs):
        nonlocal count
        count += 1
        if count == call and not after:
            happens()
        result = function(*args, **kwargs)
        if count == call and after:
            happens()
        return result

    with mock.patch.object(owner, name, replaced):
        yield


def die() -> None:
    """As the kernel does it to a process that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def lose_the_database() -> None:
    """From now on nobody answers where this process looks for its database."""
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(Path("/nowhere/at/all.sqlite3"))
    else:
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
    # What is open breaks, without a word to the other side.
    connection.connection.close()


def fill_the_disk(size: int) -> None:
    """From now on no file of this process can grow larger than so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _resolved(place: str) -> tuple[object, str]:
    """The object that has the name: a module, or a class in one."""
    path, _, name = place.rpartition(".")
    try:
        return import_module(path), name
    except ModuleNotFoundError:
        module, _, class_name = path.rpartition(".")
        return getattr(import_module(module), class_name), name
