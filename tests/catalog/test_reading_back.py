"""From descriptions to working copies: what is put into columns describes the same again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.columns import DERIVED, MODELS, own_columns
from catalog.describe import describe_values
from catalog.models.fields import LanguageListField, LanguageTextField
from catalog.reading_back import Columns, columns_of
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.profile.model import Kind, Level, Property
from dcat.term import Literal
from tests.dcat.nodes import DATASET, HIGH_VALUE, dataset, distribution

pytestmark = pytest.mark.any_database

RECORD = "https://data.example.se/uppsala/things/1"
LANGUAGES = ("sv", "en", "", "fi", "se-fi")  # the order in which texts are described
_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
_addresses = st.integers(0, 99).map(lambda number: f"https://a.se/{number}")


def columns_to_fill(class_name: str) -> list[tuple[Property, object]]:
    """The rows of a class that have a column of plain values, with the column."""
    fields = own_columns(MODELS[class_name])
    return [
        (row, fields[row.name])
        for row in DCAT_AP_SE[class_name].properties
        if row.name in fields and not fields[row.name].is_relation and (class_name, row.name) not in DERIVED
    ]


@st.composite
def nodes(draw, class_name: str) -> Node:
    values = {}
    for row, column in columns_to_fill(class_name):
        is_multiple = not hasattr(column, "max_length") or column.max_length is None
        if isinstance(column, LanguageTextField | LanguageListField):
            found = draw(texts(most=1 if isinstance(column, LanguageTextField) else 3))
        elif column.get_internal_type() == "PositiveBigIntegerField":
            found = draw(st.lists(st.integers(0, 2**63 - 1).map(str), max_size=1))
        else:
            found = draw(st.lists(value_of(row, RECORD), max_size=2 if is_multiple else 1, unique_by=_identity))
        if found:
            values[row.name] = tuple(found)
    return Node(RECORD, class_name, values)


@st.composite
def texts(draw, most: int) -> list[LanguageText]:
    by_language = draw(
        st.dictionaries(
            st.sampled_from(LANGUAGES), st.lists(_words, min_size=1, max_size=most, unique=True), max_size=3
        )
    )
    order = ["sv", "en", *sorted(set(by_language) - {"sv", "en"})]
    return [LanguageText(text, language) for language in order for text in by_language.get(language, ())]


@st.composite
def described(draw, row: Property, iri: str) -> Node:
    """A nested node or a document, with whatever rows its class has."""
    values = {}
    for inner in DCAT_AP_SE[row.node_class].properties:
        if inner.level is Level.DEPRECATED:
            continue
        if inner.kind is Kind.TEXT:
            found = draw(texts(most=1))
        else:
            found = draw(st.lists(value_of(inner, iri), max_size=inner.maximum or 2, unique_by=_identity))
        if found:
            values[inner.name] = tuple(found)
    return Node(iri, row.node_class, values)


def value_of(row: Property, base: str):
    if row.kind is Kind.NODE:
        keys = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
        local = row.predicate.partition(":")[2]
        return keys.flatmap(lambda key: described(row, f"{base}{'-' if '#' in base else '#'}{local}-{key}"))
    if row.kind is Kind.DOCUMENT:
        return _addresses.flatmap(lambda iri: described(row, iri))
    return _words


def _identity(value):
    return value.iri if isinstance(value, Node) else value


@pytest.mark.parametrize("class_name", sorted(MODELS))
@given(data=st.data())
def test_what_is_put_into_columns_describes_the_same_again(class_name, data):
    node = data.draw(nodes(class_name))
    columns = columns_of(node)
    assert (columns.relations, columns.parts, columns.unheld) == ({}, (), ())
    assert describe_values(class_name, RECORD, MODELS[class_name](iri=RECORD, **columns.values)) == node


def test_other_records_come_out_as_their_addresses_and_parts_as_nodes():
    columns = columns_of(dataset())
    assert columns.relations["contact_point"] == dataset().get("contact_point")
    assert columns.parts == dataset().get("distribution")
    assert not columns.values.keys() & {"publisher", "distribution", "contact_point"}


def test_what_follows_from_something_else_is_no_value_of_a_column():
    node = Node(DATASET, "Dataset", {"identifier": ("9d1c", "own")})
    assert columns_of(node, derived={"identifier": ("9d1c",)}).values == {"identifier": ["own"]}


@pytest.mark.parametrize("foreign", ["https://other.se/period", f"{DATASET}#area-1", "https://other.se/all#temporal-1"])
def test_a_node_with_an_address_from_elsewhere_gets_a_key_that_follows_from_it(foreign):
    node = Node(DATASET, "Dataset", {"temporal": (Node(foreign, "PeriodOfTime", {"start_date": ("2024",)}),)})
    once, again = columns_of(node), columns_of(node)
    assert once == again
    (period,) = describe_values("Dataset", DATASET, once.values).get("temporal")
    assert period.iri == f"{DATASET}#temporal-{once.values['temporal'][0]['key']}"
    assert period.values == {"start_date": ("2024",)}


def test_parts_hang_on_a_record_whose_address_has_a_fragment():
    iri = "https://other.se/all#1"
    node = Node(iri, "Dataset", {"temporal": (Node(f"{iri}-temporal-7f", "PeriodOfTime", {"end_date": ("2024",)}),)})
    assert columns_of(node).values["temporal"] == [{"key": "7f", "end_date": "2024"}]
    assert describe_values("Dataset", iri, columns_of(node).values) == node


def test_what_no_column_has_room_for_comes_out_beside():
    node = distribution(
        byte_size=("stor",),
        license=("https://a.se/1", "https://a.se/2"),
        title=(LanguageText("Ett", "sv"), LanguageText("Två", "sv")),
        issued=("x" * 100,),
    )
    columns = columns_of(node)
    assert columns.values["license"] == "https://a.se/1"
    assert columns.values["title"] == {"sv": "Ett"}
    assert set(columns.unheld) == {
        ("byte_size", "stor"),
        ("license", "https://a.se/2"),
        ("title", LanguageText("Två", "sv")),
        ("issued", "x" * 100),
    }


def test_what_the_profile_does_not_know_is_described_again():
    statement = ("https://w3id.org/dpv#hasPurpose", Literal("Forskning", "sv"))
    period = Node(f"{DATASET}#temporal-1", "PeriodOfTime", {"start_date": ("2024",)}, (statement,))
    node = Node(DATASET, "Dataset", {"applicable_legislation": (HIGH_VALUE,), "temporal": (period,)}, (statement,))
    columns = columns_of(node)
    stored = columns.values.get("further") or dict(columns.unheld)["further"]
    values = {**columns.values, "further": stored}
    assert describe_values("Dataset", DATASET, values) == node


def test_nothing_at_all_is_no_column():
    assert columns_of(Node(DATASET, "Dataset", {})) == Columns()
