"""What is known of the addresses in a description. Reads only: whoever checks them is in ``harvesting.links``."""

from collections.abc import Iterable

from catalog.models import Distribution, Link, Record
from catalog.models.link import hash_of_url
from dcat.links import LinkedFrom, links_of
from dcat.node import Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind

_AT_ONCE = 500  # SQLite takes only so many values in a query


def answers_for(urls: Iterable[str]) -> dict[str, bool | None]:
    """Whether each address works: True when it has answered, False when it is known to be dead (seen on two different
    days), None when it has not been checked or the check told nothing. A query for every five hundred addresses.

    Exemptions change nothing here: an exempted address is what it is.
    """
    found = links_for(urls := list(urls))
    return {url: found[url].answer if url in found else None for url in urls}


def links_for(urls: Iterable[str]) -> dict[str, Link]:
    """All that is known of each of the addresses that have been written down, by the address as it was given."""
    by_hash: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_hash.setdefault(hash_of_url(url), []).append(url)
    hashes, found = list(by_hash), {}
    for start in range(0, len(hashes), _AT_ONCE):
        for link in Link.objects.filter(url_hash__in=hashes[start : start + _AT_ONCE]):
            found |= dict.fromkeys(by_hash[link.url_hash], link)
    return found


def links_in_working_copy(record: Record) -> list[LinkedFrom]:
    """The addresses of a record as it is saved, and of its distributions, in one query at most."""
    described = record.described
    found = list(links_of(_node(record.class_name, record.iri, described), DCAT_AP_SE))
    if record.class_name == Record.ClassName.DATASET:
        for each in described.distributions.all():
            found += links_of(_node("Distribution", each.iri, each), DCAT_AP_SE)
    return found


def _node(class_name: str, iri: str, thing: Record | Distribution) -> Node:
    """A node with the tested addresses of a row alone, and what says whether they promise data."""
    values = {}
    for row in DCAT_AP_SE[class_name].properties:
        stored = getattr(thing, row.name, None) if row.link or row.name == "format" else None
        if row.kind is Kind.DOCUMENT:
            stored = [entry.get("iri", "") for entry in stored or []]
        if stored:
            values[row.name] = tuple(stored) if isinstance(stored, list) else (stored,)
    return Node(iri, class_name, values)
