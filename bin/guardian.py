"""Ends the children of bin/start when it is killed itself and can't.

Reads from a pipe which process groups are running ("+123" and "-123"). The pipe closes when the starter is gone, for
whatever reason; what is then still running is asked to end and, if it does not, forced.
"""

import signal
import sys
import time

from processes import GRACE_SECONDS, POLL_SECONDS, ask_to_end, force_to_end, group_exists


def main() -> None:
    """Follow the pipe to its end, then end what is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line[0] == "+":
            groups.add(group)
        else:
            groups.discard(group)
    for group in groups:
        ask_to_end(group)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(group_exists(group) for group in groups) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for group in groups:
        force_to_end(group)


if __name__ == "__main__":
    main()
