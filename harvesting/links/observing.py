"""What an address answers. Knows no database; everything goes out through ``harvesting.outside``.

HEAD first; where that is refused or odd, a GET of one byte. Only where a web page answers more is read, to tell a
sign-in page from data, and what the host says of everything (a soft 404) from the page that was meant.
"""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from catalog.models import Link
from harvesting.links.verdict import LONGEST_REST, SHORTEST_REST, Observation
from harvesting.outside import Fetched, NotFetched, Reason, fetch

_PAGE_BYTES = 300_000  # of a page that is looked at; what is longer is not held against another
# HEAD fails in these ways on servers that answer a GET well.
_WORTH_A_GET = {Reason.NO_CONNECTION, Reason.CUT_SHORT, Reason.ODD_ANSWER, Reason.TOO_MANY_REDIRECTS, Reason.TOO_SLOW}
_RESTING = (429, 503)

_PASSWORD = re.compile(rb"""<input[^>]{0,500}type\s*=\s*["']?password""", re.IGNORECASE)
_SIGN_IN = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|logga-?in|inloggning|sso|saml2?|adfs|oauth2?|openid|authorize|auth|idp|wayf)"
    r"(?:[/._?-]|$)"
)
_NOT_SHOWN = re.compile(rb"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")

Fetch = Callable[..., Fetched]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page, by what a reader sees of it."""

    url: str
    status: int
    words: bytes
    is_whole: bool
    was_led: bool

    def is_like(self, other: "_Page") -> bool:
        """Whether both are the same to a reader: only what is whole can be told to be the same."""
        return self.is_whole and other.is_whole and bool(self.words) and self.words == other.words


class Observer:
    """Asks one host, one request after the other. ``sleep`` (seconds) and ``fetch`` are for tests."""

    def __init__(
        self, *, pause: float, seconds: float, fetch: Fetch = fetch, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._pause, self._seconds = pause, seconds
        self._fetch, self._sleep = fetch, sleep
        self._has_asked = False
        self._impossible: dict[tuple[str, str], _Page | None] = {}
        self._front: dict[str, _Page | None] = {}

    def observe(self, url: str, *, is_data: bool) -> Observation:
        """What the address answers now. ``is_data``: whether data is promised there."""
        try:
            answer = self._answer(url)
        except NotFetched as problem:
            return Observation(reason=problem.reason, final_url=problem.url if problem.url != url else "")
        final_url = answer.url if answer.hops else ""
        seen = Observation(answer.status, final_url=final_url, rest=_rest(answer, datetime.now(UTC)))
        if answer.status not in (200, 206):
            return seen
        if answer.hops and _is_sign_in(url, answer.url):
            return replace(seen, remark=Link.Remark.SIGN_IN)
        if not _may_be_page(answer):
            return seen
        return self._looked_at(url, seen, is_data=is_data)

    def _answer(self, url: str) -> Fetched:
        """The answer to HEAD, or to a GET of one byte where that says too little. Raises NotFetched."""
        try:
            head = self._ask(url, method="HEAD", most_bytes=0)
        except NotFetched as problem:
            if problem.reason not in _WORTH_A_GET:
                raise
        else:
            if head.status == 429 or (200 <= head.status < 300 and head.headers.get("Content-Type")):
                return head
        return self._ask(url, headers={"Range": "bytes=0-0"}, most_bytes=1)

    def _looked_at(self, url: str, seen: Observation, *, is_data: bool) -> Observation:
        """What can be seen when the page itself is read, and held against others of its host."""
        address = seen.final_url or url
        try:
            answer = self._ask(url, most_bytes=_PAGE_BYTES)
        except NotFetched:
            return seen  # it has answered, and that is what counts
        if answer.status != 200 or not _is_page(answer):
            return seen
        if _PASSWORD.search(answer.body) and (is_data or _is_sign_in("", address)):
            return replace(seen, remark=Link.Remark.SIGN_IN)
        if self._is_soft_404(url, _page(url, answer)):
            return replace(seen, is_soft_404=True)
        return replace(seen, remark=Link.Remark.PAGE_FOR_DATA) if is_data else seen

    def _is_soft_404(self, url: str, page: _Page) -> bool:
        """Whether the host says the same to an address that can't exist.

        Some say the same to everything: an application that a browser fills, a page that asks for consent, a host
        that is closed for the day. Then nothing follows from it, except for who was led to the front page itself.
        """
        if urlsplit(url).path in ("", "/"):
            return False
        impossible = self._impossible_page(url)
        if impossible is None or impossible.status != 200 or not page.is_like(impossible):
            return False
        front = self._front_page(url)
        if front is None or not page.is_like(front):
            return front is not None
        return page.was_led and impossible.was_led and urlsplit(page.url).path in ("", "/")

    def _impossible_page(self, url: str) -> _Page | None:
        """What the host answers beside the address, where nothing can be."""
        parts = urlsplit(url)
        path = PurePosixPath(parts.path)
        place = (parts.netloc, f"{path.parent}{path.suffix}")
        if place not in self._impossible:
            name = f"finns-inte-{secrets.token_hex(6)}{path.suffix if len(path.suffix) < 10 else ''}"
            address = urlunsplit((parts.scheme, parts.netloc, f"{str(path.parent).rstrip('/')}/{name}", "", ""))
            self._impossible[place] = self._read(address)
        return self._impossible[place]

    def _front_page(self, url: str) -> _Page | None:
        parts = urlsplit(url)
        if parts.netloc not in self._front:
            self._front[parts.netloc] = self._read(urlunsplit((parts.scheme, parts.netloc, "/", "", "")))
        return self._front[parts.netloc]

    def _read(self, url: str) -> _Page | None:
        try:
            return _page(url, self._ask(url, most_bytes=_PAGE_BYTES))
        except NotFetched:
            return None

    def _ask(self, url: str, **options) -> Fetched:
        if self._has_asked:
            self._sleep(self._pause)
        self._has_asked = True
        return self._fetch(url, seconds=self._seconds, **options)


def _page(url: str, answer: Fetched) -> _Page:
    """What a reader sees, without the address that was asked for, which such pages often repeat."""
    words = b" ".join(_TAG.sub(b" ", _NOT_SHOWN.sub(b" ", answer.body)).split())
    path = urlsplit(url).path
    for name in (url, path, path.rpartition("/")[2]):
        if len(name) > 2:
            words = words.replace(name.encode(), b"")
    return _Page(answer.url, answer.status, words, not answer.is_cut, bool(answer.hops))


def _may_be_page(answer: Fetched) -> bool:
    content_type = answer.headers.get("Content-Type", "").lower()
    return not content_type or "html" in content_type


def _is_page(answer: Fetched) -> bool:
    start = answer.body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_said = "html" in answer.headers.get("Content-Type", "").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (is_said and b"<" in start)


def _is_sign_in(url: str, final_url: str) -> bool:
    """Whether a way ends where people sign in, and was not meant to."""
    final, first = urlsplit(final_url), urlsplit(url)
    where = f"{final.hostname or ''}{final.path}".lower()
    return bool(_SIGN_IN.search(where)) and not _SIGN_IN.search(f"{first.hostname or ''}{first.path}".lower())


def _rest(answer: Fetched, now: datetime) -> timedelta | None:
    """For how long the host wants to be left alone (RFC 9110, 10.2.3: seconds or a date), within reason."""
    if answer.status not in _RESTING:
        return None
    said = answer.headers.get("Retry-After", "").strip()
    wait = timedelta()
    if said.isascii() and said.isdecimal():
        wait = timedelta(seconds=min(int(said[:9]), LONGEST_REST.total_seconds()))
    elif said:
        try:
            moment = parsedate_to_datetime(said)
            wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
        except (ValueError, OverflowError):
            wait = timedelta()
    if answer.status == 429:
        wait = max(wait, SHORTEST_REST)
    return min(wait, LONGEST_REST) if wait > timedelta() else None
