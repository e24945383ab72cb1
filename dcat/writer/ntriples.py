"""The same statements as N-Triples, one line each.

Source: https://www.w3.org/TR/n-triples/
"""

from dcat.namespaces import expand
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.term import Resource, Term
from dcat.writer.statements import statements, subject, type_name

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def lines(node: Node, profile: Profile) -> str:
    """All statements of a node and of the nodes that are described in it."""
    about = f"<{subject(node)}>"
    written = [f"{about} <{expand('rdf:type')}> <{expand(type_name(node, profile))}> .\n"]
    for predicate, stated in statements(node, profile):
        is_node = isinstance(stated, Node)
        written.append(f"{about} <{expand(predicate)}> {f'<{stated.iri}>' if is_node else _term(stated)} .\n")
        if is_node:
            written.append(lines(stated, profile))
    return "".join(written)


def _term(term: Term) -> str:
    if isinstance(term, Resource):
        return f"<{term.iri}>"
    quoted = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{expand(term.datatype)}>" if term.datatype else quoted
