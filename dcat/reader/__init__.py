"""From documents to descriptions: the same rows as the writer, one reading per kind of value.

:func:`parse` and :func:`read` are for what we have written ourselves: RDF/XML, in this process, nothing forgiven.
:func:`read_document` is for what comes from outside: RDF/XML, Turtle, N-Triples or JSON-LD, told apart by the content
and parsed by a child process with little time and memory. Neither ever fetches anything. The forms of other systems are
understood, and what can't be kept is listed, never dropped in silence.
"""

from dcat.reader.foreign import MOST_BYTES, ForeignDocument, read_capped, read_document, statements_of
from dcat.reader.parsing import Triple, parse
from dcat.reader.reading import Document, read, read_statements
from dcat.reader.refusals import UnreadableDocument
from dcat.reader.statements import TYPE
from dcat.reader.unkept import Unkept

__all__ = [
    "MOST_BYTES",
    "TYPE",
    "Document",
    "ForeignDocument",
    "Triple",
    "Unkept",
    "UnreadableDocument",
    "parse",
    "read",
    "read_capped",
    "read_document",
    "read_statements",
    "statements_of",
]
