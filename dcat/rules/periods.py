"""Time periods: the end is not before the start."""

from collections.abc import Iterator
from datetime import datetime

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.kinds import date_datatype
from dcat.node import Node


def end_is_after_start(node: Node) -> Iterator[Finding]:
    """Dates are compared as exactly as both are given: 2024 does not end before 2024-06-01."""
    start, end = node.first("start_date"), node.first("end_date")
    if not (start and end and date_datatype(start) and date_datatype(end)):
        return
    if _is_before(end, start):
        yield Finding(
            "end_before_start",
            Severity.ERROR,
            node.iri,
            node.class_name,
            "end_date",
            Bilingual(
                f"Slutet ({end}) ligger före början ({start}). Byt plats på datumen eller rätta dem.",
                f"The end ({end}) is before the start ({start}). Swap the dates or correct them.",
            ),
            Bilingual("En period som slutar innan den börjar går inte att söka på.", "It can't be searched."),
        )


def _is_before(one: str, other: str) -> bool:
    if date_datatype(one) == date_datatype(other) == "xsd:dateTime":
        moments = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if (moments[0].tzinfo is None) == (moments[1].tzinfo is None):
            return moments[0] < moments[1]
    shared = min(len(one), len(other), len("2026-11-23"))
    return one[:shared] < other[:shared]
