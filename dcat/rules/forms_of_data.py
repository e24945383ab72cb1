"""Distributions are the same data in another form, never another part of it; an API is a service that they point at."""

import re
from collections.abc import Iterator

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity, quoted
from dcat.node import LanguageText, Node
from dcat.rules.fault import Fault
from dcat.rules.interfaces import is_interface_description

PARTS = Fault(
    "distributions_are_parts",
    Severity.ADVICE,
    "distribution",
    Bilingual(
        "Distributionerna ”{first}” och ”{second}” verkar gälla olika år. Gör en datamängd för varje år, gärna i en "
        "serie.",
        "The distributions “{first}” and “{second}” seem to be about different years. Make a dataset for each year, "
        "preferably in a series.",
    ),
    Bilingual(
        "Distributioner är samma data i olika form, och den som läser väljer bara en av dem.",
        "Distributions are the same data in different forms, and readers only choose one of them.",
    ),
)
API_WITHOUT_SERVICE = Fault(
    "api_without_service",
    Severity.ADVICE,
    "access_service",
    Bilingual(
        "Distributionen har en beskrivning av ett API men ingen datatjänst. Beskriv API:et som en datatjänst, och välj "
        "den under Åtkomst via datatjänst.",
        "The distribution has the description of an API but no data service. Describe the API as a data service, and "
        "choose it under Access service.",
    ),
    Bilingual(
        "Ett API beskrivs en gång, och alla datamängder som använder det pekar dit.",
        "An API is described once, and all datasets that use it point there.",
    ),
)

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def distributions_are_the_same_data(node: Node) -> Iterator[Finding]:
    """Two distributions don't have titles that differ by the year alone."""
    seen: dict[str, str] = {}
    for part in node.get("distribution"):
        for title in part.get("title") if isinstance(part, Node) else ():
            if not isinstance(title, LanguageText) or not _YEAR.search(title.value):
                continue
            other = seen.setdefault(_YEAR.sub("", title.value).casefold(), title.value)
            if other != title.value:
                yield PARTS.found(node, first=quoted(other), second=quoted(title.value))
                return


def api_is_a_service(node: Node) -> Iterator[Finding]:
    """A distribution that links to an interface description points at a service."""
    addresses = (value.iri if isinstance(value, Node) else value for value in node.get("conforms_to"))
    if not node.get("access_service") and any(map(is_interface_description, addresses)):
        yield API_WITHOUT_SERVICE.found(node)
