"""A finding: what is wrong with a description, said to a person."""

from dataclasses import dataclass
from enum import StrEnum

from dcat.bilingual import Bilingual

LONGEST_QUOTE = 60


class Severity(StrEnum):
    """What a finding does."""

    ERROR = "error"  # stops publishing
    ADVICE = "advice"  # is shown, and stops nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, why it matters, and whether a machine can mend it.

    ``iri`` names the record or the part of it (a distribution), ``field`` the property's name in that class.
    ``code`` is stable and names the rule. ``mend`` names a repair that the application can do, or is None.
    """

    code: str
    severity: Severity
    iri: str
    class_name: str
    field: str
    message: Bilingual
    why: Bilingual
    mend: str | None = None


def quoted(value: str) -> str:
    """A value short enough to stand in a sentence."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE] + "…"
