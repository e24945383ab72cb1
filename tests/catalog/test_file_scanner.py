"""The virus scanner: a command, a clamd, one that gives no answer, and none at all."""

import io
import socket
import threading

import pytest

from catalog.checks import files_are_scanned_in_production
from catalog.files.scanner import Verdict, scan

pytestmark = pytest.mark.any_database

CONTENT = b"a;b\n" * 50_000


def verdict_of(settings, scanner: str) -> Verdict:
    settings.FILE_SCANNER = scanner
    return scan(io.BytesIO(CONTENT))


@pytest.mark.parametrize(
    ("command", "verdict"),
    [
        ("", Verdict.OFF),
        ("true", Verdict.CLEAN),
        ("false", Verdict.INFECTED),
        ("sh -c 'exit 2'", Verdict.WAITING),
        ("/no/such/program", Verdict.WAITING),
        ("'unbalanced", Verdict.WAITING),
        (f"sh -c '[ $(wc -c) = {len(CONTENT)} ]'", Verdict.CLEAN),
    ],
)
def test_a_command_answers_with_its_status(settings, command, verdict):
    assert verdict_of(settings, command) is verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (b"stream: OK\0", Verdict.CLEAN),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Verdict.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", Verdict.WAITING),
        (b"", Verdict.WAITING),
    ],
)
def test_clamd_gets_all_bytes_and_is_understood(settings, answer, verdict):
    got = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        clamd = threading.Thread(target=play_clamd, args=(server, answer, got))
        clamd.start()
        assert verdict_of(settings, f"clamd://127.0.0.1:{server.getsockname()[1]}") is verdict
        clamd.join(10)
    assert got == [CONTENT]


def play_clamd(server: socket.socket, answer: bytes, got: list[bytes]) -> None:
    connection, _address = server.accept()
    with connection, connection.makefile("rb") as sent:
        assert sent.read(10) == b"zINSTREAM\0"
        pieces = []
        while size := int.from_bytes(sent.read(4), "big"):
            pieces.append(sent.read(size))
        got.append(b"".join(pieces))
        connection.sendall(answer)


def test_a_clamd_that_is_away_gives_no_answer(settings, tmp_path):
    assert verdict_of(settings, f"clamd://{tmp_path}/clamd.sock") is Verdict.WAITING


def test_production_without_a_scanner_is_warned_about(settings):
    settings.FILE_SCANNER = ""
    assert files_are_scanned_in_production(None) == []
    settings.IS_HTTPS = True
    assert [each.id for each in files_are_scanned_in_production(None)] == ["catalog.W001"]
    settings.FILE_SCANNER = "clamd://clamav:3310"
    assert files_are_scanned_in_production(None) == []
