"""What unfinished drafts lack: each flaw takes the values of a complete dataset and spoils them in one way."""

from collections.abc import Callable
from typing import NamedTuple

from catalog.generation.kinds import Kind
from catalog.generation.wording import marked_title


class Draft(NamedTuple):
    """A dataset's values and those of its distributions."""

    values: dict
    distributions: list[dict]


def only_title(kind: Kind, draft: Draft) -> Draft:
    """Somebody has only written down what is to be described."""
    return Draft({"title": marked_title({"sv": kind.title["sv"]})}, [])


def no_format(kind: Kind, draft: Draft) -> Draft:
    """The first distribution has no format."""
    first, *others = draft.distributions
    without = {name: value for name, value in first.items() if name != "format"}
    return Draft(draft.values, [without, *others])


def no_legislation(kind: Kind, draft: Draft) -> Draft:
    """A category for high-value datasets, and nothing that says that it is one."""
    return Draft(draft.values | {"hvd_category": [kind.hvd_category]}, draft.distributions)


def reversed_period(kind: Kind, draft: Draft) -> Draft:
    """The period ends before it begins."""
    return Draft(draft.values | {"temporal": [{"start_date": "2024", "end_date": "2019"}]}, draft.distributions)


FLAWS: dict[str, Callable[[Kind, Draft], Draft]] = {
    flaw.__name__: flaw for flaw in (only_title, no_format, no_legislation, reversed_period)
}
