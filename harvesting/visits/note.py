"""Noting a request for a feed: one line at the end of a file, after the answer is made and before it is sent.

A request never fails for it and never waits for the database. Any number of processes may write at once: a line is one
write to the end of the file, which the system keeps apart from others'.
"""

import logging
import os
import re
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from catalog.views.negotiated import chosen
from harvesting.visits.agents import visitor_of
from harvesting.visits.lines import Visit

CURRENT = "visits.log"
LARGEST_FILE = 64 << 20  # bytes; where nobody gathers, notes end here and not with the disk
_HASH = re.compile(r"[0-9a-f]{12}", re.ASCII)
_WITH_A_DOCUMENT = {200, 206, 304, 503}

log = logging.getLogger(__name__)


class _Trouble:
    """Whether notes fail at present: said once when it begins, not with every request."""

    is_known = False


def noted(answer: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Note every answer of ``answer(request, feed, suffix)``, where ``feed`` is the name of the feed's pointer.

    What is not found raises Http404 and is not noted: there is no end to addresses that are none. An answer that a
    proxy fills says in ``size_by_proxy`` how many bytes that are.
    """

    @wraps(answer)
    def noting(request: HttpRequest, feed: str, suffix: str = "") -> HttpResponseBase:
        response = answer(request, feed, suffix)
        _note(request, feed, suffix, response)
        return response

    return noting


def _note(request: HttpRequest, feed: str, suffix: str, response: HttpResponseBase) -> None:
    try:
        visit = Visit(
            at=int(time.time()),
            feed=feed,
            document=_document(request, suffix, response),
            status=response.status_code,
            size=_size(request, response),
            version=_version(response),
            visitor=visitor_of(request.headers.get("User-Agent"), settings.PORTAL_USER_AGENTS),
        )
        _append(settings.VISITS_DIR, visit.line())
        _Trouble.is_known = False
    except Exception as error:  # whatever it is: who fetches a feed gets it
        if not _Trouble.is_known:
            _Trouble.is_known = True
            log.warning("visits can't be noted at present, feeds are answered all the same: %r", error)


def _document(request: HttpRequest, suffix: str, response: HttpResponseBase) -> str:
    choice = chosen(request, suffix) if response.status_code in _WITH_A_DOCUMENT else None
    return choice.name if choice else ""


def _size(request: HttpRequest, response: HttpResponseBase) -> int:
    """Bytes of content that are handed out."""
    if request.method == "HEAD" or response.status_code == 304:
        return 0
    if hasattr(response, "size_by_proxy"):
        return response.size_by_proxy
    if "Content-Length" in response.headers:
        return int(response.headers["Content-Length"])
    return 0 if response.streaming else len(response.content)


def _version(response: HttpResponseBase) -> str:
    """Enough of the entity tag, which is a hash, to tell whether the bytes are those of the last time."""
    found = _HASH.search(response.headers.get("ETag", ""))
    return found[0] if found else ""


def _append(folder: str | Path, line: bytes) -> None:
    path = f"{folder}/{CURRENT}"
    try:
        _write(path, line)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        _write(path, line)


def _write(path: str, line: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        if os.fstat(descriptor).st_size > LARGEST_FILE:
            raise OSError(f"{CURRENT} has grown too large: is the scheduler running?")
        os.write(descriptor, line)
    finally:
        os.close(descriptor)
