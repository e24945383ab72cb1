"""What is wrong with one description, in plain sentences: the rows of its class applied to its values.

Everything that one row can tell is here; what only several fields together can tell is in ``dcat.rules``. Findings come
in the order of the rows. A finding names the thing that it is about by ``iri``: the record, a distribution of it, or a
node below them, whose IRI hangs on theirs by ``#``. Of a document elsewhere the owner is named, and its field.
"""

from collections.abc import Iterator
from dataclasses import replace

from dcat.bilingual import Bilingual
from dcat.check.sentences import WHY, labelled, missing, too_many
from dcat.check.values import value_findings
from dcat.finding import Finding, Severity, quoted
from dcat.node import LanguageText, Node
from dcat.profile.model import Group, Kind, Level, NodeClass, Profile, Property
from dcat.rules import RULES, is_high_value

# A catalogue is valid before anything is listed in it; what it lists is the business of the build and the pre-flight.
_LISTED_LATER = {("Catalog", "dataset")}
_ONE_PER_LANGUAGE = {"title", "description", "name"}
_ALSO_IN_ENGLISH = {"title", "description"}


def check(node: Node, profile: Profile) -> list[Finding]:
    """The findings of a record and of what it contains; empty when there is nothing to say."""
    return _check(node, profile, is_nested=False)


def _check(node: Node, profile: Profile, *, is_nested: bool) -> list[Finding]:
    node_class = profile[node.class_name]
    order = {row.name: position for position, row in enumerate(node_class.properties)}
    positioned = []
    for row in node_class.properties:
        for finding in _row_findings(node, row, profile, is_nested):
            positioned.append((order[row.name], finding))
    for group in node_class.groups:
        first = next(row for row in node_class.properties if row.group == group.name)
        positioned.extend((order[first.name], finding) for finding in _group_findings(node, node_class, group, first))
    positioned.extend((order[field], finding) for field, finding in _rule_findings(node, node_class))
    in_order = (finding for _, finding in sorted(positioned, key=lambda pair: pair[0]))
    return list(dict.fromkeys(in_order))  # what several values of one field have in common is said once


def _finding(node: Node, code: str, field: str, message: Bilingual, mend: str | None = None) -> Finding:
    severity = Severity.ADVICE if code in _ADVICE else Severity.ERROR
    return Finding(code, severity, node.iri, node.class_name, field, message, WHY[code], mend)


_ADVICE = {"recommended", "no_swedish", "no_english", "deprecated"}


def _row_findings(node: Node, row: Property, profile: Profile, is_nested: bool) -> Iterator[Finding]:
    values = node.get(row.name)
    if row.level is Level.DEPRECATED:
        if values:
            yield _finding(node, "deprecated", row.name, labelled(row, _DEPRECATED))
        return
    if row.fixed:
        if any(value != row.fixed for value in values):
            yield _finding(node, "fixed", row.name, _fixed(row))
        return
    yield from _count_findings(node, row)
    if row.level is Level.RECOMMENDED and not is_nested and _is_wanted(node, row, profile[node.class_name]):
        yield _finding(node, "recommended", row.name, missing(row))
    if row.kind is Kind.TEXT:
        yield from _language_findings(node, row, is_nested)
    for value in values:
        yield from _one_value(node, row, value, profile)


def _count_findings(node: Node, row: Property) -> Iterator[Finding]:
    count = sum(1 for value in node.get(row.name) if not _is_blank(value))
    if row.maximum is not None and count > row.maximum:
        yield _finding(node, "too_many", row.name, too_many(row, count))
    if row.group or (node.class_name, row.name) in _LISTED_LATER:
        return
    if count < _least(node, row):
        yield _finding(node, "missing", row.name, missing(row))


def _is_wanted(node: Node, row: Property, node_class: NodeClass) -> bool:
    """Whether to ask for a recommended value: once where there are several ways of giving it, as for an area."""
    alternatives = [other for other in node_class.properties if other.predicate == row.predicate]
    return not row.group and row == alternatives[0] and not any(node.get(other.name) for other in alternatives)


def _least(node: Node, row: Property) -> int:
    if row.level is Level.MANDATORY_WHEN_HIGH_VALUE:
        return max(row.minimum, 1) if is_high_value(node) else 0
    return max(row.minimum, 1) if row.level is Level.MANDATORY else row.minimum


