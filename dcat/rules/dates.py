"""Dates in order: a period ends after it starts, and what is changed was there before.

The dates of the specification are years, days or moments (``xsd:gYear``, ``xsd:date``, ``xsd:dateTime``). Two are
compared as exactly as both are given: the year 2024 is not before 2024-06-01, and neither is it after.
"""

from collections.abc import Iterator
from datetime import datetime

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.kinds import date_datatype
from dcat.node import Node
from dcat.rules.fault import Fault

END_BEFORE_START = Fault(
    "end_before_start",
    Severity.ERROR,
    "end_date",
    Bilingual(
        "Slutet ({end}) ligger före början ({start}). Byt plats på datumen eller rätta dem.",
        "The end ({end}) is before the start ({start}). Swap the dates or correct them.",
    ),
    Bilingual(
        "En period som slutar innan den börjar går inte att söka på.",
        "A period that ends before it starts can't be searched for.",
    ),
    mend="swap_period",
)
# Advice only, and no repair: data may have been left unchanged for years before it was made available.
MODIFIED_BEFORE_ISSUED = Fault(
    "modified_before_issued",
    Severity.ADVICE,
    "modified",
    Bilingual(
        "Ändringsdatumet ({modified}) ligger före utgivningsdatumet ({issued}). Kontrollera båda.",
        "The date modified ({modified}) is before the release date ({issued}). Check both.",
    ),
    Bilingual(
        "Utgivningsdatum är när uppgifterna först gjordes tillgängliga. Står datumen i fel ordning litar ingen på dem.",
        "The release date is when the data was first made available. Nobody trusts dates in the wrong order.",
    ),
)


def end_is_after_start(node: Node) -> Iterator[Finding]:
    """A period does not end before it starts."""
    start, end = node.first("start_date"), node.first("end_date")
    if start and end and is_before(end, start):
        yield END_BEFORE_START.found(node, start=start, end=end)


def modified_is_after_issued(node: Node) -> Iterator[Finding]:
    """Nothing is changed before it is there."""
    issued, modified = node.first("issued"), node.first("modified")
    if issued and modified and is_before(modified, issued):
        yield MODIFIED_BEFORE_ISSUED.found(node, issued=issued, modified=modified)


def is_before(one: str, other: str) -> bool:
    """Whether the whole of one date comes before the other; false when one of them is no date.

    Two moments that both have a time zone, or both have none, are compared as moments. All else is compared by what
    both say: the day as it is written in either, or the year.

    >>> is_before("2023", "2024-06-01"), is_before("2024", "2024-06-01"), is_before("2024-05-31", "2024-06-01")
    (True, False, True)
    """
    datatypes = date_datatype(one), date_datatype(other)
    if None in datatypes:
        return False
    if datatypes == ("xsd:dateTime", "xsd:dateTime"):
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if (first.tzinfo is None) == (second.tzinfo is None):
            return first < second
    shared = min(len(one), len(other), len("2026-11-23"))
    return one[:shared] < other[:shared]
