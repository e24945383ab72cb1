"""Feeds over HTTP: exact bytes, conditional requests, and no need of a database."""

import gzip
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dcat.negotiation import choices
from dcat.profile import DCAT_AP, DCAT_AP_SE
from harvesting.build import build
from harvesting.models import Snapshot
from harvesting.store import Pointer, Redirect
from tests.factories import make_administrator, make_organisation, sign_in
from tests.harvesting.factories import feed_of, make_feeds, make_main_publisher, make_published
from tests.harvesting.snapshots import put

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
URL = "/uppsala/datasets/dcat"


@pytest.fixture
def pointer(store) -> Pointer:
    return put(store, "uppsala")


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


# Without django_db, every query is an error: these tests are answered without a database.


def test_the_feed_is_answered_with_the_exact_bytes(client: Client, pointer):
    response = client.get(URL)
    assert response.status_code == 200
    assert body(response) == b"<rdf/>"
    assert response["Content-Type"] == "application/rdf+xml; charset=utf-8"
    assert response["Content-Length"] == "6"
    assert response["ETag"] == f'"{sha256(b"<rdf/>").hexdigest()}"'
    assert response["Last-Modified"] == "Sun, 09 Sep 2001 01:46:40 GMT"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, no-cache"
    assert "Accept-Encoding" in response["Vary"]
    assert "Content-Encoding" not in response
    assert "Set-Cookie" not in response


def test_the_compressed_bytes_have_an_entity_tag_of_their_own(client: Client, store, pointer):
    response = client.get(URL, headers={"accept-encoding": "gzip"})
    packed = body(response)
    assert gzip.decompress(packed) == b"<rdf/>"
    assert packed == store.path(pointer.gzip).read_bytes()
    assert response["Content-Encoding"] == "gzip"
    assert response["Content-Length"] == str(len(packed))
    assert response["Content-Type"] == "application/rdf+xml; charset=utf-8"
    assert response["ETag"] == f'"{sha256(packed).hexdigest()}"'


def test_brotli_is_what_a_browser_gets(client: Client, store, pointer):
    response = client.get(URL, headers={"accept-encoding": "gzip, deflate, br"})
    packed = body(response)
    assert brotli.decompress(packed) == b"<rdf/>"
    assert packed == store.path(pointer.main.brotli).read_bytes()
    assert response["Content-Encoding"] == "br"
    assert response["Content-Length"] == str(len(packed))
    assert response["Content-Type"] == "application/rdf+xml; charset=utf-8"
    assert response["ETag"] == f'"{sha256(packed).hexdigest()}"'


def test_a_document_without_brotli_comes_in_what_else_is_welcome(client: Client, store, pointer):
    store.swap("uppsala", replace(pointer, main=replace(pointer.main, brotli=None)))
    assert client.get(URL, headers={"accept-encoding": "gzip, deflate, br"})["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(URL, headers={"accept-encoding": "br"})


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "zstd, identity;q=0"])
def test_who_accepts_nothing_that_there_is_gets_the_plain_bytes(client: Client, pointer, accepted):
    response = client.get(URL, headers={"accept-encoding": accepted})
    assert (response.status_code, body(response)) == (200, b"<rdf/>")
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_head_says_what_get_would_without_the_bytes(client: Client, pointer, encoding):
    headers = {"accept-encoding": encoding}
    head, get = client.head(URL, headers=headers), client.get(URL, headers=headers)
    assert dict(head.headers) == dict(get.headers)
    assert body(head) == b""


CONDITIONS = [
    ({"if-none-match": "{etag}"}, 304),
    ({"if-none-match": "W/{etag}"}, 304),
    ({"if-none-match": '"other", {etag}'}, 304),
    ({"if-none-match": "*"}, 304),
    ({"if-none-match": '"other"'}, 200),
    ({"if-none-match": "nonsense"}, 200),
    ({"if-modified-since": "{same}"}, 304),
    ({"if-modified-since": "{later}"}, 304),
    ({"if-modified-since": "{earlier}"}, 200),
    ({"if-modified-since": "yesterday"}, 200),
    ({"if-none-match": '"other"', "if-modified-since": "{later}"}, 200),
    ({"if-none-match": "{etag}", "if-modified-since": "{earlier}"}, 304),
]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(("headers", "status"), CONDITIONS)
def test_who_has_the_bytes_already_is_told_so(client: Client, pointer, method, headers, status):
    values = {
        "etag": pointer.plain.etag,
        "same": _http(pointer.last_modified),
        "earlier": _http(pointer.last_modified - 1),
        "later": _http(pointer.last_modified + 1),
    }
    filled = {name: value.format(**values) for name, value in headers.items()}
    response = getattr(client, method)(URL, headers=filled)
    assert response.status_code == status
    if status == 304:
        assert response["ETag"] == pointer.plain.etag
        # Neither 0, which a 200 would not say, nor its length, for which some clients wait.
        assert "Content-Length" not in response.headers
        assert response["Access-Control-Allow-Origin"] == "*"
        assert body(response) == b""


