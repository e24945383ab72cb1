"""The description of the whole for those who look for RDF at a site they don't know: VoID.

Source: https://www.w3.org/TR/void/. One void:Dataset for everything, one for each organisation's catalogue, with the
addresses of their dumps, in every format. Pure: what is described is handed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Triple, serialize

from dcat.formats import FORMATS, Format
from dcat.moments import date_time
from dcat.namespaces import PREFIXES, expand
from dcat.rules.licences import CC0

VOID = "http://rdfs.org/ns/void#"
_PREFIXES = {name: PREFIXES[name] for name in ("rdf", "dcat", "dcterms", "foaf", "xsd")} | {"void": VOID}
# What W3C calls the formats, by suffix.
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = {"rdf": "RDF_XML", "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD"}
_VOCABULARIES = ("dcat", "dcterms", "foaf", "vcard", "prov", "adms")


@dataclass(frozen=True, slots=True)
class Described:
    """One catalogue as a void:Dataset."""

    iri: str
    title: Mapping[str, str]  # by language
    page: str
    feed: str  # the address to which a suffix is added
    datasets: int
    modified: datetime | None = None
    catalogue: str = ""  # the IRI of the dcat:Catalog in it
    publisher: str = ""


def void_document(
    address: str, whole: Described, parts: Sequence[Described], others: Sequence[Described], form: Format
) -> bytes:
    """The description at ``address``: the whole with its parts, and ``others`` that are not in the whole."""
    triples = _statements(address, whole, parts, others)
    return serialize(triples, format=form.rdf_format, prefixes=_PREFIXES)


def _statements(
    address: str, whole: Described, parts: Sequence[Described], others: Sequence[Described]
) -> Iterator[Triple]:
    about = NamedNode(address)
    yield _link(about, "rdf:type", f"{VOID}DatasetDescription")
    yield from _texts(about, whole.title)
    yield _link(about, "foaf:primaryTopic", whole.iri)
    yield from _dataset(whole)
    for part in parts:
        yield _link(NamedNode(whole.iri), f"{VOID}subset", part.iri)
    for each in (*parts, *others):
        yield _link(about, "foaf:topic", each.iri)
        yield from _dataset(each)


def _dataset(described: Described) -> Iterator[Triple]:
    about = NamedNode(described.iri)
    yield _link(about, "rdf:type", f"{VOID}Dataset")
    yield from _texts(about, described.title)
    yield _link(about, "foaf:homepage", described.page)
    yield _link(about, "dcterms:license", CC0)
    if described.publisher:
        yield _link(about, "dcterms:publisher", described.publisher)
    if described.catalogue:
        yield _link(about, f"{VOID}rootResource", described.catalogue)
    if described.modified:
        moment = Literal(date_time(described.modified), datatype=_name("xsd:dateTime"))
        yield Triple(about, _name("dcterms:modified"), moment)
    yield from (_link(about, f"{VOID}dataDump", f"{described.feed}.{suffix}") for suffix in FORMATS)
    yield from (_link(about, f"{VOID}feature", f"{_FORMATS}{_FEATURES[suffix]}") for suffix in FORMATS)
    yield from (_link(about, f"{VOID}vocabulary", PREFIXES[prefix]) for prefix in _VOCABULARIES)
    yield from _count(about, described)


def _count(about: NamedNode, described: Described) -> Iterator[Triple]:
    """How many datasets it describes; the rest of what is in it is not counted."""
    datasets = NamedNode(f"{described.iri}-datasets")
    yield _link(about, f"{VOID}classPartition", datasets.value)
    yield _link(datasets, "rdf:type", f"{VOID}Dataset")
    yield _link(datasets, f"{VOID}class", expand("dcat:Dataset"))
    count = Literal(str(described.datasets), datatype=_name("xsd:integer"))
    yield Triple(datasets, NamedNode(f"{VOID}entities"), count)


def _texts(about: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in sorted(texts.items()):
        yield Triple(about, _name("dcterms:title"), Literal(text, language=language))


def _link(about: NamedNode, predicate: str, target: str) -> Triple:
    return Triple(about, _name(predicate), NamedNode(target))


def _name(name: str) -> NamedNode:
    return NamedNode(expand(name))
