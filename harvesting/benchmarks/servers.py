"""gunicorn as the product runs it, and nginx with the product's configuration in front; on free ports of 127.0.0.1."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
_ROOT = Path(settings.ROOT)
_PATIENCE_SECONDS = 30.0


class NotInstalled(Exception):
    """A program is missing; the text says which, and how to get it."""


class NotStarted(Exception):
    """A server did not come up; the text is what it wrote."""


def get(address: str, headers: Mapping[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
    """An answer with its body; any certificate will do."""
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    if scheme == "https":
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(host, timeout=30, context=context)
    else:
        connection = http.client.HTTPConnection(host, timeout=30)
    try:
        connection.request("GET", f"/{path}", headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@contextmanager
def gunicorn(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The product's web server; its address."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "harvesting.benchmarks.wsgi:application"]
    command += ["--config", "deploy/gunicorn.py", "--bind", f"{HOST}:{port}"]
    address = f"http://{HOST}:{port}"
    with _running(command, folder / "gunicorn.log", {**os.environ, **environment}, f"{address}/benchmark/empty"):
        yield address


@contextmanager
def nginx(folder: Path, application: str, snapshots: Path) -> Iterator[str]:
    """The product's proxy in front of the application; its address. Raises :class:`NotInstalled`."""
    program = _program("nginx", "nginx-light")
    openssl = _program("openssl", "openssl")
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    request = ["req", "-x509", "-subj", f"/CN={HOST}", "-days", "1", "-nodes", "-newkey", "rsa:2048", *files]
    subprocess.run([openssl, *request], check=True, capture_output=True)
    port = _free_port()
    config = folder / "nginx.conf"
    config.write_text(_nginx_configuration(folder, application, snapshots, port))
    address = f"https://{HOST}:{port}"
    command = [program, "-c", str(config), "-p", str(folder)]
    with _running(command, folder / "nginx.log", os.environ, f"{address}/benchmark/empty"):
        yield address


def _nginx_configuration(folder: Path, application: str, snapshots: Path, port: int) -> str:
    """The product's configuration; only addresses and folders are other ones."""
    text = (_ROOT / "deploy" / "proxy" / "nginx.conf").read_text()
    for old, new in {
        "web:8000": application.partition("://")[2],
        "listen 127.0.0.1:8080": f"listen {HOST}:{_free_port()}",
        "listen 80 ": f"listen {HOST}:{_free_port()} ",
        "listen 443 ": f"listen {HOST}:{port} ",
        "/srv/snapshots": str(snapshots),
        "/srv/proxy/certificates": str(folder),
        "/srv/proxy": str(_ROOT / "deploy" / "proxy"),
        "/tmp/nginx.pid": str(folder / "nginx.pid"),
    }.items():
        if old not in text:
            raise NotStarted(f"deploy/proxy/nginx.conf no longer says {old!r}: {__name__} has to follow")
        text = text.replace(old, new)
    # As root nginx would become a user who may not see the folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return f"daemon off;\n{user}{text}"


@contextmanager
def _running(command: list[str], log: Path, environment: Mapping[str, str], address: str) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotStarted(f"{command[0]} does not answer: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_SECONDS)


def _answers(address: str) -> bool:
    try:
        return get(address)[0].status < 500
    except (OSError, http.client.HTTPException):
        return False


def _program(name: str, package: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        raise NotInstalled(f"{name} is not installed (Debian: apt install {package})")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
