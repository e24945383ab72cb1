"""Made-up contacts and producers: the values of records as the services take them. Pure functions of facts and chance.

Nothing here is true of the organisation whose name it bears, and every address is under .example.
"""

from random import Random

from catalog.generation.kinds import Kind
from dcat.namespaces import expand
from organisations.models import Organisation

_COMPANY = "http://purl.org/adms/publishertype/Company"
_OFFICE = expand("vcard:Organization")

# The offices that answer questions: key, name in Swedish, mailbox.
OFFICES = {"data": "Öppna data", "karta": "Kart- och mätenheten", "miljo": "Miljökontoret"}


def domain_of(organisation: Organisation) -> str:
    """Under the top-level domain that is reserved for examples (RFC 2606)."""
    return f"{organisation.slug}.example"


def contact_values(organisation: Organisation, office: str, chance: Random) -> dict:
    """An office's mailbox. Nobody answers there."""
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
