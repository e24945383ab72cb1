"""The questions that the portal's register is asked, and what is asked only once in a run.

Fields of its index: https://pypi.org/project/dataportalen/ (``dataportalen.query``).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from dcat.bilingual import Bilingual
from harvesting.arrival.answers import Entry
from harvesting.arrival.client import Client, PortalAway

_AT_ONCE = 20  # IRIs in one question: an address of some thousand characters
_SPECIAL = frozenset('+-!(){}[]^"~*?:\\/&|; ')
_IS_DATASET = r"rdfType:http\:\/\/www.w3.org\/ns\/dcat#Dataset"
_LATEST_HARVESTS = "graphType:PipelineResult AND tag.literal:latest"
# The index has a field for each predicate, named by the beginning of its MD5.
_IDENTIFIER = "metadata.predicate.literal_s." + hashlib.md5(
    b"http://purl.org/dc/terms/identifier", usedforsecurity=False
).hexdigest()[:8]  # fmt: skip
_EARLIEST = datetime.min.replace(tzinfo=UTC)

_EMPTY = Bilingual(
    "Dataportalens register är tomt just nu. Troligen byggs det om.",
    "The portal's register is empty at present. Probably it is being rebuilt.",
)


@dataclass(frozen=True, slots=True)
class Harvest:
    """The latest harvest of a source."""

    status: str  # ``success``, ``failed``, or a word that is not known to us
    at: datetime | None


class Registry:
    """The register, for one run: what concerns all organisations is asked when it is first needed, and kept."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._harvests: dict[str, Harvest] | None = None

    def harvests(self) -> dict[str, Harvest]:
        """The latest harvest of every source, by the source. Raises PortalAway, also for a register that is empty."""
        if self._harvests is None:
            if not self._client.count(_IS_DATASET):
                raise PortalAway(_EMPTY)
            self._harvests = _latest(self._client.search(_LATEST_HARVESTS))
        return self._harvests

    def datasets(self, iris: Iterable[str], *, beat: Callable[[], None] = lambda: None) -> Iterator[Entry]:
        """The entries of datasets with these IRIs, from all sources. ``beat`` is called before each question."""
        for entry in self._with("resource", iris, beat, f" AND {_IS_DATASET}"):
            if entry.datasets:
                yield entry

    def identified(self, identifiers: Iterable[str], *, beat: Callable[[], None] = lambda: None) -> Iterator[Entry]:
        """The entries of datasets with these identifiers."""
        yield from self._with(_IDENTIFIER, identifiers, beat, f" AND {_IS_DATASET}")

    def things(self, iris: Iterable[str]) -> Iterator[Entry]:
        """The entries of anything with these IRIs."""
        yield from self._with("resource", iris, lambda: None, "")

    def _with(self, field: str, values: Iterable[str], beat: Callable[[], None], further: str) -> Iterator[Entry]:
        values = list(values)
        for start in range(0, len(values), _AT_ONCE):
            beat()
            alternatives = " OR ".join(map(escaped, values[start : start + _AT_ONCE]))
            yield from self._client.search(f"{field}:({alternatives}){further}")


def escaped(value: str) -> str:
    """The value as one term of a Solr query.

    >>> escaped("https://a.se/1")
    'https\\\\:\\\\/\\\\/a.se\\\\/1'
    """
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in value)


def _latest(entries: Iterable[Entry]) -> dict[str, Harvest]:
    found: dict[str, Harvest] = {}
    for entry in entries:
        known = found.get(entry.source)
        if known is None or (entry.modified or _EARLIEST) >= (known.at or _EARLIEST):
            found[entry.source] = Harvest(entry.status, entry.modified)
    return found
