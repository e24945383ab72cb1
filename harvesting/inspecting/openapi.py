"""An OpenAPI description, in JSON or in YAML. Of YAML only the parts that are asked for are read at all."""

import re
from urllib.parse import urljoin

import yaml

from dcat.cleaning import clean_line, clean_text
from harvesting.inspecting.findings import Findings, Kind

MEDIA_TYPE = "application/json"
_IS_YAML = re.compile(r"^(?:openapi|swagger)\s*:\s*[\"']?[1-9]", re.MULTILINE)
_ASKED = ("info", "servers", "host", "basePath", "schemes", "openapi", "swagger")
_LONGEST_PART = 20_000  # characters
_MOST_OPENINGS = 200  # of lists and mappings in one part; a description may have some in its words
_IN_LISTS = re.compile(r"(?:-\s){20}")
_LOOKED_AT = 5000
_LONGEST_TEXT = 2000


def is_openapi(found) -> bool:
    """Whether a JSON document is one."""
    return (
        isinstance(found, dict) and ("openapi" in found or "swagger" in found) and isinstance(found.get("info"), dict)
    )


def read_openapi(found: dict, address: str) -> Findings:
    """What it says of the API."""
    info = found["info"]
    licence = info.get("license")
    title = clean_line(_text(info.get("title")))[:300]
    return Findings(
        Kind.OPENAPI,
        media_type=MEDIA_TYPE,
        title=title,
        description=clean_text(_text(info.get("description")))[:_LONGEST_TEXT],
        licence=_text(licence.get("url") or licence.get("name"))[:300] if isinstance(licence, dict) else "",
        endpoint=_endpoint(found, address),
        certain=frozenset({"endpoint"} | ({"title"} if title else set())),
    )


def read_openapi_yaml(text: str, address: str) -> Findings | None:
    """The same of YAML; None when it is none."""
    if not _IS_YAML.search(text[:_LOOKED_AT]):
        return None
    found: dict = {}
    for name in _ASKED:
        part = _part(text, name)
        try:
            read = yaml.load(part, Loader=_PlainLoader) if part else None
        except (yaml.YAMLError, RecursionError, ValueError):
            continue
        if isinstance(read, dict):
            found |= read
    return read_openapi(found, address) if is_openapi(found) else None


class _PlainLoader(yaml.SafeLoader):
    """YAML without references, of which a short text can make an endless one."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("a reference")
        return super().compose_node(parent, index)


def _part(text: str, name: str) -> str:
    """A key of the outermost level, with all that is indented below it."""
    start = re.search(rf"^{name}\s*:", text, re.MULTILINE)
    if not start:
        return ""
    part = text[start.start() : start.start() + _LONGEST_PART]
    end = re.search(r"\n(?=[^\s#-])", part)
    part = part[: end.start()] if end else part
    is_deep = part.count("[") + part.count("{") > _MOST_OPENINGS or _IN_LISTS.search(part)
    return "" if is_deep else part


def _endpoint(found: dict, address: str) -> str:
    """Where the API is asked: the first server, which may be named in relation to the description."""
    servers = found.get("servers")
    first = servers[0] if isinstance(servers, list) and servers and isinstance(servers[0], dict) else {}
    stated = _text(first.get("url"))
    if not stated and _text(found.get("host")):
        schemes = found.get("schemes")
        scheme = "http" if isinstance(schemes, list) and "https" not in schemes and "http" in schemes else "https"
        stated = f"{scheme}://{_text(found['host'])}{_text(found.get('basePath'))}"
    if not stated or "{" in stated:
        return ""
    try:
        return urljoin(address, stated)
    except ValueError:
        return ""


def _text(value) -> str:
    return value if isinstance(value, str) else ""
