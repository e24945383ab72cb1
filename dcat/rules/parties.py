"""Who stands behind a description: publisher and contact are two things, even when they are the same people."""

from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault

CONTACT_IS_PUBLISHER = Fault(
    "contact_is_publisher",
    Severity.ERROR,
    "contact_point",
    Bilingual(
        "Kontaktuppgiften är samma post som utgivaren. Välj eller lägg till en egen kontaktuppgift.",
        "The contact point is the same record as the publisher. Choose or add a contact point of its own.",
    ),
    Bilingual("Dataportal.se blandar annars ihop de två.", "Dataportal.se would otherwise mix the two up."),
)


def contact_is_not_publisher(node: Node) -> Iterator[Finding]:
    """A contact point and a publisher never share an IRI."""
    if set(node.get("contact_point")) & set(node.get("publisher")):
        yield CONTACT_IS_PUBLISHER.found(node)