def _group_findings(node: Node, node_class: NodeClass, group: Group, first: Property) -> Iterator[Finding]:
    rows = [row for row in node_class.properties if row.group == group.name]
    count = sum(len(node.get(row.name)) for row in rows)
    # One row with too many values has been told of already.
    if group.maximum is not None and count > group.maximum and sum(1 for row in rows if node.get(row.name)) > 1:
        yield _finding(node, "too_many", first.name, too_many(group, count))
    if not count and (group.minimum or group.level is Level.MANDATORY):
        yield _finding(node, "missing", first.name, missing(group))
    elif not count and group.level is Level.RECOMMENDED:
        yield _finding(node, "recommended", first.name, missing(group))


def _rule_findings(node: Node, node_class: NodeClass) -> Iterator[tuple[str, Finding]]:
    """The findings of the rules, each with its field: what is about a part stands at the part."""
    parts = {
        value.iri: (row, value)
        for row in node_class.properties
        if row.kind is Kind.RECORD
        for value in node.get(row.name)
        if isinstance(value, Node)
    }
    for rule in RULES.get(node.class_name, ()):
        for finding in rule(node):
            if finding.iri in parts:
                row, part = parts[finding.iri]
                yield from ((row.name, named) for named in _within(_named(row, part), [finding]))
            else:
                yield finding.field, finding


def _language_findings(node: Node, row: Property, is_nested: bool) -> Iterator[Finding]:
    languages = [text.language for text in node.get(row.name) if text.language and not _is_blank(text)]
    if not languages:
        return
    if row.name in _ONE_PER_LANGUAGE and len(set(languages)) < len(languages):
        yield _finding(node, "duplicate_language", row.name, labelled(row, _DUPLICATE_LANGUAGE))
    if "sv" not in languages:
        yield _finding(node, "no_swedish", row.name, labelled(row, _NO_SWEDISH))
    if row.name in _ALSO_IN_ENGLISH and "en" not in languages and not is_nested:
        yield _finding(node, "no_english", row.name, labelled(row, _NO_ENGLISH))


def _one_value(node: Node, row: Property, value, profile: Profile) -> Iterator[Finding]:
    if not isinstance(value, Node):
        for code, message, mend in value_findings(row, value):
            yield _finding(node, code, row.name, message, mend)
    elif row.kind is Kind.DOCUMENT:
        for code, message, mend in value_findings(row, value.iri):
            yield _finding(node, code, row.name, message, mend)
        for finding in _within(row.label, _check(value, profile, is_nested=True)):
            yield replace(finding, iri=node.iri, class_name=node.class_name, field=row.name)
    elif row.kind is Kind.NODE:
        if not value.values:
            yield _finding(node, "empty", row.name, _empty(row))
        yield from _within(row.label, _check(value, profile, is_nested=True))
    else:
        yield from _within(_named(row, value), _check(value, profile, is_nested=False))


def _within(outer: Bilingual, findings: list[Finding]) -> Iterator[Finding]:
    for finding in findings:
        sentence = finding.message
        yield replace(finding, message=Bilingual(f"{outer.sv}: {sentence.sv}", f"{outer.en}: {sentence.en}"))


def _named(row: Property, part: Node) -> Bilingual:
    name = part.text("title") or part.first("access_url")
    if not name:
        return row.label
    return Bilingual(f"{row.label.sv} ”{quoted(name)}”", f"{row.label.en} “{quoted(name)}”")


def _is_blank(value) -> bool:
    text = value.value if isinstance(value, LanguageText) else value
    return isinstance(text, str) and not text.strip()


def _fixed(row: Property) -> Bilingual:
    return Bilingual(
        f"{row.label.sv} ska vara {row.fixed}. Ta bort det andra värdet.",
        f"{row.label.en} has to be {row.fixed}. Remove the other value.",
    )


def _empty(row: Property) -> Bilingual:
    return Bilingual(f"{row.label.sv} är tom. Fyll i eller ta bort.", f"{row.label.en} is empty. Fill in or remove.")


_DEPRECATED = Bilingual(
    "Uppgiften är på väg bort och publiceras inte. Använd det nya fältet.",
    "This is being phased out and is not published. Use the new field.",
)
_DUPLICATE_LANGUAGE = Bilingual(
    "Det finns två texter på samma språk. Behåll en.", "There are two texts in the same language. Keep one."
)
_NO_SWEDISH = Bilingual("Texten finns inte på svenska. Lägg till den.", "There is no Swedish text. Add one.")
_NO_ENGLISH = Bilingual(
    "Texten finns inte på engelska. Lägg gärna till den.", "There is no English text. Add one if you can."
)
