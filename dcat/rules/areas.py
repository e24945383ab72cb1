"""Areas: the middle of an area lies in it."""

from collections.abc import Iterator

from dcat import kinds
from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.node import Node
from dcat.rules.fault import Fault

CENTROID_OUTSIDE = Fault(
    "centroid_outside",
    Severity.ADVICE,
    "centroid",
    Bilingual(
        "Centrumkoordinaten ligger utanför den omskrivande rektangeln. Rätta punkten eller rektangeln.",
        "The center coordinate is outside the bounding box. Correct the point or the box.",
    ),
    Bilingual(
        "Kartor visar punkten eller rektangeln, och då hamnar uppgifterna på två ställen.",
        "Maps show either the point or the box, and then the data is in two places.",
    ),
)


def centroid_is_in_the_box(node: Node) -> Iterator[Finding]:
    """The centre lies within the box, its edges included. What is wrong with either alone is told of elsewhere."""
    middle, around = kinds.point(node.first("centroid") or ""), kinds.box(node.first("bbox") or "")
    if not middle or not around or not (around.west < around.east and around.south < around.north):
        return
    longitude, latitude = middle
    if not (around.west <= longitude <= around.east and around.south <= latitude <= around.north):
        yield CENTROID_OUTSIDE.found(node)
