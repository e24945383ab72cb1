"""bench_serve: the servers come up, the answers are counted by either client, and nothing is left running."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command

from harvesting.benchmarks import load, servers
from harvesting.benchmarks.load import WrongAnswers, rate

pytestmark = pytest.mark.any_database


class Answering(BaseHTTPRequestHandler):
    """204 to everything, but for two addresses."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """The name of the method is the standard library's."""
        if self.path == "/silent":
            self.close_connection = True
            return
        self.send_response(500 if self.path == "/broken" else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """The screen belongs to the tests."""


@pytest.fixture
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["wrk where there is one", "threads"])
def client(request, monkeypatch):
    if request.param == "threads":
        monkeypatch.setattr(load.shutil, "which", lambda name: None)


def test_answers_are_counted(client, address):
    assert rate(f"{address}/", {"If-None-Match": '"a"'}, 0.5) > 1


def test_wrong_answers_are_noticed(client, address):
    with pytest.raises(WrongAnswers):
        rate(f"{address}/broken", {}, 0.5)


def test_no_answer_at_all_is_noticed(client, address):
    with pytest.raises(WrongAnswers, match="not one whole answer"):
        rate(f"{address}/silent", {}, 0.5)


def run() -> tuple[str, str]:
    output, errors = StringIO(), StringIO()
    call_command("bench_serve", "--seconds=0.2", "--rounds=1", stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


@pytest.mark.services
def test_the_command_measures_alone_and_behind_the_proxy():
    said, errors = run()
    for what in ("an empty view", "the feed, unchanged", "a bare file", "304 against an empty view, gunicorn"):
        assert what in said
    assert said.count(" met") == 4 and not errors


@pytest.mark.services
def test_without_nginx_it_says_loudly_what_it_did_not_measure(monkeypatch):
    which = servers.shutil.which
    monkeypatch.setattr(
        servers.shutil, "which", lambda name, **where: None if name == "nginx" else which(name, **where)
    )
    said, errors = run()
    assert said.count(" met") == 2
    assert "NOT MEASURED behind the proxy: nginx is not installed" in errors
