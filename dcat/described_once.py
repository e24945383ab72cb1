"""What several records mention, described once: of several descriptions of one thing the longest, then the first.

The same address may be described as two things, as a page that is also a standard: then once as each.
"""

from collections.abc import Iterable

from dcat.writer import DocumentPiece


def sort_key(document: DocumentPiece) -> tuple[str, str]:
    """What tells two descriptions apart, and their order in a document."""
    return document.iri, document.class_name


def longest(same: Iterable[DocumentPiece]) -> DocumentPiece:
    """The one of several descriptions of one thing that is written."""
    return max(same, key=lambda document: len(document.rdfxml))  # of equally long ones the first


def described_once(documents: Iterable[DocumentPiece]) -> list[DocumentPiece]:
    """Each thing once, sorted."""
    kept: dict[tuple[str, str], DocumentPiece] = {}
    for document in documents:
        key = sort_key(document)
        kept[key] = longest((kept[key], document)) if key in kept else document
    return [kept[key] for key in sorted(kept)]
