"""Documents in each format as parts that stand one after the other: what opens them, parts them and closes them.

So that a finished part of a document can be put into another one as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from dcat.formats import FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format, translate
from dcat.writer.rdfxml import document_end, document_start

_ANY = b"<urn:a> <urn:b> <urn:c> .\n"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the parts of a document, and between two of them that are not empty."""

    opening: bytes
    between: bytes
    closing: bytes

    def around(self, *bodies: bytes) -> bytes:
        """The document with these parts."""
        return self.opening + self.between.join(body for body in bodies if body) + self.closing

    def body_of(self, document: bytes) -> bytes:
        """The part that a document consists of. Raises ValueError when the document is not in this frame."""
        if not document:
            return b""
        if not (document.startswith(self.opening) and document.endswith(self.closing)):
            raise ValueError("the document does not begin and end as its format asks")
        return document[len(self.opening) : len(document) - len(self.closing)]


def _turtle_opening() -> bytes:
    document = BytesIO()
    translate(BytesIO(_ANY), document, TURTLE)
    return document.getvalue().partition(b"<urn:a>")[0]


FRAMES: dict[str, Frame] = {
    RDF_XML.suffix: Frame(document_start().encode(), b"", document_end().encode()),
    TURTLE.suffix: Frame(_turtle_opening(), b"", b""),
    N_TRIPLES.suffix: Frame(b"", b"", b""),
    JSON_LD.suffix: Frame(b"[", b",", b"]"),
}
assert FRAMES.keys() == FORMATS.keys()


def translated_body(ntriples: bytes, form: Format, *, beat: Callable[[], None] = lambda: None) -> bytes:
    """N-Triples as a part of a document in another format; what fits into memory."""
    if not ntriples:
        return b""
    document = BytesIO()
    translate(BytesIO(ntriples), document, form, beat=beat)
    return FRAMES[form.suffix].body_of(document.getvalue())
