"""IRIs for what has none: each blank node is named after its owner and its content, so that reading the same document
twice, or in another format, gives the same names.

A name has the form that our own parts have: ``<owner>#<property>-<key>``.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dcat.iri import below
from dcat.reader.statements import BLANK, Statement, is_blank
from dcat.term import Resource, Term

# Blank nodes are told apart by what they say up to so many levels below them; those that say the same are the same.
_LEVELS = 6
# How much longer than its first owner's IRI a name may get.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Named:
    """What a document states, with IRIs in place of blank nodes.

    ``made`` are the IRIs that were made for them; ``nowhere`` is said of those that nothing with an IRI leads to.
    """

    statements: list[Statement]
    nowhere: list[Statement]
    made: frozenset[str]


def name_blank_nodes(statements: Iterable[Statement]) -> Named:
    """The statements with a name for each blank node."""
    statements = list(statements)
    about: dict[str, list[Statement]] = defaultdict(list)
    leading_in: list[Statement] = []
    for statement in statements:
        if statement.subject.startswith(BLANK):
            about[statement.subject].append(statement)
        elif is_blank(statement.stated):
            leading_in.append(statement)
    if not about and not leading_in:
        return Named(statements, [], frozenset())
    names = _names(leading_in, about)
    is_kept = [not each.subject.startswith(BLANK) or each.subject in names for each in statements]
    return Named(
        [_renamed(each, names) for each, kept in zip(statements, is_kept, strict=True) if kept],
        [each for each, kept in zip(statements, is_kept, strict=True) if not kept],
        frozenset(names.values()),
    )


def part_name(owner: str, predicate: str, key: str) -> str:
    """The IRI of a part of ``owner``."""
    local = re.sub(r"[^A-Za-z0-9_\-]", "", re.split(r"[#/:]", predicate)[-1]) or "part"
    return below(owner, f"{local}-{key}")


def key_of(*content: str) -> str:
    """A key that follows from content."""
    return hashlib.sha256("\n".join(content).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _names(leading_in: list[Statement], about: dict[str, list[Statement]]) -> dict[str, str]:
    """Level by level from what has an IRI; where several lead to one, the first name in alphabetical order is it."""
    keys = _keys(about)
    names: dict[str, str] = {}
    roots: dict[str, str] = {}
    level = leading_in
    while level:
        found: dict[str, tuple[str, str]] = {}
        for owner, predicate, stated in level:
            if stated.iri not in names:
                root, key = roots.get(owner, owner), keys.get(stated.iri) or key_of()
                named = _name(names.get(owner, owner), root, predicate, key), root
                found[stated.iri] = min(found.get(stated.iri, named), named)
        for blank, (name, root) in found.items():
            names[blank], roots[blank] = name, root
        level = [each for blank in found for each in about[blank] if is_blank(each.stated)]
    return names


def _name(owner: str, root: str, predicate: str, key: str) -> str:
    """A name that hangs on the owner's; on that of the first one with an IRI, when names grow long level by level."""
    if len(owner) - len(root) > _LONGEST:
        return part_name(root, predicate, key_of(owner, key))
    return part_name(owner, predicate, key)


def _keys(about: dict[str, list[Statement]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for _ in range(_LEVELS):
        refined = {
            blank: key_of(*sorted(f"{each.predicate} {_written(each.stated, keys)}" for each in said))
            for blank, said in about.items()
        }
        if refined == keys:
            break
        keys = refined
    return keys


def _written(term: Term, keys: dict[str, str]) -> str:
    return f"_:{keys.get(term.iri, '')}" if is_blank(term) else repr(tuple(term))


def _renamed(statement: Statement, names: dict[str, str]) -> Statement:
    subject, predicate, stated = statement
    if is_blank(stated):
        stated = Resource(names[stated.iri])
    return Statement(names.get(subject, subject), predicate, stated)
