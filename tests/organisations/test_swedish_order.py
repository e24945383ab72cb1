"""The Swedish alphabet's order."""

from organisations.swedish_order import sort_key


def test_letters_after_z_come_last_and_in_their_order():
    names = ["Öckerö", "Åmål", "Zinkgruvan", "Älvsbyn", "Ale", "Vara", "ale", "Ödeshög"]
    assert sorted(names, key=sort_key) == ["Ale", "ale", "Vara", "Zinkgruvan", "Åmål", "Älvsbyn", "Öckerö", "Ödeshög"]


def test_letters_and_marks_apart_sort_as_letters_in_one():
    assert sort_key("A\u030amal") == sort_key("Åmal")


def test_other_accents_do_not_count():
    assert sort_key("Linné") == sort_key("linne")
