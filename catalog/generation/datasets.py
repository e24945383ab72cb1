"""Made-up datasets: the values of records as the services take them. Pure functions of facts and chance.

Nothing here is true of the organisation whose name it bears: every text is marked, every address is under .example.
"""

from random import Random

from catalog.generation.distributions import HIGH_VALUE
from catalog.generation.kinds import Kind, standards
from catalog.generation.parties import domain_of
from catalog.generation.wording import Text, description_of
from dcat.kinds import write_box
from dcat.rules.protected import NON_PUBLIC, PUBLIC, RESTRICTED
from organisations.models import Organisation

_THEME = "http://publications.europa.eu/resource/authority/data-theme/"
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_SWEDISH = "http://publications.europa.eu/resource/authority/language/SWE"

# So often that a date of the latest change would never be right.
_OFTEN = {"DAILY", "WEEKLY"}


def dataset_values(
    kind: Kind, organisation: Organisation, chance: Random, *, is_high_value: bool, is_shared: bool
) -> dict:
    """A dataset, mostly with all that is recommended. ``is_shared``: for some only, and not open data."""
    values = {
        "title": kind.title,
        "description": description_of(kind.description, kind.shape, chance),
        "keyword": kind.keywords,
        "theme": [_THEME + code for code in kind.themes],
        "issued": str(chance.randrange(2014, 2025)),
        "landing_page": [f"https://www.{domain_of(organisation)}/oppna-data/{kind.key}"],
        "accrual_periodicity": _FREQUENCY + kind.frequency,
        "access_rights": chance.choice([RESTRICTED, NON_PUBLIC]) if is_shared else PUBLIC,
        "conforms_to": [standards()[kind.standard]] if kind.standard else [],
    }
    values |= _when(kind, chance) | _where(organisation, chance) | _extras(kind, organisation, chance)
    if is_high_value:
        values |= {"applicable_legislation": HIGH_VALUE, "hvd_category": [kind.hvd_category]}
    elif chance.random() < 0.12:
        values |= {name: only_swedish(values[name]) for name in ("title", "description", "keyword")}
    return values


def _when(kind: Kind, chance: Random) -> dict:
    values = {}
    if kind.frequency not in _OFTEN:
        values["modified"] = f"2026-{chance.randrange(1, 10):02}-{chance.randrange(1, 29):02}"
    start = chance.randrange(2010, 2022)
    if chance.random() < 0.85:
        end = {"end_date": str(start + 3)} if kind.frequency in ("NEVER", "IRREG") else {}
        values["temporal"] = [{"start_date": str(start)} | end]
    return values


def _where(organisation: Organisation, chance: Random) -> dict:
    """The named place, or the box around it where there is no name to link to."""
    if chance.random() < 0.8 and organisation.geonames_iri:
        return {"spatial": [organisation.geonames_iri]}
    if organisation.area is None:
        return {}
    return {"geographical_area": [{"bbox": write_box(*map(str, organisation.area.values()))}]}


def _extras(kind: Kind, organisation: Organisation, chance: Random) -> dict:
    values = {}
    base = f"https://www.{domain_of(organisation)}/oppna-data/{kind.key}"
    if kind.shape in ("table", "documents", "measurements") or chance.random() < 0.4:
        values["language"] = [_SWEDISH]
    if chance.random() < 0.35:
        title = {"sv": "Så läser du uppgifterna (exempel)", "en": "How to read the data (example)"}
        values["page"] = [{"iri": f"{base}/dokumentation", "title": title}]
    if chance.random() < 0.15:
        values["is_referenced_by"] = [f"{base}/app"]
    if chance.random() < 0.15:
        notes = {"sv": "En kolumn för tillgänglighet är ny.", "en": "A column for accessibility is new."}
        values |= {"version": f"1.{chance.randrange(1, 6)}", "version_notes": notes}
    return values


def only_swedish(text: Text | dict[str, list[str]]) -> dict:
    """The Swedish words of texts or lists of words."""
    return {"sv": text["sv"]}
