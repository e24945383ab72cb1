"""The rules of the harvest that a part of a document can answer for itself: from a candidate to findings.

How catalogues hang together is in ``catalogues``; what several parts answer together, in ``joining``.

Source: DCAT-AP-SE 3.0.1, https://docs.dataportal.se/dcat/3.0.1/sv/, and the portal's guidance on harvesting.
"""

from collections.abc import Iterator
from itertools import chain

import pyoxigraph

from dcat.finding import Finding
from dcat.iri import is_accepted
from dcat.namespaces import expand
from dcat.preflight.document import Candidate, label
from dcat.reader import TYPE
from dcat.rules.licences import CC0, exact_licence

_CATALOG_RECORD = expand("dcat:CatalogRecord")


def addresses_are_valid(candidate: Candidate) -> Iterator[Finding]:
    """Every IRI is absolute, valid by RFC 3987, and of a scheme that leads somewhere."""
    known: set[str] = set()
    for subject, predicates in candidate.statements.items():
        for iri in chain((subject,), _named(predicates)):
            if iri in known:
                continue
            if is_accepted(iri):
                known.add(iri)
            else:
                yield candidate.finding(
                    "bad_address",
                    subject,
                    f"Adressen ”{iri}” är inte giltig. Rätta den.",
                    f"The address “{iri}” is not valid. Correct it.",
                )


def _named(predicates: dict[str, dict]) -> Iterator[str]:
    for stated in predicates.values():
        for term in stated:
            if type(term) is pyoxigraph.NamedNode:
                yield term.value


def nothing_is_blank(candidate: Candidate) -> Iterator[Finding]:
    """No blank nodes: everything that is described has an IRI."""
    owners = dict.fromkeys(candidate.record_of(iri) for iri in candidate.pointing_at_blank_nodes)
    if not owners and candidate.about_blank_nodes:
        owners = {"": None}
    for owner in owners:
        yield candidate.finding(
            "blank_node",
            owner,
            "Något i posten saknar en egen adress. Det är ett fel i tjänsten: meddela förvaltaren.",
            "Something in the record has no address of its own. This is a fault of the service: tell its operator.",
        )


def no_catalog_records(candidate: Candidate) -> Iterator[Finding]:
    """No ``dcat:CatalogRecord`` at all."""
    for subject, predicates in candidate.statements.items():
        is_record = any(term.value == _CATALOG_RECORD for term in predicates.get(TYPE, ()))
        if is_record or expand("dcat:record") in predicates:
            yield candidate.finding(
                "catalog_record",
                subject,
                "Katalogen innehåller en katalogpost, och sådana tar dataportal.se inte emot. Ta bort den.",
                "The catalogue holds a catalogue record, which dataportal.se does not accept. Remove it.",
            )


def everything_is_described_once(candidate: Candidate) -> Iterator[Finding]:
    """Each subject has a class of the profile, and is described in one place."""
    for subject in dict.fromkeys(candidate.described_twice):
        yield candidate.finding(
            "described_twice",
            subject,
            f"{label(candidate, subject)} beskrivs två gånger i katalogen. Behåll en av beskrivningarna.",
            f"{label(candidate, subject)} is described twice in the catalogue. Keep one of the descriptions.",
        )
    for subject, predicates in candidate.statements.items():
        is_record = any(term.value == _CATALOG_RECORD for term in predicates.get(TYPE, ()))
        if subject not in candidate.class_of and not is_record:
            yield candidate.finding(
                "unknown_class",
                subject,
                f"{label(candidate, subject)} är inte av något slag som specifikationen känner. Ta bort det.",
                f"{label(candidate, subject)} is not of any kind that the specification knows. Remove it.",
            )


def licences_are_exact(candidate: Candidate) -> Iterator[Finding]:
    """The catalogue's licence is CC0; every licence that means one of the list is written as there."""
    for subject in candidate.statements:
        is_catalogue = candidate.class_of.get(subject) == "Catalog"
        for licence in candidate.iris(subject, "dcterms:license"):
            if is_catalogue and licence != CC0:
                yield candidate.finding(
                    "catalogue_licence",
                    subject,
                    f"Katalogens licens ska vara {CC0}, inte {licence}.",
                    f"The licence of the catalogue has to be {CC0}, not {licence}.",
                    field="license",
                )
            elif not is_catalogue and exact_licence(licence) not in (None, licence):
                yield candidate.finding(
                    "exact_licence",
                    subject,
                    f"Licensen {licence} ska skrivas {exact_licence(licence)}. Välj den i listan.",
                    f"The licence {licence} has to be written {exact_licence(licence)}. Choose it from the list.",
                    field="license",
                )
