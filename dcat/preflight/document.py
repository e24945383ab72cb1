"""A candidate document as an index of its triples, made in one pass, and how a finding is told of it."""

from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.namespaces import expand
from dcat.profile.model import Profile
from dcat.reader import TYPE, Triple

_RECORDS = ("Catalog", "Dataset", "DatasetSeries", "DataService", "Agent", "ContactPoint")


class Candidate:
    """What a document states, by subject and predicate, as full IRIs.

    ``statements[subject][predicate]`` holds pyoxigraph terms in their order, as the keys of a dictionary, since a
    catalogue lists thousands of them. ``class_of`` holds the profile's class of each subject that has one. Blank nodes
    are kept apart: they are wrong whatever they say.
    """

    def __init__(self, triples: Iterable[Triple], profile: Profile) -> None:
        self.profile = profile
        self.statements: dict[str, dict[str, dict]] = {}
        self.class_of: dict[str, str] = {}
        self.described_twice: list[str] = []
        self.about_blank_nodes: list[Triple] = []
        self.pointing_at_blank_nodes: list[str] = []
        self._read(triples)

    def _read(self, triples: Iterable[Triple]) -> None:
        class_of_type = {
            expand(name): node_class.name for node_class in self.profile.classes.values() for name in node_class.types
        }
        # What is a record stays one when somebody else calls it a document: the profile has its records first.
        rank = {name: position for position, name in enumerate(self.profile.classes)}
        blank, statements = pyoxigraph.BlankNode, self.statements
        for triple in triples:
            subject, predicate, stated = triple
            if type(subject) is blank:
                self.about_blank_nodes.append(triple)
                continue
            iri = subject.value
            if type(stated) is blank:
                self.pointing_at_blank_nodes.append(iri)
                continue
            values = statements.setdefault(iri, {}).setdefault(predicate.value, {})
            is_type = predicate.value == TYPE
            if stated not in values:
                values[stated] = None
                if is_type and stated.value in class_of_type:
                    names = (class_of_type[stated.value], self.class_of.get(iri, class_of_type[stated.value]))
                    self.class_of[iri] = min(names, key=rank.__getitem__)
            elif is_type:
                self.described_twice.append(iri)

    def of_class(self, *names: str) -> Iterator[str]:
        """The subjects of some classes, in the order of the document."""
        return (iri for iri, name in self.class_of.items() if name in names)

    def iris(self, subject: str, name: str) -> list[str]:
        """The IRIs that a subject points at by a predicate (prefixed name)."""
        stated = self.statements.get(subject, {}).get(expand(name), ())
        return [term.value for term in stated if isinstance(term, pyoxigraph.NamedNode)]

    def texts(self, subject: str, name: str) -> list[str]:
        """The literals of a subject by a predicate (prefixed name)."""
        stated = self.statements.get(subject, {}).get(expand(name), ())
        return [term.value for term in stated if isinstance(term, pyoxigraph.Literal)]

    def record_of(self, iri: str) -> str:
        """The record that a thing is part of or mentioned in; the thing itself when it is a record or not described."""
        seen: set[str] = set()
        while iri in self.statements and self.class_of.get(iri) not in _RECORDS and iri not in seen:
            seen.add(iri)
            iri = self._pointed_at_by.get(iri, iri)
        return iri

    @cached_property
    def _pointed_at_by(self) -> dict[str, str]:
        """Who points first at each subject; made when something is wrong, and not before."""
        pointing: dict[str, str] = {}
        for subject, predicates in self.statements.items():
            for predicate, stated in predicates.items():
                if predicate != TYPE:
                    for term in stated:
                        pointing.setdefault(term.value, subject)
        return pointing

    def finding(
        self,
        code: str,
        subject: str,
        sv: str,
        en: str,
        *,
        field: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding that names the record; ``class_name`` and ``field`` tell the exact place in it."""
        record = self.record_of(subject)
        where = "" if record == subject else f" ({subject})"
        message = Bilingual(sv + where, en + where)
        return Finding(code, severity, record, self.class_of.get(subject, ""), field, message, WHY)


def label(candidate: Candidate, subject: str) -> str:
    """What a person calls a thing: its title or name, else its IRI."""
    for name in ("dcterms:title", "foaf:name", "vcard:fn"):
        if texts := candidate.texts(subject, name):
            return f"”{texts[0]}”"
    return subject


WHY = Bilingual(
    "Ett fel i en post kan stoppa hela katalogen hos dataportal.se.",
    "A fault in one record can stop the whole catalogue at dataportal.se.",
)
