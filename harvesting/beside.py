"""Work that takes minutes, beside the scheduler's rounds, which must not wait for it."""

import logging
import threading
from collections.abc import Callable

from django.db import connections

log = logging.getLogger(__name__)


class Beside:
    """One piece of work in a thread of its own, never twice at once. It ends with the process, wherever it is."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begin, unless it is still at it."""
        if self._thread is not None and self._thread.is_alive():
            return False
        self._thread = threading.Thread(target=self._run, name="beside", daemon=True)
        self._thread.start()
        return True

    def wait(self, seconds: float) -> bool:
        """Whether it is done by then."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._work()
        except Exception:  # the next round begins it again
            log.exception("work beside the rounds failed")
        finally:
            connections.close_all()
