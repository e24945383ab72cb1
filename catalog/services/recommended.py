"""Filling the list of recommended datasets from the file that comes with the application."""

import csv
from pathlib import Path

from django.db import transaction

from catalog.models import RecommendedDataset
from organisations.swedish_order import sort_key

_SEED = Path(__file__).resolve().parent.parent / "data" / "recommended_datasets.csv"


@transaction.atomic
def seed_recommended_datasets() -> int:
    """Add the rows that are missing, and return how many. What is there already is left as it is."""
    present = set(RecommendedDataset.objects.values_list("key", flat=True))
    with _SEED.open(encoding="utf-8", newline="") as file:
        missing = [row for row in csv.DictReader(file) if row["key"] not in present]
    RecommendedDataset.objects.bulk_create(
        RecommendedDataset(**row | {"rank": row["rank"] or None, "sort_key": sort_key(row["name"])}) for row in missing
    )
    return len(missing)
