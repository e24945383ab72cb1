"""What an address answers with, as values and as JSON. Pure.

What is written is read by the version before and after this one too: machines are not upgraded at the same moment.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

COMBINED = "_all"  # no organisation's address part can be this


def collected_name(word: str, address_part: str) -> str:
    """The name of another collected feed's pointer, such as ``_lan-uppsala-lan``: no address part begins like that."""
    return f"_{word}-{address_part}"


class NewerInPlace(Exception):
    """The pointer names the work of a later claim; what we have is older and must not replace it."""


@dataclass(frozen=True, slots=True)
class Representation:
    """One encoding of the bytes: the file, its size, and the hash of exactly these bytes."""

    file: str
    size: int
    sha256: str

    @property
    def etag(self) -> str:
        """The strong entity tag."""
        return f'"{self.sha256}"'


@dataclass(frozen=True, slots=True)
class Document:
    """The same document in each encoding."""

    plain: Representation
    gzip: Representation
    brotli: Representation | None = None  # large documents have none, and what an earlier version built

    @property
    def representations(self) -> Iterator[Representation]:
        """All there are."""
        yield from (each for each in (self.plain, self.gzip, self.brotli) if each is not None)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What an address answers with: the main document, and by their names the ``others`` that say the same."""

    main: Document
    last_modified: int  # seconds since 1970: when these bytes came into the feed
    revision: int
    claim_number: int
    dataset_count: int
    others: Mapping[str, Document] = field(default_factory=dict)  # empty where an earlier version built it

    @property
    def plain(self) -> Representation:
        """The main document as it is."""
        return self.main.plain

    @property
    def gzip(self) -> Representation:
        """The main document, compressed with gzip."""
        return self.main.gzip

    @property
    def representations(self) -> Iterator[Representation]:
        """All bytes that it names."""
        for document in (self.main, *self.others.values()):
            yield from document.representations


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address: what it asked for is at another one now."""

    slug: str


@dataclass(frozen=True, slots=True)
class Pending:
    """An address that is going to have a snapshot, and has none yet."""


Place = Pointer | Redirect | Pending


def is_older(place: Place, present: Place | None) -> bool:
    """Whether it is the work of an earlier claim than what is there now."""
    are_both = isinstance(place, Pointer) and isinstance(present, Pointer)
    return are_both and place.claim_number < present.claim_number


def to_json(place: Place) -> str:
    """The text of a pointer file."""
    return json.dumps(_content(place), indent=1)


def from_json(text: str | bytes) -> Place:
    """What the text of a pointer file says. Raises ValueError when it makes no sense."""
    try:
        return _from_content(json.loads(text))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"not a pointer: {fault!r}") from fault


def documents_from_json(stored: dict[str, dict]) -> dict[str, Document]:
    """Documents by their names, from what ``asdict`` made of them."""
    return {name: document_from_json(each) for name, each in stored.items()}


def document_from_json(stored: dict[str, dict]) -> Document:
    """A document, from what ``asdict`` made of it; an earlier version knew no brotli."""
    brotli = stored.get("brotli")
    return Document(
        Representation(**stored["plain"]),
        Representation(**stored["gzip"]),
        Representation(**brotli) if brotli else None,
    )


def _content(place: Place) -> dict:
    if isinstance(place, Redirect):
        return {"redirect": place.slug}
    if isinstance(place, Pending):
        return {"pending": True}
    facts = asdict(place)
    main = facts.pop("main")
    # Brotli stands outside: a version that does not know of it takes only what it knows for a snapshot.
    brotli = main.pop("brotli")
    return {"snapshot": main | facts} | ({"brotli": brotli} if brotli else {})


def _from_content(content: dict) -> Place:
    if "redirect" in content:
        return Redirect(str(content["redirect"]))
    if content.get("pending"):
        return Pending()
    facts = content["snapshot"]
    return Pointer(
        main=document_from_json(facts | {"brotli": content.get("brotli")}),
        last_modified=facts["last_modified"],
        revision=facts["revision"],
        claim_number=facts["claim_number"],
        dataset_count=facts["dataset_count"],
        others=documents_from_json(facts.get("others", {})),
    )
