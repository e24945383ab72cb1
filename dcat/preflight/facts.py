"""What one part of a document tells the others: enough to judge them together, without holding any of them.

A large catalogue is put together from parts that were each checked when they were made. What no part can judge alone
(is the contact described, has somebody else this identifier, is everything listed) is written down as facts, sorted by
the address that they are about. ``joining`` reads the facts of all parts side by side.
"""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from dcat.namespaces import expand
from dcat.preflight.document import Candidate, label
from dcat.preflight.references import described_as
from dcat.rules.identifiers import plain_uuid

LISTED_CLASSES = ("Dataset", "DatasetSeries", "DataService")
PERSON = "foaf:Person"
_WITH_PUBLISHER = ("Catalog", "DatasetSeries", "DataService")


class Role(StrEnum):
    """In which way a part speaks of an address."""

    DESCRIBED = "described"  # as one of ``classes``
    NEEDED = "needed"  # has to be described as one of ``classes``
    PUBLISHER = "publisher"  # of a catalogue, a series or a service: an organisation or a person
    USED_AS_PUBLISHER = "used_as_publisher"
    USED_AS_CONTACT = "used_as_contact"
    IDENTIFIER = "identifier"  # the address is a UUID
    LISTED = "listed"  # by a catalogue
    EXPECTED = "expected"  # has been released, and not withdrawn


class Fact(NamedTuple):
    """One thing that a part says of ``key``. ``subject`` is what says it, ``label`` what people call that."""

    key: str
    role: Role
    classes: tuple[str, ...] = ()
    subject: str = ""
    class_name: str = ""  # of the subject
    field: str = ""  # by which the subject points at the key
    label: str = ""

    @classmethod
    def from_line(cls, line: str) -> "Fact":
        """The fact that a line of JSON holds, as json.dumps wrote it."""
        key, role, classes, *others = json.loads(line)
        return cls(key, Role(role), tuple(classes), *others)


def facts_of(candidate: Candidate) -> list[Fact]:
    """The facts of one part, sorted by key. What the part itself settles is left out."""
    facts = [*_described(candidate), *_needed(candidate), *_publishers(candidate), *_used(candidate)]
    facts += [*_identifiers(candidate), *_listed(candidate)]
    return sorted(facts, key=lambda fact: fact.key)


def _described(candidate: Candidate) -> Iterator[Fact]:
    for iri, class_name in candidate.class_of.items():
        is_person = class_name == "Agent" and expand(PERSON) in candidate.iris(iri, "rdf:type")
        classes = (class_name, PERSON) if is_person else (class_name,)
        yield Fact(iri, Role.DESCRIBED, classes, iri, class_name, label=label(candidate, iri))


def _needed(candidate: Candidate) -> Iterator[Fact]:
    """What the records point at as their own and what is not described in this part: each once."""
    told = set()
    for subject, class_name in candidate.class_of.items():
        for row in candidate.profile[class_name].properties:
            accepted = described_as(class_name, row)
            for iri in candidate.iris(subject, row.predicate) if accepted else ():
                if candidate.class_of.get(iri) not in accepted and (iri, accepted) not in told:
                    told.add((iri, accepted))
                    name = label(candidate, subject)
                    yield Fact(iri, Role.NEEDED, accepted, subject, class_name, row.name, name)


def _publishers(candidate: Candidate) -> Iterator[Fact]:
    told = set()
    for subject in candidate.of_class(*_WITH_PUBLISHER):
        for publisher in candidate.iris(subject, "dcterms:publisher"):
            if publisher not in told:
                told.add(publisher)
                yield Fact(publisher, Role.PUBLISHER, (), subject, candidate.class_of[subject], "publisher")


def _used(candidate: Candidate) -> Iterator[Fact]:
    told = set()
    for subject in candidate.statements:
        for predicate, role in _USES.items():
            for iri in candidate.iris(subject, predicate):
                if (iri, role) not in told:
                    told.add((iri, role))
                    yield Fact(iri, role, (), subject, candidate.class_of.get(subject, ""))


_USES = {"dcterms:publisher": Role.USED_AS_PUBLISHER, "dcat:contactPoint": Role.USED_AS_CONTACT}


def _identifiers(candidate: Candidate) -> Iterator[Fact]:
    for dataset in candidate.of_class("Dataset"):
        uuids = {plain_uuid(text) for text in candidate.texts(dataset, "dcterms:identifier")}
        for uuid in sorted(filter(None, uuids)):
            name = label(candidate, dataset)
            yield Fact(uuid, Role.IDENTIFIER, (), dataset, "Dataset", "identifier", name)


def _listed(candidate: Candidate) -> Iterator[Fact]:
    listed = (
        iri
        for subject in candidate.of_class("Catalog")
        for predicate in ("dcat:dataset", "dcat:service")
        for iri in candidate.iris(subject, predicate)
    )
    return (Fact(iri, Role.LISTED) for iri in dict.fromkeys(listed))
