"""What made-up datasets are about, and the standards that they follow: facts read from the files beside this module."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data, such as playgrounds, that any number of organisations describe."""

    key: str
    title: dict[str, str]
    description: dict[str, str]
    keywords: dict[str, list[str]]
    themes: list[str]  # codes of the EU's list
    hvd_category: str  # IRI, or empty where the EU regulation doesn't name it
    recommended_dataset: str  # key in the list of recommended datasets, or empty
    standard: str  # key of a standard, or empty
    shape: str  # in which forms data of this kind is given: a key of distributions.SHAPES
    frequency: str  # code of the EU's list


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by key."""
    return {row["key"]: _kind(row) for row in _rows("kinds.csv")}


@cache
def standards() -> dict[str, dict]:
    """All standards by key, as the entry of a description that names them."""
    return {
        row["key"]: {"iri": row["iri"], "title": _pair(row, "title"), "description": _pair(row, "description")}
        for row in _rows("standards.csv")
    }


def _kind(row: dict[str, str]) -> Kind:
    return Kind(
        key=row["key"],
        title=_pair(row, "title"),
        description=_pair(row, "description"),
        keywords={language: words.split(";") for language, words in _pair(row, "keywords").items()},
        themes=row["themes"].split(";"),
        hvd_category=row["hvd_category"],
        recommended_dataset=row["recommended_dataset"],
        standard=row["standard"],
        shape=row["shape"],
        frequency=row["frequency"],
    )


def _pair(row: dict[str, str], name: str) -> dict[str, str]:
    return {"sv": row[f"{name}_sv"], "en": row[f"{name}_en"]}


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
