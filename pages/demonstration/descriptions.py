"""Made-up descriptions: the values of records as the services take them. Pure functions of facts and chance.

Nothing here is true of the organisation whose name it bears: every text is marked, every address is under .example.
"""

from random import Random

from dcat.kinds import write_box
from organisations.models import Organisation
from pages.demonstration.distributions import HIGH_VALUE
from pages.demonstration.kinds import Kind, standards
from pages.demonstration.wording import Text, description_of, marked, marked_title

_SEED = 2026
_THEME = "http://publications.europa.eu/resource/authority/data-theme/"
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
_ACCESS = "http://publications.europa.eu/resource/authority/access-right/"
_SWEDISH = "http://publications.europa.eu/resource/authority/language/SWE"
_COMPANY = "http://purl.org/adms/publishertype/Company"
_OFFICE = "http://www.w3.org/2006/vcard/ns#Organization"

# So often that a date of the latest change would never be right.
_OFTEN = {"DAILY", "WEEKLY"}

# The offices that answer questions: key, name in Swedish, mailbox.
OFFICES = {"data": "Öppna data", "karta": "Kart- och mätenheten", "miljo": "Miljökontoret"}


def chance_for(*names: str) -> Random:
    """The same throws for the same names, whatever else is seeded before."""
    return Random("/".join([str(_SEED), *names]))


def domain_of(organisation: Organisation) -> str:
    """Under the top-level domain that is reserved for examples (RFC 2606)."""
    return f"{organisation.slug}.example"


def catalogue_values(organisation: Organisation) -> dict:
    """The organisation's catalogue, marked in title and description."""
    name = organisation.name
    return {
        "title": marked_title({"sv": f"Data från {name}", "en": f"Data from {name}"}),
        "description": marked(
            {
                "sv": f"Så här kan en katalog över öppna och delade data från {name} se ut.",
                "en": f"This is what a catalogue of open and shared data from {name} may look like.",
            }
        ),
        "homepage": f"https://www.{domain_of(organisation)}/",
    }


def publisher_values(organisation: Organisation) -> dict:
    """What is changed in the publisher, whose name and number are facts."""
    return {"homepage": [f"https://www.{domain_of(organisation)}/"]}


def contact_values(organisation: Organisation, office: str) -> dict:
    """An office's mailbox. Nobody answers there."""
    chance = chance_for(organisation.slug, office)
    values = {
        "kind": _OFFICE,
        "name": f"{OFFICES[office]}, {organisation.name} (exempel)",
        "email": [f"{office}@{domain_of(organisation)}"],
        # Numbers from 08-465 004 00 to 99 are kept free for fiction by Post- och telestyrelsen.
        "telephone": [{"number": f"+46 8 465 004 {chance.randrange(100):02}"}],
    }
    if office == "data":
        address = {"country_name": "Sverige", "locality": organisation.short_name, "street_address": "Exempelgatan 1"}
        values |= {"address": [address], "url": [f"https://www.{domain_of(organisation)}/kontakt"]}
    return values


def office_for(kind: Kind) -> str:
    """Who knows about data of this kind."""
    if "ENVI" in kind.themes:
        return "miljo"
    return "karta" if kind.shape in ("places", "lines", "areas") else "data"


def producer_values(organisation: Organisation) -> dict:
    """A company that produces some of the data."""
    domain = domain_of(organisation)
    return {
        "name": {
            "sv": f"Exempelverken i {organisation.short_name} AB (påhittat)",
            "en": f"Exempelverken i {organisation.short_name} AB (made up)",
        },
        "type": _COMPANY,
        "homepage": [f"https://exempelverken.{domain}/"],
        "mbox": [f"exempelverken@{domain}"],
    }


def dataset_values(kind: Kind, organisation: Organisation, *, is_high_value: bool, is_shared: bool) -> dict:
    """A dataset, mostly with all that is recommended. ``is_shared``: for some only, and not open data."""
    chance = chance_for(organisation.slug, kind.key, "dataset")
    values = {
        "title": kind.title,
        "description": description_of(kind.description, kind.shape, chance),
        "keyword": kind.keywords,
        "theme": [_THEME + code for code in kind.themes],
        "issued": str(chance.randrange(2014, 2025)),
        "landing_page": [f"https://www.{domain_of(organisation)}/oppna-data/{kind.key}"],
        "accrual_periodicity": _FREQUENCY + kind.frequency,
        "access_rights": _ACCESS + (chance.choice(["RESTRICTED", "NON_PUBLIC"]) if is_shared else "PUBLIC"),
        "conforms_to": [standards()[kind.standard]] if kind.standard else [],
    }
    values |= _when(kind, chance) | _where(organisation, chance) | _extras(kind, organisation, chance)
    if is_high_value:
        values |= {"applicable_legislation": HIGH_VALUE, "hvd_category": [kind.hvd_category]}
    elif chance.random() < 0.12:
        values |= {name: _only_swedish(values[name]) for name in ("title", "description", "keyword")}
    return values


def bare_values(kind: Kind) -> dict:
    """A dataset with no more than what is mandatory."""
    return {"title": _only_swedish(kind.title), "description": marked(_only_swedish(kind.description))}


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
    sides = (organisation.west, organisation.south, organisation.east, organisation.north)
    return {"geographical_area": [{"bbox": write_box(*(str(side) for side in sides))}]}


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


def _only_swedish(text: Text | dict[str, list[str]]) -> dict:
    return {"sv": text["sv"]}
