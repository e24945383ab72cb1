"""What differs between two descriptions: found by the rows of the profile, for every kind of value."""

import pytest

from dcat.difference import Mark, difference, marked_words
from dcat.node import LanguageText, Node
from dcat.profile import DCAT_AP_SE
from dcat.term import Literal
from tests.dcat.nodes import DATASET, contact, dataset, distribution, full_node

KEPT, REMOVED, ADDED = Mark.KEPT, Mark.REMOVED, Mark.ADDED


def period(key: str, **values: tuple) -> Node:
    return Node(f"{DATASET}#temporal-{key}", "PeriodOfTime", values)


def only_change(before: Node, after: Node):
    (change,) = difference(before, after).changes
    return change


@pytest.mark.parametrize("class_name", sorted(DCAT_AP_SE.classes))
def test_nothing_differs_from_itself_and_everything_from_nothing(class_name):
    full, empty = full_node(class_name, DATASET), Node(DATASET, class_name)

    assert not difference(full, full)
    assert [change.row.name for change in difference(empty, full).changes] == list(full.values)
    for before, after in ((empty, full), (full, empty)):
        for change in difference(before, after).changes:
            assert (change.added, change.removed) == (after.get(change.row.name), before.get(change.row.name))


def test_a_text_is_replaced_in_its_own_language():
    after = dataset(title=(LanguageText("Badplatser", "sv"), LanguageText("Beaches", "en")))

    change = only_change(dataset(), after)

    assert change.replaced == ((LanguageText("Bathing sites", "en"), LanguageText("Beaches", "en")),)
    assert (change.added, change.removed) == ((), ())


def test_one_value_is_replaced_and_of_several_some_come_and_some_go():
    replaced = only_change(dataset(issued=("2025",)), dataset(issued=("2026",)))
    several = only_change(dataset(theme=("a", "b")), dataset(theme=("b", "c")))

    assert replaced.replaced == (("2025", "2026"),)
    assert (several.added, several.removed, several.replaced) == (("c",), ("a",), ())


def test_the_same_value_twice_is_one_more():
    assert only_change(dataset(theme=("a",)), dataset(theme=("a", "a"))).added == ("a",)


def test_a_thing_described_in_place_is_followed_by_its_key():
    before = dataset(temporal=(period("1", start_date=("2020",)), period("2", start_date=("2022",))))
    after = dataset(temporal=(period("2", start_date=("2022",), end_date=("2023",)), period("3", end_date=("1999",))))

    change = only_change(before, after)

    assert [each.iri for each in change.added] == [f"{DATASET}#temporal-3"]
    assert [each.iri for each in change.removed] == [f"{DATASET}#temporal-1"]
    ((inner,),) = [each.changes for each in change.within]
    assert (inner.row.name, inner.added) == ("end_date", ("2023",))


def test_a_thing_removed_and_typed_again_is_the_same():
    before = dataset(temporal=(period("1", start_date=("2020",)),))
    assert not difference(before, dataset(temporal=(period("9", start_date=("2020",)),)))


def test_the_only_thing_there_may_be_has_changed_whatever_its_key():
    def checked(key: str, value: str) -> Node:
        return distribution(checksum=(Node(f"{DATASET}#checksum-{key}", "Checksum", {"checksum_value": (value,)}),))

    (inner,) = only_change(checked("1", "aa"), checked("2", "bb")).within
    assert [change.row.name for change in inner.changes] == ["checksum_value"]


def test_a_distribution_is_followed_by_its_iri():
    first, second = distribution(f"{DATASET}/distributions/1"), distribution(f"{DATASET}/distributions/2")
    third = distribution(f"{DATASET}/distributions/3")
    changed = second.replace(format=("application/json",))

    change = only_change(dataset(distribution=(first, second)), dataset(distribution=(changed, third)))

    assert (change.added, change.removed) == ((third,), (first,))
    assert [inner.before.iri for inner in change.within] == [second.iri]


def test_another_order_is_said_to_be_that():
    change = only_change(dataset(theme=("a", "b")), dataset(theme=("b", "a")))
    assert change.is_reordered and not change.added and not change.removed


def test_what_the_profile_does_not_know_comes_and_goes_too():
    statement = ("https://w3id.org/dpv#hasPurpose", Literal("Forskning", "sv"))
    with_more = Node(DATASET, "Dataset", {}, (statement,))
    without = Node(DATASET, "Dataset", {})

    assert difference(without, with_more).further_added == (statement,)
    assert difference(with_more, without).further_removed == (statement,)


def test_a_dataset_and_a_contact_are_not_compared():
    with pytest.raises(ValueError, match="nothing in common"):
        difference(dataset(), contact())


@pytest.mark.parametrize(
    "before, after, marked",
    [
        ("", "", []),
        ("Alla", "Alla", [(KEPT, "Alla")]),
        ("", "Alla", [(ADDED, "Alla")]),
        ("Alla bad", "Alla", [(KEPT, "Alla"), (REMOVED, " bad")]),
        (
            "en två tre fyra",
            "en fem sex fyra",
            [(KEPT, "en "), (REMOVED, "två tre"), (ADDED, "fem sex"), (KEPT, " fyra")],
        ),
    ],
)
def test_words_are_marked(before, after, marked):
    assert marked_words(before, after) == marked


def test_the_marked_words_are_both_texts_however_long():
    for before, after in (("ett två. tre\nfyra", "två ett, tre  fyra!"), ("a " * 5000, "b " * 5000)):
        marked = marked_words(before, after)
        assert "".join(text for mark, text in marked if mark is not ADDED) == before
        assert "".join(text for mark, text in marked if mark is not REMOVED) == after
