"""Fetching what stands outside: what comes, what is refused, and that nothing is sent where nothing may be sent."""

import socket
import time
import zlib

import pytest

from harvesting.outside import NotFetched, Reason, fetch
from harvesting.outside.connecting import is_public
from harvesting.outside.reasons import MESSAGES
from tests.harvesting.outside_world import (
    answers,
    cut_short,
    endless,
    hangs_up,
    leads_to,
    name_service,
    outside_server,
    packed,
    silent,
    slow_body,
    slow_head,
)

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def server():
    """One server for all."""
    with outside_server() as running:
        yield running


@pytest.fixture
def outside(server, settings):
    """The server, on the allow-list, with nothing to say."""
    settings.OUTSIDE_ALLOWED_HOSTS = [server.host]
    server.plays, server.seen = {}, []
    return server


def _fetch(url: str, *, most_bytes: int = 1000, seconds: float = 2.0, **options):
    return fetch(url, most_bytes=most_bytes, seconds=seconds, **options)


def _refusal(url: str, **options) -> Reason:
    with pytest.raises(NotFetched) as refused:
        _fetch(url, **options)
    assert refused.value.message == MESSAGES[refused.value.reason]
    return refused.value.reason


def test_what_comes(outside):
    outside.plays["/a.csv"] = answers(200, b"a;b\n1;2\n", Content_Type="text/csv", Set_Cookie="session=1")
    fetched = _fetch(outside.at("/a.csv#sheet"), headers={"Range": "bytes=0-0"})
    assert (fetched.status, fetched.url, fetched.body) == (200, outside.at("/a.csv"), b"a;b\n1;2\n")
    assert (fetched.headers["content-type"], fetched.is_cut, fetched.hops) == ("text/csv", False, ())
    ((_, _, sent),) = outside.seen
    assert sent["Range"] == "bytes=0-0"
    assert sent["User-Agent"].startswith("oppna-mellansverige/") and "http://127.0.0.1:8000/" in sent["User-Agent"]
    assert "Cookie" not in sent and "Authorization" not in sent


def test_an_error_is_an_answer(outside):
    assert _fetch(outside.at("/nowhere")).status == 404


def test_head_has_no_body(outside):
    outside.plays["/a"] = answers(200, b"abc")
    assert (_fetch(outside.at("/a"), method="HEAD").body, outside.asked("/a")) == (b"", ["HEAD"])


def test_only_reading_methods():
    with pytest.raises(ValueError, match="POST"):
        _fetch("http://example.org/", method="POST")


def test_redirects_are_followed_without_cookies(outside):
    outside.plays |= {
        "/1": answers(302, Location="/2", Set_Cookie="session=1"),
        "/2": leads_to("/å b", 301),
        "/%C3%A5%20b": answers(200, b"there"),
    }
    fetched = _fetch(outside.at("/1"))
    assert fetched.body == b"there"
    assert [(hop.url, hop.status) for hop in fetched.hops] == [(outside.at("/1"), 302), (outside.at("/2"), 301)]
    assert not any("Cookie" in headers for _, _, headers in outside.seen)


@pytest.mark.parametrize("way", [["/1", "/1"], ["/1", "/2", "/1"], [f"/{number}" for number in range(1, 9)]])
def test_redirects_without_end(outside, way):
    outside.plays |= {path: leads_to(following) for path, following in zip(way, way[1:], strict=False)}
    assert _refusal(outside.at("/1")) is Reason.TOO_MANY_REDIRECTS
    assert len(outside.seen) <= 6


def test_no_more_is_read_than_wanted(outside):
    outside.plays |= {"/endless": endless, "/bomb": packed(b"0" * 20_000_000)}
    for path in ("/endless", "/bomb"):
        fetched = _fetch(outside.at(path), most_bytes=5000)
        assert (len(fetched.body), fetched.is_cut) == (5000, True)


def test_compressed_answers_are_unpacked(outside):
    outside.plays |= {
        "/gzip": packed(b"hello"),
        "/deflate": answers(200, zlib.compress(b"hello"), Content_Encoding="deflate"),
    }
    assert [_fetch(outside.at(path)).body for path in ("/gzip", "/deflate")] == [b"hello", b"hello"]


@pytest.mark.parametrize("play", [silent(3), slow_head(0.02), slow_body(0.02)])
def test_the_time_is_up(outside, play):
    outside.plays["/slow"] = play
    began = time.monotonic()
    assert _refusal(outside.at("/slow"), seconds=0.3) is Reason.TOO_SLOW
    assert time.monotonic() - began < 1.5


def test_a_name_service_that_does_not_answer_keeps_nobody_waiting(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: time.sleep(2))
    began = time.monotonic()
    assert _refusal("http://slow.example/", seconds=0.2) is Reason.TOO_SLOW
    assert time.monotonic() - began < 1.0


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (hangs_up, Reason.NO_CONNECTION),
        (cut_short, Reason.CUT_SHORT),
        (answers(200, b"?", Content_Encoding="br"), Reason.ODD_ANSWER),
        (answers(200, b"not gzip", Content_Encoding="gzip"), Reason.ODD_ANSWER),
        (leads_to("ftp://example.org/a"), Reason.BAD_ADDRESS),
        (leads_to("file:///etc/passwd"), Reason.BAD_ADDRESS),
        (leads_to("http://[::1/"), Reason.BAD_ADDRESS),
        (leads_to("http://me:secret@example.org/"), Reason.CREDENTIALS),
        (leads_to("http://127.0.0.1/"), Reason.NOT_PUBLIC),
        (leads_to("http://10.0.0.1/"), Reason.NOT_PUBLIC),
        (leads_to("http://example.org:8080/"), Reason.FORBIDDEN_PORT),
    ],
)
def test_answers_that_lead_nowhere(outside, play, reason):
    outside.plays["/a"] = play
    assert _refusal(outside.at("/a")) is reason


