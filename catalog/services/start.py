"""Making a new dataset with its first distribution, contact and service at one go."""

import logging
import uuid
from collections.abc import Mapping

from django.db import transaction

from catalog.models import Dataset, Record
from catalog.services.save import create_record, save_distribution
from catalog.starting.start import NewDataset
from organisations.models import Organisation

log = logging.getLogger(__name__)


@transaction.atomic
def start_dataset(actor, *, organisation: Organisation, new: NewDataset) -> Dataset:
    """A draft of a dataset with what belongs to it. The same form sent twice makes one: the first is returned."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    token = new.creation_token
    made = Dataset.objects.filter(creation_token=token, organisation=organisation, created_by=actor).first()
    if made is not None:
        return made
    values = dict(new.dataset)
    if new.contact:
        contact = _record(actor, organisation, Record.ClassName.CONTACT_POINT, new.contact, token)
        values["contact_point"] = [*values.get("contact_point", []), contact]
    dataset = create_record(
        actor, organisation=organisation, class_name=Record.ClassName.DATASET, values=values, creation_token=token
    )
    distributions = [dict(each) for each in new.distributions]
    if new.service:
        told = {"contact_point": values.get("contact_point", []), "serves_dataset": [dataset.record_ptr]}
        service = _record(actor, organisation, Record.ClassName.DATA_SERVICE, {**told, **new.service}, token)
        if distributions:
            distributions[0]["access_service"] = [service]
    for number, each in enumerate(distributions):
        token_of_it = uuid.uuid5(token, f"distribution {number}")
        save_distribution(actor, dataset=dataset, values=each, creation_token=token_of_it)
    log.info("dataset %s begun by person %s with %s distributions", dataset.iri, actor.pk, len(distributions))
    return Dataset.objects.select_related("organisation").get(pk=dataset.pk)


def _record(actor, organisation: Organisation, class_name: str, values: Mapping, token: uuid.UUID) -> Record:
    return create_record(
        actor,
        organisation=organisation,
        class_name=class_name,
        values=values,
        creation_token=uuid.uuid5(token, class_name),
    )
