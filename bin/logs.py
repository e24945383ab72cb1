"""The logs of what bin/start runs: one file each in var/log, and their errors in brief on the screen."""

import re
import time
from pathlib import Path
from typing import IO

KEPT_BYTES = 5_000_000
ERROR = re.compile(r"\b(ERROR|CRITICAL)\b")
# So many lines of one log within so many seconds; the rest is counted.
LINES_SHOWN = 5
WINDOW_SECONDS = 10.0


class Log:
    """A log file that a child writes to, and that is read along for errors."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > KEPT_BYTES:
            path.replace(path.with_suffix(".log.1"))
        path.touch()
        self._read_to = path.stat().st_size
        self._rest = b""
        self._window = 0.0
        self._shown = 0
        self._left_out = 0

    def open(self) -> IO[bytes]:
        """For a child to write to: appended, unbuffered."""
        return self.path.open("ab", buffering=0)

    def new_errors(self) -> list[str]:
        """Lines that speak of errors and came since the last call, a few at a time."""
        with self.path.open("rb") as file:
            file.seek(self._read_to)
            new = file.read()
        self._read_to += len(new)
        *lines, self._rest = (self._rest + new).split(b"\n")
        return self._limited([text for line in lines if ERROR.search(text := line.decode(errors="replace"))])

    def last_lines(self, count: int) -> list[str]:
        """The end of the log, to show why a child ended."""
        return self.path.read_text(errors="replace").splitlines()[-count:]

    def _limited(self, errors: list[str]) -> list[str]:
        now = time.monotonic()
        shown = []
        if now - self._window > WINDOW_SECONDS:
            if self._left_out:
                shown.append(f"{self._left_out} more errors are in {self.path}")
            self._window, self._shown, self._left_out = now, 0, 0
        for error in errors:
            if self._shown < LINES_SHOWN:
                self._shown += 1
                shown.append(error[:300])
            else:
                self._left_out += 1
        return shown
