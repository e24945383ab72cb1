"""Statements as RDF/XML: one typed element per thing, two spaces of indentation, no blank nodes.

Source: https://www.w3.org/TR/rdf-syntax-grammar/
"""

from dcat.kinds import UnwritableValue
from dcat.namespaces import FURTHER_PREFIXES, PREFIXES, expand, split_name
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.term import Literal, Resource, Term
from dcat.writer.statements import Stated, statements, subject, type_name

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_INDENT = "  "


def document_start() -> str:
    """The head of every document, with all prefixes of the profile."""
    declared = "".join(f'\n{_INDENT}xmlns:{prefix}="{namespace}"' for prefix, namespace in PREFIXES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'


def document_end() -> str:
    """The end of every document."""
    return "</rdf:RDF>\n"


def element(node: Node, profile: Profile, depth: int = 1) -> str:
    """The typed element of a node, with the nodes that are described in it."""
    return _start(node, profile, depth) + _properties(node, profile, depth + 1) + _end(node, profile, depth)


def catalogue_start(node: Node, profile: Profile) -> str:
    """The catalogue's element up to and with its own properties; it is left open for links."""
    return _start(node, profile, 1) + _properties(node, profile, 2)


def catalogue_link(property_name: str, iri: str, profile: Profile) -> str:
    """One thing that the open catalogue lists: ``dataset``, ``service`` or ``has_part``."""
    row = profile["Catalog"][property_name]
    listed = Node(iri, row.node_class)
    return _property(row.predicate, Resource(subject(listed)), _INDENT * 2)


def catalogue_end() -> str:
    """Closes the catalogue's element."""
    return f"{_INDENT}</dcat:Catalog>\n"


def lone_statement(about: str, predicate: str, stated: Stated, profile: Profile) -> str:
    """One statement in an element of its own, which adds to what the document says of the thing elsewhere."""
    start = f'{_INDENT}<rdf:Description rdf:about="{about.translate(_ATTRIBUTE)}">\n'
    return f"{start}{_statement(predicate, stated, profile, 2)}{_INDENT}</rdf:Description>\n"


def _start(node: Node, profile: Profile, depth: int) -> str:
    about, name = subject(node).translate(_ATTRIBUTE), type_name(node, profile)
    return f'{_INDENT * depth}<{name}{_further_prefix(name)} rdf:about="{about}">\n'


def _end(node: Node, profile: Profile, depth: int) -> str:
    return f"{_INDENT * depth}</{type_name(node, profile)}>\n"


def _properties(node: Node, profile: Profile, depth: int) -> str:
    return "".join(_statement(predicate, stated, profile, depth) for predicate, stated in statements(node, profile))


def _statement(predicate: str, stated: Stated, profile: Profile, depth: int) -> str:
    indent = _INDENT * depth
    if isinstance(stated, Node):
        return f"{indent}<{predicate}>\n{element(stated, profile, depth + 1)}{indent}</{predicate}>\n"
    return _property(predicate, stated, indent)


def _further_prefix(name: str) -> str:
    """Declares the prefix of a name that the head of the document does not declare."""
    for prefix, namespace in FURTHER_PREFIXES.items():
        if name.startswith(prefix + ":"):
            return f' xmlns:{prefix}="{namespace}"'
    return ""


def _property(predicate: str, term: Term, indent: str) -> str:
    name, declaration = _element_name(predicate)
    if isinstance(term, Resource):
        return f'{indent}<{name}{declaration} rdf:resource="{term.iri.translate(_ATTRIBUTE)}"/>\n'
    attributes = declaration + _literal_attribute(term)
    return f"{indent}<{name}{attributes}>{term.value.translate(_TEXT)}</{name}>\n"


def _element_name(predicate: str) -> tuple[str, str]:
    """The name of a property's element, and the declaration that it needs when no prefix is known for it."""
    if "/" not in predicate:
        return predicate, ""
    parts = split_name(predicate)
    if not parts:
        raise UnwritableValue(f"no name for an element: {predicate!r}")
    namespace, local = parts
    return f"further:{local}", f' xmlns:further="{namespace.translate(_ATTRIBUTE)}"'


def _literal_attribute(literal: Literal) -> str:
    if literal.language:
        return f' xml:lang="{literal.language}"'
    return f' rdf:datatype="{expand(literal.datatype)}"' if literal.datatype else ""
