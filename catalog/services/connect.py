"""Letting a working copy name another record, as when that was added from within its form."""

from django.db import transaction

from catalog.models import Distribution, Record
from catalog.services.save import save_distribution, save_record


@transaction.atomic
def connect(actor, *, owner: Record | Distribution, field: str, record: Record) -> None:
    """Let the column ``field`` of ``owner`` name ``record``, beside what it names already.

    A column that takes one record gets it when it has none: what somebody has chosen is left alone.
    """
    saved = type(owner).objects.select_for_update().get(pk=owner.pk)
    if saved._meta.get_field(field).many_to_many:
        values = {field: [*getattr(saved, field).all(), record]}
    elif getattr(saved, f"{field}_id") is None:
        values = {field: record}
    else:
        return
    if isinstance(saved, Distribution):
        save_distribution(
            actor, dataset=saved.dataset, distribution=saved, values=values, edit_number=saved.edit_number
        )
    else:
        save_record(actor, record=saved, values=values, edit_number=saved.edit_number)
