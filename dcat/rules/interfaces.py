"""Interface descriptions (OpenAPI): the file that describes the calls of an API is no standard that data follows.

It belongs in the distribution's ``dcterms:conformsTo`` or the service's ``dcat:endpointDescription``, where the portal
looks for it every night.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity, quoted
from dcat.node import Node
from dcat.rules.fault import Fault

_WHY = Bilingual(
    "Dataportal.se letar efter beskrivningen på distributionen och datatjänsten, och visar då hur API:et används.",
    "Dataportal.se looks for the description at the distribution and the data service, and then shows how the API is "
    "used.",
)
MISPLACED = Fault(
    "interface_description",
    Severity.ADVICE,
    "conforms_to",
    Bilingual(
        "Uppfyller: ”{address}” beskriver ett API och är ingen standard. Flytta adressen till Länkade scheman på en "
        "distribution, eller till datatjänstens Beskrivning åtkomstadress.",
        "Conforms to: “{address}” describes an API and is no standard. Move the address to Linked schemas of a "
        "distribution, or to Endpoint description of the data service.",
    ),
    _WHY,
    mend="move_interface_description",
)
MISPLACED_IN_SERVICE = Fault(
    "interface_description_of_service",
    Severity.ADVICE,
    "conforms_to",
    Bilingual(
        "Uppfyller: ”{address}” beskriver API:et och är ingen standard. Flytta den till Beskrivning åtkomstadress.",
        "Conforms to: “{address}” describes the API and is no standard. Move it to Endpoint description.",
    ),
    _WHY,
)

_NAMED_SO = re.compile(r"openapi|swagger", re.IGNORECASE)
_ENDINGS = (".json", ".yaml", ".yml")


def is_interface_description(iri: str) -> bool:
    """Whether the address looks like the file itself; the OpenAPI specification is not one.

    >>> is_interface_description("https://api.example.se/v1/openapi.json")
    True
    >>> is_interface_description("https://spec.openapis.org/oas/v3.1.0")
    False
    """
    try:
        path = urlsplit(iri).path
    except ValueError:
        return False
    return path.lower().endswith(_ENDINGS) and _NAMED_SO.search(path) is not None


def interface_description_is_elsewhere(node: Node) -> Iterator[Finding]:
    """A dataset or series doesn't conform to an interface description. One distribution makes clear whose it is."""
    if address := _misplaced(node):
        yield MISPLACED.found(node, can_mend=len(node.get("distribution")) == 1, address=quoted(address))


def service_describes_its_interface(node: Node) -> Iterator[Finding]:
    """A service tells of its interface by ``dcat:endpointDescription``."""
    if address := _misplaced(node):
        yield MISPLACED_IN_SERVICE.found(node, address=quoted(address))


def _misplaced(node: Node) -> str | None:
    addresses = (value.iri if isinstance(value, Node) else value for value in node.get("conforms_to"))
    return next(filter(is_interface_description, addresses), None)
