"""What addresses answer, good and bad ones, as a local server plays them."""

from datetime import timedelta

import pytest

from catalog.models import Link
from harvesting.links.observing import Observer
from harvesting.links.reasons import LinkReason
from harvesting.links.verdict import reason_of
from harvesting.outside import Reason
from tests.harvesting.outside_world import (
    answers,
    endless,
    hangs_up,
    in_turn,
    leads_to,
    name_service,
    outside_server,
    refuses_head,
    silent,
    slow_body,
)

pytestmark = pytest.mark.any_database

CSV = answers(200, b"a;b\n1;2\n", Content_Type="text/csv")
NOT_HERE = b"<html><title>Ingen sida</title><body>Sidan finns inte. <a href='/'>Start</a></body></html>"
SIGN_IN = b'<html><body><form>Logga in <input name="p" type="password"></form></body></html>'


def page(words: str, **headers: str):
    """A web page."""
    return answers(200, f"<html><body>{words}</body></html>".encode(), Content_Type="text/html", **headers)


@pytest.fixture(scope="module")
def server():
    """One server for all."""
    with outside_server() as running:
        yield running


@pytest.fixture
def outside(server, settings):
    """The server, on the allow-list, with nothing to say but 404."""
    settings.OUTSIDE_ALLOWED_HOSTS = [server.host]
    server.plays, server.seen = {}, []
    server.otherwise = answers(404, NOT_HERE, Content_Type="text/html")
    return server


@pytest.fixture
def observe(outside):
    """Looks at a path, or an address, with an observer of its own; the pauses that it made are in ``pauses``."""

    def look(path: str, *, is_data: bool = False, seconds: float = 0.3):
        observer = Observer(pause=7.0, seconds=seconds, sleep=look.pauses.append)
        return observer.observe(path if "://" in path else outside.at(path), is_data=is_data)

    look.pauses = []
    return look


def test_a_file_that_is_there_is_asked_for_once(outside, observe):
    outside.plays["/a.csv"] = CSV
    seen = observe("/a.csv", is_data=True)
    assert (seen.status, reason_of(seen), seen.remark) == (200, "", "")
    assert outside.asked("/a.csv") == ["HEAD"] and observe.pauses == []


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501, 503])
def test_where_head_is_refused_one_byte_is_asked_for_after_a_pause(outside, observe, status):
    outside.plays["/a.csv"] = refuses_head(CSV, status)
    assert reason_of(observe("/a.csv", is_data=True)) == ""
    assert outside.asked("/a.csv") == ["HEAD", "GET"]
    assert outside.seen[1][2]["Range"] == "bytes=0-0"
    assert observe.pauses == [7.0]


def test_where_head_gets_no_answer_one_byte_is_asked_for(outside, observe):
    outside.plays["/a.csv"] = lambda request: None if request.command == "HEAD" else CSV(request)
    assert reason_of(observe("/a.csv")) == ""


def test_a_range_that_is_not_there_is_an_answer(outside, observe):
    outside.plays["/empty.csv"] = refuses_head(answers(416))
    assert reason_of(observe("/empty.csv")) == ""


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        (answers(404), LinkReason.NOT_FOUND),
        (answers(410), LinkReason.GONE),
        (answers(401), LinkReason.SIGN_IN_WANTED),
        (answers(403), LinkReason.FORBIDDEN),
        (answers(400), LinkReason.OTHER_STATUS),
        (answers(500), LinkReason.SERVER_ERROR),
        (answers(503), LinkReason.SERVER_ERROR),
        (hangs_up, Reason.NO_CONNECTION),
        (silent(1), Reason.TOO_SLOW),
        (leads_to("/a"), Reason.TOO_MANY_REDIRECTS),
        (leads_to("http://10.0.0.1/a"), Reason.NOT_PUBLIC),
        (leads_to("http://127.0.0.1:1/a"), Reason.FORBIDDEN_PORT),
        (leads_to("/elsewhere"), LinkReason.NOT_FOUND),
    ],
)
def test_why_an_address_does_not_work(outside, observe, play, reason):
    outside.plays["/a"] = play
    assert reason_of(observe("/a")) == reason


def test_a_server_that_was_asked_too_much_is_left_alone_at_once(outside, observe):
    outside.plays["/a"] = answers(429, Retry_After="7200")
    seen = observe("/a")
    assert (reason_of(seen), seen.rest) == (LinkReason.TOO_MANY_REQUESTS, timedelta(hours=2))
    assert outside.asked("/a") == ["HEAD"]


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("", timedelta(minutes=15)),
        ("1", timedelta(minutes=15)),
        ("99999999999999", timedelta(days=7)),
        ("Wed, 25 Nov 2099 10:00:00 GMT", timedelta(days=7)),
        ("Wed, 25 Nov 1999 10:00:00 GMT", timedelta(minutes=15)),
        ("soon", timedelta(minutes=15)),
    ],
)
def test_for_how_long_it_is_left_alone(outside, observe, said, rest):
    outside.plays["/a"] = answers(429, Retry_After=said)
    assert observe("/a").rest == rest


