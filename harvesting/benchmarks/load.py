"""Asking for one address as often as possible for a while: with wrk where it is installed, else with threads."""

import http.client
import re
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Mapping

CONNECTIONS = 8


class WrongAnswers(Exception):
    """The server did not answer as it should; the text says how."""


def rate(address: str, headers: Mapping[str, str], seconds: float) -> float:
    """Answers a second. Raises :class:`WrongAnswers`, also when there was not a single one."""
    ask = _with_wrk if shutil.which("wrk") else _with_threads
    answers = ask(address, headers, seconds)
    if answers == 0:
        raise WrongAnswers(f"{address}: not one whole answer in {seconds:g} s")
    return answers


def _with_wrk(address: str, headers: Mapping[str, str], seconds: float) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx" in said:
        raise WrongAnswers(f"{address}: {said}")
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1])


def _with_threads(address: str, headers: Mapping[str, str], seconds: float) -> float:
    counts: list[int] = []
    wrong: list[str] = []
    began = time.monotonic()
    clients = [
        threading.Thread(target=_ask_again_and_again, args=(address, headers, began + seconds, counts, wrong))
        for _client in range(CONNECTIONS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if wrong:
        raise WrongAnswers(f"{address}: {wrong[0]}")
    return sum(counts) / (time.monotonic() - began)


def _ask_again_and_again(
    address: str, headers: Mapping[str, str], until: float, counts: list[int], wrong: list[str]
) -> None:
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    answered, connection = 0, _connection(scheme, host)
    while time.monotonic() < until:
        try:
            connection.request("GET", f"/{path}", headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
        except (ConnectionError, http.client.HTTPException):
            # A worker that is renewed closes its connections.
            connection.close()
            connection = _connection(scheme, host)
            continue
        if answer.status >= 400:
            wrong.append(f"status {answer.status}")
            break
        answered += 1
    connection.close()
    counts.append(answered)


def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, timeout=30, context=ssl._create_unverified_context())
    return http.client.HTTPConnection(host, timeout=30)
