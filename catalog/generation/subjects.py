"""What an organisation's datasets are about: the kinds of data, then the same by district and by year, without end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, product
from random import Random

from catalog.generation.kinds import Kind, kinds
from organisations.address_parts import address_part

_DISTRICTS = (
    "Centrum;Norrmalm;Söderstaden;Östermarken;Västerängen;Hamnen;Sjöstaden;Bruket;Kvarnbacken;Lillån;Storskogen;Åsen;"
    "Kyrkbyn;Stationsområdet;Gamla staden;Nyhagen;Fiskartorpet;Rosendal;Tallbacken;Björkhagen;Vretstorp;Lövudden;"
    "Universitetsområdet;Industriområdet"
).split(";")
_YEARS = range(2012, 2026)
_YEARS_OF_A_SERIES = range(2021, 2026)
_DATASETS_PER_SERIES = 30
_MOST_SERIES = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A dataset's subject; ``series`` is the key of the kind that is told year by year, or empty."""

    kind: Kind
    series: str = ""


def series_among(order: list[Kind], datasets: int) -> list[Kind]:
    """The kinds of which an organisation with so many datasets has a series."""
    return order[: min(datasets // _DATASETS_PER_SERIES, _MOST_SERIES)]


def order_of_kinds(chance: Random, not_asked_for: set[str]) -> list[Kind]:
    """In which order an organisation comes to describe things. ``not_asked_for``: keys of recommended datasets."""
    order = [kind for kind in kinds().values() if kind.recommended_dataset not in not_asked_for]
    chance.shuffle(order)
    return order


def subjects(order: list[Kind], in_series: list[Kind], chance: Random) -> Iterator[Subject]:
    """Endless; no two with the same title."""
    for kind in order:
        if kind in in_series:
            yield from (Subject(_varied(kind, str(year)), series=kind.key) for year in _YEARS_OF_A_SERIES)
        else:
            yield Subject(kind)
    for variation in _variations(chance):
        yield from (Subject(_varied(kind, variation)) for kind in order if kind not in in_series)


def _variations(chance: Random) -> Iterator[str]:
    districts, years = list(_DISTRICTS), [str(year) for year in _YEARS]
    chance.shuffle(districts)
    yield from districts
    yield from years
    both = [f"{district} {year}" for district, year in product(districts, years)]
    yield from both
    for part in count(2):
        yield from (f"{each} ({part})" for each in both)


def _varied(kind: Kind, variation: str) -> Kind:
    """The kind in one district, or of one year."""
    of_a_year = variation[0].isdigit()
    joint = {"sv": " " if of_a_year else " i ", "en": " " if of_a_year else " in "}
    title = {language: f"{text}{joint[language]}{variation}" for language, text in kind.title.items()}
    return replace(kind, key=f"{kind.key}-{address_part(variation)}", title=title)