def test_a_host_where_nobody_listens(outside, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{taken.getsockname()[1]}"
        settings.OUTSIDE_ALLOWED_HOSTS = [host]
        assert _refusal(f"http://{host}/") is Reason.NO_CONNECTION


def test_a_certificate_that_is_none(outside, settings):
    assert _refusal(f"https://{outside.host}/") is Reason.NO_CONNECTION  # it speaks no TLS


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", Reason.BAD_ADDRESS),
        ("ftp://example.org/", Reason.BAD_ADDRESS),
        ("gopher://example.org/", Reason.BAD_ADDRESS),
        ("file:///etc/passwd", Reason.BAD_ADDRESS),
        ("http:///path", Reason.BAD_ADDRESS),
        ("//example.org/", Reason.BAD_ADDRESS),
        ("http://example.org:99999/", Reason.BAD_ADDRESS),
        ("http://example.org/\r\nX: y", Reason.BAD_ADDRESS),
        ("http://example.org\\@127.0.0.1/", Reason.BAD_ADDRESS),
        ("http://" + "a" * 5000, Reason.BAD_ADDRESS),
        ("http://user@example.org/", Reason.CREDENTIALS),
        ("http://127.0.0.1:22/", Reason.FORBIDDEN_PORT),
        ("http://127.0.0.1/", Reason.NOT_PUBLIC),
        ("http://localhost/", Reason.NOT_PUBLIC),
        ("http://127.1/", Reason.NOT_PUBLIC),
        ("http://2130706433/", Reason.NOT_PUBLIC),
        ("http://0x7f.0.0.1/", Reason.NOT_PUBLIC),
        ("http://0/", Reason.NOT_PUBLIC),
        ("http://10.1.2.3/", Reason.NOT_PUBLIC),
        ("http://172.16.0.1/", Reason.NOT_PUBLIC),
        ("http://192.168.0.1/", Reason.NOT_PUBLIC),
        ("http://100.64.0.1/", Reason.NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data/", Reason.NOT_PUBLIC),
        ("http://224.0.0.1/", Reason.NOT_PUBLIC),
        ("http://[::1]/", Reason.NOT_PUBLIC),
        ("http://[::]/", Reason.NOT_PUBLIC),
        ("http://[::ffff:127.0.0.1]/", Reason.NOT_PUBLIC),
        ("http://[::127.0.0.1]/", Reason.NOT_PUBLIC),
        ("http://[64:ff9b::7f00:1]/", Reason.NOT_PUBLIC),
        ("http://[fd00::1]/", Reason.NOT_PUBLIC),
        ("http://[fe80::1]/", Reason.NOT_PUBLIC),
        ("http://[fec0::1]/", Reason.NOT_PUBLIC),
    ],
)
def test_what_is_never_asked(monkeypatch, settings, url, reason):
    settings.OUTSIDE_ALLOWED_HOSTS = []
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("something was sent"))
    assert _refusal(url) is reason


@pytest.mark.parametrize(("answer", "reason"), [("!", Reason.NO_SUCH_HOST), ("?", Reason.LOOKUP_FAILED)])
def test_names_that_lead_nowhere(monkeypatch, answer, reason):
    with name_service(monkeypatch, {"www.example.org": [answer]}):
        assert _refusal("https://www.example.org/") is reason


def test_a_name_that_leads_inside(monkeypatch):
    with name_service(monkeypatch, {"www.example.org": ["10.0.0.1"]}):
        assert _refusal("http://www.example.org/") is Reason.NOT_PUBLIC


def test_a_name_service_that_changes_its_mind_gains_nothing(monkeypatch):
    """The address that was looked at is the one that is connected to."""
    connected = []

    def connect(_socket, address):
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with name_service(monkeypatch, {"www.example.org": ["193.10.64.1", "127.0.0.1"]}) as asked:
        assert _refusal("http://www.example.org/") is Reason.NO_CONNECTION
    assert (connected, asked) == (["193.10.64.1"], ["www.example.org"])


def test_a_name_that_leads_inside_at_the_second_hop(monkeypatch, outside):
    outside.plays["/a"] = leads_to("http://inside.example/")
    with name_service(monkeypatch, {"inside.example": ["127.0.0.1"]}):
        assert _refusal(outside.at("/a")) is Reason.NOT_PUBLIC


def test_proxies_and_passwords_of_this_machine_are_not_used(monkeypatch, outside, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    outside.plays["/a"] = answers(200, b"direct")
    assert _fetch(outside.at("/a")).body == b"direct"
    assert "Authorization" not in outside.seen[0][2]


def test_only_the_allowed_port_of_an_allowed_host(outside, settings):
    settings.OUTSIDE_ALLOWED_HOSTS = ["127.0.0.1:1"]
    assert _refusal(outside.at("/")) is Reason.FORBIDDEN_PORT
    assert outside.seen == []


@pytest.mark.parametrize("address", ["193.10.64.1", "2001:6b0::1", "[2a00:1450::1]"])
def test_public_addresses(address):
    assert is_public(address)


def test_every_reason_has_its_sentence():
    assert set(MESSAGES) == set(Reason)
