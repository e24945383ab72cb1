"""Identifiers: each once. The portal finds a dataset that comes from two places by its UUID.

That two records don't share one is seen where all of them are: in ``dcat.preflight``.
"""

import re
from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault

IDENTIFIER_REPEATED = Fault(
    "identifier_repeated",
    Severity.ADVICE,
    "identifier",
    Bilingual(
        "Samma identifikator står två gånger. Ta bort den ena.",
        "The same identifier is there twice. Remove one of them.",
    ),
    Bilingual(
        "Dataportal.se jämför identifikatorer för att hitta dubbletter, och då ska var och en stå för sig.",
        "Dataportal.se compares identifiers to find duplicates, and for that each has to stand by itself.",
    ),
    mend="remove_duplicates",
)

_UUID = re.compile(
    r"(?:urn:uuid:)?(?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", re.IGNORECASE
)


def plain_uuid(value: str) -> str | None:
    """The UUID in lower case, however it is written; None for any other identifier.

    >>> plain_uuid("urn:uuid:0F8A1C52-6D3B-4E0E-9C55-1B7A4F2D9E10")
    '0f8a1c52-6d3b-4e0e-9c55-1b7a4f2d9e10'
    """
    match = _UUID.fullmatch(value)
    return match["uuid"].lower() if match else None


def plain_identifier(value: str) -> str:
    """The identifier to compare by."""
    return plain_uuid(value.strip()) or value.strip()


def identifiers_differ(node: Node) -> Iterator[Finding]:
    """No identifier of the description is another one written differently."""
    plain = [plain_identifier(value) for value in node.get("identifier")]
    if len(set(plain)) < len(plain):
        yield IDENTIFIER_REPEATED.found(node)
