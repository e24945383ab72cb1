"""Which other records a description mentions, and which of them it can't do without."""

from collections.abc import Iterator

from dcat.node import Node
from dcat.profile.model import Kind, Profile

# What may be pointed at without being needed: a dataset is published for its own sake, perhaps elsewhere.
_NOT_NEEDED = {"Dataset", "Catalog"}


def mentioned_records(node: Node, profile: Profile) -> tuple[str, ...]:
    """The IRIs of the records that have to be described wherever this one is: each once, in the order of the rows.

    Those that the parts and the things described in place mention are among them.
    """
    return tuple(dict.fromkeys(_mentioned(node, profile)))


def _mentioned(node: Node, profile: Profile) -> Iterator[str]:
    for row in profile[node.class_name].properties:
        for value in node.get(row.name):
            if isinstance(value, Node):
                yield from _mentioned(value, profile)
            elif row.kind is Kind.RECORD and row.node_class not in _NOT_NEEDED:
                yield value
