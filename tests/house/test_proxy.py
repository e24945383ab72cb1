"""The proxy's configuration, with a real nginx: in front of a small application, and of the product itself."""

import hashlib
import http.client
import http.server
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from harvesting.store import Pointer, Representation
from harvesting.swap import feed_store
from tests.harvesting.snapshots import put
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
        if self.path == "/orebro/filer/1/sjoar.csv":
            self._answer_with_a_file()
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

    def _answer_with_a_file(self) -> None:
        self.send_response(200)
        headers = {"X-Accel-Redirect": "/_files/ab/abc", "ETag": '"abc-csv"', "Content-Type": "text/csv; charset=utf-8"}
        headers |= {"Content-Disposition": 'attachment; filename="sjoar.csv"', "Content-Security-Policy": "sandbox"}
        headers |= {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "cross-origin"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        """Says how much came."""
        size = str(len(self.rfile.read(int(self.headers["Content-Length"])))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(size)))
        self.end_headers()
        self.wfile.write(size)

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
            "/srv/files": str(folder / "files"),
            "/srv/proxy/certificates": str(folder),
            "/srv/proxy": str(ROOT / "deploy" / "proxy"),
            "/tmp/nginx.pid": str(folder / "nginx.pid"),
        }.items():
            assert old in text
            text = text.replace(old, new)
        self.config = folder / "nginx.conf"
        # As root nginx would become a user who may not see the folder of the test.
        self.config.write_text(f"daemon off;\nuser root;\n{text}")

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """An answer over TLS, with its body."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, timeout=10, context=context)
        connection.request(method, path, body=body, headers={"Host": "data.example.se"} | headers)
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
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "abc").write_bytes(BYTES)
    with running(folder, application.server_port) as proxy:
        yield proxy


@contextmanager
def running(folder: Path, application_port: int) -> Iterator[Proxy]:
    """nginx with a certificate of its own."""
    subject = ["-subj", "/CN=data.example.se", "-days", "1", "-nodes", "-newkey", "rsa:2048"]
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(["openssl", "req", "-x509", *subject, *files], check=True, capture_output=True)
    proxy = Proxy(folder, application_port)
    subprocess.run([NGINX, "-t", "-c", proxy.config, "-p", folder], check=True, capture_output=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([NGINX, "-c", proxy.config, "-p", folder], stdout=log, stderr=log)
    try:
        wait_until(proxy.is_alive, "nginx answers")
        yield proxy
    finally:
        process.terminate()
        process.wait(timeout=20)


class ProductServer(socketserver.ThreadingMixIn, WSGIServer):
    """A small web server with the product in it."""

    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    """The screen belongs to the tests."""

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def product(tmp_path_factory) -> Iterator[tuple[Proxy, Pointer]]:
    """nginx in front of the product itself, with a catalogue that is there in every encoding."""
    folder = tmp_path_factory.mktemp("product")
    changed = {"SNAPSHOT_DIR": folder / "snapshots", "FEED_ACCEL_PREFIX": "/_snapshots", "ALLOWED_HOSTS": ["*"]}
    with override_settings(**changed):
        pointer = put(feed_store(), "orebro", BYTES)
        server = make_server("127.0.0.1", 0, get_wsgi_application(), ProductServer, QuietHandler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with running(folder, server.server_port) as proxy:
            yield proxy, pointer
        server.shutdown()
        server.server_close()


FEED = "/orebro/datasets/dcat"
DATE = "Sun, 09 Sep 2001 01:46:40 GMT"  # the catalogue's
ENCODINGS = ["", "gzip", "br"]


def asked(pointer: Pointer, encoding: str) -> Representation:
    """What is given to who accepts just this encoding."""
    return {"": pointer.main.plain, "gzip": pointer.main.gzip, "br": pointer.main.brotli}[encoding]


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


def test_a_data_file_comes_from_its_file_and_so_does_a_part_of_it(proxy):
    answer, body = proxy.get("/orebro/filer/1/sjoar.csv")
    assert (answer.status, body) == (200, BYTES)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sjoar.csv"'
    assert answer.headers.get_all("ETag") == ['"abc-csv"']
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer, body = proxy.get("/orebro/filer/1/sjoar.csv", Range="bytes=2-4")
    assert (answer.status, body) == (206, BYTES[2:5])
    assert proxy.get("/_files/ab/abc")[0].status == 404


def test_only_where_files_are_uploaded_much_is_let_through(proxy):
    much = b"0" * 9_000_000
    upload = "/arbete/orebro/datamangder/1/distributioner/2/fil/"
    assert proxy.get(upload, "POST", much)[1] == b"9000000"
    assert proxy.get("/arbete/orebro/datamangder/1/distributioner/fil/", "POST", much)[1] == b"9000000"
    assert proxy.get("/arbete/orebro/datamangder/1/", "POST", much)[0].status == 413


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


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_stored_bytes_come_through_as_they_are(product, encoding):
    proxy, pointer = product
    wanted = asked(pointer, encoding)
    answer, body = proxy.get(FEED, **{"Accept-Encoding": encoding})
    assert (answer.status, hashlib.sha256(body).hexdigest()) == (200, wanted.sha256)
    assert answer.headers.get_all("Content-Encoding") == ([encoding] if encoding else None)
    assert answer.headers.get_all("ETag") == [wanted.etag]
    assert answer.headers.get_all("Last-Modified") == [DATE]
    assert answer.headers.get_all("Content-Length") == [str(wanted.size)]
    assert answer.headers.get_all("Accept-Ranges") == ["bytes"]
    assert answer.headers.get_all("Cache-Control") == ["public, no-cache"]
    assert answer.headers.get_all("Content-Disposition") == ['inline; filename="orebro.rdf"']
    assert answer.headers.get_all("Vary") == ["Accept, Accept-Profile, Accept-Encoding"]
    assert "Content-Range" in answer.headers["Access-Control-Expose-Headers"]
    assert "X-Accel-Redirect" not in answer.headers


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_head_and_who_has_the_bytes_are_answered_without_them(product, encoding):
    proxy, pointer = product
    wanted = asked(pointer, encoding)
    head, body = proxy.get(FEED, method="HEAD", **{"Accept-Encoding": encoding, "Range": "bytes=0-1"})
    assert (head.status, head.headers["ETag"], head.headers["Content-Length"]) == (200, wanted.etag, str(wanted.size))
    for tags in (wanted.etag, f'"other", W/{wanted.etag}', "*"):
        answer, body = proxy.get(FEED, **{"Accept-Encoding": encoding, "If-None-Match": tags, "Range": "bytes=0-1"})
        assert (answer.status, body, answer.headers["ETag"]) == (304, b"", wanted.etag)
    answer, body = proxy.get(FEED, **{"If-Modified-Since": DATE})
    assert (answer.status, body) == (304, b"")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_part_is_cut_out_of_the_stored_bytes(product, encoding):
    proxy, pointer = product
    wanted = asked(pointer, encoding)
    whole = (proxy.folder / "snapshots" / "objects" / wanted.file).read_bytes()
    for written, part in {"bytes=2-9": whole[2:10], "bytes=5-": whole[5:], "bytes=-4": whole[-4:]}.items():
        same = {"If-Range": wanted.etag}, {"If-Match": wanted.etag}, {"If-Unmodified-Since": DATE}
        for condition in ({}, *same):
            answer, body = proxy.get(FEED, **{"Accept-Encoding": encoding, "Range": written} | condition)
            assert (answer.status, body) == (206, part)
            assert answer.headers["Content-Range"].endswith(f"/{len(whole)}")
            assert answer.headers.get_all("ETag") == [wanted.etag]
            assert answer.headers.get_all("Content-Encoding") == ([encoding] if encoding else None)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_part_is_not_given_of_other_bytes_than_the_client_has(product):
    proxy, pointer = product
    earlier = "Sun, 09 Sep 2001 01:46:39 GMT"
    tags = {'"other"': 200, f"W/{pointer.plain.etag}": 200, pointer.gzip.etag: 200}
    conditions = tags | {DATE: 206, earlier: 200}
    for condition, status in conditions.items():
        answer, body = proxy.get(FEED, **{"Range": "bytes=0-1", "If-Range": condition})
        assert (answer.status, body) == (status, BYTES[:2] if status == 206 else BYTES)
    assert proxy.get(FEED, **{"Range": "bytes=0-1", "If-Match": '"other"'})[0].status == 412


def test_several_parts_are_the_whole_and_one_that_there_is_not_is_refused(product):
    proxy, _pointer = product
    for written in ("bytes=0-1,4-5", "lines=1-2", "nonsense"):
        answer, body = proxy.get(FEED, Range=written)
        assert (answer.status, body) == (200, BYTES)
    answer, body = proxy.get(FEED, Range="bytes=99999-")
    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(BYTES)}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
