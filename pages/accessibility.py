"""The accessibility statement (tillgänglighetsredogörelse): each installation's content, in the form of the law.

The form follows the Swedish act on accessibility of digital public service (2018:1937) and the model of the EU's
implementing decision 2018/1523. The content is a JSON file; `data/accessibility_statement.json` is the example that
stands in until an installation has its own.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dcat.bilingual import Bilingual

EXAMPLE = Path(__file__).parent / "data" / "accessibility_statement.json"
CONFORMITIES = ("full", "partial", "none")


class UnreadableStatement(ValueError):
    """The file is missing, or is not what it should be; ``str()`` says what, for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, with everything that the page says of this installation. What is missing is empty or None."""

    is_example: bool
    actor: str
    service: str
    conformity: str  # one of CONFORMITIES
    shortcomings: tuple[Bilingual, ...]  # what does not meet the requirements, and when it will
    burdens: tuple[Bilingual, ...]  # what is left as a disproportionate burden, with the reason
    exempt: tuple[Bilingual, ...]  # what the law does not cover
    assessed: date | None
    method: Bilingual | None
    updated: date | None
    contact_function: Bilingual | None
    contact_email: str
    contact_phone: str
    answer_days: int | None


def load_statement(path: Path | None) -> Statement:
    """Read the installation's statement, or the example where ``path`` is None."""
    source = path or EXAMPLE
    try:
        raw = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableStatement(f"{source}: {error}") from error
    if not isinstance(raw, dict):
        raise UnreadableStatement(f"{source}: an object is expected")
    unknown = set(raw) - set(Statement.__dataclass_fields__)
    if unknown:
        raise UnreadableStatement(f"{source}: unknown names: {', '.join(sorted(unknown))}")
    try:
        return _statement(raw, is_example=path is None or raw.get("is_example", False))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableStatement(f"{source}: {error!r}") from error


def what_is_missing(statement: Statement, today: date) -> list[str]:
    """What the law asks for and the statement does not say; empty when it is complete."""
    gaps = statement.shortcomings or statement.burdens or statement.exempt
    questions = (
        (bool(statement.actor), "actor: who is responsible for the service"),
        (bool(statement.service), "service: what the statement is about"),
        (statement.conformity in CONFORMITIES, f"conformity: one of {', '.join(CONFORMITIES)}"),
        (
            statement.conformity == "full" or bool(gaps),
            "shortcomings, burdens or exempt: what does not conform, and why",
        ),
        (
            statement.conformity != "full" or not statement.shortcomings,
            "conformity: not 'full' while there are shortcomings",
        ),
        (statement.assessed is not None, "assessed: the day of the assessment"),
        (statement.method is not None, "method: how it was assessed, in sv and en"),
        (statement.updated is not None, "updated: the day when the statement was last reviewed"),
        (
            all(day <= today for day in (statement.assessed, statement.updated) if day),
            "assessed, updated: not in the future",
        ),
        (bool(statement.contact_email or statement.contact_phone), "contact_email or contact_phone"),
        (statement.contact_function is not None, "contact_function: who answers, in sv and en"),
        (bool(statement.answer_days), "answer_days: within how many days one gets an answer"),
        (not statement.is_example, "is_example: this is the example; write a statement of your own"),
    )
    return [question for is_answered, question in questions if not is_answered]


def _statement(raw: dict, *, is_example: bool) -> Statement:
    return Statement(
        is_example=is_example,
        actor=raw.get("actor", "").strip(),
        service=raw.get("service", "").strip(),
        conformity=raw.get("conformity", ""),
        shortcomings=_texts(raw, "shortcomings"),
        burdens=_texts(raw, "burdens"),
        exempt=_texts(raw, "exempt"),
        assessed=_day(raw, "assessed"),
        method=_text(raw.get("method")),
        updated=_day(raw, "updated"),
        contact_function=_text(raw.get("contact_function")),
        contact_email=raw.get("contact_email", "").strip(),
        contact_phone=raw.get("contact_phone", "").strip(),
        answer_days=raw.get("answer_days"),
    )


def _text(raw: dict | None) -> Bilingual | None:
    return Bilingual(sv=raw["sv"], en=raw["en"]) if raw else None


def _texts(raw: dict, name: str) -> tuple[Bilingual, ...]:
    return tuple(Bilingual(sv=each["sv"], en=each["en"]) for each in raw.get(name, ()))


def _day(raw: dict, name: str) -> date | None:
    return date.fromisoformat(raw[name]) if raw.get(name) else None
