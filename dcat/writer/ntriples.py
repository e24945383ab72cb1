"""The statements as N-Triples, one line each.

Source: https://www.w3.org/TR/n-triples/
"""

from functools import lru_cache

from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.term import Resource
from dcat.writer.form import Form
from dcat.writer.statements import Stated, subject, type_name


def lines(node: Node, profile: Profile) -> str:
    """All statements of a node and of the nodes that are described in it."""
    prefix = f"<{subject(node)}> "
    return _of_a_type(node, profile, prefix, _FORM.statements(node, profile, prefix))


def line(about: str, predicate: str, stated: Stated, profile: Profile) -> str:
    """One statement, with all statements of a node that it describes."""
    return _FORM.statement(predicate, stated, profile, f"<{about}> ")


def catalogue_link(catalogue_iri: str, property_name: str, iri: str, profile: Profile) -> str:
    """One thing that a catalogue lists: ``dataset``, ``service`` or ``has_part``."""
    row = profile["Catalog"][property_name]
    return line(catalogue_iri, row.predicate, Resource(subject(Node(iri, row.node_class))), profile)


def _of_a_type(node: Node, profile: Profile, prefix: str, statements: str) -> str:
    return f"{prefix}<{expand('rdf:type')}> <{expand(type_name(node, profile))}> .\n{statements}"


class _NTriples(Form):
    """The prefix is the subject."""

    @lru_cache(1024)  # noqa: B019 there is one, for good
    def around_iri(self, predicate: str) -> tuple[str, str]:
        return f"<{expand(predicate)}> <", "> .\n"

    @lru_cache(1024)  # noqa: B019
    def around_literal(self, predicate: str, language: str, datatype: str) -> tuple[str, str]:
        tag = f"@{language}" if language else f"^^<{expand(datatype)}>" if datatype else ""
        return f'<{expand(predicate)}> "', f'"{tag} .\n'

    def iri(self, iri: str) -> str:
        return iri

    def printable(self, text: str) -> str:
        # The backslash comes first, since the others add some.
        return text.replace("\\", "\\\\").replace('"', '\\"')

    def text(self, text: str) -> str:
        return self.printable(text).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")

    def description(self, predicate: str, node: Node, profile: Profile, prefix: str) -> str:
        its_prefix = f"<{subject(node)}> "
        statements = self.statements(node, profile, its_prefix)
        if not statements:
            return ""
        before, after = self.around_iri(predicate)
        return f"{prefix}{before}{node.iri}{after}{_of_a_type(node, profile, its_prefix, statements)}"


_FORM = _NTriples()
