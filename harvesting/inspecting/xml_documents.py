"""XML from outside: parsed only without a DTD, so that no entity can grow and nothing else is fetched."""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

_ROOT = re.compile(rb"<(?![?!])(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")


class Unreadable(Exception):
    """No XML, or XML with a DTD."""


def parsed(body: bytes, *, is_cut: bool = False) -> Element:
    """The root of the document, as far as there is one where the end is cut off. Raises Unreadable."""
    tree = TreeBuilder()
    parser = DefusedXMLParser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(body)
        root = tree.close() if is_cut else parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError, AssertionError) as problem:
        raise Unreadable(type(problem).__name__) from problem
    if root is None:
        raise Unreadable("nothing")
    return root


def root_name(body: bytes) -> str:
    """What the first element seems to be called, without its prefix; for what is cut off or has a DTD."""
    found = _ROOT.search(body[:5000].replace(b"\x00", b""))
    return found[1].decode("ascii", "replace") if found else ""


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, name: str) -> list[Element]:
    """The children of this name, in any namespace."""
    return [] if element is None else [each for each in element if local(each) == name]


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of the first child … of these names; None where one is missing."""
    for name in names:
        element = next(iter(children(element, name)), None)
    return element


def text(element: Element | None, *names: str) -> str:
    """The text of that child."""
    found = child(element, *names)
    return (found.text or "").strip() if found is not None else ""
