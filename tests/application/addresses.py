"""All addresses that the application answers at, read from the URLconf itself, so that no test can forget a new one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch


def named_addresses(patterns: Sequence | None = None) -> dict[str, set[str]]:
    """The name of every address with the names of its parts. An address without a name stands under its pattern."""
    found: dict[str, set[str]] = {}
    for name, parts in _walk(get_resolver().url_patterns if patterns is None else patterns, frozenset()):
        found.setdefault(name, set()).update(parts)
    return found


def filled(name: str, parts: set[str], subjects: Iterable[dict]) -> set[str]:
    """The paths of one address about each of the subjects that have a value for all its parts."""
    found = set()
    for subject in subjects:
        if parts <= set(subject):
            with suppress(NoReverseMatch):  # a value that this address can't take, as a word in the place of a key
                found.add(reverse(name, kwargs={part: subject[part] for part in parts}))
    return found


def _walk(patterns: Sequence[URLPattern | URLResolver], above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern in patterns:
        parts = above | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, parts)
        else:
            yield pattern.name or str(pattern.pattern), parts
