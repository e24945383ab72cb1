"""Proposals from words: inflections, compounds, near misses; and how good they are on the whole."""

import pytest

from catalog.matching import Matcher, Wanted
from catalog.matching.judging import judge
from catalog.matching.listed import matcher_of_list
from catalog.matching.swedish import parts, stem
from catalog.services.recommended import seed_recommended_datasets

pytestmark = pytest.mark.any_database

MATCHER = Matcher(
    [
        Wanted("badplatser", ("Badplatser", "strandbad")),
        Wanted("badvattentemperaturer", ("Badvattentemperaturer", "vattentemperatur")),
        Wanted("lekplatser", ("Lekplatser", "lekpark", "Playgrounds")),
        Wanted("parkering", ("Parkering", "parkeringsplats", "-cykelparkering")),
        Wanted("konst", ("Offentlig konst",)),
    ]
)


def proposed(title: str, *leave_out: str, **keywords) -> list[str]:
    return [each.key for each in MATCHER.propose({"sv": title}, keywords, leave_out=leave_out)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Badplatser", ["badplatser"]),
        ("badplatsernas läge", ["badplatser"]),
        ("Utomhusbadplatser", ["badplatser"]),
        ("Badplatsregister", ["badplatser"]),
        ("Karta över Uppsalas badplatser 2024", ["badplatser"]),
        ("Badplatser och lekparker", ["badplatser", "lekplatser"]),
        ("Vattentemperatur vid badplatser", ["badvattentemperaturer"]),
        ("Parkeringsplatser", ["parkering"]),
        ("Konstgräsplaner", []),
        ("Parker", []),
        ("Cykelparkeringar", []),
        ("Besök på badplatser", []),
        ("", []),
        ("2024", []),
    ],
)
def test_a_title_is_about_what_its_words_say(title, expected):
    assert proposed(title, "uppsala") == expected


def test_the_name_of_the_organisation_is_no_word_of_the_title():
    assert parts("Salas badplatser", leave_out=["sala"]) == [[["badplatser"]]]
    assert parts("Uppsala badplatser", leave_out=["sala"]) == [[["uppsala", "badplatser"]]]


def test_english_titles_count_too():
    assert [each.key for each in MATCHER.propose({"sv": "Ute i det fria", "en": "Playgrounds"})] == ["lekplatser"]


def test_keywords_speak_only_where_the_title_does_not_and_never_alone():
    assert proposed("Ute i det fria", sv=["badplats", "sommar"]) == []
    assert proposed("Ute i det fria", sv=["badplats", "strandbad"]) == ["badplatser"]
    assert proposed("Lekplatser", sv=["badplats", "strandbad"]) == ["lekplatser"]


def test_composed_and_decomposed_letters_are_the_same():
    assert stem("va\u0308gar") == stem("vägar")


@pytest.mark.django_db
def test_proposals_are_seldom_wrong_and_most_come():
    seed_recommended_datasets()
    judgement = judge(matcher_of_list())
    assert len(judgement.judged) >= 150
    keys = {key for each in judgement.judged for key in each.right}
    assert keys <= {key for key, _stems in matcher_of_list()._names}
    assert judgement.precision >= 0.9
    assert judgement.recall >= 0.85
