"""Which connections are made: to public addresses on the ports 80 and 443, and to whom the allow-list names.

requests-hardened resolves a name once and connects to that very address, so that a name service which changes its mind
gains nothing. What is decided here is decided of the connection that is about to be made, not of how the address was
written: two parsers that read it differently can't be played off against each other.
"""

import socket
from collections.abc import Collection
from contextlib import suppress
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, ip_address

import requests
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from harvesting.outside.reasons import NotFetched, Reason

PORTS = {"http": 80, "https": 443}

_open_sockets: ContextVar["Sockets"] = ContextVar("open_sockets")


class Sockets:
    """The connections of one fetch, so that all of them can be cut off from another thread, whatever they wait for."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    def watch(self) -> None:
        """Have all connections that this thread makes from now on."""
        _open_sockets.set(self)

    def add(self, connection: socket.socket) -> None:
        """Take a connection. The copy stays usable when TLS takes the original over."""
        copy = connection.dup()
        self._sockets.append(copy)
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        """End all of them now; whoever waits for one is woken with an error."""
        self._is_cut = True
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of them."""
        for each in self._sockets:
            each.close()


class _Watched:
    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        _open_sockets.get().add(connection)
        return connection


class _WatchedHTTPConnection(_Watched, HTTPConnection):
    pass


class _WatchedHTTPSConnection(_Watched, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPSConnection


class OutsideAdapter(IPFilterAdapter):
    """Connects to what may be connected to, and raises NotFetched for all else.

    ``allowed`` are hosts with ports (``127.0.0.1:8000``) to which none of the rules apply.
    """

    def __init__(self, scheme: str, allowed: Collection[str]) -> None:
        self._scheme, self._allowed = scheme, allowed
        super().__init__(is_https_proto=scheme == "https")

    def init_poolmanager(self, *arguments, **options) -> None:
        """Pools whose connections can be cut off."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def build_connection_pool_key_attributes(self, request: requests.PreparedRequest, verify, cert=None):
        """Where the request goes: the address that its host's name has now, checked."""
        unpinned = HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
        host, port = unpinned[0]["host"], unpinned[0]["port"] or PORTS[self._scheme]
        if f"{host}:{port}".lower() in self._allowed:
            return unpinned
        if port not in PORTS.values():
            raise NotFetched(Reason.FORBIDDEN_PORT, request.url)
        host_params, pool_options = super().build_connection_pool_key_attributes(request, verify, cert)
        if not is_public(host_params["host"]):
            raise NotFetched(Reason.NOT_PUBLIC, request.url)
        return host_params, pool_options


def is_public(address: str) -> bool:
    """Whether an IP address (IPv6 in brackets or not) is one of the public internet.

    Stricter than requests-hardened, whose own check has been passed before.

    >>> [is_public(each) for each in ("193.10.64.1", "10.0.0.1", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "fec0::1")]
    [True, False, False, False, False]
    """
    ip: IPv4Address | IPv6Address = ip_address(address.strip("[]"))
    if ip.version == 6:
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.is_site_local or ip.teredo is not None or ip.sixtofour is not None:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
