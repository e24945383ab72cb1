"""Pieces as finished texts: every profile in every format, each read back before it may be used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from dcat.bilingual import Bilingual
from dcat.described_once import described_once, sort_key
from dcat.finding import Finding, Severity
from dcat.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, count_statements
from dcat.frames import FRAMES, translated_body
from dcat.negotiation import Choice
from dcat.preflight import examine
from dcat.preflight.document import WHY
from dcat.preflight.facts import Fact, Role
from dcat.profile import DCAT_AP_SE, Profile
from dcat.writer import DocumentPiece, Piece


class Unusable(Exception):
    """Something is wrong with pieces; ``findings`` say what, as far as it can be told."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{each.code} {each.iri}" for each in findings[:5]))
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Text:
    """The part of a document that pieces make in one profile and format."""

    body: bytes
    statements: int


def texts_of(pieces: Sequence[Piece], profile: Profile, *, beat: Callable[[], None]) -> dict[str, Text]:
    """The pieces in each format, by the names of their ``Choice``. Raises Unusable when they don't say the same."""
    ntriples = "".join(piece.ntriples for piece in pieces).encode()
    bodies = {
        RDF_XML: "".join(piece.rdfxml for piece in pieces).encode(),
        N_TRIPLES: ntriples,
        TURTLE: _translated(ntriples, TURTLE, pieces, beat),
        JSON_LD: _translated(ntriples, JSON_LD, pieces, beat),
    }
    counts = {form: _count(form, body, pieces, beat) for form, body in bodies.items()}
    if len(set(counts.values())) != 1:
        raise Unusable([_differ(piece.iri, profile) for piece in pieces[:1]])
    return {Choice(profile, form).name: Text(body, counts[form]) for form, body in bodies.items()}


def examined(pieces: Sequence[Piece]) -> list[Fact]:
    """The facts of pieces in the profile that the portal reads, when nothing is wrong with them. Raises Unusable.

    The pieces are looked at with all that they mention. That is described once per document and may stand in several
    segments, so it is not among the facts.
    """
    iris = [piece.iri for piece in pieces]
    mentioned = documents_of(pieces)
    parts = [piece.rdfxml for piece in pieces]
    parts += [document.rdfxml for document in mentioned]
    parts += [link.rdfxml for piece in pieces for link in piece.links]
    document = FRAMES[RDF_XML.suffix].around("".join(parts).encode())
    examination = examine(document, DCAT_AP_SE, expected=iris)
    described = {(fact.key, fact.class_name) for fact in examination.facts if fact.role is Role.DESCRIBED}
    errors = [each for each in examination.findings if each.severity is Severity.ERROR]
    errors += [_lost(iri) for iri in sorted(set(iris) - {key for key, _ in described})] if not errors else []
    if errors:
        raise Unusable(errors)
    elsewhere = {sort_key(each) for each in mentioned}
    return [
        fact
        for fact in examination.facts
        if fact.role is not Role.DESCRIBED or (fact.key, fact.class_name) not in elsewhere
    ]


def documents_of(pieces: Sequence[Piece]) -> list[DocumentPiece]:
    """What the pieces mention, each once, sorted."""
    return described_once(document for piece in pieces for document in piece.documents)


def _translated(ntriples: bytes, form, pieces: Sequence[Piece], beat: Callable[[], None]) -> bytes:
    try:
        return translated_body(ntriples, form, beat=beat)
    except (SyntaxError, ValueError) as fault:
        raise Unusable([_unreadable(piece.iri, fault) for piece in pieces[:1]]) from fault


def _count(form, body: bytes, pieces: Sequence[Piece], beat: Callable[[], None]) -> int:
    try:
        return count_statements(BytesIO(FRAMES[form.suffix].around(body)), form, beat=beat)
    except (SyntaxError, ValueError) as fault:
        raise Unusable([_unreadable(piece.iri, fault) for piece in pieces[:1]]) from fault


def unrenderable(iri: str) -> Finding:
    """The finding for a release that nothing can be made of."""
    message = Bilingual(
        "Posten går inte att skriva ut i katalogen. Öppna den, rätta det som markeras och publicera den igen.",
        "The record can't be written in the catalogue. Open it, correct what is marked, and publish it again.",
    )
    return Finding("unrenderable", Severity.ERROR, iri, "", "", message, WHY)


def _lost(iri: str) -> Finding:
    message = Bilingual(
        f"{iri} är publicerad men saknas i den byggda katalogen. Öppna posten, spara och publicera den igen.",
        f"{iri} is published but missing from the built catalogue. Open the record, save and publish it again.",
    )
    return Finding("lost", Severity.ERROR, iri, "", "", message, WHY)


def _unreadable(iri: str, fault: Exception) -> Finding:
    message = Bilingual(
        f"Posten går inte att läsa tillbaka ur katalogen ({fault}). Öppna den, spara och publicera den igen.",
        f"The record can't be read back from the catalogue ({fault}). Open it, save and publish it again.",
    )
    return Finding("unreadable", Severity.ERROR, iri, "", "", message, WHY)


def _differ(iri: str, profile: Profile) -> Finding:
    message = Bilingual(
        f"Postens format ({profile.name}) säger inte detsamma. Öppna den, spara och publicera den igen."
        " Hjälper inte det är det ett fel i tjänsten: säg till den som driver den.",
        f"The record's formats ({profile.name}) do not say the same. Open it, save and publish it again."
        " If that does not help it is a fault of the service: tell whoever runs it.",
    )
    return Finding("formats_differ", Severity.ERROR, iri, "", "", message, WHY)
