"""The same statements as N-Triples, one line each.

Source: https://www.w3.org/TR/n-triples/
"""

from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.term import Resource, Term
from dcat.writer.statements import Stated, statements, subject, type_name

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def lines(node: Node, profile: Profile) -> str:
    """All statements of a node and of the nodes that are described in it."""
    about = subject(node)
    written = [f"<{about}> <{expand('rdf:type')}> <{expand(type_name(node, profile))}> .\n"]
    written.extend(line(about, predicate, stated, profile) for predicate, stated in statements(node, profile))
    return "".join(written)


def line(about: str, predicate: str, stated: Stated, profile: Profile) -> str:
    """One statement, with all statements of a node that it describes."""
    if isinstance(stated, Node):
        return f"<{about}> <{expand(predicate)}> <{stated.iri}> .\n" + lines(stated, profile)
    return f"<{about}> <{expand(predicate)}> {_term(stated)} .\n"


def catalogue_link(catalogue_iri: str, property_name: str, iri: str, profile: Profile) -> str:
    """One thing that a catalogue lists: ``dataset``, ``service`` or ``has_part``."""
    row = profile["Catalog"][property_name]
    return line(catalogue_iri, row.predicate, Resource(subject(Node(iri, row.node_class))), profile)


def _term(term: Term) -> str:
    if isinstance(term, Resource):
        return f"<{term.iri}>"
    quoted = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{expand(term.datatype)}>" if term.datatype else quoted
