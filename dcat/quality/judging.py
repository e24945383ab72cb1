"""Whether a node has what an indicator looks at: one function for each kind of question.

A judge answers true, false, or None where that is not known. It looks at what the profile writes, so what is never
written counts for nothing. The addresses of links are taken as they stand in the description, since they are what is
asked about.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dcat.check import check
from dcat.check.sentences import WHY
from dcat.finding import Finding, Severity
from dcat.kinds import UnwritableValue
from dcat.media_types import file_type
from dcat.node import Node
from dcat.profile.model import Profile
from dcat.quality.methods import EUROPEAN, Method
from dcat.rules.interfaces import is_interface_description
from dcat.term import Literal, Resource
from dcat.vocabularies import format_lists, vocabulary
from dcat.writer.statements import objects

_EU_LICENCES = "http://publications.europa.eu/resource/authority/licence/"
_OGC_SERVICES = "application/vnd.ogc."
_LINKS = ("access_url", "download_url")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a judge goes by, beside the node: the way of counting, and which addresses have answered."""

    method: Method
    answers: Mapping[str, bool | None]


Judge = Callable[[Node, Circumstances], bool | None]


def has(predicate: str) -> Judge:
    """Whether anything is stated by a predicate."""
    return lambda node, given: bool(_stated(node, predicate, given.method.profile))


def names_one_of(predicate: str, name: str, *prefixes: str) -> Judge:
    """Whether a term of a vocabulary is stated, or an IRI that begins so."""

    def judge(node: Node, given: Circumstances) -> bool:
        iris = [each.iri for each in _stated(node, predicate, given.method.profile) if isinstance(each, Resource)]
        return any(iri in vocabulary(name) or iri.startswith(prefixes) for iri in iris)

    return judge


licence_is_known = names_one_of("dcterms:license", "licence", _EU_LICENCES)


def answers(field: str) -> Judge:
    """Whether all addresses of a property have answered; not known as long as one of them is not."""

    def judge(node: Node, given: Circumstances) -> bool | None:
        found = [given.answers.get(address) for address in node.get(field)]
        if not found or False in found:
            return False
        return None if None in found else True

    return judge


def has_media_type(node: Node, given: Circumstances) -> bool:
    """Whether there is a media type, where the profile has a place for it."""
    if given.method.media_types_are_formats:
        return any(isinstance(each, Literal) for each in _stated(node, "dcterms:format", given.method.profile))
    return bool(_stated(node, "dcat:mediaType", given.method.profile))


def format_is_known(node: Node, given: Circumstances) -> bool:
    """Whether format or media type is in the lists of the EU or of IANA, as far as our lists have them."""
    if any(iri in vocabulary("file-type-eu") for iri in _file_types(node, given)):
        return True
    stated = _stated(node, "dcat:mediaType", given.method.profile)
    if given.method.media_types_are_formats:
        formats = _stated(node, "dcterms:format", given.method.profile)
        return any(isinstance(each, Literal) and each.value in vocabulary("media-type") for each in formats)
    return any(isinstance(each, Resource) and each.iri in _known_at_iana() for each in stated)


def format_is_open(node: Node, given: Circumstances) -> bool:
    """Whether the format is on the European list of those that nobody owns."""
    return any(iri in format_lists().non_proprietary for iri in _file_types(node, given))


def format_is_machine_readable(node: Node, given: Circumstances) -> bool:
    """Whether the format is on the European list of those that programs can read."""
    return any(iri in format_lists().machine_readable for iri in _file_types(node, given))


def complies(node: Node, given: Circumstances) -> bool:
    """Whether the dataset and its distributions follow DCAT-AP."""
    return not faults(node)


def faults(dataset: Node) -> list[Finding]:
    """What stops the dataset from following DCAT-AP: the errors that single rows of the European profile find.

    They stand for SEMIC's shapes, which say the same of the same rows. Rules between fields are not in those shapes.
    """
    found = check(dataset, EUROPEAN.profile)
    return [each for each in found if each.severity is Severity.ERROR and each.code in WHY]


def is_interface(distribution: Node) -> bool:
    """Whether the distribution is an API and no file: it can have neither an address to download from nor a size."""
    if distribution.get("download_url"):
        return False
    described = (each.iri for each in distribution.get("conforms_to") if isinstance(each, Node))
    is_service = (distribution.first("format") or "").startswith(_OGC_SERVICES)
    return bool(distribution.get("access_service")) or is_service or any(map(is_interface_description, described))


def links_of(dataset: Node) -> tuple[str, ...]:
    """The addresses whose answers the score depends on, each once."""
    parts = [part for part in dataset.get("distribution") if isinstance(part, Node)]
    return tuple(dict.fromkeys(address for part in parts for name in _LINKS for address in part.get(name)))


def _file_types(node: Node, given: Circumstances) -> Iterator[str]:
    """The IRIs of the EU file types that the format is, or is known to be."""
    for each in _stated(node, "dcterms:format", given.method.profile):
        if isinstance(each, Resource):
            yield each.iri
        elif isinstance(each, Literal) and given.method.media_types_are_formats and (known := file_type(each.value)):
            yield known


def _stated(node: Node, predicate: str, profile: Profile) -> list:
    """What a profile writes by a predicate. What may not be written, as a draft may have it, counts for nothing."""
    found: list = []
    for row in profile[node.class_name].properties:
        if row.predicate == predicate:
            try:
                found += objects(node, row, profile)
            except UnwritableValue:
                continue
    return found


@cache
def _known_at_iana() -> frozenset[str]:
    return frozenset(concept.iana for concept in vocabulary("media-type") if concept.iana)
