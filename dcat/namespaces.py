"""The prefixes of the specification, and the way from a short name to a full IRI.

Source: https://docs.dataportal.se/dcat/3.0.1/sv/ (namespaces).
"""

import re
from functools import lru_cache

PREFIXES: dict[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "locn": "http://www.w3.org/ns/locn#",
    "odrs": "http://schema.theodi.org/odrs#",
    "org": "http://www.w3.org/ns/org#",
    # The specification's templates write the organisation ontology with https; both are written.
    "orgs": "https://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# What the specification has no prefix for: declared where it stands, so that the head of a document stays one.
FURTHER_PREFIXES: dict[str, str] = {"eli": "http://data.europa.eu/eli/ontology#"}
_ALL = PREFIXES | FURTHER_PREFIXES


@lru_cache(1024)
def expand(name: str) -> str:
    """The full IRI of a prefixed name; a full IRI, as a further statement may have, is one already.

    >>> expand("dcterms:title"), expand("https://w3id.org/dpv#hasPurpose")
    ('http://purl.org/dc/terms/title', 'https://w3id.org/dpv#hasPurpose')
    """
    prefix, separator, local = name.partition(":")
    if local.startswith("//"):
        return name
    if not separator or prefix not in _ALL:
        raise ValueError(f"no such prefix: {name!r}")
    return _ALL[prefix] + local


def datatype_iri(name: str) -> str:
    """The full IRI of a datatype that a document may call anything; what has no prefix of ours stays as it is."""
    return expand(name) if name.partition(":")[0] in PREFIXES else name


# The last part of an IRI that can be the name of an XML element; only ASCII, so that every parser agrees.
_XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
# Names that RDF/XML itself has a use for, and the namespace that no prefix may be declared for.
# Source: https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace, https://www.w3.org/TR/xml-names/#xmlReserved
_SYNTAX = frozenset(
    expand(f"rdf:{name}")
    for name in (
        "RDF ID about aboutEach aboutEachPrefix bagID datatype Description li nodeID parseType resource".split()
    )
)
_RESERVED = "http://www.w3.org/2000/xmlns/"


def split_name(iri: str) -> tuple[str, str] | None:
    """Namespace and local name of a predicate as RDF/XML needs it; None when it can't be an element's name.

    >>> split_name("https://w3id.org/dpv#hasPurpose"), split_name("https://a.se/2024")
    (('https://w3id.org/dpv#', 'hasPurpose'), None)
    """
    # From the left, for the shortest namespace that leaves a name: a name may not begin with a digit.
    tail = re.search(r"[A-Za-z0-9_.\-]*\Z", iri)
    local = re.search(r"[A-Za-z_].*", tail[0]) if tail else None
    if not local or iri in _SYNTAX:
        return None
    namespace = iri[: len(iri) - len(local[0])]
    return None if namespace in ("", _RESERVED) else (namespace, local[0])


def shorten(iri: str) -> str:
    """The prefixed name of an IRI where there is one that can stand in RDF/XML, else the IRI itself."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _XML_NAME.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
