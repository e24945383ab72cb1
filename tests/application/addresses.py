"""All addresses that the application answers at, read from the URLconf itself, so that no test can forget a new one."""

from collections.abc import Iterator, Sequence
from itertools import product

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from catalog.paths import CLASS_NAMES


def named_addresses(patterns: Sequence | None = None) -> dict[str, set[str]]:
    """The name of every address with the names of its parts. An address without a name stands under its pattern."""
    found: dict[str, set[str]] = {}
    for name, parts in _walk(get_resolver().url_patterns if patterns is None else patterns, frozenset()):
        found.setdefault(name, set()).update(parts)
    return found


def filled(name: str, parts: set[str], values: dict[str, Sequence]) -> Iterator[str]:
    """The paths of one address, filled with every combination of the values that there are for its parts."""
    wanted = sorted(parts)
    for chosen in product(*(_values(part, values) for part in wanted)):
        try:
            yield reverse(name, kwargs=dict(zip(wanted, chosen, strict=True)))
        except NoReverseMatch:
            continue  # a value that this address can't take, as a word in the place of a key


def _values(part: str, values: dict[str, Sequence]) -> Sequence:
    if part == "class_name":
        return list(CLASS_NAMES.values())
    return values[part]


def _walk(patterns: Sequence[URLPattern | URLResolver], above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern in patterns:
        parts = above | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, parts)
        else:
            yield pattern.name or str(pattern.pattern), parts
