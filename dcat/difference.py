"""What differs between two descriptions of the same thing: a pure function over nodes. The words are others' task.

Values are compared by the rows of the profile. What is described in place, or has a title of its own, is followed by
its IRI; where only the IRI is another one (an entry removed and typed again) by what it says. Values under a name that
the profile no longer has are not compared: nothing shows them either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Profile, Property
from dcat.term import Term

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")
_MOST_WORDS = 4_000  # above that a text is said to be another one; comparing takes the square of it


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one property.

    ``replaced`` are pairs of values where it is certain which became which: each is the only one, or the only one in
    its language.
    ``within`` are things that are on both sides and say something else.
    """

    row: Property
    added: tuple = ()
    removed: tuple = ()
    replaced: tuple[tuple, ...] = ()
    within: tuple["Difference", ...] = ()
    is_reordered: bool = False  # the same values in another order

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.replaced or self.within or self.is_reordered)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between ``before`` and ``after``, in the order of the profile. It is false when nothing does."""

    before: Node
    after: Node
    changes: tuple[Change, ...] = ()
    further_added: tuple[tuple[str, Term], ...] = ()  # statements beside the profile
    further_removed: tuple[tuple[str, Term], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.further_added or self.further_removed)


def difference(before: Node, after: Node, profile: Profile = DCAT_AP_SE) -> Difference:
    """What one has to change in ``before`` to get ``after``; both are of one class."""
    if before.class_name != after.class_name:
        raise ValueError(f"a {before.class_name} and a {after.class_name} have nothing in common")
    rows = profile[after.class_name].properties
    found = (_change(row, before.get(row.name), after.get(row.name), profile) for row in rows)
    return Difference(
        before,
        after,
        tuple(change for change in found if change),
        tuple(each for each in after.further if each not in before.further),
        tuple(each for each in before.further if each not in after.further),
    )


def _change(row: Property, before: tuple, after: tuple, profile: Profile) -> Change:
    if before == after:
        return Change(row)
    old_said, new_said = ([_said(row, value, profile) for value in values] for values in (before, after))
    added, removed = _without(after, new_said, old_said), _without(before, old_said, new_said)
    if not added and not removed:
        # The order of texts is that of their languages, and says nothing.
        return Change(row, is_reordered=row.kind is not Kind.TEXT and old_said != new_said)
    within = []
    for old, new in list(_same_things(row, removed, added)):
        removed.remove(old)
        added.remove(new)
        within.append(difference(old, new, profile))
    replaced = tuple(_pairs(row, removed, added))
    for old, new in replaced:
        removed.remove(old)
        added.remove(new)
    return Change(row, tuple(added), tuple(removed), replaced, tuple(each for each in within if each))


def _said(row: Property, value, profile: Profile):
    """What a value says: without the IRIs that only tell things described in place apart."""
    if row.kind is not Kind.NODE or not isinstance(value, Node):
        return value
    node_class = profile[value.class_name]
    inner = {
        name: tuple(_said(node_class[name], each, profile) for each in values) if name in node_class else values
        for name, values in value.values.items()
    }
    return replace(value, iri="", values=inner)


def _without(values: tuple, said: list, others: list) -> list:
    """The values that are not among the others, each as often as it is there more."""
    others, left = list(others), []
    for value, what in zip(values, said, strict=True):
        if what in others:
            others.remove(what)
        else:
            left.append(value)
    return left


def _same_things(row: Property, removed: list, added: list) -> Iterator[tuple[Node, Node]]:
    """What is there on both sides and says something else: by its IRI, or since there is room for one only."""
    old_by_iri = {value.iri: value for value in removed if isinstance(value, Node)}
    is_only = row.kind is Kind.NODE and not row.is_multiple and len(removed) == len(added) == 1
    for new in added:
        old = old_by_iri.get(new.iri) if isinstance(new, Node) else None
        if is_only and isinstance(removed[0], Node):
            old = removed[0]
        if old is not None and old.class_name == new.class_name:
            yield old, new


def _pairs(row: Property, removed: list, added: list) -> Iterator[tuple]:
    texts = [value for value in added if isinstance(value, LanguageText)]
    for new in texts:
        same_language = [value for value in removed if getattr(value, "language", None) == new.language]
        if len(same_language) == 1 and sum(each.language == new.language for each in texts) == 1:
            yield same_language[0], new
    if not texts and not row.is_multiple and len(removed) == len(added) == 1:
        yield removed[0], added[0]


# --- texts ---------------------------------------------------------------------------------------------------------


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


def marked_words(before: str, after: str) -> list[tuple[Mark, str]]:
    """The words of both texts in the order of reading, joined where their fate is the same.

    >>> marked_words("Alla badplatser", "Alla våra badplatser")
    [(<Mark.KEPT: 'kept'>, 'Alla '), (<Mark.ADDED: 'added'>, 'våra '), (<Mark.KEPT: 'kept'>, 'badplatser')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return [(mark, text) for mark, text in ((Mark.REMOVED, before), (Mark.ADDED, after)) if text]
    steps: list[tuple[Mark, str]] = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            steps.append((Mark.KEPT, "".join(old[i1:i2])))
        else:
            steps += [(Mark.REMOVED, "".join(old[i1:i2])), (Mark.ADDED, "".join(new[j1:j2]))]
    return _joined([(mark, text) for mark, text in steps if text])


def _joined(steps: list[tuple[Mark, str]]) -> list[tuple[Mark, str]]:
    """A single space between two exchanged words is exchanged with them: it reads as one change."""
    found: list[tuple[Mark, str]] = []
    waiting: dict[Mark, str] = {}
    for place, (mark, text) in enumerate(steps):
        is_gap = mark is Mark.KEPT and text.isspace() and bool(waiting) and place + 1 < len(steps)
        if is_gap:
            waiting = {each: waiting.get(each, "") + text for each in (Mark.REMOVED, Mark.ADDED)}
        elif mark is Mark.KEPT:
            found += _exchanged(waiting)
            waiting = {}
            found.append((mark, text))
        else:
            waiting[mark] = waiting.get(mark, "") + text
    return found + _exchanged(waiting)


def _exchanged(waiting: dict[Mark, str]) -> list[tuple[Mark, str]]:
    return [(mark, waiting[mark]) for mark in (Mark.REMOVED, Mark.ADDED) if waiting.get(mark)]
