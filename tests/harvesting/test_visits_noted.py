"""Every request for a feed is noted, without anything of who came, and never in the request's way."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from dcat.negotiation import choices
from harvesting.fetch_back import USER_AGENT
from harvesting.models import Visitor
from harvesting.visits import note
from harvesting.visits.agents import visitor_of
from harvesting.visits.lines import Visit, visit_from
from tests.harvesting.test_serving import put

pytestmark = pytest.mark.any_database

# Without django_db: a note never asks the database.

ROOT = Path(__file__).resolve().parent.parent.parent
URL = "/uppsala/datasets/dcat"


@pytest.fixture(autouse=True)
def no_trouble_yet():
    note._Trouble.is_known = False


@pytest.fixture
def pointer(store):
    return put(store, "uppsala")


@pytest.fixture
def visits(visits_folder):
    """What has been noted so far."""

    def read() -> list[Visit]:
        return [visit_from(line) for line in (visits_folder / note.CURRENT).read_bytes().split(b"\n") if line]

    return read


def test_a_request_is_noted_with_what_was_answered(client: Client, pointer, visits):
    answer = client.get(URL, headers={"user-agent": "EntryStore/5.4"})
    (visit,) = visits()
    assert visit[1:] == ("uppsala", "dcat-ap-se.rdf", 200, 6, answer["ETag"].strip('"')[:12], Visitor.PORTAL)


def test_nothing_of_who_came_is_in_the_file(client: Client, pointer, visits_folder):
    client.get(f"{URL}?profile=dcat-ap&who=me", headers={"user-agent": "Mozilla/5.0 Anna", "referer": "http://a.se"})
    line = (visits_folder / note.CURRENT).read_text()
    assert not any(word in line for word in ("Mozilla", "Anna", "127.0.0.1", "a.se", "who", "me\t"))


def test_every_format_and_profile_is_noted_by_its_name(client: Client, pointer, visits):
    for choice in choices():
        client.get(f"{URL}.{choice.format.suffix}?profile={choice.profile.key}")
    assert [visit.document for visit in visits()] == [choice.name for choice in choices()]


def test_what_was_sent_is_counted(client: Client, pointer, visits, settings):
    etag = client.get(URL)["ETag"]
    client.get(URL, headers={"if-none-match": etag})
    client.head(URL)
    client.get(URL, headers={"accept-encoding": "gzip"})
    settings.FEED_ACCEL_PREFIX = "/_snapshots"
    client.get(URL)
    assert [(visit.status, visit.size) for visit in visits()] == [
        (200, 6),
        (304, 0),
        (200, 0),
        (200, pointer.gzip.size),
        (200, 6),
    ]
    assert visits()[0].version == visits()[1].version != ""


def test_redirects_and_answers_that_come_later_are_noted_too(client: Client, store, visits):
    store.redirect("upsala", "uppsala")
    store.announce("uppsala")
    client.get("/upsala/datasets/dcat")
    client.get(URL)
    client.get(URL, headers={"accept": "image/png"})
    assert [(visit.feed, visit.status, visit.document) for visit in visits()] == [
        ("upsala", 308, ""),
        ("uppsala", 503, "dcat-ap-se.rdf"),
        ("uppsala", 406, ""),
    ]


def test_the_combined_feed_has_a_name_of_its_own(client: Client, store, visits):
    put(store, "_all")
    client.get("/datasets/dcat")
    assert visits()[0].feed == "_all"


def test_unknown_addresses_and_posts_are_not_noted(client: Client, pointer, visits_folder):
    assert client.get("/okand/datasets/dcat").status_code == 404
    assert client.post(URL).status_code == 405
    assert not (visits_folder / note.CURRENT).exists()


@pytest.mark.parametrize("trouble", ["full disk", "no folder can be made", "grown too large"])
def test_trouble_with_the_file_is_logged_once_and_no_request_fails(
    client: Client, pointer, visits_folder, caplog, trouble, monkeypatch
):
    if trouble == "no folder can be made":
        visits_folder.write_text("a file stands where the folder would be")
    else:
        visits_folder.mkdir()
    if trouble == "full disk":
        (visits_folder / note.CURRENT).symlink_to("/dev/full")
    if trouble == "grown too large":
        with (visits_folder / note.CURRENT).open("wb") as handle:
            handle.truncate(note.LARGEST_FILE + 1)
    with caplog.at_level(logging.WARNING, logger="harvesting.visits.note"):
        answers = [client.get(URL).status_code for _ in range(3)]
    assert answers == [200] * 3
    assert len(caplog.records) == 1


def test_notes_go_on_when_the_trouble_is_over(client: Client, pointer, visits_folder, visits, caplog):
    visits_folder.mkdir()
    (visits_folder / note.CURRENT).symlink_to("/dev/full")
    client.get(URL)
    (visits_folder / note.CURRENT).unlink()
    client.get(URL)
    assert len(visits()) == 1
    (visits_folder / note.CURRENT).unlink()
    (visits_folder / note.CURRENT).symlink_to("/dev/full")
    client.get(URL)
    assert len(caplog.records) == 2


def test_a_line_that_was_cut_off_damages_no_other(visits_folder, client: Client, pointer):
    visits_folder.mkdir()
    whole = Visit(1_800_000_000, "uppsala", "dcat-ap-se.rdf", 200, 6, "0123456789ab", Visitor.BROWSER).line()
    (visits_folder / note.CURRENT).write_bytes(whole + whole[: len(whole) // 2])
    client.get(URL)
    lines = [line for line in (visits_folder / note.CURRENT).read_bytes().split(b"\n") if line]
    assert len(lines) == 3
    assert visit_from(lines[0]).feed == visit_from(lines[2]).feed == "uppsala"


@pytest.mark.parametrize("length", range(2, 60))
def test_no_beginning_of_a_line_looks_whole(length):
    line = Visit(1_800_000_000, "uppsala", "dcat-ap-se.rdf", 200, 212345, "0123456789ab", Visitor.PORTAL).line()
    line = line.strip(b"\n")
    assert len(line) > 60
    with pytest.raises(ValueError):
        visit_from(line[:length])


def test_many_processes_at_once_lose_no_line(store, pointer, visits_folder, visits, settings):
    program = (
        "import django, sys; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "settings.SNAPSHOT_DIR, settings.VISITS_DIR = sys.argv[1:3]\n"
        "settings.ALLOWED_HOSTS = ['*']\n"
        "for _ in range(100):\n"
        "    Client().get('/uppsala/datasets/dcat')\n"
    )
    command = [sys.executable, "-c", program, str(settings.SNAPSHOT_DIR), str(visits_folder)]
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"}
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(3)]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    assert len(visits()) == 300


@pytest.mark.parametrize(
    ("name", "visitor"),
    [
        ("EntryStore/5.4 (dataportal.se)", Visitor.PORTAL),
        ("entryscape-registry", Visitor.PORTAL),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", Visitor.HARVESTER),
        ("ckanext-harvest", Visitor.HARVESTER),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Visitor.BROWSER),
        ("python-requests/2.34.2", Visitor.SCRIPT),
        ("Mozilla/5.0 (Windows NT 10.0) WindowsPowerShell/5.1", Visitor.SCRIPT),
        ("curl/8.9", Visitor.SCRIPT),
        (USER_AGENT, Visitor.OURSELVES),
        ("", Visitor.UNKNOWN),
        (None, Visitor.UNKNOWN),
        ("x" * 100_000 + "bot", Visitor.UNKNOWN),
    ],
)
def test_kinds_of_visitors(name, visitor, settings):
    assert visitor_of(name, settings.PORTAL_USER_AGENTS) is visitor


def test_what_counts_as_the_portal_is_configuration():
    assert visitor_of("Java/17", ["java/17"]) is Visitor.PORTAL
    assert visitor_of("Java/17", [""]) is Visitor.SCRIPT