@pytest.mark.parametrize(("said", "rest"), [("", None), ("20", timedelta(seconds=20)), ("-5", None)])
def test_a_server_that_is_closed_for_a_while_is_left_alone_as_long_as_it_says(outside, observe, said, rest):
    outside.plays["/a"] = answers(503, Retry_After=said)
    assert observe("/a").rest == rest


def test_a_server_error_once_is_forgotten(outside, observe):
    outside.plays["/a.csv"] = in_turn(answers(500), CSV)
    assert reason_of(observe("/a.csv")) == ""


@pytest.mark.parametrize("play", [endless, slow_body(0.02)])
def test_what_is_huge_or_slow_is_there_all_the_same(outside, observe, play):
    outside.plays["/a.csv"] = refuses_head(play)
    assert reason_of(observe("/a.csv", is_data=True)) == ""


def test_what_a_page_says_is_not_read_when_there_is_nothing_to_tell_apart(outside, observe):
    outside.plays["/about"] = page("Om oss")
    seen = observe("/about")
    assert (reason_of(seen), seen.remark) == ("", "")


def test_a_page_where_data_is_promised(outside, observe):
    outside.plays["/a.csv"] = page("Här finns våra data")
    assert observe("/a.csv", is_data=True).remark == Link.Remark.PAGE_FOR_DATA
    assert observe("/a.csv", is_data=False).remark == ""


def test_a_sign_in_page_where_data_is_promised(outside, observe):
    outside.plays["/a.csv"] = answers(200, SIGN_IN, Content_Type="text/html")
    assert observe("/a.csv", is_data=True).remark == Link.Remark.SIGN_IN


def test_being_led_to_a_sign_in_page(outside, observe):
    outside.plays |= {"/a.csv": leads_to("/adfs/ls/?back=/a.csv"), "/adfs/ls/": page("Logga in")}
    seen = observe("/a.csv")
    assert (reason_of(seen), seen.remark, seen.final_url) == (
        "",
        Link.Remark.SIGN_IN,
        outside.at("/adfs/ls/?back=/a.csv"),
    )


def test_a_form_to_sign_in_on_any_page_is_no_sign_in_page(outside, observe):
    outside.plays |= {path: answers(200, SIGN_IN, Content_Type="text/html") for path in ("/about", "/inloggning")}
    assert [observe(path).remark for path in ("/about", "/inloggning")] == ["", Link.Remark.SIGN_IN]


def test_a_soft_404(outside, observe):
    outside.plays |= {"/": page("Välkommen"), "/there": page("Badplatser")}
    outside.otherwise = lambda request: answers(
        200, NOT_HERE + f"<p>{request.path}</p>".encode(), Content_Type="text/html"
    )(request)
    assert reason_of(observe("/not/there")) == LinkReason.SOFT_NOT_FOUND
    assert reason_of(observe("/not/there.csv", is_data=True)) == LinkReason.SOFT_NOT_FOUND
    assert reason_of(observe("/there")) == ""


def test_being_led_to_the_front_page_like_every_address_that_is_not_there(outside, observe):
    outside.plays["/"] = page("Välkommen")
    outside.otherwise = leads_to("/")
    assert reason_of(observe("/not/there")) == LinkReason.SOFT_NOT_FOUND


@pytest.mark.parametrize(
    "plays",
    [
        {},  # an application that a browser fills: the same to every address
        {"/consent": page("Godkänn kakor"), "otherwise": leads_to("/consent")},
    ],
)
def test_who_says_the_same_to_everything_says_nothing(outside, observe, plays):
    outside.otherwise = plays.pop("otherwise", page("Appen laddas"))
    outside.plays = plays
    assert reason_of(observe("/dataset/1")) == ""


def test_pages_that_differ_in_their_last_word_alone_are_different(outside, observe):
    much = "Meny " * 2000
    outside.plays["/there"] = page(f"{much} Badplatser")
    outside.otherwise = page(f"{much} Finns inte")
    assert reason_of(observe("/there")) == ""


def test_pages_too_long_to_be_read_to_the_end_are_not_held_against_each_other(outside, observe):
    outside.plays["/"] = page("Välkommen")
    outside.otherwise = page("Meny " * 100_000)
    assert reason_of(observe("/there")) == ""


def test_every_request_after_the_first_waits(outside, observe):
    outside.plays |= {"/": page("Välkommen")}
    outside.otherwise = page("Finns inte")
    observe("/not/there")
    assert len(observe.pauses) == len(outside.seen) - 1 > 1


@pytest.mark.parametrize(("answer", "reason"), [("!", Reason.NO_SUCH_HOST), ("?", Reason.LOOKUP_FAILED)])
def test_names_that_lead_nowhere(monkeypatch, observe, answer, reason):
    with name_service(monkeypatch, {"www.example.org": [answer]}):
        assert reason_of(observe("https://www.example.org/a.csv")) == reason


def test_a_name_that_leads_inside_is_never_asked(monkeypatch, outside, observe):
    with name_service(monkeypatch, {"inside.example": ["193.10.64.1", "127.0.0.1"]}) as asked:
        monkeypatch.setattr("socket.socket.connect", lambda *_: (_ for _ in ()).throw(ConnectionRefusedError()))
        assert reason_of(observe("http://inside.example/a.csv")) in (Reason.NO_CONNECTION, Reason.NOT_PUBLIC)
    assert asked and outside.seen == []
