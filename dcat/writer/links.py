"""Statements that may only be written where the document describes what they lead to.

Europe asks for the class of what a dataset, a series, a service or a catalogue leads to, and somebody else's is not
described in our document. Which rows these are is told by ``Property.targets``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dcat.node import Node
from dcat.profile.model import Profile, Property
from dcat.writer import ntriples, rdfxml
from dcat.writer.statements import Stated, is_written, nested, objects, subject


@dataclass(frozen=True, slots=True)
class Link:
    """A statement about a record, or about a part of it, that stands in an element of its own.

    ``classes`` are names of classes of the profile: the document has to describe the target as one of them.
    """

    target: str
    rdfxml: str
    ntriples: str
    classes: tuple[str, ...]

    def fits(self, described: Mapping[str, str]) -> bool:
        """Whether the document has the target, given the names of the classes of what it describes, by IRI."""
        return described.get(self.target) in self.classes


@dataclass(frozen=True, slots=True)
class Leading:
    """What a link is made of: the row of a node, what is stated by it, and the IRI that it leads to."""

    node: Node
    row: Property
    stated: Stated
    target: str


def leading(node: Node, profile: Profile) -> Iterator[Leading]:
    """The links of a node, in the order of its rows."""
    for row in profile[node.class_name].links:
        if not row.target_property:
            yield from (Leading(node, row, term, term.iri) for term in objects(node, row, profile))
            continue
        for value in nested(node, row, profile):
            for target in value.get(row.target_property):
                for_this_one = value.replace(**{row.target_property: (target,)})
                if is_written(for_this_one, profile):
                    yield Leading(node, row, for_this_one, target)


def links(node: Node, profile: Profile) -> tuple[Link, ...]:
    """The links of a node, written."""
    return tuple(_link(each, profile) for each in leading(node, profile))


def _link(leading: Leading, profile: Profile) -> Link:
    about, row = subject(leading.node), leading.row
    return Link(
        target=leading.target,
        rdfxml=rdfxml.lone_statement(about, row.predicate, leading.stated, profile),
        ntriples=ntriples.line(about, row.predicate, leading.stated, profile),
        classes=row.targets,
    )
