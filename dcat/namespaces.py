"""The prefixes of the specification, and the way from a short name to a full IRI.

Source: https://docs.dataportal.se/dcat/3.0.1/sv/ (namespaces).
"""

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


def expand(name: str) -> str:
    """The full IRI of a prefixed name.

    >>> expand("dcterms:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, separator, local = name.partition(":")
    if not separator or prefix not in _ALL:
        raise ValueError(f"no such prefix: {name!r}")
    return _ALL[prefix] + local
