"""Looking for viruses, with whatever the operator has: a program that reads from standard input, or clamd.

``FILE_SCANNER`` is a command (``clamdscan --no-summary -``: status 0 clean, 1 infected, else no answer) or the address
of a clamd (``clamd://host:3310``, ``clamd:///run/clamav/clamd.sock``).
"""

import logging
import shlex
import socket
import struct
import subprocess
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 60
_CHUNK = 1 << 16

log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """What is known of a file."""

    OFF = "off"  # nobody was asked: no scanner is set
    WAITING = "waiting"  # there was no answer; asked again later
    CLEAN = "clean"
    INFECTED = "infected"


def scan(handle: BinaryIO) -> Verdict:
    """Ask the scanner about a file's bytes. A scanner that gives no answer is logged, never an error."""
    scanner = settings.FILE_SCANNER
    if not scanner:
        return Verdict.OFF
    handle.seek(0)
    try:
        verdict = _by_clamd(scanner, handle) if scanner.startswith("clamd:") else _by_command(scanner, handle)
    except (OSError, ValueError, subprocess.SubprocessError) as fault:
        log.warning("the virus scanner gave no answer: %s", fault)
        verdict = Verdict.WAITING
    handle.seek(0)
    return verdict


def _by_command(command: str, handle: BinaryIO) -> Verdict:
    # Through a pipe: what is at a temporary file's descriptor may be no file of its own in a storage elsewhere.
    with subprocess.Popen(
        shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while data := handle.read(_CHUNK):
                process.stdin.write(data)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it may have seen enough
        try:
            status = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if status not in (0, 1):
        log.warning("the virus scanner ended with status %s", status)
    return {0: Verdict.CLEAN, 1: Verdict.INFECTED}.get(status, Verdict.WAITING)


def _by_clamd(address: str, handle: BinaryIO) -> Verdict:
    """The command INSTREAM of clamd: pieces with their length before them, then one of length 0."""
    parts = urlsplit(address)
    if parts.hostname:
        connection = socket.create_connection((parts.hostname, parts.port or 3310), timeout=SECONDS)
    else:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SECONDS)
        connection.connect(parts.path)
    with connection:
        connection.sendall(b"zINSTREAM\0")
        while data := handle.read(_CHUNK):
            connection.sendall(struct.pack("!I", len(data)) + data)
        connection.sendall(struct.pack("!I", 0))
        answer = connection.recv(4096).rstrip(b"\0").decode(errors="replace")
    if answer.endswith(" OK"):
        return Verdict.CLEAN
    if answer.endswith(" FOUND"):
        return Verdict.INFECTED
    log.warning("clamd answered: %s", answer[:200])
    return Verdict.WAITING
