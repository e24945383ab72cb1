"""The last look at a build before it is put in place: may these documents be answered with?

What dataportal.se fetches is read as the portal would. Of the others it is enough that they can be read and hold as
many statements, since all come from the same pieces.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dcat.bilingual import Bilingual
from dcat.finding import Finding, Severity
from dcat.formats import count_statements
from dcat.negotiation import Choice, choices
from dcat.preflight import check_document
from dcat.profile import DCAT_AP_SE
from harvesting.contents import Contents


class Stopped(Exception):
    """The candidates must not be swapped in."""

    def __init__(self, message: Bilingual, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.findings = findings


def judge(written: Mapping[str, Path], contents: Contents) -> None:
    """Raises Stopped when the portal would find something wrong with what it is to fetch."""
    findings = check_document(written[Choice().name].read_bytes(), DCAT_AP_SE, expected=contents.listed)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise Stopped(_errors_found(len(errors)), errors)


def compare(written: Mapping[str, Path], *, keep_alive: Callable[[], None]) -> None:
    """Raises Stopped when the documents of one profile do not all hold as many statements, or can't be read."""
    counts: dict[str, int] = {}
    for choice in choices():
        if choice.name in written:
            count = _count(written, choice, keep_alive)
            if counts.setdefault(choice.profile.key, count) != count:
                raise Stopped(_differs(choice))


def _count(written: Mapping[str, Path], choice: Choice, keep_alive: Callable[[], None]) -> int:
    with written[choice.name].open("rb") as document:
        try:
            return count_statements(document, choice.format, beat=keep_alive)
        except (SyntaxError, ValueError) as fault:
            raise Stopped(_differs(choice)) from fault


def _errors_found(count: int) -> Bilingual:
    if count == 1:
        return Bilingual("Kontrollen av hela flödet hittade ett fel.", "The check of the whole feed found one error.")
    return Bilingual(
        f"Kontrollen av hela flödet hittade {count} fel.", f"The check of the whole feed found {count} errors."
    )


def _differs(choice: Choice) -> Bilingual:
    what = f"{choice.profile.name}, {choice.format.name}"
    return Bilingual(
        f"Ett av katalogens format ({what}) säger inte detsamma som de andra. Det är ett fel i tjänsten,"
        " inte i era beskrivningar. Säg till den som driver den.",
        f"One of the catalogue's formats ({what}) does not say the same as the others. That is a fault in the service,"
        " not in your descriptions. Tell whoever runs it.",
    )
