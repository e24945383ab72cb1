"""Five-star open data, for one distribution, as far as its description tells.

The fifth star, data that links to other data, can't be seen in a description: nobody gets it here, and it says so.
Source: https://5stardata.info/
"""

from dataclasses import dataclass

from dcat.bilingual import Bilingual
from dcat.media_types import file_type
from dcat.node import Node
from dcat.vocabularies import format_lists, vocabulary

MOST_STARS = 5
# The licences of the profile that let everybody use, change and sell: https://opendefinition.org/licenses/
_OPEN_LICENCES = frozenset({"CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0"})


@dataclass(frozen=True, slots=True)
class Stars:
    """How many, and what the next one takes."""

    count: int
    next_step: Bilingual


def stars(distribution: Node) -> Stars:
    """The stars of a distribution: each needs those before it."""
    count = 0
    for is_had in _steps(distribution):
        if not is_had:
            break
        count += 1
    return Stars(count, _NEXT[count])


def _steps(distribution: Node) -> tuple[bool, ...]:
    media_type = distribution.first("format") or ""
    licences = (vocabulary("licence").get(iri) for iri in distribution.get("license"))
    is_open = any(licence is not None and licence.notation in _OPEN_LICENCES for licence in licences)
    known = file_type(media_type) if media_type else None
    lists = format_lists()
    is_linked_form = known in lists.rdf
    return (
        is_open and bool(media_type),
        known in lists.machine_readable or is_linked_form,
        known in lists.non_proprietary or is_linked_form,
        is_linked_form,
    )


_NEXT = (
    Bilingual(
        "Den första stjärnan kräver en öppen licens (CC0, CC BY eller CC BY-SA) och ett angivet format.",
        "The first star takes an open licence (CC0, CC BY or CC BY-SA) and a stated format.",
    ),
    Bilingual(
        "Nästa stjärna kräver ett format som program kan läsa, till exempel Excel eller CSV.",
        "The next star takes a format that programs can read, such as Excel or CSV.",
    ),
    Bilingual(
        "Nästa stjärna kräver ett öppet format, till exempel CSV eller JSON.",
        "The next star takes an open format, such as CSV or JSON.",
    ),
    Bilingual(
        "Nästa stjärna kräver att data finns som RDF, till exempel Turtle eller RDF/XML.",
        "The next star takes data in RDF, such as Turtle or RDF/XML.",
    ),
    Bilingual(
        "Den femte stjärnan, länkade data, går inte att se i en beskrivning.",
        "The fifth star, linked data, can't be seen in a description.",
    ),
)
