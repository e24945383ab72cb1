"""A stand-in for the portal's public register: answers of its shape over HTTP on this machine, with faults on request.

Understands the questions that ``harvesting.arrival`` asks, read back from the address as any server would. Samples of
real answers are served as they are at ``/samples/<name>``.

For a demonstration, with everything of an installation's that is public:

    python -m tests.harvesting.portal_stand_in 8299 http://127.0.0.1:8000/uppsala/datasets/dcat …
"""

import gzip
import json
import re
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.reference import reference_path

STORE = "https://admin.dataportal.se/store"
DCTERMS = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATASET = "http://www.w3.org/ns/dcat#Dataset"
CATALOGUE = "http://www.w3.org/ns/dcat#Catalog"
STATUS = "http://entrystore.org/terms/status"
RESOURCE = "http://entrystore.org/terms/resource"
MOST = 100

_BATCH = re.compile(r"(resource|metadata\.predicate\.literal_s\.[0-9a-f]{8}):\((.*)\)( AND rdfType:.*)?")
_IS_DATASET = r"rdfType:http\:\/\/www.w3.org\/ns\/dcat#Dataset"
_HARVESTS = "graphType:PipelineResult AND tag.literal:latest"


@dataclass
class Thing:
    """Something that a source holds: a dataset, or a catalogue."""

    iri: str
    source: str
    key: str
    type: str = DATASET
    identifier: str = ""
    created: str = "2026-01-02T03:04:05+01:00"

    def child(self) -> dict:
        metadata = {self.iri: {TYPE: [_uri(self.type)]}}
        if self.identifier:
            metadata[self.iri][f"{DCTERMS}identifier"] = [_literal(self.identifier)]
        statements = {RESOURCE: [_uri(self.iri)], f"{DCTERMS}created": [_literal(self.created)]}
        return _child(self.source, self.key, metadata, statements)


@dataclass
class Harvested:
    """The latest harvest of a source."""

    source: str
    status: str = "Success"
    modified: str = "2026-01-02T04:07:00.123+01:00"

    def child(self) -> dict:
        statements = {STATUS: [_uri(f"http://entrystore.org/terms/{self.status}")]}
        statements[f"{DCTERMS}modified"] = [_literal(self.modified)]
        metadata = {f"{STORE}/{self.source}/resource/1": {f"{DCTERMS}subject": [_literal("latest")]}}
        return _child(self.source, "1", metadata, statements)


