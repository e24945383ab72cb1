"""The proxy's configuration, with a real nginx in front of a small application that hands over a file's name."""

import http.client
import http.server
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_servers import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
BYTES = b"<rdf:RDF/>" * 1000

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt install nginx-light)"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed"),
]


class Application(http.server.BaseHTTPRequestHandler):
    """Answers as the product does: a catalogue by its file's name, everything else with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The name of the method is the standard library's."""
        if self.path == "/broken":
            self.close_connection = True
            return
        is_feed = self.path == "/orebro/datasets/dcat.ttl?profile=dcat-ap"
        body = b"" if is_feed else f"{self.headers['X-Forwarded-For']} {self.headers['X-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/turtle; charset=utf-8" if is_feed else "text/plain")
        if is_feed:
            self.send_header("X-Accel-Redirect", "/_snapshots/objects/abc.ttl.gz")
            self.send_header("ETag", '"abc"')
            self.send_header("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept, Accept-Profile, Accept-Encoding")
            self.send_header("Link", '<http://data.europa.eu/r5r/>; rel="profile"')
            self.send_header("Content-Profile", "<http://data.europa.eu/r5r/>")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """The screen belongs to the tests."""


class Proxy:
    """A running nginx with the project's configuration; only addresses and folders are other ones."""

    def __init__(self, folder: Path, application_port: int) -> None:
        self.folder = folder
        self.plain, self.tls, self.inner = free_port(), free_port(), free_port()
        text = (ROOT / "deploy" / "proxy" / "nginx.conf").read_text()
        for old, new in {
            "web:8000": f"127.0.0.1:{application_port}",
            "listen 127.0.0.1:8080": f"listen 127.0.0.1:{self.inner}",
            "listen 80 ": f"listen 127.0.0.1:{self.plain} ",
            "listen 443 ": f"listen 127.0.0.1:{self.tls} ",
            "/srv/snapshots": str(folder / "snapshots"),
            "/srv/proxy/certificates": str(folder),
            "/srv/proxy": str(ROOT / "deploy" / "proxy"),
            "/tmp/nginx.pid": str(folder / "nginx.pid"),
        }.items():
            assert old in text
            text = text.replace(old, new)
        self.config = folder / "nginx.conf"
        # As root nginx would become a user who may not see the folder of the test.
        self.config.write_text(f"daemon off;\nuser root;\n{text}")

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """An answer over TLS, with its body."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=10, context=context)
        connection.request("GET", path, headers={"Host": "data.example.se"} | headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def is_alive(self) -> bool:
        """The proxy's own health check."""
        connection = http.client.HTTPConnection("127.0.0.1", self.inner, timeout=5)
        try:
            connection.request("GET", "/proxy-alive")
            return connection.getresponse().status == 204
        except OSError:
            return False
        finally:
            connection.close()


@pytest.fixture(scope="module")
def application() -> Iterator[socketserver.TCPServer]:
    """Behind the proxy."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def proxy(tmp_path_factory, application) -> Iterator[Proxy]:
    """nginx in front of it."""
    folder = tmp_path_factory.mktemp("proxy")
    (folder / "snapshots" / "objects").mkdir(parents=True)
    (folder / "snapshots" / "objects" / "abc.ttl.gz").write_bytes(BYTES)
    subject = ["-subj", "/CN=data.example.se", "-days", "1", "-nodes", "-newkey", "rsa:2048"]
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(["openssl", "req", "-x509", *subject, *files], check=True, capture_output=True)
    proxy = Proxy(folder, application.server_port)
    subprocess.run([NGINX, "-t", "-c", proxy.config, "-p", folder], check=True, capture_output=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([NGINX, "-c", proxy.config, "-p", folder], stdout=log, stderr=log)
    wait_until(proxy.is_alive, "nginx answers")
    yield proxy
    process.terminate()
    process.wait(timeout=20)


def test_a_catalogue_comes_from_its_file_with_what_the_application_said_of_it(proxy):
    answer, body = proxy.get("/orebro/datasets/dcat.ttl?profile=dcat-ap")
    assert (answer.status, body) == (200, BYTES)
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert answer.headers.get_all("ETag") == ['"abc"']
    assert answer.headers.get_all("Last-Modified") == ["Mon, 02 Nov 2026 10:00:00 GMT"]
    assert answer.headers.get_all("Content-Encoding") == ["gzip"]
    assert answer.headers["Vary"] == "Accept, Accept-Profile, Accept-Encoding"
    assert answer.headers.get_all("Link") == ['<http://data.europa.eu/r5r/>; rel="profile"']
    assert answer.headers["Content-Profile"] == "<http://data.europa.eu/r5r/>"
    assert answer.headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Accel-Redirect" not in answer.headers


def test_files_are_not_reached_by_their_names(proxy):
    assert proxy.get("/_snapshots/objects/abc.ttl.gz")[0].status == 404
    assert proxy.get("/unavailable.html")[0].status == 404


def test_a_visitor_can_not_claim_an_address(proxy):
    _answer, body = proxy.get("/", **{"X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "http"})
    assert body == b"127.0.0.1 https"


def test_plain_http_leads_to_https(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=10)
    connection.request("GET", "/orebro/datasets/dcat?x=1", headers={"Host": "data.example.se"})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://data.example.se/orebro/datasets/dcat?x=1")
    connection.close()


def test_an_application_that_does_not_answer_gets_a_page_in_swedish(proxy):
    answer, body = proxy.get("/broken")
    assert answer.status == 502
    assert "Tjänsten svarar inte just nu" in body.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Retry-After"] == "120"
