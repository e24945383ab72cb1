"""Servers of other people's, good and bad, on ports of their own, and a name service that says what it is told."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MISSING = b"<html><title>Sidan finns inte</title></html>"


class Request(BaseHTTPRequestHandler):
    """One request, and ways of answering it."""

    def do_GET(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        play = self.server.plays.get(self.path.partition("?")[0], self.server.otherwise)
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked had enough
            play(self)

    do_HEAD = do_GET

    def log_message(self, *arguments) -> None:
        """Not on the screen."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """An answer; the names of headers have underscores for hyphens."""
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


Play = Callable[[Request], None]


class OutsideServer(ThreadingHTTPServer):
    """``plays`` answer, by path; ``seen`` are method, path and headers of all requests."""

    daemon_threads = True

    def __init__(self, plays: dict[str, Play]) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.plays = plays
        self.otherwise: Play = answers(404, MISSING, Content_Type="text/html")
        self.seen: list[tuple[str, str, dict[str, str]]] = []

    @property
    def host(self) -> str:
        """With the port, as in OUTSIDE_ALLOWED_HOSTS."""
        return f"127.0.0.1:{self.server_port}"

    def at(self, path: str) -> str:
        """An address of this server."""
        return f"http://{self.host}{path}"

    def asked(self, path: str) -> list[str]:
        """The methods with which a path has been asked for, in order."""
        return [method for method, seen, _ in self.seen if seen == path]


@contextmanager
def outside_server(plays: dict[str, Play] | None = None) -> Iterator[OutsideServer]:
    """The server, running."""
    with OutsideServer(plays or {}) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def answers(status: int, body: bytes = b"", **headers: str) -> Play:
    """The same answer to all."""
    return lambda request: request.send(status, body, **headers)


def leads_to(location: str, status: int = 302) -> Play:
    """A redirect."""
    return answers(status, Location=location)


def refuses_head(then: Play, status: int = 405) -> Play:
    """A server that knows GET alone."""
    return lambda request: request.send(status) if request.command == "HEAD" else then(request)


def in_turn(*plays: Play) -> Play:
    """One after the other; the last one for ever."""
    waiting = list(plays)
    return lambda request: (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request)


def packed(body: bytes) -> Play:
    """Compressed."""
    return answers(200, gzip.compress(body), Content_Encoding="gzip")


def hangs_up(request: Request) -> None:
    """No answer at all."""


def silent(seconds: float) -> Play:
    """Nothing, for a while."""
    return lambda request: time.sleep(seconds)


def slow_head(seconds: float) -> Play:
    """A head that comes a byte at a time, and never ends."""

    def play(request: Request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(500):
            request.wfile.write(b"X-Y: z\r\n"[_ % 8 : _ % 8 + 1])
            request.wfile.flush()
            time.sleep(seconds)

    return play


def slow_body(seconds: float) -> Play:
    """A body that comes a byte at a time, and never ends."""

    def play(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(500):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(seconds)

    return play


def endless(request: Request) -> None:
    """Portion after portion."""
    request.send_response(200)
    request.send_header("Content-Type", "text/csv")
    request.end_headers()
    for _ in range(2000):
        request.wfile.write(b"x" * 100_000)


def cut_short(request: Request) -> None:
    """The connection ends in the middle."""
    request.send(200, b"half", Content_Length="1000")


@contextmanager
def name_service(monkeypatch, names: dict[str, list[str]]) -> Iterator[list[str]]:
    """Each name has these addresses, one after the other, the last for ever; ``!`` and ``?``: no such name, no answer.

    Yields the names that were asked for. What is not named is looked up as always.
    """
    asked, real = [], socket.getaddrinfo

    def getaddrinfo(host, port, *arguments, **options):
        if host not in names:
            return real(host, port, *arguments, **options)
        asked.append(host)
        address = names[host].pop(0) if len(names[host]) > 1 else names[host][0]
        if address == "!":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if address == "?":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return real(address, port, *arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", getaddrinfo)
        yield asked
