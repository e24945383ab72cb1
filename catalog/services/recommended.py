"""Filling the list of recommended datasets from the file that comes with the application."""

import csv
from pathlib import Path

from django.db import transaction

from catalog.models import RecommendedDataset
from organisations.swedish_order import sort_key

_SEED = Path(__file__).resolve().parent.parent / "data" / "recommended_datasets.csv"
# What the list has said from the beginning. The rest came later, and is filled in where a row says nothing of it.
_FIRST = {
    "key",
    "name",
    "sort_key",
    "description",
    "applies_to",
    "area",
    "rank",
    "theme",
    "hvd_category",
    "specification_iri",
    "evidence",
}


def recommended_rows() -> list[dict[str, object]]:
    """The columns of every row of the file."""
    with _SEED.open(encoding="utf-8", newline="") as file:
        return [_columns(row) for row in csv.DictReader(file)]


@transaction.atomic
def seed_recommended_datasets() -> int:
    """Add the rows that are missing, and return how many. What is there already is left as it is.

    Only a row from before there were suggestions gets those; nobody can have written any.
    """
    present = {each.key: each for each in RecommendedDataset.objects.all()}
    rows = recommended_rows()
    missing = [row for row in rows if row["key"] not in present]
    RecommendedDataset.objects.bulk_create(RecommendedDataset(**row) for row in missing)
    later = sorted({name for row in rows for name in row} - _FIRST)
    completed = []
    for row in rows:
        recommended = present.get(row["key"])
        if recommended is not None and not any(getattr(recommended, name) for name in later):
            for name in later:
                setattr(recommended, name, row[name])
            completed.append(recommended)
    RecommendedDataset.objects.bulk_update(completed, later)
    return len(missing)


def _columns(row: dict[str, str]) -> dict[str, object]:
    keywords = {"sv": _listed(row.pop("keywords_sv")), "en": _listed(row.pop("keywords_en"))}
    suggested = ["keyword" if name.startswith("keywords_") else name for name in _listed(row["our_suggestion"])]
    return row | {
        "rank": row["rank"] or None,
        "sort_key": sort_key(row["name"]),
        "keyword": {language: words for language, words in keywords.items() if words},
        "match_words": _listed(row["match_words"]),
        "our_suggestion": list(dict.fromkeys(suggested)),
    }


def _listed(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]
