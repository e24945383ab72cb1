"""Which addresses of the descriptions have answered."""

from collections.abc import Iterable


def answers_for(urls: Iterable[str]) -> dict[str, bool | None]:
    """Whether each address answered when it was asked last; what is missing or None is not known."""
    return {}
