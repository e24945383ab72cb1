"""From bytes to triples. A DTD is refused before an RDF parser sees a byte, nothing is fetched, and the format is what
the content says.

``parse`` is for what we have written. ``parse_leniently`` is for what others have, and only the child process calls it.
"""

import re
from enum import StrEnum
from xml.parsers import expat

import pyoxigraph

from dcat.reader import refusals
from dcat.reader.refusals import UnreadableDocument

Triple = tuple  # (subject, predicate, object), terms of pyoxigraph


class Format(StrEnum):
    """The formats, by the names that people know them by. N-Triples is read as the part of Turtle that it is."""

    RDF_XML = "RDF/XML"
    TURTLE = "Turtle"
    JSON_LD = "JSON-LD"


_PARSERS = {
    Format.RDF_XML: pyoxigraph.RdfFormat.RDF_XML,
    Format.TURTLE: pyoxigraph.RdfFormat.TURTLE,
    Format.JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
}
# JSON-LD drops what has no full address without a word. With this base the address is noticed all the same: it is
# never a real one (RFC 2606), and what begins with it is told as relative.
RELATIVE = "https://relative.invalid/"

_XML = re.compile(rb"<(?:\?xml|!|[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?[\s/>])")
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_JSON = re.compile(rb"\{|\[\s*[\[\]{\"]")
_TURTLE = re.compile(rb"@prefix|@base|prefix\s|base\s|<|_:|\[|\(|[A-Za-z][\w.\-]*:|:", re.IGNORECASE)
_COMMENTS = re.compile(rb"(?:\s+|#[^\n]*(?:\n|\Z))*")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def parse(data: bytes) -> list[Triple]:
    """The triples of an RDF/XML document of ours, in its order. Raises :class:`UnreadableDocument`."""
    _refuse_unsafe_xml(data)
    try:
        return [(quad.subject, quad.predicate, quad.object) for quad in _quads(data, Format.RDF_XML)]
    except SyntaxError as error:
        raise _not_rdf(str(error)) from error


def parse_leniently(data: bytes) -> tuple[Format, list[Triple]]:
    """The format of any document and its triples; an address with a fault in it comes as it stands there.

    Raises :class:`UnreadableDocument`.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    _refuse_encoding(data)
    form = _format_of(data)
    if form is Format.RDF_XML:
        _refuse_unsafe_xml(data)
    base = RELATIVE if form is Format.JSON_LD else None
    try:
        return form, [(q.subject, q.predicate, q.object) for q in _quads(data, form, base_iri=base, lenient=True)]
    except SyntaxError as error:
        raise _faulty(form, error) from error


def _quads(data: bytes, form: Format, **options):
    return pyoxigraph.parse(data, format=_PARSERS[form], **options)


def _format_of(data: bytes) -> Format:
    """The format by the first thing that stands in the document."""
    start = _COMMENTS.match(data).end()
    if start == len(data):
        raise UnreadableDocument(refusals.EMPTY)
    if _HTML.match(data, start):
        raise UnreadableDocument(refusals.WEB_PAGE, line=1)
    if _XML.match(data, start):
        return Format.RDF_XML
    if _JSON.match(data, start):
        return Format.JSON_LD
    if _TURTLE.match(data, start):
        return Format.TURTLE
    raise UnreadableDocument(refusals.UNKNOWN_FORMAT, line=1)


def _refuse_encoding(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(refusals.ENCODING, line=data.count(b"\n", 0, error.start) + 1) from error


def _refuse_unsafe_xml(data: bytes) -> None:
    """Lets a strict XML parser go through the document first: no DTD, UTF-8 only, legal characters only."""

    def refuse_dtd(*_) -> None:
        raise UnreadableDocument(refusals.DTD, code="dtd", line=parser.CurrentLineNumber)

    def refuse_declared_encoding(_version, encoding, _standalone) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise UnreadableDocument(refusals.ENCODING, line=1)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.XmlDeclHandler = refuse_declared_encoding
    _refuse_encoding(data)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableDocument(refusals.not_xml(error.lineno, error.offset), line=error.lineno) from error


def _not_rdf(fault: str) -> UnreadableDocument:
    if "IRI" in fault:
        return UnreadableDocument(refusals.BAD_IRI, code="bad_address", fault=fault)
    return UnreadableDocument(refusals.NOT_RDF, fault=fault)


def _faulty(form: Format, error: SyntaxError) -> UnreadableDocument:
    fault = str(error)
    if form is Format.RDF_XML:
        return _not_rdf(fault)
    if "remote context" in fault:
        return UnreadableDocument(refusals.REMOTE_CONTEXT, code="remote_context", fault=fault)
    line = error.lineno or 0
    return UnreadableDocument(refusals.not_in_format(form, line), line=line, fault=fault)
