"""Carries the facts of data/organisations.csv into the database, as often as one likes.

What people decide is never touched once an organisation exists: name, address part, settings, a confirmed number.
"""

import csv
from collections import Counter
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from organisations.models import County, Organisation
from organisations.organisation_changes import create_organisation, keep_county

FACTS_FILE = Path(__file__).parent / "data" / "organisations.csv"


def read_facts(path: Path = FACTS_FILE) -> list[dict[str, str]]:
    """The rows of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def seed_organisations(rows: list[dict[str, str]] | None = None) -> Counter:
    """Make the counties and organisations that are missing and refresh the others' facts; counts what was done."""
    done: Counter = Counter()
    counties: dict[str, County] = {}
    for row in read_facts() if rows is None else rows:
        code = row["county_code"]
        if code not in counties:
            counties[code] = keep_county(code=code, name=row["county_name"])
        organisation = _known(row)
        if organisation is None:
            _create(row, counties[code])
            done["created"] += 1
        else:
            done["refreshed" if _refresh(organisation, row) else "unchanged"] += 1
    return done


def _known(row: dict[str, str]) -> Organisation | None:
    """A kommun is known by its code, a region by its county: these don't change when names, numbers or addresses do."""
    if row["municipality_code"]:
        return Organisation.objects.filter(municipality_code=row["municipality_code"]).first()
    return Organisation.objects.filter(kind=Organisation.Kind.REGION, county_id=row["county_code"]).first()


def _create(row: dict[str, str], county: County) -> None:
    create_organisation(
        kind=row["kind"],
        name=row["name"],
        short_name=row["short_name"],
        county=county,
        municipality_code=row["municipality_code"],
        organisation_number=row["organisation_number"],
        number_confirmed_at=timezone.now() if row["number_confirmed"] == "yes" else None,
        **_facts(row),
    )


def _refresh(organisation: Organisation, row: dict[str, str]) -> bool:
    facts = _facts(row)
    if not organisation.is_number_confirmed:
        facts["organisation_number"] = row["organisation_number"]
        if row["number_confirmed"] == "yes":
            facts["number_confirmed_at"] = timezone.now()
    changed = [name for name, value in facts.items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, facts[name])
    if changed:
        organisation.save(update_fields=changed)
    return bool(changed)


def _facts(row: dict[str, str]) -> dict[str, object]:
    """What nobody edits here: it follows the file."""
    return {
        "website_domain": row["website_domain"],
        "geonames_iri": row["geonames_iri"],
        "population": int(row["population"]) if row["population"] else None,
        **{side: float(row[side]) if row[side] else None for side in ("west", "south", "east", "north")},
    }
