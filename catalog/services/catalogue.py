"""The records that every organisation has: its catalogue and its publisher."""

import uuid

from django.db import transaction

from catalog.identity import mint
from catalog.models import Agent, Catalog, Record
from organisations.models import Organisation
from organisations.swedish_order import sort_key

_PUBLISHER_TYPES = {
    Organisation.Kind.KOMMUN: "http://purl.org/adms/publishertype/LocalAuthority",
    Organisation.Kind.REGION: "http://purl.org/adms/publishertype/RegionalAuthority",
}
_SWEDISH = "http://publications.europa.eu/resource/authority/language/SWE"


@transaction.atomic
def ensure_catalogue(organisation: Organisation) -> Catalog:
    """The organisation's catalogue, made with texts that can be published as they are when there is none yet.

    The publisher is made along with it once the organisation number is confirmed, because its IRI holds the number.
    """
    publisher = Agent.objects.filter(publisher_of=organisation).first()
    catalogue = Catalog.objects.filter(owner=organisation).first()
    if catalogue is not None and (publisher is not None or not organisation.is_number_confirmed):
        return catalogue
    # The row lock makes two that find nothing at the same time come one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    _ensure_publisher(organisation)
    return Catalog.objects.filter(owner=organisation).first() or _new_catalogue(organisation)


def _new_catalogue(organisation: Organisation) -> Catalog:
    identifier = uuid.uuid4()
    title = {"sv": f"Data från {organisation.name}", "en": f"Data from {organisation.name}"}
    return Catalog.objects.create(
        uuid=identifier,
        iri=mint(Record.ClassName.CATALOG, organisation.slug, identifier),
        class_name=Record.ClassName.CATALOG,
        organisation=organisation,
        owner=organisation,
        sort_key=sort_key(title["sv"]),
        title=title,
        description={
            "sv": f"Beskrivningar av öppna och delade data från {organisation.name}.",
            "en": f"Descriptions of open and shared data from {organisation.name}.",
        },
        language=[_SWEDISH],
        homepage=_homepage(organisation),
        spatial=[organisation.geonames_iri] if organisation.geonames_iri else [],
    )


def _ensure_publisher(organisation: Organisation) -> None:
    if not organisation.is_number_confirmed or Agent.objects.filter(publisher_of=organisation).exists():
        return
    Agent.objects.create(
        iri=organisation.agent_iri,
        class_name=Record.ClassName.AGENT,
        organisation=organisation,
        publisher_of=organisation,
        sort_key=sort_key(organisation.name),
        name={"sv": organisation.name},
        type=_PUBLISHER_TYPES[organisation.kind],
        homepage=[_homepage(organisation)] if organisation.website_domain else [],
        identifier=[organisation.organisation_number],
    )


def _homepage(organisation: Organisation) -> str:
    return f"https://www.{organisation.website_domain}/" if organisation.website_domain else ""