def _http(moment: int) -> str:
    return format_datetime(datetime.fromtimestamp(moment, UTC), usegmt=True)


def test_the_entity_tag_of_one_encoding_is_not_that_of_the_other(client: Client, pointer):
    headers = {"accept-encoding": "gzip", "if-none-match": pointer.plain.etag}
    assert client.get(URL, headers=headers).status_code == 200
    headers["if-none-match"] = pointer.gzip.etag
    assert client.get(URL, headers=headers).status_code == 304


def test_no_time_in_the_future_is_given(client: Client, store):
    put(store, "uppsala", moment=timezone.now().timestamp() + 60)
    assert "Last-Modified" not in client.get(URL)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_told_which_ones_work(client: Client, pointer, method):
    response = getattr(client, method)(URL)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_scripts_of_other_pages_may_ask_as_a_harvester_does_and_read_the_answer(client: Client, pointer):
    asked = {
        "origin": "https://example.org",
        "access-control-request-method": "GET",
        "access-control-request-headers": "accept-profile,if-none-match,range",
    }
    preflight = client.options(URL, headers=asked)
    assert client.options("/datasets/catalog", headers=asked).headers == preflight.headers
    assert (preflight.status_code, body(preflight)) == (200, b"")
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert preflight["Access-Control-Allow-Methods"] == preflight["Allow"] == "GET, HEAD, OPTIONS"
    allowed = preflight["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"accept-profile", "if-none-match", "if-modified-since", "if-range", "range"} == set(allowed)
    assert "Access-Control-Allow-Credentials" not in preflight

    for headers in ({}, {"range": "bytes=0-1"}, {"range": "bytes=99-"}, {"if-none-match": pointer.plain.etag}):
        answer = client.get(URL, headers=headers)
        exposed = answer["Access-Control-Expose-Headers"].split(", ")
        assert {"Accept-Ranges", "Content-Range", "ETag", "Link", "Content-Profile"} <= set(exposed)
        assert answer["Access-Control-Allow-Origin"] == "*"


# Parts.

PARTS = [
    ("bytes=0-1", b"<r", "bytes 0-1/6"),
    ("bytes=2-", b"df/>", "bytes 2-5/6"),
    ("bytes=-2", b"/>", "bytes 4-5/6"),
    ("bytes=-99", b"<rdf/>", "bytes 0-5/6"),
    ("bytes=5-99", b">", "bytes 5-5/6"),
    ("BYTES=0-0", b"<", "bytes 0-0/6"),
]
WHOLE = ["bytes=0-1,3-4", "bytes=4-2", "bytes=", "bytes=-", "bytes=a-b", "lines=0-1", "0-1", "bytes=0x1-2", "bytes 0-1"]


@pytest.mark.parametrize(("wanted", "content", "content_range"), PARTS)
def test_a_part_is_answered_with_just_its_bytes(client: Client, pointer, wanted, content, content_range):
    response = client.get(URL, headers={"range": wanted})
    assert (response.status_code, body(response)) == (206, content)
    assert response["Content-Range"] == content_range
    assert response["Content-Length"] == str(len(content))
    whole = client.get(URL)
    assert whole["Accept-Ranges"] == "bytes"
    others = set(whole.headers) - {"Content-Length"}
    assert {name: response[name] for name in others} == {name: whole[name] for name in others}


@pytest.mark.parametrize("wanted", WHOLE)
def test_who_asks_for_several_parts_or_unreadably_gets_the_whole(client: Client, pointer, wanted):
    response = client.get(URL, headers={"range": wanted})
    assert (response.status_code, body(response)) == (200, b"<rdf/>")
    assert "Content-Range" not in response


@pytest.mark.parametrize("wanted", ["bytes=6-", "bytes=6-7", "bytes=99-100", "bytes=-0"])
def test_a_part_that_there_is_not_is_416_with_the_size(client: Client, pointer, wanted):
    response = client.get(URL, headers={"range": wanted})
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == "bytes */6"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_part_of_what_is_compressed_is_a_part_of_the_compressed_bytes(client: Client, store, pointer, encoding):
    whole = body(client.get(URL, headers={"accept-encoding": encoding}))
    response = client.get(URL, headers={"accept-encoding": encoding, "range": "bytes=3-5"})
    assert (response.status_code, body(response)) == (206, whole[3:6])
    assert response["Content-Range"] == f"bytes 3-5/{len(whole)}"
    assert response["Content-Encoding"] == encoding


IF_RANGE = [
    ("{etag}", 206),
    ("{date}", 206),
    ('"other"', 200),
    ("W/{etag}", 200),
    ("{gzip}", 200),
    ("{earlier}", 200),
    ("{later}", 200),
    ("nonsense", 200),
]


@pytest.mark.parametrize(("condition", "status"), IF_RANGE)
def test_a_part_is_only_given_of_what_the_client_has_the_rest_of(client: Client, pointer, condition, status):
    values = {
        "etag": pointer.plain.etag,
        "gzip": pointer.gzip.etag,
        "date": _http(pointer.last_modified),
        "earlier": _http(pointer.last_modified - 1),
        "later": _http(pointer.last_modified + 1),
    }
    headers = {"range": "bytes=1-", "if-range": condition.format(**values)}
    assert client.get(URL, headers=headers).status_code == status
    # What can't be satisfied is not looked at either when it is a part of something else.
    headers["range"] = "bytes=99-"
    assert client.get(URL, headers=headers).status_code == {206: 416, 200: 200}[status]


def test_who_has_the_bytes_already_is_told_so_whatever_part_is_asked_for(client: Client, pointer):
    for wanted in ("bytes=0-1", "bytes=99-"):
        headers = {"range": wanted, "if-none-match": pointer.plain.etag}
        assert client.get(URL, headers=headers).status_code == 304


def test_a_part_of_other_bytes_than_those_that_are_meant_is_refused(client: Client, pointer):
    headers = {"range": "bytes=0-1", "if-match": '"other"'}
    assert client.get(URL, headers=headers).status_code == 412
    headers["if-match"] = pointer.plain.etag
    assert client.get(URL, headers=headers).status_code == 206


@pytest.mark.parametrize("wanted", ["bytes=0-1", "bytes=99-", "nonsense"])
def test_head_knows_no_parts(client: Client, pointer, wanted):
    response = client.head(URL, headers={"range": wanted})
    assert (response.status_code, response["Content-Length"]) == (200, "6")
    assert "Content-Range" not in response


def test_parts_of_a_large_feed_put_together_are_the_feed(client: Client, store):
    content = bytes(range(256)) * 5000
    put(store, "stor", content)
    parts = [
        body(client.get("/stor/datasets/dcat", headers={"range": f"bytes={start}-{start + 99_999}"}))
        for start in range(0, len(content), 100_000)
    ]
    assert b"".join(parts) == content


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, */*;q=0.1", "application/xml", "nonsense", ""])
def test_who_asks_for_nothing_else_is_answered_with_rdf_xml(client: Client, pointer, accept):
    response = client.get(URL, headers={"accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, "application/rdf+xml; charset=utf-8")


def test_a_feed_that_has_not_been_built_yet_says_when_to_come_again(client: Client, store):
    store.announce("uppsala")
    response = client.get(URL)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "byggs" in body(response).decode()


def test_a_feed_whose_file_is_lost_says_when_to_come_again(client: Client, store, pointer):
    store.path(pointer.plain).unlink()
    assert client.get(URL).status_code == 503


def test_a_feed_whose_file_is_cut_short_says_when_to_come_again(client: Client, store, pointer):
    store.path(pointer.plain).write_bytes(b"<rd")
    assert client.get(URL).status_code == 503


def test_a_former_address_leads_to_the_present_one(client: Client, store, pointer):
    store.redirect("upsala", "uppsala")
    assert store.read("upsala") == Redirect("uppsala")
    response = client.get("/upsala/datasets/dcat")
    assert (response.status_code, response["Location"]) == (308, URL)


def test_the_combined_feed_has_an_address_of_its_own(client: Client, store):
    put(store, "_all", b"<all/>")
    assert body(client.get("/datasets/dcat")) == b"<all/>"
    assert client.get("/_all/datasets/dcat").status_code == 404


def test_the_iri_of_the_main_catalogue_leads_to_the_combined_feed(client: Client):
    response = client.get("/datasets/catalog")
    assert (response.status_code, response["Location"]) == (303, "/datasets/dcat")


@pytest.mark.parametrize("slug", ["okand", "..", "%2e%2e", "Uppsala", "a" * 200, "uppsala%00", "uppsala.json"])
def test_an_unknown_address_is_not_found(client: Client, pointer, slug):
    assert client.get(f"/{slug}/datasets/dcat").status_code == 404


def test_with_a_proxy_in_front_the_proxy_hands_out_the_file(client: Client, settings, pointer):
    settings.FEED_ACCEL_PREFIX = "/_snapshots"
    response = client.get(URL, headers={"accept-encoding": "gzip"})
    assert response["X-Accel-Redirect"] == f"/_snapshots/objects/{pointer.gzip.file}"
    assert (response["ETag"], response["Content-Encoding"]) == (pointer.gzip.etag, "gzip")
    assert body(response) == b""
    not_modified = client.get(URL, headers={"accept-encoding": "gzip", "if-none-match": pointer.gzip.etag})
    assert "X-Accel-Redirect" not in not_modified
    # The proxy cuts the part out, or finds that there is none.
    part = client.get(URL, headers={"range": "bytes=1-2"})
    assert (part.status_code, part["X-Accel-Redirect"]) == (200, f"/_snapshots/objects/{pointer.plain.file}")
    assert client.get(URL, headers={"range": "bytes=99-"}).status_code == 416


# Formats and profiles.


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.name)
@pytest.mark.parametrize("address", [URL, "/datasets/dcat"])
def test_every_document_has_an_address_and_says_what_it_is(client: Client, store, pointer, choice, address):
    put(store, "_all")
    slug = "uppsala" if address == URL else "_all"
    document = store.read(slug).others.get(choice.name, store.read(slug).main)

    by_address = client.get(f"{address}.{choice.format.suffix}?profile={choice.profile.key}")
    by_header = client.get(
        address, headers={"accept": choice.format.media_type, "accept-profile": f"<{choice.profile.iri}>"}
    )
    for answer in (by_address, by_header):
        assert answer.status_code == 200
        assert body(answer) == store.path(document.plain).read_bytes()
        assert answer["Content-Type"] == choice.format.content_type
        assert answer["ETag"] == f'"{document.plain.sha256}"'
        assert answer["Link"] == f'<{choice.profile.iri}>; rel="profile"'
        assert answer["Content-Profile"] == f"<{choice.profile.iri}>"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert {"Accept", "Accept-Encoding", "Accept-Profile"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize("choice", choices(), ids=lambda choice: choice.name)
def test_head_conditions_and_compression_are_the_same_for_every_document(client: Client, store, pointer, choice):
    address = f"{URL}.{choice.format.suffix}?profile={choice.profile.key}"
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    head = client.head(address, headers={"accept-encoding": "gzip"})
    again = client.get(address, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})

    assert gzip.decompress(content := body(packed)) == body(client.get(address))
    assert packed["ETag"] == f'"{sha256(content).hexdigest()}"'
    assert (head["ETag"], head["Content-Length"], body(head)) == (packed["ETag"], str(len(content)), b"")
    assert (again.status_code, body(again)) == (304, b"")


def test_no_two_documents_have_the_same_entity_tag(client: Client, pointer):
    tags = [
        client.get(f"{URL}.{each.format.suffix}?profile={each.profile.key}", headers={"accept-encoding": encoding})[
            "ETag"
        ]
        for each in choices()
        for encoding in ("", "gzip", "br")
    ]
    assert len(set(tags)) == len(choices()) * 3


def test_the_address_says_more_than_the_headers(client: Client, pointer):
    headers = {"accept": "application/ld+json", "accept-profile": f"<{DCAT_AP.iri}>"}
    answer = client.get(f"{URL}.ttl?profile=dcat-ap-se", headers=headers)
    assert answer["Content-Type"].startswith("text/turtle")
    assert answer["Content-Profile"] == f"<{DCAT_AP_SE.iri}>"


NOT_HERE = [
    ("", {"accept": "text/html"}),
    ("", {"accept": "image/png"}),
    ("", {"accept-profile": "<https://example.org/other>"}),
    ("?profile=other", {}),
    ("?profile=", {}),
    (".ttl?profile=DCAT-AP", {}),
]


@pytest.mark.parametrize(("rest", "headers"), NOT_HERE)
def test_what_is_not_here_is_406_with_a_list_of_what_is(client: Client, pointer, rest, headers):
    answer = client.get(URL + rest, headers=headers)
    text = body(answer).decode()
    assert (answer.status_code, answer["Content-Type"]) == (406, "text/plain; charset=utf-8")
    assert "Det här finns" in text
    assert "This is" in text
    for choice in choices():
        assert choice.format.media_type in text
        assert choice.profile.iri in text
    assert "http://testserver/uppsala/datasets/dcat.ttl?profile=dcat-ap " in text
    assert "http://testserver/uppsala/datasets/dcat.rdf " in text
    assert answer["Vary"] == "Accept, Accept-Profile"
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("suffix", ["html", "xml", "TTL", "ttl.gz", ""])
def test_a_suffix_that_there_is_not_is_not_found(client: Client, pointer, suffix):
    assert client.get(f"{URL}.{suffix}").status_code == 404


@pytest.mark.parametrize("rest", [".ttl", ".nt?profile=dcat-ap", "?profile=dcat-ap", "?profile=other"])
def test_a_former_address_leads_to_the_same_document_at_the_present_one(client: Client, store, pointer, rest):
    store.redirect("upsala", "uppsala")
    answer = client.get(f"/upsala/datasets/dcat{rest}")
    assert (answer.status_code, answer["Location"]) == (308, URL + rest)


@pytest.mark.parametrize(
    ("rest", "name"),
    [("", "uppsala.rdf"), (".ttl", "uppsala.ttl"), (".jsonld?profile=dcat-ap", "uppsala-dcat-ap.jsonld")],
)
def test_a_saved_document_has_a_name_that_tells_what_it_is(client: Client, pointer, rest, name):
    assert client.get(URL + rest)["Content-Disposition"] == f'inline; filename="{name}"'


def test_the_proxy_hands_out_every_document(client: Client, settings, store, pointer):
    settings.FEED_ACCEL_PREFIX = "/_snapshots"
    answer = client.get(f"{URL}.jsonld?profile=dcat-ap")
    assert answer["X-Accel-Redirect"] == f"/_snapshots/objects/{pointer.others['dcat-ap.jsonld'].plain.file}"
    assert answer["Content-Type"] == "application/ld+json"


def test_the_iri_of_the_main_catalogue_keeps_the_profile_that_is_asked_for(client: Client):
    assert client.get("/datasets/catalog?profile=dcat-ap")["Location"] == "/datasets/dcat?profile=dcat-ap"


@pytest.mark.django_db
def test_the_feed_takes_no_query_for_anybody_and_of_any_size(client: Client, store, pointer, django_assert_num_queries):
    sign_in(client, make_administrator())
    put(store, "stor", b"x" * 5_000_000)
    with django_assert_num_queries(0):
        assert len(body(client.get("/stor/datasets/dcat"))) == 5_000_000
        client.get(URL, headers={"accept-encoding": "gzip"})
        client.head(URL)


def test_feeds_are_answered_while_the_database_is_away(pointer, settings):
    program = (
        "import django, sys; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "settings.SNAPSHOT_DIR, settings.ALLOWED_HOSTS = sys.argv[1], ['*']\n"
        "signed_in = Client(headers={'cookie': 'sessionid=abcdefghijklmnopqrstuvwxyz012345; csrftoken=x'})\n"
        "print(signed_in.get('/uppsala/datasets/dcat').status_code)\n"
        "for address in ('/uppsala/datasets/dcat', '/okand/datasets/dcat', '/datasets/dcat'):\n"
        "    print(Client().get(address).status_code)\n"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-c", program, str(settings.SNAPSHOT_DIR)]
    answered = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answered.stdout.split() == ["200", "200", "404", "404"], answered.stderr


@pytest.mark.django_db
def test_other_bytes_have_another_time_also_within_one_second(client: Client):
    make_main_publisher()
    uppsala = make_organisation("Uppsala kommun")
    with time_machine.travel(timezone.now(), tick=False):
        times = []
        for _ in range(2):
            make_published(uppsala)
            make_feeds()
            build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP)
            times.append(Snapshot.objects.current().get(feed=feed_of(uppsala)).built_at)
    assert int(times[1].timestamp()) > int(times[0].timestamp())


@pytest.mark.django_db
def test_the_same_bytes_keep_their_time_and_tag_when_built_again(client: Client):
    make_main_publisher()
    uppsala = make_organisation("Uppsala kommun")
    make_published(uppsala)
    make_feeds()
    build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP)
    before = client.get(URL)
    with time_machine.travel(timezone.now().timestamp() + 3600, tick=True):
        build(feed_of(uppsala).pk, trigger=Snapshot.Trigger.SWEEP, is_forced=True)
    after = client.get(URL)
    assert [after[name] for name in ("ETag", "Last-Modified")] == [before[name] for name in ("ETag", "Last-Modified")]
