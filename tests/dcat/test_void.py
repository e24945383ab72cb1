"""The description of the whole in VoID: the same graph in every format, and nothing that VoID does not know."""

from datetime import UTC, datetime

import pyoxigraph
import pytest

from dcat.formats import FORMATS, N_TRIPLES
from dcat.void import VOID, Described, void_document

ADDRESS = "https://data.example.se/void"
# https://www.w3.org/TR/void/#vocabulary, as far as it is used.
KNOWN = (
    "DatasetDescription Dataset subset dataDump feature vocabulary rootResource classPartition class entities".split()
)


def described(name: str, **values) -> Described:
    facts = {"title": {"sv": f'"{name}" å\n'}, "page": f"https://data.example.se/{name}/", "datasets": 3}
    return Described(iri=f"{ADDRESS}#{name}", feed=f"https://data.example.se/{name}/datasets/dcat", **facts | values)


WHOLE = described("all", modified=datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC), catalogue="https://data.example.se/c")
PARTS, OTHERS = [described("kil"), described("grums", publisher="http://example.org/p")], [described("arboga")]


def statements(suffix: str) -> set:
    form = FORMATS[suffix]
    return set(pyoxigraph.parse(void_document(ADDRESS, WHOLE, PARTS, OTHERS, form), format=form.rdf_format))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_the_same_statements(suffix):
    assert statements(suffix) == statements(N_TRIPLES.suffix)


def test_only_the_vocabulary_s_own_words_are_used_of_it():
    words = {str(term).strip("<>") for quad in statements("nt") for term in (quad.predicate, quad.object)}
    assert {word.removeprefix(VOID) for word in words if word.startswith(VOID)} == set(KNOWN)


def test_parts_are_subsets_and_others_are_described_for_themselves():
    text = void_document(ADDRESS, WHOLE, PARTS, OTHERS, N_TRIPLES).decode()
    for name, is_part in (("kil", True), ("grums", True), ("arboga", False)):
        assert (f"<{WHOLE.iri}> <{VOID}subset> <{ADDRESS}#{name}> ." in text) == is_part
        assert f"<https://data.example.se/{name}/datasets/dcat.jsonld>" in text
    assert '"2026-01-02T03:04:05Z"' in text


def test_the_same_facts_give_the_same_bytes():
    first, second = (void_document(ADDRESS, WHOLE, PARTS, OTHERS, form) for form in (N_TRIPLES, N_TRIPLES))
    assert first == second
