"""Asking the portal's register: slowly, with limits on time and size, and never taking half an answer for a whole one.

The address is configuration, so it is trusted; what comes from there is not. Redirects are not followed.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import requests
import urllib3

from dcat.bilingual import Bilingual
from harvesting.arrival.answers import Entry, Page, Unreadable, page_from

PAGE_SIZE = 100  # what the register gives at most, whatever is asked
MOST_PAGES = 100  # of one question
LARGEST_PAGE = 64 << 20  # bytes, unpacked; a page of a hundred large datasets has five million
PAUSE_SECONDS = 0.5  # between requests: two a second at most
ATTEMPTS = 4
_CONNECT_SECONDS, _READ_SECONDS, _WHOLE_SECONDS = 5.0, 20.0, 90.0
_LONGEST_WAIT = 60.0
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_STABLE = "uri asc"  # keeps the borders of pages still
_CHUNK = 1 << 16
_HEADERS = {"Accept": "application/json", "User-Agent": "oppna-mellansverige (arrival check)"}

log = logging.getLogger(__name__)


class PortalAway(Exception):
    """The register gives no answer that can be used; ``message`` says why."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


class Client:
    """Asks questions, one after the other. ``sleep`` and ``clock`` (seconds) are for tests."""

    def __init__(
        self,
        address: str,
        *,
        pause: float = PAUSE_SECONDS,
        timeout: tuple[float, float] = (_CONNECT_SECONDS, _READ_SECONDS),
        whole_seconds: float = _WHOLE_SECONDS,
        largest_page: int = LARGEST_PAGE,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = address
        self._pause, self._timeout = pause, timeout
        self._whole_seconds, self._largest_page = whole_seconds, largest_page
        self._sleep, self._clock = sleep, clock
        self._not_before = 0.0
        self._session = requests.Session()
        self._session.auth = lambda request: request  # a proxy of this machine's counts, its passwords (netrc) don't

    def close(self) -> None:
        """End the connections."""
        self._session.close()

    def search(self, query: str) -> Iterator[Entry]:
        """All entries that a Solr query finds. Raises PortalAway, also when there are fewer than were promised."""
        offset = 0
        for _number in range(MOST_PAGES):
            page = self._page(query, offset)
            yield from page.entries
            offset += page.length
            if offset >= page.total:
                return
            if page.length == 0:
                raise PortalAway(_CUT_OFF)
        raise PortalAway(_TOO_MUCH)

    def count(self, query: str) -> int:
        """How many entries a query finds."""
        return self._page(query, 0, limit=1).total

    def _page(self, query: str, offset: int, limit: int = PAGE_SIZE) -> Page:
        parameters = {"type": "solr", "query": query, "limit": limit, "offset": offset, "sort": _STABLE}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return page_from(self._content(parameters))
            except _Again as trouble:
                if attempt == ATTEMPTS:
                    raise PortalAway(trouble.message) from trouble
                log.warning("the portal's register: %s, trying again", trouble.message.en)
                self._sleep(min(trouble.wait if trouble.wait is not None else 2.0 ** (attempt - 1), _LONGEST_WAIT))
            except Unreadable as error:
                raise PortalAway(_ODD) from error
        raise AssertionError("the last attempt returns or raises")

    def _content(self, parameters: dict) -> bytes:
        self._take_turn()
        try:
            answer = self._session.get(
                self._address,
                params=parameters,
                headers=_HEADERS,
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            )
            with closing(answer):
                _check(answer)
                return self._read(answer)
        except (requests.RequestException, urllib3.exceptions.HTTPError, UnicodeError) as error:
            log.warning("the portal's register can't be asked: %s", type(error).__name__)
            raise _Again(_NO_ANSWER) from error

    def _take_turn(self) -> None:
        wait = self._not_before - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._not_before = self._clock() + self._pause

    def _read(self, answer: requests.Response) -> bytes:
        # One that is cut off short of its Content-Length is an error of urllib3. Read as it comes in: whoever waits for
        # a whole piece never sees the time pass.
        content, deadline = bytearray(), self._clock() + self._whole_seconds
        while chunk := answer.raw.read1(_CHUNK, decode_content=True):
            content += chunk
            if len(content) > self._largest_page:
                raise PortalAway(_TOO_MUCH)
            if self._clock() > deadline:
                raise _Again(_NO_ANSWER)
        return bytes(content)


class _Again(Exception):
    """Worth another attempt, after so many seconds where the server has said so."""

    def __init__(self, message: Bilingual, wait: float | None = None) -> None:
        super().__init__(message.en)
        self.message, self.wait = message, wait


def _check(answer: requests.Response) -> None:
    if answer.status_code in _TRY_AGAIN:
        raise _Again(_refused(answer.status_code), _seconds(answer.headers.get("Retry-After")))
    if answer.status_code != 200:
        raise PortalAway(_refused(answer.status_code))


def _seconds(retry_after: str | None) -> float | None:
    """Only the form in seconds; a date is answered with our own waiting times."""
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdecimal() else None


def _refused(status: int) -> Bilingual:
    return Bilingual(
        f"Dataportalens register svarade med felkod {status}.", f"The portal's register answered with error {status}."
    )


_NO_ANSWER = Bilingual("Dataportalens register svarar inte.", "The portal's register does not answer.")
_ODD = Bilingual(
    "Dataportalens register gav ett svar som inte går att läsa.",
    "The portal's register gave an answer that can't be read.",
)
_CUT_OFF = Bilingual(
    "Dataportalens register gav bara en del av svaret.", "The portal's register gave only a part of the answer."
)
_TOO_MUCH = Bilingual(
    "Dataportalens register gav ett större svar än vi tar emot.",
    "The portal's register gave a larger answer than we take.",
)
