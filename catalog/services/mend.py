"""Doing a repair that a finding promises."""

import logging

from django.db import transaction

from catalog.describe import load_for_describing
from catalog.findings import findings_for
from catalog.mending import members_of, mended
from catalog.models import Record
from catalog.services.save import StaleEdit, save_distribution, save_record
from dcat.finding import Finding

log = logging.getLogger(__name__)


class NothingToMend(Exception):
    """There is no such finding any more, or a machine can't mend it."""


@transaction.atomic
def mend(actor, *, record: Record, name: str, iri: str, field: str, edit_number: int) -> Finding:
    """Mend the finding about ``field`` of ``iri`` (the record, a distribution, or what is described in them in place).

    Returns what was found. Raises :class:`NothingToMend` when it is gone (the same button pressed twice), and
    :class:`StaleEdit` when the record has been saved since ``edit_number``: the button was seen beside other values.
    """
    saved = type(record).objects.select_for_update().get(pk=record.pk)
    loaded = load_for_describing(saved.class_name, [saved.pk])[0]
    finding = next(
        (each for each in findings_for(loaded) if (each.mend, each.iri, each.field) == (name, iri, field)), None
    )
    if finding is None:
        raise NothingToMend
    if saved.edit_number != edit_number:
        raise StaleEdit(saved)
    changes = mended(finding, loaded)
    if loaded.iri in changes:
        save_record(actor, record=loaded, values=changes[loaded.iri], edit_number=edit_number)
    if loaded.class_name == Record.ClassName.DATASET:
        for each in loaded.distributions.all():
            if each.iri in changes:
                values = changes[each.iri]
                save_distribution(actor, dataset=loaded, distribution=each, values=values, edit_number=each.edit_number)
    for each in members_of(loaded):
        if each.iri in changes:
            save_record(actor, record=each, values=changes[each.iri], edit_number=each.edit_number)
    log.info("finding %s of %s mended by person %s", finding.code, iri, actor.pk)
    return finding