@dataclass
class PortalStandIn:
    """The register. ``with PortalStandIn(…) as portal`` serves at ``portal.url``.

    ``faults`` are used up one after the other, one for each request: ``"500"`` and other numbers, ``"429 <seconds>"``,
    ``"cut off"``, ``"not json"``, ``"huge"``, ``"slow"``, ``"half"`` (fewer entries than promised), ``"hang up"``,
    ``"redirect"``, ``"other shape"``; ``""`` is none.
    """

    things: list[Thing] = field(default_factory=list)
    harvests: list[Harvested] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    always: str = ""  # the fault of every request for which none is listed
    questions: list[str] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "PortalStandIn":
        stand_in = self
        handler = type("Handler", (_Handler,), {"stand_in": stand_in})
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Where questions are asked."""
        return f"http://127.0.0.1:{self._server.server_port}/store/search"

    def add(self, iris: Iterable[str], source: str = "50", **values) -> None:
        """Datasets that a source holds."""
        for iri in iris:
            self.things.append(Thing(iri, source, str(1000 + len(self.things)), **values))

    def answer(self, query: str) -> list[dict]:
        """All children that a question finds, in the order of their IRIs."""
        if query == _HARVESTS:
            return [each.child() for each in self.harvests]
        return [each.child() for each in sorted(self._found(query), key=lambda thing: thing.iri)]

    def _found(self, query: str) -> list[Thing]:
        datasets = [each for each in self.things if each.type == DATASET]
        if query == _IS_DATASET:
            return datasets
        match = _BATCH.fullmatch(query)
        if match is None:
            raise ValueError(query)
        wanted = {unescaped(term) for term in match[2].split(" OR ")}
        among = datasets if match[3] else self.things
        if match[1] == "resource":
            return [each for each in among if each.iri in wanted]
        return [each for each in among if each.identifier in wanted]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: PortalStandIn

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/samples/"):
            return self._send(reference_path(f"portal/{address.path.removeprefix('/samples/')}").read_bytes())
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.stand_in.questions.append(asked.get("query", ""))
        self.stand_in.moments.append(time.monotonic())
        fault = self.stand_in.faults.pop(0) if self.stand_in.faults else self.stand_in.always
        if address.path != "/store/search" or asked.get("type") != "solr" or asked.get("sort") != "uri asc":
            return self._send(b"", 400)
        try:
            children = self.stand_in.answer(asked["query"])
        except ValueError:
            return self._send(b'{"error": "query"}', 400)
        start, limit = int(asked.get("offset", "0")), min(int(asked.get("limit", "50")), MOST)
        page = children[start : start + limit]
        if fault == "half":
            page = []
        content = {"offset": start, "limit": limit, "results": len(children), "facetFields": []}
        return self._with_fault(fault, content | {"resource": {"children": page}})

    def _with_fault(self, fault: str, content: dict) -> None:
        body = json.dumps(content).encode()
        if fault.isdecimal():
            return self._send(b"sorry", int(fault))
        if fault.startswith("429"):
            return self._send(b"", 429, {"Retry-After": fault.split()[1]})
        if fault == "redirect":
            return self._send(b"", 302, {"Location": f"{self.path}&again=1"})
        if fault == "not json":
            return self._send(b"<html><title>Service</title></html>")
        if fault == "other shape":
            return self._send(json.dumps({"results": "many", "resource": []}).encode())
        if fault == "huge":
            return self._send(gzip.compress(b" " * 30_000_000), 200, {"Content-Encoding": "gzip"})
        if fault == "hang up":
            return self._hang_up()
        if fault == "cut off":
            self._head(200, {"Content-Length": str(len(body))})
            self.wfile.write(body[: len(body) // 2])
            return self._hang_up()
        if fault == "slow":
            self._head(200, {"Content-Length": str(len(body))})
            for place in range(len(body)):
                self.wfile.write(body[place : place + 1])
                time.sleep(0.05)
            return None
        return self._send(body)

    def _hang_up(self) -> None:
        self.close_connection = True

    def _send(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._head(status, {"Content-Length": str(len(body))} | (headers or {}))
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # who asked has had enough

    def log_message(self, form: str, *values) -> None:
        """Say nothing."""


def unescaped(term: str) -> str:
    """The value of one term of a Solr query. A special character without a backslash is an error, as at the portal."""
    without = re.sub(r"\\(.)", "", term)
    if re.search(r'[+\-!(){}\[\]^"~*?:/&|; ]', without):
        raise ValueError(term)
    return re.sub(r"\\(.)", r"\1", term)


def _child(source: str, key: str, metadata: dict, statements: dict) -> dict:
    return {
        "contextId": source,
        "entryId": key,
        "metadata": metadata,
        "info": {f"{STORE}/{source}/entry/{key}": statements},
        "rights": ["readmetadata", "readresource"],
        "relations": {},
    }


def _uri(value: str) -> dict:
    return {"type": "uri", "value": value}


def _literal(value: str) -> dict:
    return {"type": "literal", "value": value}


def main() -> None:
    """Serve what these feeds hold, every ninth dataset left out, until told to stop."""
    port, feeds = int(sys.argv[1]), sys.argv[2:]
    portal = PortalStandIn(port=port)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    for number, address in enumerate(feeds, 50):
        with urllib.request.urlopen(address) as answer:
            iris = re.findall(r'<dcat:Dataset rdf:about="([^"]+)"', answer.read().decode())
        portal.add([iri for place, iri in enumerate(iris) if place % 9 != 8], source=str(number))
        portal.harvests.append(Harvested(str(number), modified=now))
    with portal:
        print(f"PORTAL_API_URL={portal.url}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
