"""An organisation saying what a recommended dataset is to it."""

import logging
import re

from django.db import transaction
from django.utils import timezone

from catalog.models import RecommendedDataset
from coverage.models import Statement
from organisations.models import Organisation

log = logging.getLogger(__name__)

PLANNED_FOR = re.compile(r"20\d\d(-(0[1-9]|1[0-2]))?", re.ASCII)  # a year, or a month of one


@transaction.atomic
def state(
    actor,
    *,
    organisation: Organisation,
    recommended: RecommendedDataset,
    kind: str,
    note: str = "",
    planned_for: str = "",
    address: str = "",
) -> Statement | None:
    """Say it, in the place of what was said before, which is kept. The same twice is said once.

    None when nothing was said and nothing is. Who may is decided by the view (``Action.EDIT``).
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    said = {
        "kind": kind,
        "note": note,
        "planned_for": planned_for if kind == Statement.Kind.PLANNED else "",
        "address": address if kind == Statement.Kind.ELSEWHERE else "",
    }
    before = Statement.objects.in_force().filter(organisation=organisation, recommended=recommended).first()
    if before is None and kind == Statement.Kind.NOTHING:
        return None
    if before is not None:
        if all(getattr(before, name) == value for name, value in said.items()):
            return before
        Statement.objects.filter(pk=before.pk).update(replaced_at=timezone.now())
    made = Statement.objects.create(organisation=organisation, recommended=recommended, made_by=actor, **said)
    log.info("organisation %s on %s: %s, by person %s", organisation.pk, recommended.key, kind, actor.pk)
    return made
