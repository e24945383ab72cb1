"""A difference between two descriptions as people read it: labels, words, and what became of them.

Pure: of a difference (``dcat.difference``) and the names of what it mentions. A page shows it with
``catalog/difference.html``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from catalog.display import shown_properties, shown_value
from dcat.difference import Change, Difference, Mark, marked_words
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Property

_LEAST_IN_COMMON = 0.3  # of a text; below that two whole texts are easier to read than marks in one
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Line:
    """One value: pieces of text, each kept, removed or added. ``before`` is said first, such as the language."""

    pieces: list[tuple[Mark, str]]
    before: str = ""
    language: str = ""  # of the pieces, where it is known


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What differs in one property: its values, a remark, or parts that say something else."""

    label: str
    lines: list[Line] = field(default_factory=list)
    remark: str = ""
    parts: list["ShownPart"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a description with its name, and what differs in it."""

    name: str
    changes: list[ShownChange]


def iris_in(found: Difference) -> Iterator[str]:
    """The addresses among the values that differ, whose names are wanted."""
    for change in found.changes:
        values = (*change.added, *change.removed, *(value for pair in change.replaced for value in pair))
        for value in values:
            yield from _iris(value)
        for inner in change.within:
            yield from iris_in(inner)
            if change.row.kind is Kind.NODE:
                yield from _iris(inner.after)  # it has no title, so what it says is its name


def shown_changes(found: Difference, language: str, names: Mapping[str, str]) -> list[ShownChange]:
    """The difference in the order of the profile; ``names`` by the IRI of what is mentioned."""
    changes = [_shown(change, language, names) for change in found.changes]
    return changes + list(_further(found))


def value_changed(label: str, before: str, after: str) -> ShownChange:
    """A change of something that no row of the profile is about."""
    return ShownChange(label, [Line(_exchanged(before, after))])


def name_of_part(node: Node, language: str, names: Mapping[str, str]) -> str:
    """What a part of a description is called: by its title, else by what it says."""
    title = node.text("title", language) or node.text("name", language)
    if title:
        return title
    if node.class_name == "Distribution":
        row = DCAT_AP_SE["Distribution"]["format"]
        media_type = node.first("format")
        named = shown_value(row, media_type, language, names).text if media_type else ""
        return named or node.first("access_url") or _("Distribution utan titel")
    words = _words_of(node, language, names)
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"


def _shown(change: Change, language: str, names: Mapping) -> ShownChange:
    row = change.row
    lines = [_replaced(row, old, new, language, names) for old, new in change.replaced]
    lines += [_whole(row, Mark.REMOVED, value, language, names) for value in change.removed]
    lines += [_whole(row, Mark.ADDED, value, language, names) for value in change.added]
    return ShownChange(
        row.label.in_language(language),
        lines,
        _("Samma värden, i en annan ordning.") if change.is_reordered else "",
        [
            ShownPart(name_of_part(inner.after, language, names), shown_changes(inner, language, names))
            for inner in change.within
        ],
    )


def _replaced(row: Property, old, new, language: str, names: Mapping) -> Line:
    if isinstance(new, LanguageText):
        return Line(_marked(old.value, new.value), _language_name(new.language), new.language)
    before, after = (_words(row, value, language, names) for value in (old, new))
    return Line(_marked(before, after) if row.kind is Kind.LITERAL else _exchanged(before, after))


def _whole(row: Property, mark: Mark, value, language: str, names: Mapping) -> Line:
    if isinstance(value, LanguageText):
        return Line([(mark, value.value)], _language_name(value.language), value.language)
    return Line([(mark, _words(row, value, language, names))])


def _marked(before: str, after: str) -> list[tuple[Mark, str]]:
    pieces = marked_words(before, after)
    kept = sum(len(text) for mark, text in pieces if mark is Mark.KEPT)
    return pieces if kept >= _LEAST_IN_COMMON * max(len(before), len(after)) else _exchanged(before, after)


def _exchanged(before: str, after: str) -> list[tuple[Mark, str]]:
    return [(mark, text) for mark, text in ((Mark.REMOVED, before), (Mark.ADDED, after)) if text]


def _words(row: Property, value, language: str, names: Mapping) -> str:
    if isinstance(value, Node) and row.kind is not Kind.DOCUMENT:
        if value.class_name == "Distribution":
            return name_of_part(value, language, names)
        return _words_of(value, language, names)
    return shown_value(row, value, language, names).text


def _words_of(node: Node, language: str, names: Mapping) -> str:
    """All that something described in place says, on one line."""
    return "; ".join(
        f"{shown.label}: {', '.join(value.text or _within(value) for value in shown.values)}"
        for shown in shown_properties(node, language, names)
    )


def _within(value) -> str:
    return ", ".join(f"{each.label}: {', '.join(one.text for one in each.values)}" for each in value.properties)


def _language_name(code: str) -> str:
    """What a language is called in the language of the page; the code where nobody knows."""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


def _further(found: Difference) -> Iterator[ShownChange]:
    label = _("Uppgifter utanför profilen")
    for count, sentence in (
        (
            len(found.further_removed),
            ngettext("%(count)s uppgift tas bort.", "%(count)s uppgifter tas bort.", len(found.further_removed)),
        ),
        (
            len(found.further_added),
            ngettext("%(count)s uppgift läggs till.", "%(count)s uppgifter läggs till.", len(found.further_added)),
        ),
    ):
        if count:
            yield ShownChange(label, remark=sentence % {"count": count})


def _iris(value) -> Iterator[str]:
    if isinstance(value, Node):
        for values in value.values.values():
            for each in values:
                yield from _iris(each)
    elif isinstance(value, str) and value.startswith(("http://", "https://")):
        yield value
