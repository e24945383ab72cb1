"""The pairs of sentences that are written in the source, wherever they stand: words that a person can read."""

import ast
import re

import pytest

from dcat.namespaces import PREFIXES
from tests.house import import_rules
from tests.house.test_imports import ROOT

_PREFIXED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):\w")


def _pairs(tree: ast.AST):
    """The line of each pair, and the fixed words of its two sides."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Bilingual":
            sides = call.args or [each.value for each in call.keywords]
            if len(sides) == 2:
                yield call.lineno, tuple(_fixed(side) for side in sides)


def _fixed(side: ast.expr) -> str:
    return " ".join(
        each.value for each in ast.walk(side) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def _all_pairs() -> list[tuple[str, str, str]]:
    return [
        (f"{path}:{line}", *sides)
        for path in import_rules.sources(ROOT)
        for line, sides in _pairs(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    ]


def test_no_sentence_explains_itself_by_the_name_of_a_property():
    pairs = _all_pairs()
    addresses = tuple(PREFIXES.values())

    assert len(pairs) > 500
    for place, swedish, english in pairs:
        for words in (swedish, english):
            # In brackets it says in other words what has been said already.
            assert not _PREFIXED.search(re.sub(r"\([^)]*\)", "", words)), place
            assert not any(address in words for address in addresses), place


@pytest.mark.parametrize("sides", [("Utgivare: dcterms:publisher saknas.", "x"), ("x", "See dcat:theme.")])
def test_such_a_sentence_would_be_noticed(sides):
    (found,) = _pairs(ast.parse(f"Bilingual({sides[0]!r}, {sides[1]!r})"))

    assert any(_PREFIXED.search(words) for words in found[1])
