"""What a catalogue and its publisher say before anybody has written anything: the columns' values, from known facts."""

from organisations.models import Organisation

SWEDISH = "http://publications.europa.eu/resource/authority/language/SWE"
_PUBLISHER_TYPES = {
    Organisation.Kind.KOMMUN: "http://purl.org/adms/publishertype/LocalAuthority",
    Organisation.Kind.REGION: "http://purl.org/adms/publishertype/RegionalAuthority",
}


def catalogue_values(organisation: Organisation) -> dict:
    """A catalogue that can be published as it is."""
    return {
        "title": {"sv": f"Data från {organisation.name}", "en": f"Data from {organisation.name}"},
        "description": {
            "sv": f"Beskrivningar av öppna och delade data från {organisation.name}.",
            "en": f"Descriptions of open and shared data from {organisation.name}.",
        },
        "language": [SWEDISH],
        "homepage": _homepage(organisation),
        "spatial": [organisation.geonames_iri] if organisation.geonames_iri else [],
    }


def publisher_values(organisation: Organisation) -> dict:
    """The organisation as publisher."""
    homepage = _homepage(organisation)
    return {
        "name": {"sv": organisation.name},
        "type": _PUBLISHER_TYPES[organisation.kind],
        "homepage": [homepage] if homepage else [],
        "identifier": [organisation.organisation_number],
    }


def _homepage(organisation: Organisation) -> str:
    return f"https://www.{organisation.website_domain}/" if organisation.website_domain else ""
