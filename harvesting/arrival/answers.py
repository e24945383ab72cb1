"""Reading the register's answers, which anybody may have written: RDF/JSON in an envelope. Pure.

Every value is looked at before it is believed; what is not of the expected shape is left out, and a page that is none
raises Unreadable. RDF/JSON: https://www.w3.org/TR/rdf-json/
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dcat.iri import is_accepted
from dcat.namespaces import expand
from dcat.reader.statements import TYPE

_IDENTIFIER, _CREATED, _MODIFIED = map(expand, ("dcterms:identifier", "dcterms:created", "dcterms:modified"))
_DATASET = expand("dcat:Dataset")
_STATUS = "http://entrystore.org/terms/status"
_RESOURCE = "http://entrystore.org/terms/resource"
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_LONGEST_IRI = 2000
_LONGEST_TEXT = 500


class Unreadable(Exception):
    """The answer is not one of the register's."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the register: something that a source holds."""

    source: str
    key: str
    subjects: frozenset[str]  # IRIs of the publisher's that it is about
    datasets: frozenset[str]  # those of them that are said to be datasets
    identifiers: frozenset[str]  # dcterms:identifier of the datasets
    created: datetime | None  # when the register first had it
    modified: datetime | None
    status: str  # last part of a harvest's status, in small letters; empty for what is no harvest


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer."""

    total: int
    entries: list[Entry]  # those that can be read
    length: int  # how many there were, readable or not


def page_from(content: bytes) -> Page:
    """The page that these bytes hold. Raises Unreadable."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    total = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(total, int) or isinstance(total, bool) or total < 0:
        raise Unreadable("no number of results")
    resource = answer.get("resource")
    children = resource.get("children") if isinstance(resource, dict) else None
    if not isinstance(children, list):
        raise Unreadable("no list of entries")
    entries = [entry for child in children if (entry := _entry(child)) is not None]
    return Page(total, entries, len(children))


def _entry(child: Any) -> Entry | None:
    if not isinstance(child, dict):
        return None
    source, key = child.get("contextId"), child.get("entryId")
    if not (_is_key(source) and _is_key(key)):
        return None
    metadata, info = _graph(child.get("metadata")), _graph(child.get("info"))
    envelope = {predicate: value for statements in info.values() for predicate, value in statements.items()}
    # The envelope names the thing; its metadata may describe other things besides.
    named = set(_iris(envelope.get(_RESOURCE)))
    datasets = {iri for iri, statements in metadata.items() if _DATASET in _iris(statements.get(TYPE)) and _is_iri(iri)}
    datasets = datasets & named or datasets
    return Entry(
        source=source,
        key=key,
        subjects=frozenset(named | datasets),
        datasets=frozenset(datasets),
        identifiers=frozenset(text for iri in datasets for text in _literals(metadata[iri].get(_IDENTIFIER))),
        created=_moment(envelope.get(_CREATED)),
        modified=_moment(envelope.get(_MODIFIED)),
        status=next(_last_parts(envelope.get(_STATUS)), ""),
    )


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def _is_iri(value: str) -> bool:
    return len(value) <= _LONGEST_IRI and is_accepted(value)


def _graph(value: Any) -> dict[str, dict]:
    """The statements by their subject, as far as they have the shape of a graph."""
    if not isinstance(value, dict):
        return {}
    return {subject: statements for subject, statements in value.items() if isinstance(statements, dict)}


def _objects(values: Any, kind: str) -> Iterator[str]:
    for each in values if isinstance(values, list) else ():
        if isinstance(each, dict) and each.get("type") == kind and isinstance(each.get("value"), str):
            yield each["value"]


def _iris(values: Any) -> list[str]:
    return [iri for iri in _objects(values, "uri") if _is_iri(iri)]


def _literals(values: Any) -> list[str]:
    return [text for text in _objects(values, "literal") if len(text) <= _LONGEST_TEXT]


def _last_parts(values: Any) -> Iterator[str]:
    return (iri.rstrip("/").rpartition("/")[2].lower() for iri in _iris(values))


def _moment(values: Any) -> datetime | None:
    """A point in time with its zone; what has none is meant in UTC."""
    for text in _literals(values):
        try:
            moment = datetime.fromisoformat(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
