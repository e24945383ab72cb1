"""Which recommended dataset something is, by its title, its keywords, its columns and its address. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalog.models import RecommendedDataset

# How much a word counts, by where it stands.
_TITLE, _KEYWORD, _ADDRESS, _COLUMN, _WHOLE_TITLE = 3, 2, 2, 1, 4
_ENOUGH, _CERTAIN, _LEAD = 2, 4, 2
_LONG_ENOUGH = 6  # letters; a word of so many also counts as the beginning of a longer one


@dataclass(frozen=True, slots=True)
class Match:
    """A recommended dataset, and whether there is hardly any doubt."""

    recommended: RecommendedDataset
    is_certain: bool


def best_match(
    listed: Iterable[RecommendedDataset],
    *,
    title: str = "",
    keywords: Sequence[str] = (),
    columns: Sequence[str] = (),
    address: str = "",
) -> Match | None:
    """The one that most speaks for; None when nothing speaks for any, or as much for several."""
    places = [
        (_TITLE, _words(title)),
        (_KEYWORD, _words(" ".join(keywords))),
        (_ADDRESS, _words(address)),
        (_COLUMN, _words(" ".join(columns))),
    ]
    scored = sorted(((_score(each, title, places), each) for each in listed), key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _ENOUGH:
        return None
    (best, recommended), second = scored[0], scored[1][0] if len(scored) > 1 else 0
    if best == second:
        return None
    return Match(recommended, best >= _CERTAIN and best - second >= _LEAD)


def _score(recommended: RecommendedDataset, title: str, places: list[tuple[int, list[str]]]) -> int:
    phrases = {tuple(_words(each)) for each in (recommended.name, recommended.name_en, *recommended.match_words)}
    score = sum(worth for worth, words in places if any(_is_in(phrase, words) for phrase in phrases if phrase))
    names = {_folded(recommended.name), _folded(recommended.name_en)} - {""}
    return score + (_WHOLE_TITLE if _folded(title.strip()) in names else 0)


def _is_in(phrase: tuple[str, ...], words: list[str]) -> bool:
    if len(phrase) == 1:
        word = phrase[0]
        return any(each == word or (len(word) >= _LONG_ENOUGH and each.startswith(word)) for each in words)
    return any(tuple(words[at : at + len(phrase)]) == phrase for at in range(len(words)))


def _words(text: str) -> list[str]:
    """The words without capitals and accents, as addresses have them: 'Återvinning' is 'atervinning'."""
    return re.findall(r"[a-z0-9]+", _folded(text[:5000]))


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
