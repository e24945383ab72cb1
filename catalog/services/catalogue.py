"""The records that every organisation has: its catalogue and its publisher."""

import uuid

from django.db import transaction

from catalog.defaults import catalogue_values, publisher_values
from catalog.identity import mint
from catalog.models import Agent, Catalog, Record
from organisations.models import Organisation
from organisations.swedish_order import sort_key


@transaction.atomic
def ensure_catalogue(organisation: Organisation, *, identifier: uuid.UUID | None = None) -> Catalog:
    """The organisation's catalogue, made with texts that can be published as they are when there is none yet.

    The publisher is made along with it once the organisation number is confirmed, because its IRI holds the number.
    ``identifier`` is the UUID of a new catalogue, where it is not to be just any.
    """
    publisher = Agent.objects.filter(publisher_of=organisation).first()
    catalogue = Catalog.objects.filter(owner=organisation).first()
    if catalogue is not None and (publisher is not None or not organisation.is_number_confirmed):
        return catalogue
    # The row lock makes two that find nothing at the same time come one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    _ensure_publisher(organisation)
    return Catalog.objects.filter(owner=organisation).first() or _new_catalogue(organisation, identifier)


def _new_catalogue(organisation: Organisation, identifier: uuid.UUID | None) -> Catalog:
    identifier = identifier or uuid.uuid4()
    values = catalogue_values(organisation)
    return Catalog.objects.create(
        uuid=identifier,
        iri=mint(Record.ClassName.CATALOG, organisation.slug, identifier),
        class_name=Record.ClassName.CATALOG,
        organisation=organisation,
        owner=organisation,
        sort_key=sort_key(values["title"]["sv"]),
        **values,
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
        **publisher_values(organisation),
    )
