"""One address of somebody else's, fetched from first to last.

All of it happens in a thread of its own: looking up a name, the handshake of TLS and the head of an answer have no
deadline that holds against a server which sends a byte now and then. When the time is up the connections are cut.
"""

import logging
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

from harvesting.outside.connecting import PORTS, OutsideAdapter, Sockets
from harvesting.outside.reasons import NotFetched, Reason
from harvesting.outside.unpacking import EndsTooEarly, UnknownEncoding, portions

MOST_REDIRECTS = 5
LONGEST_ADDRESS = 4000
METHODS = ("GET", "HEAD")
_REDIRECTS = {301, 302, 303, 307, 308}
_CONNECT_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hop:
    """An address that led on."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, whatever its status. ``headers`` are found in any case of letters."""

    status: int
    url: str  # the one that answered
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool  # whether there was more than was wanted
    hops: tuple[Hop, ...] = ()  # those before it, in order


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    most_bytes: int,
    seconds: float,
) -> Fetched:
    """Fetch an address from outside: no more than ``most_bytes`` of it (unpacked), within ``seconds`` in all.

    Redirects are followed, each checked like the first address. No cookies, no passwords, no proxies of this machine's.
    ``method`` is GET or HEAD. Raises NotFetched.
    """
    if method not in METHODS:
        raise ValueError(f"not a method for fetching: {method!r}")
    fetching = _Fetching(method, dict(headers or {}), most_bytes, time.monotonic() + seconds)
    thread = threading.Thread(target=fetching.run, args=(url,), name="outside", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        fetching.sockets.cut()
        raise NotFetched(Reason.TOO_SLOW, url)
    return fetching.outcome()


@dataclass(slots=True)
class _Fetching:
    """The work of the thread, and what came of it."""

    method: str
    headers: dict[str, str]
    most_bytes: int
    deadline: float
    sockets: Sockets = field(default_factory=Sockets)
    _fetched: Fetched | None = None
    _problem: Exception | None = None

    def run(self, url: str) -> None:
        """Fetch; never raises."""
        self.sockets.watch()
        try:
            with _session() as session:
                self._fetched = self._followed(session, url)
        except Exception as problem:  # raised again by outcome(), in the thread of whoever asked
            self._problem = problem
        finally:
            self.sockets.close()

    def outcome(self) -> Fetched:
        """What came. Raises what was raised."""
        if self._problem is not None:
            raise self._problem
        return self._fetched

    def _followed(self, session: requests.Session, url: str) -> Fetched:
        hops: list[Hop] = []
        url = _checked(url)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._asked(session, url)
            with closing(answer):
                location = answer.headers.get("Location", "")
                if answer.status_code not in _REDIRECTS or not location:
                    body, is_cut = self._read(answer, url)
                    return Fetched(answer.status_code, url, answer.headers, body, is_cut, tuple(hops))
            hops.append(Hop(url, answer.status_code))
            url = _checked(_led_to(url, location))
            if any(url == hop.url for hop in hops):
                break
        raise NotFetched(Reason.TOO_MANY_REDIRECTS, url)

    def _asked(self, session: requests.Session, url: str) -> requests.Response:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise NotFetched(Reason.TOO_SLOW, url)
        request = requests.Request(self.method, url, headers=_headers() | self.headers)
        try:
            prepared = session.prepare_request(request)
            return session.send(
                prepared, stream=True, allow_redirects=False, timeout=(min(_CONNECT_SECONDS, left), left)
            )
        except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
            _give_up(problem, url)

    def _read(self, answer: requests.Response, url: str) -> tuple[bytes, bool]:
        """The body, and whether there is more."""
        body = bytearray()
        if self.method == "HEAD":
            return b"", False
        try:
            for portion in portions(answer.raw):
                body += portion
                if len(body) > self.most_bytes:
                    return bytes(body[: self.most_bytes]), True
                if time.monotonic() > self.deadline:
                    raise NotFetched(Reason.TOO_SLOW, url)
        except EndsTooEarly as problem:
            raise NotFetched(Reason.CUT_SHORT, url) from problem
        except (UnknownEncoding, zlib.error) as problem:
            raise NotFetched(Reason.ODD_ANSWER, url) from problem
        except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
            _give_up(problem, url, otherwise=Reason.CUT_SHORT)
        return bytes(body), False


class _Session(requests.Session):
    """Leads nowhere by itself, not even to look where it would."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def _session() -> requests.Session:
    session = _Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.trust_env = False  # neither proxies nor passwords nor certificates of this machine's
    allowed = frozenset(each.strip().lower() for each in settings.OUTSIDE_ALLOWED_HOSTS)
    for scheme in PORTS:
        session.mount(f"{scheme}://", OutsideAdapter(scheme, allowed))
    return session


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"oppna-mellansverige/1.0 (+{settings.PUBLIC_BASE_URL}/)",
        "Accept": "*/*",
        "Accept-Encoding": "gzip, identity",
        "Connection": "close",
    }


def _checked(url: str) -> str:
    """The address, without its fragment, when it is one that may be asked. Raises NotFetched."""
    url = url.strip()
    if len(url) > LONGEST_ADDRESS or not url.isprintable() or any(each in url for each in " \\"):
        raise NotFetched(Reason.BAD_ADDRESS, url[:LONGEST_ADDRESS])
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (raises when it is none)
    except ValueError as problem:
        raise NotFetched(Reason.BAD_ADDRESS, url) from problem
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotFetched(Reason.BAD_ADDRESS, url)
    if "@" in parts.netloc:
        raise NotFetched(Reason.CREDENTIALS, url)
    return parts._replace(fragment="").geturl()


def _led_to(url: str, location: str) -> str:
    """Where a redirect leads. What is not ASCII there came as UTF-8, and was read as Latin-1."""
    try:
        location = location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        log.debug("a redirect in another encoding than UTF-8")
    try:
        return urljoin(url, location.strip().replace(" ", "%20"))
    except ValueError as problem:
        raise NotFetched(Reason.BAD_ADDRESS, url) from problem


def _give_up(problem: Exception, url: str, otherwise: Reason = Reason.NO_CONNECTION) -> NoReturn:
    """Raise NotFetched with the reason that stands behind what requests or urllib3 has raised."""
    raise NotFetched(_reason(problem) or otherwise, url) from problem


def _reason(problem: BaseException) -> Reason | None:
    causes = list(_causes(problem))
    for cause in causes:
        if isinstance(cause, InvalidIPAddress):
            return Reason.NOT_PUBLIC
        if isinstance(cause, socket.gaierror):
            return Reason.NO_SUCH_HOST if cause.errno == socket.EAI_NONAME else Reason.LOOKUP_FAILED
        if isinstance(cause, (requests.exceptions.SSLError, ssl.SSLError)):
            return Reason.CERTIFICATE if _is_about_certificate(causes) else Reason.NO_CONNECTION
        if isinstance(cause, (requests.Timeout, TimeoutError)):
            return Reason.TOO_SLOW
    if isinstance(problem, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError)):
        return Reason.BAD_ADDRESS
    if isinstance(problem, ValueError) and not isinstance(problem, requests.RequestException):
        return Reason.ODD_ANSWER
    return None


def _is_about_certificate(causes: list[BaseException]) -> bool:
    return any(isinstance(cause, ssl.SSLCertVerificationError) or "CERTIFICATE" in str(cause) for cause in causes)


def _causes(problem: BaseException | None):
    """What was raised, and what it was raised for: in its cause, or (urllib3) in its arguments and its reason."""
    seen: set[int] = set()
    waiting = [problem]
    while waiting:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
