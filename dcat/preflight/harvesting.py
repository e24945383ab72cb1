"""The rules of the harvest, each as one function from a candidate document to findings.

How catalogues hang together is in ``catalogues``.

Source: DCAT-AP-SE 3.0.1, https://docs.dataportal.se/dcat/3.0.1/sv/, and the portal's guidance on harvesting.
"""

import re
from collections.abc import Collection, Iterator
from itertools import chain

import pyoxigraph

from dcat.finding import Finding
from dcat.iri import is_accepted
from dcat.namespaces import expand
from dcat.preflight.document import Candidate, label
from dcat.profile.model import Kind, Property
from dcat.reader import TYPE
from dcat.rules.identifiers import plain_uuid
from dcat.rules.licences import CC0, exact_licence

_PUBLISHER = re.compile(r"http://dataportal\.se/organisation/SE[0-9]{10}")
_CATALOG_RECORD = expand("dcat:CatalogRecord")
_WITH_PUBLISHER = ("Catalog", "DatasetSeries", "DataService")
# What has to be described in the same document; what points at other datasets, services or series may lead elsewhere.
_DESCRIBED_HERE = ("Agent", "ContactPoint", "Distribution", "Catalog", "DatasetSeries", "DataService")
_DATASETS = ("Dataset", "DatasetSeries")
_LISTED = (*_DATASETS, "DataService")


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


def publishers_are_organisations(candidate: Candidate) -> Iterator[Finding]:
    """A publisher that is not a person has the IRI that the portal makes of its organisation number."""
    person = expand("foaf:Person")
    users: dict[str, str] = {}
    for subject in candidate.of_class(*_WITH_PUBLISHER):
        for publisher in candidate.iris(subject, "dcterms:publisher"):
            users.setdefault(publisher, subject)
    for publisher, subject in users.items():
        if not _PUBLISHER.fullmatch(publisher) and person not in candidate.iris(publisher, "rdf:type"):
            yield candidate.finding(
                "publisher_iri",
                publisher if publisher in candidate.class_of else subject,
                f"Utgivaren har adressen {publisher}. Den ska bestå av http://dataportal.se/organisation/SE och "
                "organisationsnumrets tio siffror. Bekräfta organisationsnumret.",
                f"The publisher has the address {publisher}. It has to be http://dataportal.se/organisation/SE and "
                "the ten digits of the organisation number. Confirm the organisation number.",
                field="publisher",
            )


def contacts_are_not_publishers(candidate: Candidate) -> Iterator[Finding]:
    """A contact and a publisher never share an IRI."""
    publishers = {iri for subject in candidate.statements for iri in candidate.iris(subject, "dcterms:publisher")}
    contacts = (iri for subject in candidate.statements for iri in candidate.iris(subject, "dcat:contactPoint"))
    for contact in dict.fromkeys(contacts):
        if contact in publishers:
            yield candidate.finding(
                "contact_is_publisher",
                contact,
                f"{label(candidate, contact)} är både utgivare och kontaktuppgift. Lägg till en egen kontaktuppgift.",
                f"{label(candidate, contact)} is both publisher and contact point. Add a contact point of its own.",
            )


def identifiers_are_unique(candidate: Candidate) -> Iterator[Finding]:
    """No two datasets have the same UUID as identifier."""
    owners: dict[str, str] = {}
    for dataset in candidate.of_class("Dataset"):
        for uuid in map(plain_uuid, candidate.texts(dataset, "dcterms:identifier")):
            if uuid and owners.setdefault(uuid, dataset) != dataset:
                other = label(candidate, owners[uuid])
                yield candidate.finding(
                    "duplicate_identifier",
                    dataset,
                    f"{label(candidate, dataset)} har samma identifikator som {other}. Ge den en egen.",
                    f"{label(candidate, dataset)} has the same identifier as {other}. Give it one of its own.",
                    field="identifier",
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


def references_are_described(candidate: Candidate) -> Iterator[Finding]:
    """What the records point at as their own is described in the document."""
    for subject, class_name in candidate.class_of.items():
        for row in candidate.profile[class_name].properties:
            accepted = described_as(class_name, row)
            for iri in candidate.iris(subject, row.predicate) if accepted else ():
                if candidate.class_of.get(iri) not in accepted:
                    yield _dangling(candidate, subject, row, iri)


def datasets_are_listed(candidate: Candidate) -> Iterator[Finding]:
    """Every dataset, series and service is listed by a catalogue."""
    listed = {
        iri
        for subject in candidate.of_class("Catalog")
        for predicate in ("dcat:dataset", "dcat:service")
        for iri in candidate.iris(subject, predicate)
    }
    for dataset in candidate.of_class(*_LISTED):
        if dataset not in listed:
            yield candidate.finding(
                "unlisted",
                dataset,
                f"{label(candidate, dataset)} finns i dokumentet men inte i någon katalog. Lista den.",
                f"{label(candidate, dataset)} is in the document but in no catalogue. List it.",
            )


def _dangling(candidate: Candidate, subject: str, row: Property, iri: str) -> Finding:
    name = label(candidate, subject)
    return candidate.finding(
        "dangling",
        subject,
        f"{name} pekar på {iri} ({row.label.sv}), som inte är beskriven i katalogen.",
        f"{name} points at {iri} ({row.label.en}), which the catalogue does not describe.",
        field=row.name,
    )


def described_as(class_name: str, row: Property) -> tuple[str, ...]:
    """As which classes (one of them is enough) the document has to describe what a row points at.

    None where it may lie elsewhere, or where the row points at no record.
    """
    if row.kind is not Kind.RECORD or row.name == "copyright_holder":  # the holder may be anybody
        return ()
    # The parts of a catalogue are the business of dcat.preflight.catalogues.
    is_asked = row.name != "has_part" if class_name == "Catalog" else row.node_class in _DESCRIBED_HERE
    if not is_asked:
        return ()
    return _DATASETS if row.node_class == "Dataset" else (row.node_class,)


def expected_is_there(candidate: Candidate, expected: Collection[str]) -> Iterator[Finding]:
    """The document describes the datasets, series and services that it should, and no others."""
    found = set(candidate.of_class(*_LISTED))
    for iri in sorted(set(expected) - found):
        yield candidate.finding(
            "lost",
            iri,
            f"{iri} är publicerad men saknas i den byggda katalogen.",
            f"{iri} is published but missing from the built catalogue.",
        )
    for iri in sorted(found - set(expected)):
        yield candidate.finding(
            "unexpected",
            iri,
            f"{label(candidate, iri)} finns i den byggda katalogen men är inte publicerad.",
            f"{label(candidate, iri)} is in the built catalogue but is not published.",
        )
