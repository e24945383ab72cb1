"""Filling the list of recommended datasets from the file that comes with the application."""

import csv
from pathlib import Path

from django.db import transaction

from catalog.models import ListVersion, RecommendedDataset
from catalog.recommended_columns import values_of

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
        return [values_of(row) for row in csv.DictReader(file)]


@transaction.atomic
def seed_recommended_datasets() -> int:
    """Add the rows that are missing, and return how many. What is there already is left as it is.

    Only a row from before there were suggestions gets those; nobody can have written any, or there is a version of it.
    """
    present = {each.key: each for each in RecommendedDataset.objects.all()}
    changed = set(ListVersion.objects.values_list("recommended_id", flat=True))
    rows = recommended_rows()
    missing = [row for row in rows if row["key"] not in present]
    RecommendedDataset.objects.bulk_create(RecommendedDataset(**row) for row in missing)
    later = sorted({name for row in rows for name in row} - _FIRST)
    completed = []
    for row in rows:
        recommended = present.get(row["key"])
        if recommended is None or recommended.pk in changed:
            continue
        if not any(getattr(recommended, name) for name in later):
            for name in later:
                setattr(recommended, name, row[name])
            completed.append(recommended)
    RecommendedDataset.objects.bulk_update(completed, later)
    return len(missing)
