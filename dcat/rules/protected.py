"""Protected data under the Data Governance Act (EU 2022/868): restricted or non-public, and still described.

What the act asks for and the profile makes mandatory anyway (title, access address, format) is not said again here;
what the profile leaves open is advice. A series has no access rights of its own: its datasets have.
"""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault

_ACCESS_RIGHT = "http://publications.europa.eu/resource/authority/access-right/"
PUBLIC = _ACCESS_RIGHT + "PUBLIC"
RESTRICTED = _ACCESS_RIGHT + "RESTRICTED"
NON_PUBLIC = _ACCESS_RIGHT + "NON_PUBLIC"
PROTECTED = frozenset({RESTRICTED, NON_PUBLIC})

_WHY = Bilingual(
    "EU:s dataförvaltningsakt vill att den som söker skyddade data ser vad de är, hur stora de är och på vilka villkor "
    "de går att få.",
    "The EU Data Governance Act wants those who look for protected data to see what it is, how large it is and on what "
    "terms it can be had.",
)


def _advice(code: str, field: str, sv: str, en: str) -> Fault:
    return Fault(code, Severity.ADVICE, field, Bilingual(sv, en), _WHY)


NO_DISTRIBUTION = _advice(
    "protected_no_distribution",
    "distribution",
    "Datamängden är inte fri för alla. Lägg till en distribution som visar hur man får tillgång till den.",
    "The dataset is not free for everybody. Add a distribution that shows how to get access to it.",
)
NO_SIZE = _advice(
    "protected_no_size",
    "byte_size",
    "Storlek (i bytes) saknas, och datamängden är inte fri för alla. Ange storleken, ungefär räcker.",
    "Size (in bytes) is missing, and the dataset is not free for everybody. Give the size; roughly is enough.",
)
NO_TERMS = _advice(
    "protected_no_terms",
    "license",
    "Varken licens eller rättighetsförklaring finns, och datamängden är inte fri för alla. Ange en av dem.",
    "There is neither licence nor rights statement, and the dataset is not free for everybody. Give one of them.",
)
SERVICE_WITHOUT_DESCRIPTION = _advice(
    "protected_no_description",
    "description",
    "Beskrivning saknas, och datatjänsten är inte fri för alla. Skriv vem som får använda den och hur.",
    "Description is missing, and the data service is not free for everybody. Write who may use it and how.",
)
SERVICE_WITHOUT_PUBLISHER = _advice(
    "protected_no_publisher",
    "publisher",
    "Utgivare saknas, och datatjänsten är inte fri för alla. Välj den organisation som driver den.",
    "Publisher is missing, and the data service is not free for everybody. Choose the organisation that runs it.",
)


def is_protected(node: Node) -> bool:
    """Whether access is restricted or closed."""
    return not PROTECTED.isdisjoint(node.get("access_rights"))


def dataset_has_what_it_needs(node: Node) -> Iterator[Finding]:
    """A protected dataset has a distribution, and each of them a size and terms."""
    if not is_protected(node):
        return
    if not node.get("distribution"):
        yield NO_DISTRIBUTION.found(node)
    for part in node.get("distribution"):
        if isinstance(part, Node):
            yield from _distribution_has_what_it_needs(part)


def service_has_what_it_needs(node: Node) -> Iterator[Finding]:
    """A protected service says what it is and whose."""
    if not is_protected(node):
        return
    if not node.get("description"):
        yield SERVICE_WITHOUT_DESCRIPTION.found(node)
    if not node.get("publisher"):
        yield SERVICE_WITHOUT_PUBLISHER.found(node)


def _distribution_has_what_it_needs(part: Node) -> Iterator[Finding]:
    if not part.get("byte_size"):
        yield NO_SIZE.found(part)
    if not (part.get("license") or part.get("other_license") or part.get("rights")):
        yield NO_TERMS.found(part)
