"""Reading what comes from outside: a cap on its size, a child process that parses it, then the same rows as ever."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dcat.bilingual import Bilingual
from dcat.profile.model import Profile
from dcat.reader import refusals
from dcat.reader.naming import Named
from dcat.reader.reading import Document, read_statements
from dcat.reader.refusals import UnreadableDocument
from dcat.reader.statements import Statement
from dcat.term import Literal, Resource

MOST_BYTES = 50_000_000
OUT_OF_MEMORY = 3  # how the child ends when it can get no more
_SECONDS = 60
_MEMORY = 1_500_000_000
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """What a document from outside states, before anything of it is understood, and the name of its format."""

    format: str
    content: Named


def read_capped(stream: BinaryIO, most: int = MOST_BYTES) -> bytes:
    """All of a stream, never more than ``most`` bytes of it. Raises :class:`UnreadableDocument` when there is more."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise UnreadableDocument(refusals.too_large(most), code="too_large")
    return data


def read_document(data: bytes, profile: Profile) -> Document:
    """What a document from outside describes, in any of the formats. Raises :class:`UnreadableDocument`."""
    return read_statements(statements_of(data).content, profile)


def statements_of(data: bytes, *, seconds: int = _SECONDS, memory: int = _MEMORY) -> ForeignDocument:
    """The statements of a document from outside, parsed by a child process with these limits.

    Raises :class:`UnreadableDocument`.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(refusals.too_large(MOST_BYTES), code="too_large")
    answer = json.loads(_parsed_by_child(data, seconds, memory))
    if "refused" in answer:
        raise UnreadableDocument(
            Bilingual(**answer["refused"]), code=answer["code"], line=answer["line"], fault=answer["fault"]
        )
    statements, nowhere = ([_statement(*each) for each in answer[name]] for name in ("statements", "nowhere"))
    return ForeignDocument(answer["format"], Named(statements, nowhere, frozenset(answer["made"])))


def _parsed_by_child(data: bytes, seconds: int, memory: int) -> bytes:
    command = [sys.executable, "-m", "dcat.reader.child", str(seconds), str(memory)]
    # Its environment holds no secrets, only what it needs to find this package.
    environment = {"PYTHONPATH": str(_ROOT)}
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=seconds + 10, env=environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(refusals.TOO_MUCH, code="too_much") from error
    if child.returncode < 0 or child.returncode == OUT_OF_MEMORY:  # stopped by a limit
        raise UnreadableDocument(refusals.TOO_MUCH, code="too_much", fault=f"ended with {child.returncode}")
    if child.returncode:
        raise RuntimeError(f"the parsing process failed: {child.stderr.decode('utf-8', 'replace')}")
    return child.stdout


def _statement(subject: str, predicate: str, stated: list[str]) -> Statement:
    return Statement(subject, predicate, Resource(*stated) if len(stated) == 1 else Literal(*stated))
