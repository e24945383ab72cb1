"""Fetching a feed over HTTP as the portal would, and comparing the bytes with a hash. Knows nothing of the database.

Redirects are followed as dataportal.se is known to follow them: 301, 303, 307 and 308, not 302. Nothing is kept, and
never much more is read than the feed is large.
"""

import hashlib
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, ReadTimeoutError

from dcat.bilingual import Bilingual
from harvesting.outside.unpacking import EndsTooEarly, UnknownEncoding, portions

USER_AGENT = "oppna-mellansverige-kontroll/1.0"  # by which our own visits are told from others'
MOST_REDIRECTS = 5
_CONNECT_SECONDS, _READ_SECONDS = 5.0, 15.0
_SECONDS = 30.0  # for the whole, beside what the bytes take
_BYTES_PER_SECOND = 500_000  # slower than that is too slow
_FOLLOWED = {301, 303, 307, 308}
_ENCODINGS = ("identity", "gzip")


class Outcome(StrEnum):
    """What the address answered with."""

    CONFIRMED = "confirmed"
    OTHER_BYTES = "other_bytes"
    NOT_CONFIRMED = "not_confirmed"  # no answer, or none that says anything about the bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """How it went; ``fault`` says in words what was wrong, ``sha256`` is that of the other bytes if all were read."""

    outcome: Outcome
    fault: Bilingual | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an address ought to answer with."""

    sha256: str
    most_bytes: int  # of what may come instead and still be told apart; more is not read


@dataclass(frozen=True, slots=True)
class Way:
    """How the public address is reached from here: ``base`` is the public one, ``inner`` the one that is connected to,
    with the public host's name in the request, and in the certificate."""

    base: str
    inner: str = ""
    seconds: float = _SECONDS
    read_seconds: float = _READ_SECONDS


def fetched(address: str, expected: Expected, way: Way) -> Answer:
    """Fetch an address, plain and compressed, and compare."""
    with requests.Session() as session:
        session.trust_env = False  # a proxy of this machine's is not what the portal comes through
        if way.inner:
            session.mount(way.inner, _NamedLikePublic(urlsplit(way.base).hostname))
        deadline = time.monotonic() + way.seconds + expected.most_bytes / _BYTES_PER_SECOND
        for encoding in _ENCODINGS:
            answer = _fetched(session, address, expected, way, encoding, deadline)
            if answer.outcome is not Outcome.CONFIRMED:
                return answer
    return Answer(Outcome.CONFIRMED)


class _Fault(Exception):
    def __init__(self, sv: str, en: str) -> None:
        self.words = Bilingual(sv, en)


class _NamedLikePublic(HTTPAdapter):
    """Connects to a host of another name than the one that the certificate is for."""

    def __init__(self, host: str | None) -> None:
        self._host = host
        super().__init__()

    def init_poolmanager(self, *arguments, **options) -> None:
        super().init_poolmanager(*arguments, **options, server_hostname=self._host, assert_hostname=self._host)


def _fetched(
    session: requests.Session, address: str, expected: Expected, way: Way, encoding: str, deadline: float
) -> Answer:
    try:
        with _followed(session, address, way, encoding, deadline) as response:
            return _compared(response, expected, deadline)
    except _Fault as fault:
        return Answer(Outcome.NOT_CONFIRMED, fault.words)
    except zlib.error:  # not what it says it is
        return Answer(Outcome.OTHER_BYTES, _OTHER_BYTES)
    except (requests.Timeout, ReadTimeoutError):
        return Answer(Outcome.NOT_CONFIRMED, _TOO_SLOW)
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        return Answer(Outcome.NOT_CONFIRMED, _unreachable(error))


def _followed(session: requests.Session, address: str, way: Way, encoding: str, deadline: float) -> requests.Response:
    """The answer at the end of the redirects. Raises _Fault, or what requests raises."""
    for _ in range(MOST_REDIRECTS + 1):
        if time.monotonic() > deadline:
            raise _Fault(_TOO_SLOW.sv, _TOO_SLOW.en)
        response = _asked(session, address, way, encoding)
        status, location = response.status_code, response.headers.get("Location", "")
        if status == 200:
            return response
        response.close()
        if status == 302:
            raise _Fault(
                "Adressen leder vidare med 302, och det följer inte dataportal.se. Led vidare med 301, 303, 307 eller"
                " 308.",
                "The address redirects with 302, which dataportal.se does not follow. Redirect with 301, 303, 307 or"
                " 308.",
            )
        if status not in _FOLLOWED or not location:
            raise _Fault(f"Adressen svarade med {status}.", f"The address answered with {status}.")
        address = urljoin(address, location)
        if urlsplit(address).scheme not in ("http", "https"):
            raise _Fault("Adressen leder till något som inte är http.", "The address leads to what is not http.")
    raise _Fault(
        f"Adressen leder vidare mer än {MOST_REDIRECTS} gånger.",
        f"The address redirects more than {MOST_REDIRECTS} times.",
    )


def _asked(session: requests.Session, address: str, way: Way, encoding: str) -> requests.Response:
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": encoding}
    if way.inner and (address == way.base or address.startswith(f"{way.base}/")):
        headers["Host"] = urlsplit(way.base).netloc
        address = way.inner + address.removeprefix(way.base)
    timeouts = (min(_CONNECT_SECONDS, way.read_seconds), way.read_seconds)
    return session.get(address, headers=headers, stream=True, allow_redirects=False, timeout=timeouts)


def _compared(response: requests.Response, expected: Expected, deadline: float) -> Answer:
    digest, size = hashlib.sha256(), 0
    for chunk in _plain(response, deadline):
        digest.update(chunk)
        size += len(chunk)
        if size > expected.most_bytes:
            return Answer(Outcome.OTHER_BYTES, _OTHER_BYTES)
    if digest.hexdigest() == expected.sha256:
        return Answer(Outcome.CONFIRMED)
    return Answer(Outcome.OTHER_BYTES, _OTHER_BYTES, digest.hexdigest())


def _plain(response: requests.Response, deadline: float) -> Iterator[bytes]:
    """The bytes of an answer, unpacked, until the time is up."""
    try:
        for portion in portions(response.raw):
            if time.monotonic() > deadline:
                raise _Fault(_TOO_SLOW.sv, _TOO_SLOW.en)
            yield portion
    except UnknownEncoding as encoding:
        raise _Fault(
            f"Adressen svarade komprimerat på ett sätt som ingen bad om: {encoding}.",
            f"The address answered with a compression that nobody asked for: {encoding}.",
        ) from encoding
    except EndsTooEarly as problem:
        raise _Fault("Svaret tog slut i förtid.", "The answer ended too early.") from problem


def _unreachable(error: Exception) -> Bilingual:
    if isinstance(error, requests.exceptions.SSLError):
        return Bilingual(
            "Adressens certifikat godkändes inte. Förnya det, eller lägg till hela kedjan.",
            "The certificate of the address was not accepted. Renew it, or add the whole chain.",
        )
    if isinstance(error, HTTPError):
        return Bilingual("Svaret tog slut i förtid.", "The answer ended too early.")
    return Bilingual("Adressen gick inte att nå.", "The address could not be reached.")


_TOO_SLOW = Bilingual("Svaret dröjde för länge.", "The answer took too long.")
_OTHER_BYTES = Bilingual(
    "Adressen svarade med något annat än det som vi har lagt ut.",
    "The address answered with something else than what we have put there.",
)
