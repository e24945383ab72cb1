"""A web server that plays what stands at the public address of the feeds, well or badly. On a port of its own."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Playing(BaseHTTPRequestHandler):
    """One request, and ways of answering it."""

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        try:
            self.server.play(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # who asked had enough

    def log_message(self, *arguments) -> None:
        """Not on the screen."""

    @property
    def takes_gzip(self) -> bool:
        """Whether it was asked for."""
        return "gzip" in self.headers.get("Accept-Encoding", "")

    def send(self, body: bytes, *, packed: bool = False, claimed: int | None = None) -> None:
        """200 with these bytes; ``claimed`` is another length than they have."""
        body = gzip.compress(body) if packed else body
        self.send_response(200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        self.end_headers()
        self.wfile.write(body)

    def send_to(self, status: int, location: str) -> None:
        """A redirect."""
        self.send_response(status)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()


Play = Callable[[Playing], None]


class PublicAddress(ThreadingHTTPServer):
    """``play`` answers; ``seen`` are the paths and headers of all requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Playing)
        self.play: Play = lambda request: request.send_error(404)
        self.seen: list[tuple[str, dict]] = []

    @property
    def base(self) -> str:
        """As in PUBLIC_BASE_URL."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def public_address() -> Iterator[PublicAddress]:
    """The server, running."""
    with PublicAddress() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def right(body: bytes) -> Play:
    """These bytes, compressed for who wants it."""
    return lambda request: request.send(body, packed=request.takes_gzip)


def only_gzip(body: bytes) -> Play:
    """Compressed, whatever was asked for."""
    return lambda request: request.send(body, packed=True)


def never_gzip(body: bytes) -> Play:
    """Plain, whatever was asked for."""
    return lambda request: request.send(body)


def cut_short(body: bytes) -> Play:
    """The connection ends in the middle."""

    def play(request: Playing) -> None:
        request.send(body[:10], claimed=len(body))
        request.close_connection = True

    return play


def status(number: int) -> Play:
    """An error."""
    return lambda request: request.send_error(number)


def redirects(number: int, times: int, body: bytes) -> Play:
    """So many redirects before the bytes."""

    def play(request: Playing) -> None:
        step = int(request.path.partition("?")[2] or 0)
        if step < times:
            request.send_to(number, f"{request.path.partition('?')[0]}?{step + 1}")
        else:
            right(body)(request)

    return play


def slow(seconds: float) -> Play:
    """A byte now and then, for ever."""

    def play(request: Playing) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(200):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(seconds)
        request.close_connection = True

    return play


def endless(count: list[int]) -> Play:
    """Megabyte after megabyte; ``count`` gets how many were taken."""

    def play(request: Playing) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(b"x" * 1_000_000)
            count.append(1)
        request.close_connection = True

    return play
