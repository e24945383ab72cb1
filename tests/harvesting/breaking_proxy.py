"""Something between a client and a server that breaks the connection in the middle of what is sent."""

import socket
import threading
from contextlib import suppress

CHUNK = 1 << 16


class BreakingProxy:
    """Passes bytes on to a port of this machine. ``break_after`` so many bytes of the client nothing answers any more,
    until ``mend``. A context."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._left: int | None = None  # bytes that are still passed on; None for any number
        self._guard = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.is_broken = False

    def __enter__(self) -> "BreakingProxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listening.close()

    def break_after(self, size: int) -> None:
        """Break when the clients have sent so many bytes more."""
        with self._guard:
            self._left = size

    def mend(self) -> None:
        """Answer again."""
        with self._guard:
            self._left, self.is_broken = None, False

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _address = self._listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError), socket.create_connection(("127.0.0.1", self._target)) as server:
            back = threading.Thread(target=_copy, args=(server, client), daemon=True)
            back.start()
            while data := client.recv(CHUNK):
                passed = self._allowed(data)
                server.sendall(passed)
                if len(passed) < len(data):
                    # In the middle: without a farewell to either side.
                    for each in (client, server):
                        each.shutdown(socket.SHUT_RDWR)
                    return

    def _allowed(self, data: bytes) -> bytes:
        with self._guard:
            if self._left is None:
                return data
            passed = data[: self._left]
            self._left -= len(passed)
            self.is_broken = self.is_broken or len(passed) < len(data)
            return passed


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
