"""Fetching over HTTP as the portal would: what counts as the right bytes, as other ones, and as no answer."""

import gzip
import hashlib

import pytest

from harvesting.fetch_back import USER_AGENT, Expected, Outcome, Way, fetched
from tests.harvesting.public_address import (
    cut_short,
    endless,
    never_gzip,
    only_gzip,
    public_address,
    redirects,
    right,
    slow,
    status,
)
from tests.own_servers import free_port

pytestmark = pytest.mark.any_database

BODY = b"<rdf:RDF>" + bytes(range(256)) * 500
PATH = "/uppsala/datasets/dcat"


@pytest.fixture
def server():
    with public_address() as running:
        yield running


def ask(server, play, **how):
    server.play = play
    expected = Expected(hashlib.sha256(BODY).hexdigest(), len(BODY))
    return fetched(server.base + PATH, expected, Way(server.base, **how))


@pytest.mark.parametrize("play", [right(BODY), only_gzip(BODY), never_gzip(BODY)])
def test_the_right_bytes_are_confirmed_however_they_are_packed(server, play):
    assert ask(server, play).outcome is Outcome.CONFIRMED
    assert [headers["Accept-Encoding"] for _path, headers in server.seen] == ["identity", "gzip"]
    assert {headers["User-Agent"] for _path, headers in server.seen} == {USER_AGENT}


@pytest.mark.parametrize("body", [BODY + b"x", BODY[:-1], b"", b"<html>Underhall</html>", BODY[:-1] + b"x"])
def test_other_bytes_are_other_bytes(server, body):
    assert ask(server, right(body)).outcome is Outcome.OTHER_BYTES


def test_other_bytes_only_for_who_takes_gzip_are_noticed(server):
    answer = ask(server, lambda request: request.send(BODY if not request.takes_gzip else b"annat"))
    assert answer.outcome is Outcome.OTHER_BYTES
    assert answer.sha256 == hashlib.sha256(b"annat").hexdigest()


def test_what_claims_to_be_compressed_and_is_not_is_other_bytes(server):
    def play(request) -> None:
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(BODY)))
        request.end_headers()
        request.wfile.write(BODY)

    assert ask(server, play).outcome is Outcome.OTHER_BYTES


@pytest.mark.parametrize("number", [301, 303, 307, 308])
def test_the_redirects_that_the_portal_follows_are_followed_five_times(server, number):
    assert ask(server, redirects(number, 5, BODY)).outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("play", "words"),
    [
        (cut_short(BODY), "tog slut i förtid"),
        (status(500), "svarade med 500"),
        (status(503), "svarade med 503"),
        (status(404), "svarade med 404"),
        (redirects(302, 1, BODY), "302"),
        (redirects(301, 6, BODY), "mer än 5 gånger"),
        (redirects(301, 1000, BODY), "mer än 5 gånger"),
        (lambda request: request.send_to(301, "ftp://127.0.0.1/x"), "inte är http"),
        (lambda request: request.send_to(301, ""), "svarade med 301"),
        (lambda request: request.send(gzip.compress(BODY)[:-30], packed=False), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_says_nothing_about_the_bytes_is_told_in_words(server, play, words):
    answer = ask(server, play)
    if not words:
        assert answer.outcome is Outcome.OTHER_BYTES
        return
    assert answer.outcome is Outcome.NOT_CONFIRMED
    assert words in answer.fault.sv
    assert answer.fault.en


def test_who_drips_is_given_up(server):
    answer = ask(server, slow(0.05), seconds=0.5)
    assert (answer.outcome, "för länge" in answer.fault.sv) == (Outcome.NOT_CONFIRMED, True)


def test_who_is_silent_is_given_up(server):
    answer = ask(server, slow(5), read_seconds=0.3)
    assert (answer.outcome, "för länge" in answer.fault.sv) == (Outcome.NOT_CONFIRMED, True)


def test_of_a_huge_answer_no_more_is_read_than_the_feed_is_large(server):
    taken: list[int] = []
    assert ask(server, endless(taken)).outcome is Outcome.OTHER_BYTES
    assert len(taken) < 50


def test_of_a_small_answer_that_unpacks_to_a_huge_one_no_more_is_unpacked(server):
    packed = gzip.compress(bytes(200_000_000))
    assert len(packed) < 300_000

    def play(request) -> None:
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(packed)))
        request.end_headers()
        request.wfile.write(packed)

    assert ask(server, play).outcome is Outcome.OTHER_BYTES


def test_an_address_where_nobody_answers_is_told(server):
    base = f"http://127.0.0.1:{free_port()}"
    answer = fetched(base + PATH, Expected("", 10), Way(base))
    assert (answer.outcome, answer.fault.sv) == (Outcome.NOT_CONFIRMED, "Adressen gick inte att nå.")


def test_the_proxy_is_reached_by_another_name_and_asked_for_the_public_one(server):
    server.play = redirects(308, 1, BODY)
    public = "https://data.example.com"
    expected = Expected(hashlib.sha256(BODY).hexdigest(), len(BODY))
    assert fetched(public + PATH, expected, Way(public, server.base)).outcome is Outcome.CONFIRMED
    assert {headers["Host"] for _path, headers in server.seen} == {"data.example.com"}
    assert {path.partition("?")[0] for path, _headers in server.seen} == {PATH}
