"""Statements as RDF/XML: one typed element per thing, two spaces of indentation, no blank nodes.

Source: https://www.w3.org/TR/rdf-syntax-grammar/
"""

from functools import cache, lru_cache

from dcat.kinds import UnwritableValue
from dcat.namespaces import FURTHER_PREFIXES, PREFIXES, expand, split_name
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.term import Resource
from dcat.writer.form import Form
from dcat.writer.statements import Stated, subject, type_name

_INDENT = "  "


def document_start() -> str:
    """The head of every document, with all prefixes of the profile."""
    declared = "".join(f'\n{_INDENT}xmlns:{prefix}="{namespace}"' for prefix, namespace in PREFIXES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'


def document_end() -> str:
    """The end of every document."""
    return "</rdf:RDF>\n"


def element(node: Node, profile: Profile, indent: str = _INDENT) -> str:
    """The typed element of a node, with the nodes that are described in it."""
    return _element(node, profile, indent, _FORM.statements(node, profile, indent + _INDENT))


def catalogue_start(node: Node, profile: Profile) -> str:
    """The catalogue's element up to and with its own properties; it is left open for links."""
    start, middle, _end = _tags(type_name(node, profile), _INDENT)
    return f"{start}{_FORM.iri(subject(node))}{middle}{_FORM.statements(node, profile, _INDENT * 2)}"


def catalogue_link(property_name: str, iri: str, profile: Profile) -> str:
    """One thing that the open catalogue lists: ``dataset``, ``service`` or ``has_part``."""
    row = profile["Catalog"][property_name]
    listed = Node(iri, row.node_class)
    return _FORM.term(row.predicate, Resource(subject(listed)), _INDENT * 2)


def catalogue_end() -> str:
    """Closes the catalogue's element."""
    return f"{_INDENT}</dcat:Catalog>\n"


def lone_statement(about: str, predicate: str, stated: Stated, profile: Profile) -> str:
    """One statement in an element of its own, which adds to what the document says of the thing elsewhere."""
    start = f'{_INDENT}<rdf:Description rdf:about="{_FORM.iri(about)}">\n'
    return f"{start}{_FORM.statement(predicate, stated, profile, _INDENT * 2)}{_INDENT}</rdf:Description>\n"


def _element(node: Node, profile: Profile, indent: str, properties: str) -> str:
    start, middle, end = _tags(type_name(node, profile), indent)
    return f"{start}{_FORM.iri(subject(node))}{middle}{properties}{end}"


@cache
def _tags(name: str, indent: str) -> tuple[str, str, str]:
    """What stands before the IRI of a typed element, after it, and at its end."""
    # The prefix of a name that the head of the document does not declare.
    declared = [
        f' xmlns:{prefix}="{namespace}"'
        for prefix, namespace in FURTHER_PREFIXES.items()
        if name.startswith(prefix + ":")
    ]
    return f'{indent}<{name}{"".join(declared)} rdf:about="', '">\n', f"{indent}</{name}>\n"


class _RdfXml(Form):
    """The prefix is the indentation."""

    @lru_cache(1024)  # noqa: B019 there is one, for good
    def around_iri(self, predicate: str) -> tuple[str, str]:
        name, declaration = _element_name(predicate)
        return f'<{name}{declaration} rdf:resource="', '"/>\n'

    @lru_cache(1024)  # noqa: B019
    def around_literal(self, predicate: str, language: str, datatype: str) -> tuple[str, str]:
        name, attributes = _element_name(predicate)
        if language:
            attributes += f' xml:lang="{language}"'
        elif datatype:
            attributes += f' rdf:datatype="{expand(datatype)}"'
        return f"<{name}{attributes}>", f"</{name}>\n"

    def iri(self, iri: str) -> str:
        return iri.replace("&", "&amp;")  # all else that would have to be quoted is not legal in one

    def printable(self, text: str) -> str:
        # A chain of replacements is several times quicker than str.translate: mostly there is nothing to replace.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def text(self, text: str) -> str:
        return self.printable(text).replace("\r", "&#13;")

    def description(self, predicate: str, node: Node, profile: Profile, prefix: str) -> str:
        indent = prefix + _INDENT
        properties = self.statements(node, profile, indent + _INDENT)
        if not properties:
            return ""
        return f"{prefix}<{predicate}>\n{_element(node, profile, indent, properties)}{prefix}</{predicate}>\n"


def _element_name(predicate: str) -> tuple[str, str]:
    """The name of a property's element, and the declaration that it needs when no prefix is known for it."""
    if "/" not in predicate:
        return predicate, ""
    parts = split_name(predicate)
    if not parts:
        raise UnwritableValue(f"no name for an element: {predicate!r}")
    namespace, local = parts
    return f"further:{local}", f' xmlns:further="{_FORM.iri(namespace)}"'


_FORM = _RdfXml()
