"""Deciding whether a proposal is right."""

import logging

from django.db import transaction
from django.utils import timezone

from coverage.models import ProposedMatch

log = logging.getLogger(__name__)


@transaction.atomic
def decide(actor, *, match: ProposedMatch, is_right: bool) -> ProposedMatch:
    """Say that the dataset is, or is not, the recommended one. Said again it is the same; said otherwise it changes."""
    saved = ProposedMatch.objects.select_for_update().get(pk=match.pk)
    wanted = ProposedMatch.State.CONFIRMED if is_right else ProposedMatch.State.REFUSED
    if saved.state != wanted:
        saved.state, saved.decided_at, saved.decided_by = wanted, timezone.now(), actor
        saved.save(update_fields=["state", "decided_at", "decided_by"])
        log.info("match %s is %s, by person %s", saved.pk, wanted, actor.pk)
    return saved
